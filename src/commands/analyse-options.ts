/** The formats of a workbook of tables, each the ending of its file. */
export const WORKBOOK_FORMATS = ['xlsx', 'ods'] as const;
export type WorkbookFormat = (typeof WORKBOOK_FORMATS)[number];

/** What a run can be written in: the report (`html`, `docx`), tables, a workbook of all tables (`xlsx`, `ods`), and answers as plain columns for data frames. */
export const FORMATS = ['html', 'docx', 'csv', 'md', 'json', ...WORKBOOK_FORMATS, 'columns'] as const;
export type Format = (typeof FORMATS)[number];

/** What `crs-eval analyse` was asked to do, as its command line is parsed. */
export interface AnalyseOptions {
  readonly out: string | undefined;
  readonly study: string | undefined;
  readonly questionnaire: string | undefined;
  readonly codes: 'index' | 'values' | undefined;
  readonly corrections: string | undefined;
  /** A YAML of codes in place of the study's. */
  readonly codebook?: string;
  /** A CSV of people's decisions on codings. */
  readonly decisions: string | undefined;
  /** CSVs of other coders' codings, kept beside. */
  readonly codings: readonly string[];
  /** A folder or file of interview transcripts. */
  readonly transcripts?: string;
  /** The coder, or a file of one, that rules are measured against, and the set of its answers that are compared. */
  readonly reference: string | undefined;
  readonly set: string | undefined;
  /** Proposed quotes, as CSV or XLSX, of which those ticked are published. */
  readonly quotes: string | undefined;
  /** A CSV of readings of charts that a person confirmed. */
  readonly readings: string | undefined;
  /** A folder or file of published tables whose audit the report carries. */
  readonly audit: string | undefined;
  readonly prefer: 'first' | 'last' | undefined;
  readonly suppressBelow: number | undefined;
  readonly by: readonly string[];
  readonly format: readonly Format[];
  readonly charts: boolean;
  readonly strict: boolean;
  /** Whether open answers are coded where the study has a codebook. */
  readonly coding: boolean;
}
