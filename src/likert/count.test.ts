import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Questionnaire, Study } from '../study/study.ts';
import { countResponses, NOT_STATED } from './count.ts';
import { type FrequencyTable, usableKey } from './frequency.ts';
import { mergeFrequencies, NO_FREQUENCIES } from './merge-frequencies.ts';
import { BLANK, batchOf, NOT_ASKED, OFF_BASE, smallStudy } from './testing/small-study.ts';

const study = smallStudy();
const [staff, provider] = study.questionnaires as [Questionnaire, Questionnaire];

describe('counts and their base', () => {
  it('keeps levels, don’t know, blank and not asked apart, and zeros in scale order', async () => {
    const table = await countResponses(study, staff, [
      batchOf(study, staff, [
        { area: 1, 'a.clear': 7 },
        { area: 1, 'a.clear': 8 },
        { area: 2, 'a.clear': BLANK },
        { area: 2, 'a.clear': NOT_ASKED },
        { 'a.clear': 5 },
      ]),
    ]);
    expect(tally(table, 'staff-1|a.clear|')).toEqual({
      counts: [0, 0, 0, 0, 1, 0, 1, 1],
      asked: 4,
      answered: 2,
      dontKnow: 1,
      otherMissing: 0,
      blank: 1,
      notAsked: 1,
      respondents: 2,
    });
    expect(tally(table, 'staff-1|a.clear|area=north')).toMatchObject({ answered: 1, dontKnow: 1, asked: 2 });
    expect(tally(table, 'staff-1|a.clear|area=west')).toMatchObject({ answered: 0, asked: 0 });
  });

  it('counts those without a group in the whole only, and says how many they are', async () => {
    const table = await countResponses(study, staff, [
      batchOf(study, staff, [{ area: 1, together: 4 }, { together: 4 }, { area: 3, job: 3, together: 4 }]),
    ]);
    expect(table.usable.get(usableKey('staff-1', {}))).toBe(3);
    expect(table.usable.get(usableKey('staff-1', { area: NOT_STATED }))).toBe(1);
    // "Rather not say" is an option of the job question and no group of the dimension.
    expect(table.usable.get(usableKey('staff-1', { job: NOT_STATED }))).toBe(3);
    expect(tally(table, 'staff-1|together|')?.answered).toBe(3);
  });

  it('counts a respondent of two overlapping groups in both, and once in the whole', async () => {
    const table = await countResponses(study, provider, [
      batchOf(study, provider, [
        { area: [1, 2], together: 6 },
        { area: [2], together: 2 },
        { area: [], together: 2 },
      ]),
    ]);
    expect(tally(table, 'provider-1|area|')).toMatchObject({ counts: [1, 2, 0, 0], answered: 2, blank: 1 });
    expect(tally(table, 'provider-1|together|area=south')?.answered).toBe(2);
    expect(tally(table, 'provider-1|together|area=north')?.answered).toBe(1);
    expect(tally(table, 'provider-1|together|')?.answered).toBe(3);
  });

  it('leaves rows that answered the wrong questionnaire out of every count', async () => {
    const wrong = Object.fromEntries(staff.questions.map(({ id }) => [id, OFF_BASE]));
    const table = await countResponses(study, staff, [batchOf(study, staff, [wrong, { together: 4 }])]);
    expect(table.usable.get(usableKey('staff-1', {}))).toBe(1);
    expect(tally(table, 'staff-1|together|')).toMatchObject({ asked: 1, answered: 1, blank: 0, notAsked: 0 });
    expect(tally(table, 'staff-1|area|')?.asked).toBe(1);
  });

  it('pools an item’s questions: answers add up, respondents count once', async () => {
    const table = await countResponses(study, staff, [
      batchOf(study, staff, [
        { 'a.clear': 7, 'b.clear': 1 },
        { 'a.clear': 8, 'b.clear': 1 },
        { 'a.clear': 8, 'b.clear': NOT_ASKED },
      ]),
    ]);
    expect(tally(table, 'staff-1|pooled:clear|')).toMatchObject({
      counts: [2, 0, 0, 0, 0, 0, 1, 2],
      answered: 3,
      respondents: 2,
      notAsked: 1,
    });
    expect(table.cells.has('staff-1|pooled:together|')).toBe(false);
  });

  it('counts crossings, and only those of dimensions that the questionnaire asks', async () => {
    const crossed = smallStudy({ breakdowns: [['job', 'area']] });
    const table = await countResponses(crossed, staff, [
      batchOf(crossed, staff, [
        { area: 2, job: 1, together: 5 },
        { area: 2, together: 5 },
      ]),
    ]);
    expect(tally(table, 'staff-1|together|area=south;job=officer')?.answered).toBe(1);
    const none = await countResponses(crossed, provider, [batchOf(crossed, provider, [{ together: 5 }])]);
    expect([...none.cells.keys()].filter((key) => key.includes('='))).toEqual([]);
  });

  it('refuses a batch of another questionnaire, and an answer that is on no scale', async () => {
    await expect(countResponses(study, staff, [batchOf(study, provider, [])])).rejects.toThrow(
      'expected a batch of staff-1, found one of provider-1',
    );
    await expect(countResponses(study, staff, [batchOf(study, staff, [{ together: 9 }])])).rejects.toThrow(
      'together: expected 1 to 8, found 9',
    );
  });
});

describe('properties', () => {
  const row = fc.record({
    area: fc.integer({ min: 0, max: 4 }),
    job: fc.integer({ min: 0, max: 3 }),
    'a.clear': fc.integer({ min: -1, max: 8 }),
    'b.clear': fc.integer({ min: -1, max: 8 }),
    together: fc.integer({ min: 0, max: 8 }),
  });
  const count = (rows: readonly Record<string, number>[], of: Study = study) =>
    countResponses(of, staff, [batchOf(of, staff, rows)]);

  it('merging the counts of parts equals the counts of the whole, in any number of batches', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row), fc.array(row), async (some, others) => {
        const whole = await count([...some, ...others]);
        const merged = mergeFrequencies(await count(some), await count(others));
        expect(merged).toEqual(whole);
        const batches = [batchOf(study, staff, some), batchOf(study, staff, others)];
        expect(await countResponses(study, staff, batches)).toEqual(whole);
        expect(mergeFrequencies(NO_FREQUENCIES, whole)).toEqual(whole);
      }),
      { numRuns: 30 },
    );
  });

  it('row order is irrelevant, and counts sum to the base', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row), async (rows) => {
        const table = await count(rows);
        expect(await count(rows.toReversed())).toEqual(table);
        for (const { address, tally: cell } of table.cells.values()) {
          expect(cell.asked).toBe(cell.answered + cell.dontKnow + cell.otherMissing + cell.blank);
          const sum = cell.counts.reduce((total, options) => total + options, 0);
          expect(sum).toBe(cell.answered + cell.dontKnow + cell.otherMissing);
          const people = table.usable.get(usableKey('staff-1', address.dims)) ?? 0;
          if (address.question !== null) expect(cell.asked + cell.notAsked).toBe(people);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('frozen tables survive merging', async () => {
    const table = deepFreeze(await count([{ area: 1, job: 1, 'a.clear': 1, 'b.clear': 2, together: 3 }]));
    const before = structuredClone(table);
    mergeFrequencies(table, table);
    expect(table).toEqual(before);
  });
});

function tally(table: FrequencyTable, key: string) {
  return table.cells.get(key)?.tally;
}

function deepFreeze(table: FrequencyTable): FrequencyTable {
  for (const cell of table.cells.values()) {
    Object.freeze(cell.tally.counts);
    Object.freeze(cell.tally);
    Object.freeze(cell);
  }
  return Object.freeze(table);
}
