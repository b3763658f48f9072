import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CodedBy } from '../coding.ts';
import { proposeQuotes, type QuotableAnswer } from './propose-quotes.ts';

const RULE: CodedBy = { kind: 'rule', rule: 'r', codebook: 'c' };
const PERSON: CodedBy = { kind: 'person', coder: 'ann' };
const GOOD = 'this one is as long as a quote should be';

interface Given {
  readonly id: string;
  readonly text?: string;
  readonly codes?: readonly string[];
  readonly by?: CodedBy;
  readonly region?: string;
  readonly question?: string;
  readonly setAside?: boolean;
}

function answerOf({
  id,
  codes = ['a'],
  by = RULE,
  region = 'n',
  setAside = false,
  ...given
}: Given): QuotableAnswer {
  const key = { questionnaire: 'q', responseId: id, fileRow: 1, question: given.question ?? 'why' };
  const text = given.text ?? `${GOOD} says ${id}`;
  return {
    answer: { ...key, wrongQuestionnaire: false, text },
    codings: codes.map((code) => ({ answer: key, code, start: 0, end: 1, by, memo: '' })),
    setAside,
    groups: { region: [region] },
  };
}

function proposed(given: readonly Given[], perCode = 3, codes = ['a', 'b']): readonly string[] {
  return proposeQuotes(given.map(answerOf), codes, perCode, ['region']).map(
    ({ code, from }) => `${code} ${from.answer.responseId}`,
  );
}

describe('proposed quotes', () => {
  it('are coded by a person before by a rule, whatever their length', () => {
    expect(proposed([{ id: '1' }, { id: '2' }, { id: '3', by: PERSON, text: 'too short' }], 1)).toEqual([
      'a 3',
    ]);
  });

  it('have 8 to 60 words, else as near as there are', () => {
    const words = (count: number, word: string) => `${word} `.repeat(count);
    const given = [
      { id: '1', text: words(7, 'one') },
      { id: '2', text: words(90, 'two') },
      { id: '3', text: words(8, 'three') },
      { id: '4', text: words(60, 'four') },
      { id: '5', text: words(61, 'five') },
      { id: '6', text: words(2, 'six') },
    ];
    const all = proposed(given, 6);
    expect(all.slice(0, 2).toSorted()).toEqual(['a 3', 'a 4']);
    expect(all.slice(2, 4).toSorted()).toEqual(['a 1', 'a 5']);
    expect(all.slice(4)).toEqual(['a 2', 'a 6']);
  });

  it('are spread over respondents, regions and questions', () => {
    const regions = [
      { id: '1', region: 'n' },
      { id: '2', region: 'n' },
      { id: '3', region: 'n' },
      { id: '4', region: 's' },
    ];
    expect(proposed(regions, 2)).toContain('a 4');
    const same = [
      { id: '1', question: 'why' },
      { id: '1', question: 'how', text: `${GOOD} indeed`, codes: ['b'] },
      { id: '2', codes: ['b'], question: 'how' },
    ];
    expect(proposed(same, 1)).toEqual(['a 1', 'b 2']);
    const questions = ['1', '2', '3'].map((id) => ({ id, question: 'why' }));
    expect(proposed([...questions, { id: '4', question: 'how' }], 2)).toContain('a 4');
  });

  it('have no text twice, in another case or of somebody else; rare codes come first', () => {
    expect(
      proposed([
        { id: '1', text: GOOD },
        { id: '2', text: ` ${GOOD.toUpperCase()}!` },
      ]),
    ).toHaveLength(1);
    const both = [{ id: '1', codes: ['a', 'b'] }, { id: '2' }];
    expect(proposed(both)).toEqual(['a 2', 'b 1']);
  });

  it('are none that say nothing, are set aside, or were given no code that is asked for', () => {
    const nothing = ['n/a', 'N/A.', ' none ', 'Don’t know', '-', '🙂', 'Nothing to add', 'see above', ''];
    expect(
      proposed(
        nothing.map((text, id) => ({ id: `${id}`, text })),
        20,
      ),
    ).toEqual([]);
    expect(
      proposed([
        { id: '1', setAside: true },
        { id: '2', codes: [] },
        { id: '3', codes: ['c'] },
      ]),
    ).toEqual([]);
    expect(proposed([], 3)).toEqual([]);
  });

  it('are the same whatever the order of answers and codings', () => {
    const given = Array.from({ length: 30 }, (_, at) => ({
      id: `${at % 17}`,
      question: at < 17 ? 'why' : 'how',
      text: `${GOOD} ${at % 11}`,
      codes: at % 3 === 0 ? ['a', 'b'] : at % 2 === 0 ? ['a'] : ['b'],
      region: 'nsew'[at % 4] ?? '',
      by: at % 7 === 0 ? PERSON : RULE,
    }));
    const expected = proposed(given);
    expect(expected).toHaveLength(6);
    fc.assert(
      fc.property(fc.shuffledSubarray(given, { minLength: given.length }), (shuffled) => {
        expect(proposed(shuffled.map((each) => ({ ...each, codes: each.codes.toReversed() })))).toEqual(
          expected,
        );
      }),
      { numRuns: 20 },
    );
  });
});
