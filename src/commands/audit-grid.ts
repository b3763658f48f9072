import type { AuditedCell } from '../audit/published/audit-report.ts';

/** A published table as it stood: rows and columns in the order in which cells first name them. */
interface AuditGrid {
  readonly name: string;
  readonly columns: readonly { readonly label: string; readonly n: number }[];
  /** Null where the table prints no figure. */
  readonly rows: readonly { readonly label: string; readonly cells: readonly (AuditedCell | null)[] }[];
}

/** The audited cells put back into their tables. */
export function auditTablesOf(cells: readonly AuditedCell[]): AuditGrid[] {
  const tables = new Map<string, AuditedCell[]>();
  for (const audited of cells)
    tables.set(audited.cell.table, [...(tables.get(audited.cell.table) ?? []), audited]);
  return [...tables].map(([name, own]) => {
    const columns = new Map(
      own.map(({ cell }) => [`${cell.column}\n${cell.n}`, { label: cell.column, n: cell.n }]),
    );
    const rows = [...new Set(own.map(({ cell }) => cell.row))];
    return {
      name: name === '' ? 'Table' : `Table ${name}`,
      columns: [...columns.values()],
      rows: rows.map((label) => ({
        label,
        cells: [...columns.keys()].map(
          (key) => own.find(({ cell }) => cell.row === label && `${cell.column}\n${cell.n}` === key) ?? null,
        ),
      })),
    };
  });
}
