/** One line of text above a table, in a cell of column A. */
export interface SheetLine {
  readonly role: 'title' | 'heading' | 'plain';
  readonly text: string;
}

/** One value of a table. */
export type SheetCell =
  | {
      readonly kind: 'text';
      readonly text: string;
      /** The name of the sheet it leads to; null where it leads nowhere. */
      readonly link: string | null;
    }
  /** Rounded already: its decimal text, such as `5.40`, is what is stored and what is shown. */
  | { readonly kind: 'number'; readonly text: string; readonly decimals: number };

/** The one table of a sheet: every row has as many cells as there are headers, none of them empty. */
export interface SheetTable {
  /** A name as both formats allow it, unique in the workbook whatever the case. */
  readonly name: string;
  /** Unique whatever the case, not empty, on one line, at most 255 characters. */
  readonly headers: readonly string[];
  readonly rows: readonly (readonly SheetCell[])[];
  /** Whether each column holds numbers, and shorthand in their place: these stand right, header and all. */
  readonly numeric: readonly boolean[];
}

/** A sheet as a reader meets it from the top: title in A1, lines below it, then the table; all from column A. */
export interface SheetModel {
  /** At most 31 characters, valid as a sheet's name in both formats, unique whatever the case. */
  readonly name: string;
  /** The title first. */
  readonly lines: readonly SheetLine[];
  readonly table: SheetTable | null;
  /** Width of each column in characters. */
  readonly widths: readonly number[];
}

/** A workbook without its format: what `writeXlsx` and `writeOds` both write. Texts hold no control characters. */
export interface WorkbookModel {
  readonly title: string;
  readonly sheets: readonly SheetModel[];
}

/** The language of every text in a workbook. */
export const LANGUAGE = { language: 'en', country: 'GB' } as const;

/** The font of every cell. */
export const FONT = 'Arial';
/** Sizes in points; no text is smaller than 12. */
export const FONT_SIZES = { title: 16, heading: 14, plain: 12 } as const;

/** How a text is set: the roles of lines, a column's header, or a cell of the table. */
export type TextRole = SheetLine['role'] | 'header';

/** A text that a spreadsheet would take for a formula if it were typed in; such cells get the format for text. */
export function looksLikeFormula(text: string): boolean {
  return /^'*\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(text);
}
