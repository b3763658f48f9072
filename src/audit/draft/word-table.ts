import type { DraftCell } from './draft.ts';

interface OpenCell {
  texts: string[];
  column: number;
  span: number;
  continued: boolean;
  deleted: boolean;
}

interface OpenRow {
  cells: DraftCell[];
  next: number;
  header: boolean;
  deleted: boolean;
}

/** A table while it is read. */
export interface OpenTable {
  rows: DraftCell[][];
  headerRows: number;
  row: OpenRow | null;
  cell: OpenCell | null;
}

/** Puts the open cell in its row, at its place on the grid, unless it was deleted. */
export function endCell(table: OpenTable): void {
  const { row, cell } = table;
  if (row === null || cell === null) return;
  const { texts, column, span, continued, deleted } = cell;
  if (!deleted) row.cells.push({ text: continued ? '' : texts.join('\n'), column, span, continued });
  row.next = column + span;
  table.cell = null;
}

/** Puts the open row in its table, unless it was deleted or is empty; header rows count from the top. */
export function endRow(table: OpenTable): void {
  const { row } = table;
  table.row = null;
  if (row === null || row.deleted || row.cells.length === 0) return;
  if (row.header && table.headerRows === table.rows.length) table.headerRows += 1;
  table.rows.push(row.cells);
}
