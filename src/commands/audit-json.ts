import type { AuditReport } from '../audit/published/audit-report.ts';

/** An audit for programs; the shape is described in docs/audit.md. */
export function auditJson(report: AuditReport): string {
  const { assumptions, summary, cells, columns, conflicts } = report;
  return `${JSON.stringify(
    {
      assumptions,
      summary,
      cells: cells.map(({ cell, search, ns, searched, explanations, witness, solutions, catchRate }) => ({
        table: cell.table,
        row: cell.row,
        column: cell.column,
        scale: cell.scale,
        n: cell.n,
        figures: cell.figures,
        search,
        ns,
        searched,
        explanations,
        witness,
        solutions,
        catch_rate: Math.round(catchRate * 1000) / 1000,
      })),
      columns: columns.map(({ table, column, finding, n }) => ({ table, column, finding, n })),
      conflicts,
    },
    null,
    2,
  )}\n`;
}
