import { describe, expect, it } from 'vitest';
import { ratio } from '../exact/ratio.ts';
import type { Cell, Figure, Table } from '../render/contract.ts';
import { highlights } from './report-highlights.ts';

const figure = (numerator: number, denominator: number): Figure => ({
  result: 'r',
  exact: denominator === 0 ? null : ratio(numerator, denominator),
  shorthand: denominator === 0 ? '[x]' : null,
  measure: 'percent',
  decimals: 0,
});
const percent = (numerator: number, denominator: number): Cell => ({
  pattern: 'single',
  figures: [figure(numerator, denominator)],
});
const mean: Cell = { pattern: 'single', figures: [{ ...figure(7, 1), measure: 'mean' }] };
const none: Cell = { pattern: 'none', figures: [] };

function table(columns: readonly string[], rows: Readonly<Record<string, readonly Cell[]>>): Table {
  return {
    id: 'T.1',
    caption: 'Views',
    section: '',
    stubHeaders: ['Statement'],
    columns: columns.map((label) => ({ group: null, label, headerN: null })),
    rows: Object.entries(rows).map(([label, cells]) => ({ stub: [], label, cells })),
    notes: [],
    source: '',
    synthetic: false,
    cleared: true,
  };
}

const rowsOf = (...tables: readonly Table[]) =>
  highlights(tables).flatMap((block) => (block.kind === 'plain-table' ? block.rows : []));

describe('the highest and lowest percentage of a table', () => {
  it('compares exactly: 2/3 is more than 66/100, though both print as 67% and 66%', () => {
    const views = table(['WS', 'ACC'], {
      Easy: [percent(66, 100), percent(1, 5)],
      Cheap: [percent(2, 3), percent(1999, 10000)],
    });
    expect(rowsOf(views)).toEqual([['T.1: Views', '67%: Cheap (WS)', '20%: Cheap (ACC)']]);
  });

  it('counts those alike, names no column where there is one, and leaves out n/a, means and empty cells', () => {
    const views = table(['% agreement', 'Mean'], {
      Easy: [percent(1, 2), mean],
      Cheap: [percent(2, 4), mean],
      Near: [percent(0, 0), none],
      Quick: [percent(0, 4), mean],
    });
    expect(rowsOf(views)).toEqual([['T.1: Views', '50%: Easy; 1 more alike', '0%: Quick']]);
  });

  it('says nothing of tables without percentages of statements', () => {
    expect(highlights([table(['Mean'], { Easy: [mean] }), table(['%'], { Easy: [percent(1, 2)] })])).toEqual(
      [],
    );
  });
});
