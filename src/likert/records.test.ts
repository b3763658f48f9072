import { describe, expect, it } from 'vitest';
import type { Questionnaire } from '../study/study.ts';
import { countResponses } from './count.ts';
import { explainResult } from './explain.ts';
import { fromJson, toJson } from './frequency-json.ts';
import type { Result } from './result.ts';
import { RESULT_COLUMNS, resultRows } from './result-rows.ts';
import { resultsFor, summarise } from './summarise.ts';
import { suppress } from './suppress.ts';
import { batchOf, smallStudy } from './testing/small-study.ts';

const study = smallStudy();
const [staff] = study.questionnaires as [Questionnaire];
const real = { synthetic: false };
const counted = () =>
  countResponses(study, staff, [
    batchOf(study, staff, [
      { 'a.clear': 7, 'b.clear': 5, area: 1 },
      { 'a.clear': 1, 'b.clear': 8, area: 2 },
      { 'a.clear': 2, area: 2 },
    ]),
  ]);

function find(results: readonly Result[], id: string): Result {
  const found = results.find((result) => result.id === id);
  if (found === undefined) throw new Error(`no result ${id}`);
  return found;
}

describe('rows of results.csv', () => {
  it('give a share as the shortest double with the counts that make it exact', async () => {
    const results = summarise(study, await counted(), real);
    const [row] = resultRows([find(results, 'staff-1.a.clear.share.agree')]);
    expect(row).toHaveLength(RESULT_COLUMNS.length);
    expect(row?.join(',')).toBe(
      'staff-1.a.clear.share.agree,clear,staff,,A,,pathway=A;respondents=staff,share,agree,share,' +
        '0.3333333333333333,1,3,10,54,3,3,0,0,0,,no',
    );
  });

  it('hold nothing of a hidden figure but its name', async () => {
    const table = await counted();
    const { publish } = suppress(study, table, summarise(study, table, real));
    const [row] = resultRows([find(publish, 'staff-1.a.clear.share.agree@area=north')]);
    expect(row?.join(',')).toBe(
      'staff-1.a.clear.share.agree@area=north,clear,staff,,A,,area=north;pathway=A;respondents=staff,share,agree,share,' +
        ',,,,,,,,,,[c],no',
    );
  });
});

describe('counts kept as JSON', () => {
  it('read back as written', async () => {
    const table = await counted();
    expect(fromJson(JSON.parse(JSON.stringify(toJson(table))))).toEqual(table);
  });

  it('refuse something else', () => {
    expect(() => fromJson({ cells: [] })).toThrow(
      'expected counts written by crs-eval ("crs-eval counts 1")',
    );
  });
});

describe('a figure’s chain', () => {
  it('goes down to the levels, base and questions of each cell', async () => {
    const table = await counted();
    const [, ...results] = resultsFor(study, table, { item: 'clear', where: {} }, real);
    const { rule, cells } = explainResult(study, table, find(results, 'staff-1.pooled.clear.share.agree'));
    expect(rule).toContain('divided by all who gave any level');
    expect(cells.map(({ questions }) => questions.map(({ id }) => id))).toEqual([['a.clear', 'b.clear']]);
    expect(cells[0]?.respondents).toBe(3);
    expect(
      cells[0]?.levels.filter(({ counted: is }) => is).map(({ option, count }) => `${option} ${count}`),
    ).toEqual(['a5 1', 'a6 0', 'a7 1']);
    expect(cells[0]?.levels.at(-1)).toMatchObject({ option: 'dk', count: 1, onBase: false });
  });

  it('of a hidden figure stops at the reason', async () => {
    const table = await counted();
    const { publish } = suppress(study, table, summarise(study, table, real));
    const chain = explainResult(study, table, find(publish, 'staff-1.a.clear.mean@area=north'));
    expect(chain).toMatchObject({
      cells: [],
      rule: 'hidden: too few answers, or another hidden figure would follow from it',
    });
  });
});
