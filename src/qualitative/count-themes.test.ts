import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellKey, usableKey } from '../likert/frequency.ts';
import { OFF_BASE } from '../study/responses.ts';
import type { Study } from '../study/study.ts';
import { mergeThemes, pairKey, type ThemeCounts, themeCounter } from './count-themes.ts';
import { codedBatch, codedStudy, type Row } from './testing/coded-study.ts';
import { SET_ASIDE, themeStudy, UNCODED } from './theme-study.ts';
import { themesFromJson, themesToJson } from './themes-json.ts';

const study = codedStudy();
const themes = themeStudy(study);
const OPTIONS = ['access', 'waiting', 'distance', UNCODED, SET_ASIDE];

function count(rows: readonly Row[], of: Study = study): ThemeCounts {
  const { questionnaire, batch, coded } = codedBatch(of, rows);
  const counter = themeCounter(of, themeStudy(of), questionnaire);
  counter.add(batch, coded);
  return counter.counts();
}

function at(
  counts: ThemeCounts,
  question: string | null,
  dims: Readonly<Record<string, string>> = {},
  item = 'why.codes',
) {
  const key = cellKey({ questionnaire: 'staff-1', question, item, dims });
  const tally = counts.frequency.cells.get(key)?.tally;
  return { tally, mentions: counts.mentions.get(key) };
}

/** One position is an option: area north is 1, south 2; `clear` has 1–3 disagree, 4 neutral, 5–7 agree, 8 don't know. */
const ROWS: readonly Row[] = [
  { closed: { area: 1, 'a.clear': 7 }, text: { 'a.why': 'The waiting list: we wait and wait.' } },
  {
    closed: { area: 1, 'a.clear': 2 },
    text: { 'a.why': 'It is too far, and the bus is slow', 'b.why': 'Access' },
  },
  { closed: { area: 2, 'b.clear': 6 }, text: { 'b.why': 'No idea really' } },
  {
    closed: { area: 2, 'a.clear': 8 },
    text: { 'a.why': 'Mae’r rhestr aros yn rhy hir ac mae angen mwy o staff yn yr ardal' },
  },
  { closed: { area: OFF_BASE, 'a.clear': OFF_BASE }, text: { 'a.why': 'A queue' } },
  { closed: { area: 2 }, text: {} },
];

describe('counts of codes, worked by hand', () => {
  const counts = count(ROWS);

  it('gives respondents by code, a code’s parent with it, and a base of all who answered, wrong questionnaire included', () => {
    expect(themes.scales['codes:why']?.options.map(({ id }) => id)).toEqual(OPTIONS);
    // Rows 1, 2 and 5 answered; row 4 is in Welsh.
    expect(at(counts, 'a.why.codes').tally).toEqual({
      counts: [3, 2, 1, 0, 1],
      asked: 6,
      answered: 3,
      dontKnow: 0,
      otherMissing: 1,
      blank: 2,
      notAsked: 0,
      respondents: 3,
    });
    expect(at(counts, 'b.why.codes').tally).toMatchObject({ counts: [1, 0, 0, 1, 0], answered: 2, blank: 4 });
  });

  it('counts mentions apart: overlapping spans of one code are one, those of a child are its parent’s', () => {
    // "waiting list" holds "waiting"; then "wait" twice. Row 5: "queue".
    expect(at(counts, 'a.why.codes').mentions).toEqual([6, 4, 2, 0, 0]);
  });

  it('pools an item over its questions with each respondent once in `respondents`', () => {
    expect(at(counts, null).tally).toMatchObject({ counts: [4, 2, 1, 1, 1], answered: 5, respondents: 4 });
  });

  it('counts groups, in which those of the wrong questionnaire are not', () => {
    expect(at(counts, 'a.why.codes', { area: 'north' }).tally).toMatchObject({
      counts: [2, 1, 1, 0, 0],
      answered: 2,
    });
    expect(at(counts, 'a.why.codes', { area: 'south' }).tally).toMatchObject({
      answered: 0,
      otherMissing: 1,
    });
    expect(counts.frequency.usable.get(usableKey('staff-1', {}))).toBe(6);
    expect(counts.frequency.usable.get(usableKey('staff-1', { area: '' }))).toBe(1);
  });

  it('counts by the side on which the answer to the statement of the same pathway is; all others in a group of their own', () => {
    const dimension = 'agreement:clear';
    expect(at(counts, 'a.why.codes', { [dimension]: 'agree' }).tally).toMatchObject({
      counts: [1, 1, 0, 0, 0],
      answered: 1,
    });
    expect(at(counts, 'a.why.codes', { [dimension]: 'disagree' }).tally).toMatchObject({
      counts: [1, 0, 1, 0, 0],
    });
    expect(at(counts, 'a.why.codes', { [dimension]: 'neutral' }).tally).toMatchObject({
      answered: 0,
      otherMissing: 0,
    });
    // Don't know (in Welsh), wrong questionnaire, blank twice.
    expect(at(counts, 'a.why.codes', { [dimension]: 'none' }).tally).toMatchObject({
      answered: 1,
      otherMissing: 1,
      blank: 2,
    });
    expect(at(counts, null, { [dimension]: 'agree' }).tally).toMatchObject({ answered: 2, respondents: 2 });
  });

  it('counts pairs of codes in one answer, as given', () => {
    const own = count([
      { text: { comments: 'Far away, and the staff are late. You wait.' } },
      { text: { comments: 'Staff. It is too far.' } },
    ]);
    expect(Object.fromEntries(own.pairs)).toEqual({
      [pairKey('comments', 'distance', 'staff')]: 2,
      [pairKey('comments', 'distance', 'waiting')]: 1,
      [pairKey('comments', 'staff', 'waiting')]: 1,
    });
  });

  it('knows who was not asked', () => {
    const routed = codedStudy();
    const [staff, ...rest] = routed.questionnaires;
    if (staff === undefined) throw new Error('no questionnaire');
    const questions = staff.questions.map((question) =>
      question.id === 'a.why'
        ? { ...question, askedIf: { question: 'a.refers', options: ['yes'] } }
        : question,
    );
    const counts2 = count(
      [
        { closed: { 'a.refers': 1 } },
        { closed: { 'a.refers': 2 } },
        { closed: {} },
        { closed: { 'a.refers': 1 }, text: { 'a.why': 'bus' } },
      ],
      { ...routed, questionnaires: [{ ...staff, questions }, ...rest] },
    );
    expect(at(counts2, 'a.why.codes').tally).toMatchObject({ asked: 2, answered: 1, blank: 1, notAsked: 2 });
  });

  it('is read back from JSON as it was', () => {
    expect(themesFromJson(JSON.parse(JSON.stringify(themesToJson(counts))))).toEqual({
      ...counts,
      pairs: new Map([...counts.pairs].sort()),
    });
    expect(() => themesFromJson({ format: 'else' })).toThrow('expected counts written by crs-eval');
  });
});

describe('counts of codes, whatever the rows', () => {
  const text = fc.constantFrom(
    '',
    'Too far',
    'We wait',
    'waiting list, bus',
    'Nothing',
    'staff access',
    'Mae’n rhy bell ac mae angen mwy o staff yn yr ardal',
  );
  const row: fc.Arbitrary<Row> = fc.record({
    closed: fc.record({
      area: fc.integer({ min: 0, max: 4 }),
      'a.clear': fc.integer({ min: 0, max: 8 }),
      'b.clear': fc.integer({ min: 0, max: 8 }),
    }),
    text: fc.record({ 'a.why': text, 'b.why': text, comments: text }),
  });

  it('are the same in any order of rows, and in parts put together', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), fc.nat(12), (rows, cut) => {
        const whole = themesToJson(count(rows));
        expect(themesToJson(count(rows.toReversed()))).toEqual(whole);
        expect(themesToJson(mergeThemes(count(rows.slice(0, cut)), count(rows.slice(cut))))).toEqual(whole);
      }),
      { numRuns: 60 },
    );
  });

  it('add up: answered, set aside and blank to all; no code to more than answered; mentions to no fewer than respondents', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), (rows) => {
        const counts = count(rows);
        for (const [key, { address, tally }] of counts.frequency.cells) {
          if (address.question !== null && Object.keys(address.dims).length === 0)
            expect(tally.answered + tally.otherMissing + tally.blank).toBe(rows.length);
          const mentions = counts.mentions.get(key) ?? [];
          for (const [option, respondents] of tally.counts.slice(0, -2).entries()) {
            expect(respondents).toBeLessThanOrEqual(tally.answered);
            expect(mentions[option]).toBeGreaterThanOrEqual(respondents);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
