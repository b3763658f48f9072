import {
  isWithin,
  type Range,
  type Spreadsheet,
  type SpreadsheetCell,
  type SpreadsheetSheet,
} from './spreadsheet.ts';

/** The cells of a sheet that hold something. */
export function filledCells({ cells }: SpreadsheetSheet): readonly SpreadsheetCell[] {
  return cells.filter(({ kind, text }) => kind !== 'blank' && text.trim() !== '');
}

/** The cell of A1; undefined where it is empty. */
export function firstCell(sheet: SpreadsheetSheet): SpreadsheetCell | undefined {
  return filledCells(sheet).find(({ row, column }) => row === 1 && column === 1);
}

/** A table's cells: its header by column from its first, and what is below. */
export interface TableCells {
  readonly range: Range;
  readonly header: readonly (SpreadsheetCell | undefined)[];
  readonly body: readonly SpreadsheetCell[];
  /** The rows and columns below the header that the sheet's cells reach; null where there are none. */
  readonly extent: Range | null;
}

/** The cells of each marked-up table of a sheet. Ranges that run far beyond what is filled are cut to what is. */
export function tablesOf(sheet: SpreadsheetSheet): readonly TableCells[] {
  const filled = filledCells(sheet);
  const lastRow = filled.reduce((last, { row }) => Math.max(last, row), 0);
  const lastColumn = filled.reduce((last, { column }) => Math.max(last, column), 0);
  return sheet.tables.map((table) => {
    const { from, to } = table.range;
    const within = filled.filter((cell) => isWithin(cell, table.range));
    const top = from.row + (table.headerRow ? 1 : 0);
    const right = Math.min(to.column, Math.max(lastColumn, from.column));
    const header = new Map(within.filter(({ row }) => row < top).map((cell) => [cell.column, cell]));
    const extent: Range = {
      from: { row: top, column: from.column },
      to: { row: Math.min(to.row, lastRow), column: right },
    };
    return {
      range: table.range,
      header: table.headerRow
        ? Array.from({ length: right - from.column + 1 }, (_, at) => header.get(from.column + at))
        : [],
      body: within.filter(({ row }) => row >= top),
      extent: extent.to.row < top ? null : extent,
    };
  });
}

/** The cells above a sheet's tables; all of them where it has none. */
export function cellsAbove(sheet: SpreadsheetSheet): readonly SpreadsheetCell[] {
  const top = Math.min(...sheet.tables.map(({ range }) => range.from.row));
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
