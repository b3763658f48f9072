import { beforeAll, describe, expect, it } from 'vitest';
import type { CheckedCell, CheckReport, Verdict } from '../audit/check-report.ts';
import { checkRun, pinRun } from '../audit/check-run.ts';
import { comparePins } from '../audit/compare-pins.ts';
import type { Pin } from '../audit/pins.ts';
import { readPublished } from '../study/read-published.ts';
import { readPins } from './read-pins.ts';
import { countFixtures, FIXTURES } from './testing/fixture-run.ts';

let report: CheckReport;
let pins: readonly Pin[];

beforeAll(async () => {
  const { study, frequency } = await countFixtures();
  report = checkRun(study, frequency, { synthetic: true }, readPublished([`${FIXTURES}/published`]));
  pins = pinRun(study, frequency, { synthetic: true });
}, 60_000);

describe('the fixtures against the published figures', () => {
  it('128 triples match and 12 have no answers behind them; no figure differs or is missing', () => {
    expect(tally(of('triple'))).toEqual({ match: 128, none: 12 });
    expect(report.summary).toMatchObject({ differs: 0, missing: 0 });
  });

  it('all six social-value pairs match', () => {
    expect(tally(of('pair'))).toEqual({ match: 6 });
  });

  it('tables A.1, A.2, B.7 and B.11 match whole', () => {
    const tables = of('count').map((cell) => `${cell.table} ${cell.verdict}`);
    expect(countEach(tables)).toEqual({
      'A.1 match': 54,
      'A.2 match': 6,
      'B.7 match': 6,
      'B.11 match': 15,
    });
  });

  it('17 of 18 quoted percentages match; 57 % who do not prefer co-commissioning is a conflict', () => {
    expect(tally(of('text'))).toEqual({ match: 17, conflict: 1 });
    expect(of('text').find(({ verdict }) => verdict === 'conflict')).toMatchObject({
      row: 'does not prefer co-commissioning',
      figures: { percent: { published: '57', ours: '56' } },
    });
  });

  it("every header n matches but Women's Services, where 28 is printed", () => {
    const others = of('n').filter(({ verdict }) => verdict !== 'match');
    expect(others.map(({ table, column, verdict }) => [table, column, verdict])).toEqual([
      ['B.1/B.2', 'WS', 'base'],
      ['B.4/B.5', 'WS', 'base'],
    ]);
    expect(others[0]?.figures.n).toEqual({ published: '28', ours: '29', verdict: 'base' });
    expect(of('n')).toHaveLength(20);
  });

  it('a triple without answers is searched up to the largest base of its block and compared figure by figure', () => {
    const none = of('triple').filter(({ verdict }) => verdict === 'none');
    expect(
      countEach(none.map(({ table, column, searched }) => `${table} ${column} ${searched?.[1]}`)),
    ).toEqual({
      'B.1/B.2 WS 33': 2,
      'B.1/B.2 ETE 38': 1,
      'B.1/B.2 D&R 31': 2,
      'B.4/B.5 ETE 38': 1,
      'B.4/B.5 D&R 31': 2,
      'B.4/B.5 PWB 39': 1,
      'B.10 Probation 22': 3,
    });
    for (const { figures } of none) expect(Object.keys(figures)).toEqual(['percent', 'mean', 'sd']);
  });
});

it('the figures are those approved in pinned.csv', () => {
  const { new: added, gone, changed } = comparePins(readPins(`${FIXTURES}/pinned.csv`, '/'), pins);
  expect({ added, gone, changed }).toEqual({ added: [], gone: [], changed: [] });
});

function of(kind: CheckedCell['kind']): CheckedCell[] {
  return report.cells.filter((cell) => cell.kind === kind);
}

function tally(cells: readonly CheckedCell[]): Partial<Record<Verdict, number>> {
  return countEach(cells.map(({ verdict }) => verdict));
}

function countEach(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
