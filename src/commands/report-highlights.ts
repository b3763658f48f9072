import { type Exact, formatExact, percentOf } from '../exact/ratio.ts';
import { nameLots, nameRows } from '../likert/tell-apart.ts';
import { filledStubs } from '../render/cell-text.ts';
import type { ReportBlock, Table } from '../render/contract.ts';

/** One percentage of a table, and the words it is found by. */
interface Named {
  readonly share: Exact;
  readonly row: string;
  /** Empty where the table has one column of percentages. */
  readonly column: string;
}

/**
 * The highest and the lowest percentage of each table that prints percentages of statements, with the statement, so that
 * a reader knows where to look first. Of equal ones the first is named and the others are counted. Figures without a
 * value are left out, and tables with fewer than two percentages; nothing where no table is left.
 */
export function highlights(tables: readonly Table[]): ReportBlock[] {
  const rows = tables.flatMap((table) => {
    const found = percentagesOf(table);
    if (found.length < 2) return [];
    return [[`${table.id}: ${table.caption}`, extreme(found, 1), extreme(found, -1)]];
  });
  if (rows.length === 0) return [];
  return [
    {
      kind: 'plain-table',
      caption: 'The highest and the lowest percentage of each table of statements',
      headers: ['Table', 'Highest', 'Lowest'],
      rows,
    },
  ];
}

function percentagesOf(table: Table): Named[] {
  const stubs = filledStubs(table);
  const rows = nameRows(table.rows.map(({ label }, at) => ({ stub: stubs[at] ?? [], label })));
  const isPercent = (at: number) =>
    table.rows.some(({ cells }) => cells[at]?.figures[0]?.measure === 'percent');
  const shown = table.columns.map((_, at) => at).filter(isPercent);
  const names = nameLots(shown.map((at) => table.columns.slice(at, at + 1)));
  const found = table.rows.flatMap(({ cells }, row) =>
    cells.flatMap(({ pattern, figures }, at) => {
      const [figure] = figures;
      if (pattern !== 'single' || figure?.measure !== 'percent' || figure.exact === null) return [];
      return [{ share: figure.exact, row: rows[row] ?? '', column: names[shown.indexOf(at)] ?? '' }];
    }),
  );
  const one = new Set(found.map(({ column }) => column)).size === 1;
  return one ? found.map((named) => ({ ...named, column: '' })) : found;
}

function extreme(found: readonly Named[], sign: 1 | -1): string {
  const [first, ...rest] = found;
  if (first === undefined) return '';
  const most = rest.reduce(
    (best, named) => (compare(named.share, best.share) * sign > 0 ? named : best),
    first,
  );
  const others = found.filter(({ share }) => compare(share, most.share) === 0).length - 1;
  const where = most.column === '' ? '' : ` (${most.column})`;
  const alike = others === 0 ? '' : `; ${others} more alike`;
  return `${formatExact(percentOf(most.share), 0)}%: ${most.row}${where}${alike}`;
}

/** Shares are ratios with positive denominators, so they compare by cross-multiplication. */
function compare(a: Exact, b: Exact): number {
  const left = a.numerator * b.denominator;
  const right = b.numerator * a.denominator;
  return left === right ? 0 : left > right ? 1 : -1;
}
