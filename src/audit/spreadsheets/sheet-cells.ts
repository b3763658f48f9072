import { isBlank } from './is-blank.ts';
import {
  type FoundTable,
  isWithin,
  type Range,
  type Spreadsheet,
  type SpreadsheetCell,
  type SpreadsheetSheet,
} from './spreadsheet.ts';

/** The cells of a sheet that hold something. */
export function filledCells({ cells }: SpreadsheetSheet): readonly SpreadsheetCell[] {
  return cells.filter(({ kind, text }) => kind !== 'blank' && !isBlank(text));
}

/** The cell of A1; undefined where it is empty. */
export function firstCell(sheet: SpreadsheetSheet): SpreadsheetCell | undefined {
  return filledCells(sheet).find(({ row, column }) => row === 1 && column === 1);
}

/** A table's cells: its header by column from its first, and what is below. */
export interface TableCells {
  readonly range: Range;
  /** Rows of headers, which `header` is the last of; 0 where a marked-up table is marked as having none. */
  readonly headerRows: number;
  readonly header: readonly (SpreadsheetCell | undefined)[];
  readonly body: readonly SpreadsheetCell[];
  /** The rows and columns below the header that the sheet's cells reach; null where there are none. */
  readonly extent: Range | null;
}

/**
 * The cells of each marked-up table of a sheet, or where none is marked up, of what looks like one. Ranges that run far beyond
 * what is filled are cut to what is.
 */
export function tablesOf(sheet: SpreadsheetSheet): readonly TableCells[] {
  const known = KNOWN.get(sheet) ?? cellsOfTables(sheet);
  KNOWN.set(sheet, known);
  return known;
}

/** Most rules ask for the same tables, which are costly to cut out of a large sheet; a sheet never changes. */
const KNOWN = new WeakMap<SpreadsheetSheet, readonly TableCells[]>();

function cellsOfTables(sheet: SpreadsheetSheet): readonly TableCells[] {
  const filled = filledCells(sheet);
  const lastRow = filled.reduce((last, { row }) => Math.max(last, row), 0);
  const lastColumn = filled.reduce((last, { column }) => Math.max(last, column), 0);
  return placedTables(sheet).map(({ range, headerRows }) => {
    const { from, to } = range;
    const within = filled.filter((cell) => isWithin(cell, range));
    const top = from.row + headerRows;
    const right = Math.min(to.column, Math.max(lastColumn, from.column));
    const header = new Map(within.filter(({ row }) => row === top - 1).map((cell) => [cell.column, cell]));
    const extent: Range = {
      from: { row: top, column: from.column },
      to: { row: Math.min(to.row, lastRow), column: right },
    };
    return {
      range,
      headerRows,
      header:
        headerRows > 0
          ? Array.from({ length: right - from.column + 1 }, (_, at) => header.get(from.column + at))
          : [],
      body: within.filter(({ row }) => row >= top),
      extent: extent.to.row < top ? null : extent,
    };
  });
}

/** Where each table of a sheet lies: the marked-up ones, or where there are none, what looks like one. */
export function placedTables({ tables, unmarked }: SpreadsheetSheet): readonly FoundTable[] {
  return tables.length === 0
    ? unmarked
    : tables.map(({ range, headerRow }) => ({ range, headerRows: headerRow ? 1 : 0 }));
}

/** The row of a sheet's first table's first header; infinite where it has no table. */
export function topOf(sheet: SpreadsheetSheet): number {
  return Math.min(...placedTables(sheet).map(({ range }) => range.from.row));
}

/** The cells above a sheet's tables; all of them where it has none. */
export function cellsAbove(sheet: SpreadsheetSheet): readonly SpreadsheetCell[] {
  const top = topOf(sheet);
  return filledCells(sheet).filter(({ row }) => row < top);
}

/** The sheet that introduces the file: the first, where its name says so, or any of such a name. */
export function coverOf({ sheets }: Spreadsheet): SpreadsheetSheet | undefined {
  return sheets.find(({ name }) => /^(?:cover|title|front|read ?me|introduction)/i.test(name.trim()));
}

export function contentsOf({ sheets }: Spreadsheet): SpreadsheetSheet | undefined {
  return sheets.find(({ name }) => /^(?:table[ _]of[ _])?contents|^index$/i.test(name.trim()));
}

export function notesOf({ sheets }: Spreadsheet): SpreadsheetSheet | undefined {
  return sheets.find(({ name }) => /^notes?\b|^notes?_/i.test(name.trim()));
}
