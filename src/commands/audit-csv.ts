import type { AuditReport } from '../audit/published/audit-report.ts';
import { writeCsv } from '../render/csv.ts';

/** An audit as CSV, a cell a row; lists within a field are parted by spaces, explanations by ` / `. */
export function auditCsv(report: AuditReport): string {
  return writeCsv([
    [
      'table',
      'row',
      'column',
      'scale_min',
      'scale_max',
      'n',
      'percent',
      'mean',
      'sd',
      'search',
      'ns',
      'searched_from',
      'searched_to',
      'witness',
      'solutions',
      'catch_rate',
      'explanations',
    ],
    ...report.cells.map(({ cell, search, ns, searched, witness, solutions, catchRate, explanations }) => [
      cell.table,
      cell.row,
      cell.column,
      String(cell.scale[0]),
      String(cell.scale[1]),
      String(cell.n),
      cell.figures.percent ?? '',
      cell.figures.mean ?? '',
      cell.figures.sd ?? '',
      search,
      ns.join(' '),
      String(searched[0]),
      String(searched[1]),
      witness?.join(' ') ?? '',
      String(solutions),
      catchRate.toFixed(3),
      explanations.map(({ kind, text }) => `${kind}: ${text}`).join(' / '),
    ]),
  ]);
}
