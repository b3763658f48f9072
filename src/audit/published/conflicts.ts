import { formatProblem } from '../../study/problem.ts';
import type { Conflict } from './audit-report.ts';
import { countConflicts } from './count-conflicts.ts';
import type { PrintedCell, PrintedTables } from './printed-cell.ts';
import { quoteConflicts, repeatConflicts } from './quote-conflicts.ts';

/** What can't be read, and what cannot stand together, over all that was read. */
export function findConflicts(tables: PrintedTables, unsearched: readonly PrintedCell[]): Conflict[] {
  return [
    ...tables.faults.map(({ table, row, column, problem }) => ({
      kind: 'input',
      table,
      row,
      column,
      text: formatProblem(problem),
    })),
    ...unsearched.map(({ table, row, column, n, scale }) => ({
      kind: 'input',
      table,
      row,
      column,
      text: `n = ${n} on a scale of ${scale[0]} to ${scale[1]} is too large to search; with so many answers nearly every figure has some`,
    })),
    ...countConflicts(tables.counts),
    ...repeatConflicts(tables.cells),
    ...quoteConflicts(tables),
  ];
}
