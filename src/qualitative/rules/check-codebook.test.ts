import { describe, expect, it } from 'vitest';
import { loadBuiltInStudy } from '../../study/load.ts';
import { parseStudy } from '../../study/parse-study.ts';
import { formatProblem } from '../../study/problem.ts';
import { CANTEEN } from '../testing/canteen.ts';
import { checkCodebook } from './check-codebook.ts';

/** What is wrong with a codebook of these codes, the file's name left out. */
function check(codes: string): readonly string[] {
  const study = parseStudy([
    { name: '1.yaml', text: CANTEEN },
    { name: '2.yaml', text: `codes:\n${codes}` },
  ]);
  return checkCodebook(study).map(
    (problem) => `${problem.severity} ${problem.code} ${formatProblem(problem).replace(/^2\.yaml:/, '')}`,
  );
}

/** The kinds of what is wrong with a code that has these rules. */
function kinds(...rules: readonly string[]): readonly string[] {
  return check(
    `  - { code: a, name: A, brief: A, rules: [${rules.map((rule) => (rule.startsWith('{') ? rule : `'${rule}'`)).join(', ')}] }`,
  ).map((line) => line.split(' ')[1] ?? '');
}

describe('codebook check', () => {
  it('finds nothing wrong with rules that each find something of their own', () => {
    expect(
      kinds(
        'hous* or ~refer',
        '"waiting list"',
        'delay near/3 court',
        'delay and court',
        '/h(o|u)use/',
        'list',
      ),
    ).toEqual([]);
  });

  it('says of each fault what and where, and of rules that are written over lines at which character', () => {
    expect(
      check(`  - { code: a, name: A, brief: A, rules: [late early, 'not x'] }
  - code: b
    name: B
    brief: B
    rules:
      - >-
        late or
        early late
      - { when: x and not x*, questions: [other] }
      - { when: late, questions: [improve], where: { meal: B } }
      - { when: but, wants: negated }
  - { code: c, name: C, brief: C, questions: [improve], rules: [{ when: y, questions: [other] }] }
  - { code: d, name: D, brief: D }
  - { code: d.d, parent: d, name: D, brief: D, rules: [y] }
  - { code: e, name: E, brief: E }
`),
    ).toEqual([
      'error rule-operator 2: column 48: expected and, or, near/5 or before/5 between terms, found "early" — for words next to each other write "late early"',
      'error rule-only-not 2: column 56: expected something to look for beside "not", joined to it with "and", found "not" alone — write what must be there first, such as "delay and not court"; for what is denied use wants: negated',
      'error rule-operator 7: column 9: expected and, or, near/5 or before/5 between terms, found at character 15 of the rule: "late" — for words next to each other write "early late"',
      'error rule-contradiction 10: column 23: expected a condition that can hold, found "not" of what the rule asks for',
      'error rule-unreachable 11: column 17: expected a question of code b that the rule is limited to, found none with questions improve and meal B — the code applies to improve, other',
      'error rule-never-denied 12: column 17: expected a first word that can stand where something is denied (wants: negated), found "but"',
      'error rule-unreachable 13: column 73: expected a question of code c that the rule is limited to, found none with questions other — the code applies to improve',
      'note code-without-rules 16: column 13: expected a rule for code e, found none — only people can give it',
    ]);
  });

  it('compares rules of as many brackets as there may be, and of many alternatives, without delay', () => {
    const nested = (last: string) => {
      let rule = 'a';
      for (let level = 0; level < 49; level += 1)
        rule = `((${rule} and x${level}${last}) or y${level}${last})`;
      return `(${rule} near/5 z)`.replaceAll(' and ', ' near/2 ');
    };
    const many = Array.from({ length: 1500 }, (_, at) => `w${at}x`).join(' or ');
    expect(kinds(nested('p'), nested('q'), many)).toEqual([]);
  });

  it('names all codes that have no rules in one note', () => {
    const code = (id: string) => `  - { code: ${id}, name: N, brief: B }\n`;
    expect(check(`${code('a')}  - { code: b, name: B, brief: B, rules: [x] }\n${code('c')}`)).toEqual([
      'note code-without-rules 2: column 13: expected a rule for each code, found none for 2 codes: a, c — only people can give them',
    ]);
  });

  it('finds nothing wrong with the built-in codebook', async () => {
    const study = await loadBuiltInStudy();
    expect(study.codebook?.codes.flatMap(({ rules }) => rules).length).toBeGreaterThan(300);
    expect(checkCodebook(study)).toEqual([]);
  });

  it('finds what stands twice, in one code and in two with a question in common', () => {
    expect(
      check(`  - { code: a, name: A, brief: A, questions: [improve], rules: [late or early, early or late, { when: early or late, wants: negated }] }
  - { code: b, name: B, brief: B, rules: ['"late" or early or LATE'] }
  - { code: c, name: C, brief: C, questions: [other], rules: [late] }
  - { code: d, name: D, brief: D, questions: [improve], rules: [late] }
`),
    ).toEqual([
      'warning rule-twice 2: column 80: expected a rule that finds something of its own, found the condition of rule a-1 (2.yaml:2) again — leave it out',
      'warning rule-of-two-codes 3: column 44: expected a condition that tells the code from others, found that of rule a-1 (2.yaml:2) of code a — keep both only if such answers are to have both codes',
      'warning rule-of-two-codes 3: column 44: expected a condition that tells the code from others, found that of rule a-2 (2.yaml:2) of code a — keep both only if such answers are to have both codes',
      'warning term-twice 3: column 63: expected terms that each find something of their own, found "LATE", the same as "late" — leave it out',
    ]);
  });

  it.each<[readonly string[], readonly string[]]>([
    [['hous* or housing'], ['term-covered']],
    [['housing or hous*'], ['term-covered']],
    [['~refer or referred'], ['term-covered']],
    [['wait* or "waiting list"'], ['term-covered']],
    [['list or "waiting list"'], []],
    [['h*s* or hous*'], ['term-covered']],
    [['h?us* or hous*'], []],
    [['h?us* or housing'], ['term-covered']],
    [['a and a'], ['term-twice']],
    [['hous*', 'housing or houses'], ['rule-covered']],
    [['housing or houses', 'hous*'], ['rule-covered']],
    [['hous*', 'housing and late'], ['rule-covered']],
    [['hous*', 'late and housing'], []],
    [['hous* or late', 'housing near/5 late'], ['rule-covered']],
    [['hous*', 'housing near/5 late'], []],
    [['hous*', 'housing before/5 late'], ['rule-covered']],
    [['a near/5 b', 'b near/3 a'], ['rule-covered']],
    [['a before/5 b', 'b before/3 a'], []],
    [['a and b', 'a and b and not c'], ['rule-covered']],
    [['a and not c', 'a and b'], []],
    [['a and not c', 'a and not (c or d)'], ['rule-covered']],
    [['{ when: hous*, wants: negated }', 'housing'], []],
    [['{ when: hous*, wants: either }', 'housing'], ['rule-covered']],
    [['{ when: hous*, questions: [improve] }', 'housing'], []],
    [['hous*', '{ when: housing, questions: [improve] }'], ['rule-covered']],
    [['{ when: hous*, where: { site: [north] } }', 'housing'], []],
    [['hous*', '{ when: housing, where: { site: [north] } }'], ['rule-covered']],
    [['a and not a'], ['rule-contradiction']],
    [['"waiting list" and not list'], ['rule-contradiction']],
    [['list and not "waiting list"'], []],
    [['a near/3 b and not b'], ['rule-contradiction']],
    [['a or (b and not b)'], ['rule-contradiction']],
    [['/a/ or /a/'], ['term-twice']],
  ])('%j: %j', (rules, expected) => expect(kinds(...rules)).toEqual(expected));
});
