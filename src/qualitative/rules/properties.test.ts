import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Code, Codebook, Wants } from '../../study/codebook.ts';
import { codePointSpan, unitSpan } from './code-point-span.ts';
import { compileCodebook } from './compile-codebook.ts';
import { naiveHits } from './testing/naive-coder.ts';

const WORDS = [
  ...[
    'delay',
    'delays',
    'delayed',
    'court',
    'staff',
    "staff's",
    'staff’s',
    'housing',
    'house',
    'café',
    'cafe\u0301',
    'a',
    'b',
  ],
  ...[
    'not',
    'no',
    'never',
    'without',
    'lack',
    'of',
    'only',
    'but',
    'yet',
    'however',
    "don't",
    'DON’T',
    '24',
    '𝒳𝒴',
    'ﬁt',
    'fit',
  ],
];
const GAPS = [
  ' ',
  ' ',
  ' ',
  ' ',
  '  ',
  ', ',
  '. ',
  '-',
  ' - ',
  '\r\n',
  '\n',
  ' 😀 ',
  ' 👩🏽‍⚕️ ',
  '! ',
  '/',
  ' (',
  ') ',
  '; ',
  ': ',
];
const text = fc
  .array(fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom(...GAPS)), { maxLength: 24 })
  .map((pairs) => pairs.flat().join(''));

const atom = fc.constantFrom(
  'delay',
  'delay*',
  '~delay',
  'court',
  'hous*',
  'h?use',
  'staff',
  'café',
  'a',
  'b',
  'lack',
  'fit',
  '*e',
);
const phrase = fc
  .array(fc.oneof(atom, fc.constant('*')), { minLength: 1, maxLength: 2 })
  .map((words) => `"delay* ${words.join(' ')}"`);
const term = fc.oneof(
  { weight: 4, arbitrary: atom },
  phrase,
  fc.constantFrom('"no delay"', '"* court"', '"a b"', 'a-b'),
);
const some = fc
  .array(term, { minLength: 1, maxLength: 3 })
  .map((terms) => (terms.length > 1 ? `(${terms.join(' or ')})` : terms.join('')));
const near = fc
  .tuple(some, fc.constantFrom('near', 'before'), fc.integer({ min: 1, max: 6 }), some)
  .map(([left, operator, words, right]) => `${left} ${operator}/${words} ${right}`);
const nested = fc
  .tuple(near, fc.constantFrom('near', 'before'), some)
  .map(([left, operator, right]) => `(${left}) ${operator}/3 ${right}`);
const part = fc.oneof({ weight: 3, arbitrary: some }, { weight: 2, arbitrary: near }, nested);
const when = fc.oneof(
  fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(' or ')),
  fc.tuple(part, part, some).map(([one, two, three]) => `${one} and ${two} and not ${three}`),
  fc.tuple(part, part).map(([one, two]) => `${one} and (${two})`),
);
const wants = fc.constantFrom<Wants>('affirmed', 'negated', 'either');
const rules = fc.array(fc.record({ when, wants }), { minLength: 1, maxLength: 6 });

interface Given {
  readonly id: string;
  readonly when: string;
  readonly wants: Wants;
}

function codebookOf(codes: readonly (readonly Given[])[]): Codebook {
  return {
    codes: codes.map(
      (given, index): Code => ({
        id: `code-${given[0]?.id ?? index}`,
        name: 'C',
        brief: 'C',
        full: 'C',
        use: '',
        not: '',
        examples: [],
        parent: null,
        questions: ['q'],
        rules: given.map((rule) => ({
          ...rule,
          questions: null,
          where: {},
          place: { file: 'f.yaml', line: 1, column: 1, literal: true },
        })),
        place: { file: 'f.yaml', line: 1, column: 1, literal: true },
      }),
    ),
    changes: [],
    sha256: '',
  };
}

const coderOf = (codes: readonly (readonly Given[])[]) =>
  compileCodebook({ codebook: codebookOf(codes), dimensions: [] }).forQuestion(null, null);

const named = (given: readonly { readonly when: string; readonly wants: Wants }[]): readonly Given[] =>
  given.map((rule, index) => ({ ...rule, id: `r${index}` }));

describe('the engine', () => {
  it('finds what trying every rule at every place finds', () => {
    fc.assert(
      fc.property(rules, text, (given, answer) => {
        const list = named(given);
        const hits = coderOf([list]).code(answer);
        for (const { id, when: condition, wants: wanted } of list)
          expect(hits.filter(({ rule }) => rule === id).map(({ start, end }) => `${start}-${end}`)).toEqual(
            naiveHits(condition, wanted, answer),
          );
      }),
      { numRuns: 1500 },
    );
  });

  it('finds stretches that begin and end with a word, in order and none twice', () => {
    fc.assert(
      fc.property(rules, text, (given, answer) => {
        const hits = coderOf([named(given)]).code(answer);
        for (const { start, end } of hits) {
          const found = answer.slice(start, end);
          expect(found).toMatch(/^[\p{L}\p{N}]/u);
          expect(found).toMatch(/[\p{L}\p{N}\p{M}]$/u);
          const span = codePointSpan(answer, start, end);
          const whole = [...answer.replaceAll('\r\n', '\n')];
          expect(whole.slice(span.start, span.end).join('')).toBe(found.replaceAll('\r\n', '\n'));
        }
        const keys = hits.map(({ start, end, code, rule }) => [start, end, code, rule].join(' '));
        expect(new Set(keys).size).toBe(keys.length);
      }),
      { numRuns: 300 },
    );
  });

  it('loses no rule’s hit when a rule is added, and cares for no order of rules and codes', () => {
    fc.assert(
      fc.property(rules, rules, text, (some, more, answer) => {
        const [one, two] = [named(some), named(more).map((rule) => ({ ...rule, id: `x${rule.id}` }))];
        const alone = coderOf([one]).code(answer);
        const together = coderOf([one, two]).code(answer);
        const own = new Set(one.map(({ id }) => id));
        expect(together.filter(({ rule }) => own.has(rule))).toEqual(alone);
        const mixed = [...one, ...two].map((rule) => [rule]);
        const plain = (hits: typeof alone) =>
          hits.map(({ start, end, rule }) => `${start} ${end} ${rule}`).sort();
        expect(plain(coderOf(mixed).code(answer))).toEqual(plain(together));
        expect(coderOf([...mixed].reverse()).code(answer)).toEqual(coderOf(mixed).code(answer));
      }),
      { numRuns: 200 },
    );
  });
});

describe('spans of code points', () => {
  it('come back as they were, where they part no pair and no CRLF', () => {
    const letters = fc.array(fc.constantFrom('a', '\r\n', '\r', '\n', '😀', 'e\u0301', '\ud800'), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(letters, fc.nat(20), fc.nat(20), (parts, from, length) => {
        // A lone high surrogate before a low one would be a pair.
        const answer = parts.join('');
        const start = parts.slice(0, from).join('').length;
        const end = parts.slice(0, from + length).join('').length;
        fc.pre(answer[start - 1] !== '\r' || answer[start] !== '\n');
        fc.pre(answer[end - 1] !== '\r' || answer[end] !== '\n');
        const span = codePointSpan(answer, start, end);
        expect(unitSpan(answer, span.start, span.end)).toEqual({ start, end });
        const whole = Array.from(answer.replaceAll('\r\n', '\n'));
        expect(whole.slice(span.start, span.end).join('')).toBe(
          answer.slice(start, end).replaceAll('\r\n', '\n'),
        );
      }),
    );
  });

  it('count CRLF, an emoji and a combining mark one each', () => {
    expect(codePointSpan('a\r\n😀e\u0301!', 3, 8)).toEqual({ start: 2, end: 6 });
    expect(unitSpan('a\r\n😀e\u0301!', 2, 6)).toEqual({ start: 3, end: 8 });
    expect(unitSpan('ab', 1, 99)).toEqual({ start: 1, end: 2 });
  });
});
