/** What a system column holds. `personal` ones are never read past the header unless a study asks for them by name. */
export type SystemRole =
  | 'response-id'
  | 'status'
  | 'timestamp'
  | 'duplicate'
  | 'seconds'
  | 'sequence'
  | 'external-reference'
  | 'personal'
  | 'technical';

export interface RawColumn {
  /** 0-based position. */
  readonly index: number;
  /** As a spreadsheet names it: A, B, …, AA. */
  readonly letter: string;
  /** First header row, as exported; "" where empty. */
  readonly header: string;
  /** Second header row; "" where there is none. */
  readonly subheader: string;
  /** Null for a column of the survey itself. */
  readonly system: SystemRole | null;
  /** Holds or may hold personal data: IP address, e-mail, name, custom variable, location. */
  readonly personal: boolean;
}

/** A question as the report sheets of a workbook list it: a free codebook. */
export interface ListedQuestion {
  readonly code: string;
  readonly text: string;
  /** Option labels in order with their counts over all rows, Started included; empty for open text. */
  readonly options: readonly { readonly label: string; readonly count: number }[];
  /** Statements of a matrix, each with a count per option; empty where there is no grid. */
  readonly statements: readonly { readonly label: string; readonly counts: readonly number[] }[];
}

export interface RawRow {
  /** As a spreadsheet numbers it, from 1 (a record with line breaks inside is still one row). */
  readonly fileRow: number;
  /** One text a column, "" where empty; personal columns are "" already. Numbers as shortest decimals ("3", "0.5"). */
  readonly cells: readonly string[];
}

/** An export's header and a way to read its rows, before anything is known of the questionnaire. */
export interface RawSheet {
  readonly file: string;
  readonly sha256: string;
  readonly format: 'csv' | 'xlsx';
  readonly sheet: string | null;
  readonly preambleRows: number;
  readonly headerRows: 1 | 2;
  readonly generated: string | null;
  readonly surveyId: string | null;
  readonly surveyName: string | null;
  readonly synthetic: boolean;
  readonly columns: readonly RawColumn[];
  readonly listed: readonly ListedQuestion[];
  /**
   * Rows in file order, in chunks of some hundreds; may be called again to read once more. `blanked`, where given, is
   * told the column of each cell of personal data that had content, which is all that is ever known of it.
   */
  readonly rows: (blanked?: (column: number) => void) => AsyncIterable<readonly RawRow[]>;
}
