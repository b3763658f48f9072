import type { AuditedCell, ColumnFinding } from './audit-report.ts';
import { listNumbers } from './explain-misfit.ts';
import type { PrintedCell } from './printed-cell.ts';
import type { Reproducer } from './reproduce.ts';

/** So many cells must fit only at the same other n before the column is said to have it. */
const CELLS_FOR_ANOTHER_N = 2;

/**
 * What the cells of one column say together, over all tables that print the column with the same n (a block is often
 * printed in several): an n at which two or more cells fit that fit neither at the printed n nor below; and how many
 * cells need fewer answers. Columns in order of appearance; nothing for a column whose cells all fit.
 */
export function findColumns(
  cells: readonly AuditedCell[],
  reproducerOf: (cell: PrintedCell) => Reproducer,
): ColumnFinding[] {
  const columns = new Map<string, AuditedCell[]>();
  for (const audited of cells) {
    const { column, respondents, n } = audited.cell;
    const key = `${respondents}\n${column}\n${n}`;
    columns.set(key, [...(columns.get(key) ?? []), audited]);
  }
  return [...columns.values()].flatMap((column) => [
    ...anotherN(column, reproducerOf),
    ...fewerAnswers(column),
  ]);
}

function anotherN(
  column: readonly AuditedCell[],
  reproducerOf: (cell: PrintedCell) => Reproducer,
): ColumnFinding[] {
  const larger = column.filter(({ search }) => search === 'larger');
  const cells = new Map<number, number>();
  for (const { ns } of larger) for (const n of ns) cells.set(n, (cells.get(n) ?? 0) + 1);
  const most = Math.max(0, ...cells.values());
  if (most < CELLS_FOR_ANOTHER_N) return [];
  // Of several with as many cells, the one nearest to the printed n.
  const n = Math.min(...[...cells].filter(([, count]) => count === most).map(([candidate]) => candidate));
  const printed = column[0]?.cell.n ?? 0;
  const alsoAt = column.filter(
    ({ cell }) => n <= reproducerOf(cell).largest && reproducerOf(cell).fits(cell.figures, n),
  ).length;
  const only = larger.filter(({ ns }) => ns.length === 1 && ns[0] === n).length;
  return [
    {
      ...identity(column),
      kind: 'other-n',
      n,
      finding: `${most} of the ${column.length} cells fit at neither the printed n = ${printed} nor fewer, but ${only === most ? 'only' : 'all'} at n = ${n}; the n may be ${n} (${alsoAt} of the ${column.length} have answers for ${n})`,
    },
  ];
}

function fewerAnswers(column: readonly AuditedCell[]): ColumnFinding[] {
  const smaller = column.filter(({ search }) => search === 'smaller');
  if (smaller.length === 0) return [];
  const largest = smaller.map(({ ns, cell }) => Math.max(...ns.filter((n) => n < cell.n)));
  const n = Math.max(...largest);
  return [
    {
      ...identity(column),
      kind: 'fewer-answers',
      n,
      finding: `${smaller.length} of the ${column.length} cells need fewer answers than the printed n = ${column[0]?.cell.n ?? 0} (at most ${listNumbers([...new Set(largest)].sort((a, b) => b - a))}): some may not have answered those items`,
    },
  ];
}

function identity(column: readonly AuditedCell[]): Pick<ColumnFinding, 'table' | 'column' | 'respondents'> {
  const [first] = column;
  return {
    table: [...new Set(column.map(({ cell }) => cell.table))].join(', '),
    column: first?.cell.column ?? '',
    respondents: first?.cell.respondents ?? '',
  };
}
