import { describe, expect, test } from 'vitest';
import type { ResponseBatch } from '../study/responses.ts';
import { watchNearIdentity } from './near-identical.ts';
import { watchSpeed } from './speeders.ts';
import { matricesOf, straightLined } from './straight-lining.ts';
import { smallStudy } from './testing/small-study.ts';

const QUESTIONS = Array.from({ length: 40 }, (_, index) => `q${index}`);

function batchOf(rows: readonly (readonly number[])[]): ResponseBatch {
  return {
    questionnaire: 'q',
    rows: rows.length,
    fileRow: Int32Array.from(rows, (_, row) => row + 2),
    id: rows.map((_, row) => String(row)),
    sequence: rows.map(() => '1'),
    status: rows.map(() => 'Completed'),
    externalReference: rows.map(() => ''),
    seconds: Float64Array.from(rows, () => 100),
    closed: new Map(QUESTIONS.map((id, at) => [id, Int16Array.from(rows, (row) => row[at] ?? 0)])),
    ticked: new Map(),
    text: new Map(),
  };
}

describe('near-identical rows', () => {
  const base = QUESTIONS.map((_, at) => 1 + ((at * at) % 7));
  const changed = (count: number) => base.map((state, at) => (at < count ? 1 + (state % 7) : state));
  const pairs = (rows: readonly (readonly number[])[], kept?: number) => {
    const compare = watchNearIdentity(QUESTIONS, kept).open(batchOf(rows), 0);
    return rows.map((_, row) => compare(row));
  };

  test('share at least 90 % of their answers, whatever the questions that differ', () => {
    // 40 answers: 4 may differ, 5 may not.
    expect(pairs([base, changed(4)])).toEqual([
      null,
      { row: 3, earlier: { file: 0, row: 2 }, same: 36, answered: 40 },
    ]);
    expect(pairs([base, changed(5)])).toEqual([null, null]);
  });

  test('have 20 answers or more', () => {
    const short = (length: number) => base.map((state, at) => (at < length ? state : 0));
    expect(pairs([short(20), short(20)])[1]).toMatchObject({ same: 20, answered: 20 });
    expect(pairs([short(19), short(19)])[1]).toBeNull();
  });

  test('are compared with the likest of the rows before', () => {
    expect(pairs([changed(3), base, changed(1)])[2]).toMatchObject({ earlier: { row: 3 }, same: 39 });
  });

  test('are not found behind the rows that are kept', () => {
    const others = Array.from({ length: 6 }, (_, seed) =>
      QUESTIONS.map((_, at) => 1 + ((at * (seed + 3) + seed) % 11)),
    );
    expect(pairs([base, ...others, base], 3).at(-1)).toBeNull();
    expect(pairs([base, ...others, base]).at(-1)).toMatchObject({ earlier: { row: 2 } });
  });

  test('cost linear time: ten thousand the same are done at once', () => {
    const many = Array.from({ length: 10_000 }, () => base);
    expect(pairs(many).filter((pair) => pair !== null)).toHaveLength(9999);
  });
});

describe('speeders', () => {
  const watch = (times: readonly (readonly [number, string])[]) => {
    const speed = watchSpeed(0.3);
    for (const [at, [seconds, status]] of times.entries())
      speed.see(seconds, status, { row: at + 2, id: `${at}`, file: 0 });
    return speed.speeders().map(({ row, median }) => [row, median]);
  };

  test('took less than the share of the median of those who completed', () => {
    // Median of 29, 100, 100, 400 is 100; 30 % of it is 30. Started rows are neither flagged nor in it.
    expect(
      watch([
        [29, 'Completed'],
        [100, 'Completed'],
        [100, 'Completed'],
        [400, 'Completed'],
        [1, 'Started'],
      ]),
    ).toEqual([[2, 100]]);
    expect(
      watch([
        [30, 'Completed'],
        [100, 'Completed'],
        [100, 'Completed'],
      ]),
    ).toEqual([]);
  });

  test('none where no time is known', () => {
    expect(watch([])).toEqual([]);
    expect(watch([[Number.NaN, 'Completed']])).toEqual([]);
  });
});

describe('straight-lining', () => {
  const columns = (states: readonly number[]) => states.map((state) => Int16Array.of(state));

  test('is the same answer to eight items or more, blanks apart', () => {
    expect(straightLined(columns([7, 7, 7, 7, 0, 7, 7, 7, 7, -1]), 0)).toBe(8);
    expect(straightLined(columns([7, 7, 7, 7, 7, 7, 7]), 0)).toBe(0);
    expect(straightLined(columns([7, 7, 7, 7, 7, 7, 7, 7, 6]), 0)).toBe(0);
  });

  test('is looked for in the likert items of one section and group', () => {
    const study = smallStudy();
    const [staff] = study.questionnaires;
    if (staff === undefined) throw new Error('a questionnaire');
    const item = staff.questions.find(({ id }) => id === 'north.quick');
    if (item === undefined) throw new Error('an item');
    const eight = Array.from({ length: 8 }, (_, at) => ({ ...item, id: `north.i${at}` }));
    expect(matricesOf(staff)).toEqual([]);
    expect(
      matricesOf({ ...staff, questions: [...eight, ...staff.questions] }).map(({ title, questions }) => [
        title,
        questions.length,
      ]),
    ).toEqual([['North service', 11]]);
  });
});
