import type { RawSheet } from './raw-sheet.ts';

/** Different values of one column beyond these are not kept: it is no list of options. */
const MOST_VALUES = 100;

/** What one column holds over all rows. */
export interface ColumnContents {
  /** Rows with something in it besides spaces; of personal data, which nothing else is known of, too. */
  readonly filled: number;
  /**
   * Each value with its number of rows, in order of first appearance; null where there are more than a hundred. Of
   * `[Other] free text` only `[Other]`.
   */
  readonly values: ReadonlyMap<string, number> | null;
  /** Every value is a decimal number; true of an empty column. */
  readonly numeric: boolean;
  /** The longest value's length. */
  readonly longest: number;
  /** A bit a row, set where it is filled; as long as the last filled row needs. */
  readonly rows: Uint8Array;
}

/** All rows of a sheet, counted. */
export interface SheetContents {
  readonly rows: number;
  /** Rows by Response Status; `(blank)` where it is. Empty where the export has no such column. */
  readonly byStatus: Readonly<Record<string, number>>;
  /** Rows with content and no response id, as a spreadsheet numbers them. */
  readonly withoutId: readonly number[];
  readonly columns: readonly ColumnContents[];
}

interface Tally {
  filled: number;
  values: Map<string, number> | null;
  numeric: boolean;
  longest: number;
  rows: Uint8Array;
}

/** Reads all rows of a sheet once and counts what each column holds. Memory doesn't grow with text; a bit a cell is kept. */
export async function readContents(sheet: RawSheet): Promise<SheetContents> {
  const tallies = sheet.columns.map(
    (): Tally => ({
      filled: 0,
      values: new Map(),
      numeric: true,
      longest: 0,
      rows: new Uint8Array(64),
    }),
  );
  const status = sheet.columns.findIndex((column) => column.system === 'status');
  const id = sheet.columns.findIndex((column) => column.system === 'response-id');
  const byStatus = new Map<string, number>();
  const withoutId: number[] = [];
  let rows = 0;
  const blanked = (column: number) => {
    const tally = tallies[column];
    if (tally !== undefined) tally.filled += 1;
  };
  for await (const batch of sheet.rows(blanked)) {
    for (const { cells, fileRow } of batch) {
      if (status >= 0) {
        const name = cells[status] || '(blank)';
        byStatus.set(name, (byStatus.get(name) ?? 0) + 1);
      }
      if (cells[id] === '') withoutId.push(fileRow);
      for (const [index, tally] of tallies.entries()) {
        const cell = cells[index] ?? '';
        if (cell !== '' && cell.trim() !== '') add(tally, cell, rows);
      }
      rows += 1;
    }
  }
  return { rows, byStatus: Object.fromEntries(byStatus), withoutId, columns: tallies };
}

/** How many rows have something in at least one of the columns. */
export function filledRows(columns: readonly ColumnContents[]): number {
  const length = Math.max(0, ...columns.map((column) => column.rows.length));
  let count = 0;
  for (let at = 0; at < length; at += 1) {
    let bits = 0;
    for (const column of columns) bits |= column.rows[at] ?? 0;
    for (; bits !== 0; bits &= bits - 1) count += 1;
  }
  return count;
}

function add(tally: Tally, cell: string, row: number): void {
  tally.filled += 1;
  if (tally.numeric && !/^-?\d+(?:\.\d+)?$/.test(cell)) tally.numeric = false;
  const value = cell.startsWith('[') ? (/^\[[^\]]{1,200}\]/.exec(cell)?.[0] ?? cell) : cell;
  if (value.length > tally.longest) tally.longest = value.length;
  if (tally.values !== null) {
    tally.values.set(value, (tally.values.get(value) ?? 0) + 1);
    if (tally.values.size > MOST_VALUES) tally.values = null;
  }
  const at = row >> 3;
  if (at >= tally.rows.length) {
    const longer = new Uint8Array(Math.max(tally.rows.length * 2, at + 1));
    longer.set(tally.rows);
    tally.rows = longer;
  }
  tally.rows[at] = (tally.rows[at] ?? 0) | (1 << (row & 7));
}
