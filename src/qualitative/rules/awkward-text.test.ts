import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseStudy } from '../../study/parse-study.ts';
import { compileCodebook } from './compile-codebook.ts';
import type { RuleHit } from './question-coder.ts';

const SURVEY = `study: { id: canteen, title: Canteen }
source: { title: T, publisher: P, licence: L, credit: C }
scales: { agreement: { kind: ordered, options: ['No', 'Yes'] } }
questionnaires: [{ id: staff, title: Staff, sections: [{ id: all, title: All, questions: [{ id: improve, text: Better? }] }] }]
`;

const RULES = [
  'staff',
  '{ when: staff, wants: negated }',
  '{ when: "~delay or no", wants: either }',
  'staff near/3 slow',
  '{ when: slow before/4 (staff or delay*), wants: negated }',
  'staff and not slow',
  '"no problem*"',
  '{ when: "/sta(ff)?/", wants: either }',
  'example or org',
  'café',
] as const;

const PIECES = [
  ...[
    'staff',
    'Slow',
    'delays',
    'no',
    'not only',
    "can't fault",
    'no problems',
    'is lacking',
    'but',
    'without fail',
  ],
  ...[
    'staff@example.org',
    'https://example.org/staff',
    'e.g.',
    '2.5',
    'cafe\u0301',
    '🚌',
    '👩‍👩‍👧',
    '\r\n',
    '\n- ',
  ],
  ...['. ', '! ', '?', '; ', ', ', ' – ', '...', '(', ')', '\ud83d', '’', ' '],
];

/** Texts of pieces, most of them with spaces between. */
const texts = fc
  .array(fc.tuple(fc.constantFrom(...PIECES), fc.constantFrom(' ', ' ', '')), { maxLength: 14 })
  .map((parts) => parts.flat().join(''));

/** Some of the rules, in any order, with their ids. */
const chosen = fc.shuffledSubarray(
  RULES.map((rule, at) => ({ id: `r${at}`, rule })),
  { minLength: 1 },
);

type Chosen = readonly { readonly id: string; readonly rule: string }[];

/** What rules of one code find in a text. */
function hitsIn(text: string, rules: Chosen): readonly RuleHit[] {
  const written = rules.map(({ id, rule }) =>
    rule.startsWith('{') ? rule.replace('{', `{ id: ${id},`) : `{ id: ${id}, when: ${JSON.stringify(rule)} }`,
  );
  const study = parseStudy([
    { name: '1.yaml', text: SURVEY },
    { name: '2.yaml', text: `codes: [{ code: c, name: C, brief: C, rules: [${written.join(', ')}] }]` },
  ]);
  return compileCodebook(study).forQuestion(null, null).code(text);
}

it('spans lie in the text, from the start of a word to the end of one, whatever stands in it', () => {
  fc.assert(
    fc.property(texts, (text) => {
      for (const { rule, start, end } of hitsIn(text, [
        { id: 'r', rule: '{ when: "staff or slow or café or no", wants: either }' },
      ])) {
        expect(rule).toBe('r');
        expect(['staff', 'slow', 'cafe\u0301', 'no']).toContain(text.slice(start, end).toLowerCase());
      }
      for (const { start, end } of hitsIn(text, [{ id: 'r', rule: 'staff near/3 slow' }]))
        expect(text.slice(start, end)).toMatch(/^(?:staff\b.*\bslow|slow\b.*\bstaff)$/is);
    }),
    { numRuns: 150 },
  );
});

it('a further rule takes no coding of another away, and the order of rules does not matter', () => {
  fc.assert(
    fc.property(texts, chosen, (text, rules) => {
      const all = hitsIn(text, rules);
      const alone = rules.flatMap((rule) => hitsIn(text, [rule]));
      const byPlace = (a: RuleHit, b: RuleHit) =>
        a.start - b.start || a.end - b.end || (a.rule < b.rule ? -1 : 1);
      expect(all).toEqual([...alone].sort(byPlace));
      expect(hitsIn(text, [...rules].reverse())).toEqual(all);
    }),
    { numRuns: 60 },
  );
});

it('what is affirmed and what is denied are all that is found, and apart', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const of = (wants: string) =>
        hitsIn(text, [
          { id: 'r', rule: `{ when: "staff near/3 slow or staff or delay*", wants: ${wants} }` },
        ]);
      const both = [...of('affirmed'), ...of('negated')].sort((a, b) => a.start - b.start || a.end - b.end);
      expect(both).toEqual(of('either'));
    }),
    { numRuns: 100 },
  );
});
