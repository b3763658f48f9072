import { describe, expect, it } from 'vitest';
import { appliesTo } from './codebook.ts';
import { parseStudy } from './parse-study.ts';
import { formatProblem, InputError } from './problem.ts';
import type { Study } from './study.ts';

const SURVEY = `study: { id: canteen, title: Canteen }
source: { title: T, publisher: P, licence: L, credit: C }
scales: { agreement: { kind: ordered, options: ['No', 'Yes'] }, site: { kind: nominal, options: [North, South] } }
dimensions: { site: { from: respondent } }
questionnaires:
  - id: staff
    title: Staff
    sections:
      - id: all
        title: All
        questions:
          - { id: site, text: Site?, scale: site }
          - { id: warm, text: Warm?, scale: agreement }
          - { id: improve, text: What could be better? }
          - { id: other, text: Anything else? }
`;

function withCodes(codes: string): Study {
  return parseStudy([
    { name: '1-survey.yaml', text: SURVEY },
    { name: '2-codes.yaml', text: codes },
  ]);
}

function faultsOf(codes: string): readonly string[] {
  try {
    withCodes(codes);
  } catch (error) {
    if (error instanceof InputError) return error.problems.map(formatProblem);
    throw error;
  }
  return [];
}

const FOOD = `codes:
  - code: food
    name: Food
    brief: On the food.
    questions: [improve]
  - code: food.cold
    parent: food
    name: Cold
    brief: Served cold.
    rules:
      - cold and soup*
      - { id: unheated, when: 'warm', wants: negated, where: { site: north } }
  - { code: thanks, name: Thanks, brief: Says thank you. }
`;

describe('a codebook', () => {
  it('is null where no file has a code', () => {
    expect(withCodes('assumptions: [None]').codebook).toBeNull();
  });

  it('inherits questions, names rules and keeps where each rule stands', () => {
    const { codebook } = withCodes(FOOD);
    expect(codebook?.codes.map(({ id, questions }) => [id, questions])).toEqual([
      ['food', ['improve']],
      ['food.cold', ['improve']],
      ['thanks', ['improve', 'other']],
    ]);
    expect(codebook?.codes[1]?.rules).toEqual([
      {
        id: 'food.cold-1',
        when: 'cold and soup*',
        wants: 'affirmed',
        questions: null,
        where: {},
        place: { file: '2-codes.yaml', line: 11, column: 9, literal: true },
      },
      {
        id: 'unheated',
        when: 'warm',
        wants: 'negated',
        questions: null,
        where: { site: ['north'] },
        place: { file: '2-codes.yaml', line: 12, column: 32, literal: true },
      },
    ]);
  });

  it('has a version that neither the order of its codes nor their place in the files changes', () => {
    const [first = '', ...entries] = FOOD.split(/(?=^ {2}- )/m);
    const turned = [`# A comment\n${first}`, ...entries.reverse()].join('');
    expect(turned).not.toBe(FOOD);
    expect(withCodes(turned).codebook?.sha256).toBe(withCodes(FOOD).codebook?.sha256);
    const changed = FOOD.replace('cold and soup*', 'cold or soup*');
    expect(withCodes(changed).codebook?.sha256).not.toBe(withCodes(FOOD).codebook?.sha256);
  });

  it('applies to a question by its item or its id', () => {
    expect(appliesTo({ questions: ['improve'] }, { id: 'b.improve', item: 'improve' })).toBe(true);
    expect(appliesTo({ questions: ['b.improve'] }, { id: 'b.improve', item: 'improve' })).toBe(true);
    expect(appliesTo({ questions: ['b.improve'] }, { id: 'l.improve', item: 'improve' })).toBe(false);
  });

  it('says of every fault where it stands', () => {
    expect(
      faultsOf(`codes:
  - { code: a, name: A, brief: A, parent: c }
  - { code: b, name: B, brief: B, parent: a }
  - { code: c, name: C, brief: C, parent: b }
  - { code: d, name: D, brief: D, parent: e }
  - { code: d, name: D, brief: D, questions: [improv] }
  - { code: f, name: F, brief: F, rules: [{ id: r, when: x, where: { sight: North } }, { id: r, when: y }] }
  - { code: g, name: G }
`),
    ).toEqual(['2-codes.yaml:8: column 5: expected key "brief", found none']);
    expect(
      faultsOf(`codes:
  - { code: a, name: A, brief: A, parent: c }
  - { code: b, name: B, brief: B, parent: a }
  - { code: c, name: C, brief: C, parent: b }
  - { code: d, name: D, brief: D, parent: e }
  - { code: d, name: D, brief: D, questions: [improv] }
  - { code: f, name: F, brief: F, rules: [{ id: r, when: x, where: { sight: North } }, { id: r, when: y }] }
codeChanges:
  - { rename: a, to: b }
  - { merge: [x, y], to: z }
  - { split: z, to: [a, q] }
themes: { breakdowns: [[cite]], by: [{ item: warm, statement: improve }] }
`),
    ).toEqual([
      '2-codes.yaml:2: column 43: expected a code that is not below this one, found a → c → b → a',
      '2-codes.yaml:3: column 43: expected a code that is not below this one, found b → a → c → b',
      '2-codes.yaml:4: column 43: expected a code that is not below this one, found c → b → a → c',
      '2-codes.yaml:5: column 43: expected one of the codes a, b, c, d, f, found "e" — did you mean "a"?',
      '2-codes.yaml:6: column 13: expected code ids that differ, found "d" twice',
      '2-codes.yaml:6: column 47: expected one of the open questions improve, other, found "improv" — did you mean "improve"?',
      '2-codes.yaml:7: column 70: expected the dimension site, found "sight"',
      '2-codes.yaml:7: column 88: expected rule ids that differ, found "r" twice',
      '2-codes.yaml:9: column 15: expected a code that is no longer in the codebook, found "a", which is in it',
      '2-codes.yaml:11: column 25: expected one of the codes a, b, c, d, f, found "q" — did you mean "a"?',
      '2-codes.yaml:12: column 25: expected the respondent dimension site, found "cite" — did you mean "site"?',
      '2-codes.yaml:12: column 46: expected one of the open items improve, other, found "warm"',
      '2-codes.yaml:12: column 63: expected one of the closed items site, warm, found "improve"',
    ]);
  });

  it('says of every fault in how quotes are labelled where it stands', () => {
    expect(faultsOf('quotes: { labels: { stuff: SQ }, attributes: [sight], workplaces: [warm] }\n')).toEqual([
      expect.stringMatching(/^2-codes\.yaml:1: column 21: expected .*questionnaire.*, found "stuff"/),
      '2-codes.yaml:1: column 47: expected the dimension of respondents site, found "sight"',
      '2-codes.yaml:1: column 68: expected one of the open items improve, other, found "warm"',
    ]);
  });
});
