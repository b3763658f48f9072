/** A cell's place, both counted from 1. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

/** What rules ask of how a cell is set. */
export interface CellFormat {
  readonly fontName: string;
  readonly fontSize: number;
  readonly filled: boolean;
  readonly wrapped: boolean;
  /** The name of a named style, such as `Heading 1`; empty where it has none but the default. */
  readonly styleName: string;
  /** Decimals that the number format shows; null where it shows as many as there are. */
  readonly decimals: number | null;
}

/** A cell that holds something, or is empty and filled with colour. */
export interface SpreadsheetCell extends Place {
  /** An error is also a text that is the name of one. */
  readonly kind: 'text' | 'number' | 'error' | 'other' | 'blank';
  /** Of a number, as it is stored: `5.4`; of an error, its name. */
  readonly text: string;
  /** Of a number, the text that the file gives for it, whatever is stored; null where it gives none. */
  readonly shown: string | null;
  readonly formula: boolean;
  readonly format: CellFormat;
}

/** A range of cells, both ends within. */
export interface Range {
  readonly from: Place;
  readonly to: Place;
}

/** A marked-up table: a table part of XLSX, a database range of OpenDocument. */
export interface MarkedTable {
  readonly name: string;
  readonly range: Range;
  readonly headerRow: boolean;
  readonly filter: boolean;
  /** A style that colours its cells. */
  readonly coloured: boolean;
}

/** Cells that look like a table on a sheet without a marked-up one, from their first header row, of which there may be several. */
export interface FoundTable {
  readonly range: Range;
  readonly headerRows: number;
}

/** The first and last of rows or columns that follow each other. */
export type Run = readonly [first: number, last: number];

/** Rows that a sheet can have. */
export const ROWS = 1_048_576;

export interface SpreadsheetSheet {
  readonly name: string;
  readonly hidden: boolean;
  /** By rows, then columns. */
  readonly cells: readonly SpreadsheetCell[];
  readonly tables: readonly MarkedTable[];
  /** From the top; none where a table is marked up, nor on the cover. */
  readonly unmarked: readonly FoundTable[];
  readonly merged: readonly Range[];
  /** Hidden as such or by having no height; each run's first and last, in any order. */
  readonly hiddenRows: readonly Run[];
  readonly hiddenColumns: readonly Run[];
  /** The first cell that scrolls where panes are frozen; null where none are. */
  readonly frozenAt: Place | null;
  /** Where filter buttons stand outside a marked-up table. */
  readonly filters: readonly Range[];
  /** Whether images, charts or shapes float over it. */
  readonly drawing: boolean;
}

/** A spreadsheet file as rules see it, whatever its format. */
export interface Spreadsheet {
  readonly format: 'xlsx' | 'ods';
  readonly title: string;
  readonly language: string;
  readonly macros: boolean;
  readonly sheets: readonly SpreadsheetSheet[];
}

/** `B5` of row 5, column 2. */
export function cellName({ row, column }: Place): string {
  return `${columnName(column)}${row}`;
}

/** `A1:C3`, or `A1` where the range is one cell. */
export function rangeName({ from, to }: Range): string {
  return from.row === to.row && from.column === to.column
    ? cellName(from)
    : `${cellName(from)}:${cellName(to)}`;
}

/** `A`, `B`, …, `AA` for 1, 2, …, 27. */
export function columnName(column: number): string {
  const rest = String.fromCharCode(65 + ((column - 1) % 26));
  return column <= 26 ? rest : columnName(Math.floor((column - 1) / 26)) + rest;
}

/** The place that `B5` or `$B$5` names; null where the text names none. */
export function placeOf(name: string): Place | null {
  const match = /^\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})$/.exec(name.trim());
  if (match?.[1] === undefined) return null;
  const letters = match[1].toUpperCase();
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  return { row: Number(match[2]), column };
}

/** The range that `A1:C3` or `A1` names; null where the text names none. */
export function rangeOf(name: string): Range | null {
  const [first = '', last = first] = name.split(':');
  const [from, to] = [placeOf(first), placeOf(last)];
  return from === null || to === null ? null : { from, to };
}

/** Whether the place lies within the range. */
export function isWithin({ row, column }: Place, { from, to }: Range): boolean {
  return row >= from.row && row <= to.row && column >= from.column && column <= to.column;
}
