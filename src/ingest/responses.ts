import type { Problem } from '../study/problem.ts';

/** Where a file's answers came from and how it was read. */
export interface Provenance {
  /** The file's name without its folder. */
  readonly file: string;
  readonly sha256: string;
  readonly platform: 'QuestionPro';
  readonly format: 'csv' | 'xlsx';
  readonly sheet: string | null;
  readonly preambleRows: number;
  readonly headerRows: 1 | 2;
  readonly codes: 'codes' | 'labels';
  /** How ratings whose values are not their positions were read, and the evidence for it. */
  readonly ratings: { readonly as: 'index' | 'values' | 'none'; readonly evidence: string };
  readonly generated: string | null;
  readonly surveyId: string | null;
  readonly surveyName: string | null;
  /** The preamble, survey name or introduction says that the answers are synthetic. */
  readonly synthetic: boolean;
}

/** Which columns of a file answer a question. For a multi: one per option, in the scale's order; null where absent. */
export interface ClaimedColumns {
  readonly question: string;
  /** 0-based column positions. */
  readonly columns: readonly (number | null)[];
  /** Column positions that hold its "Other (specify)" text. */
  readonly other: readonly number[];
}

/** Answer states of a closed question besides an option's position (1, 2, …). */
export const BLANK = 0;
export const NOT_ASKED = -1;
/** In the file, but off every base: the respondent answered the wrong questionnaire. */
export const OFF_BASE = -2;

/**
 * Some rows of one questionnaire, by column. Every array has `rows` entries in file order.
 * `closed` holds option positions (1-based) or BLANK, NOT_ASKED, OFF_BASE; for a multi, 1 stands for "answered"
 * (at least one option ticked) and `ticked` has a 0/1 array an option, in the scale's order.
 */
export interface ResponseBatch {
  readonly questionnaire: string;
  readonly rows: number;
  /** The row's number in the file as a spreadsheet shows it. */
  readonly fileRow: Int32Array;
  readonly id: readonly string[];
  readonly sequence: readonly string[];
  readonly status: readonly string[];
  readonly externalReference: readonly string[];
  /** Seconds; NaN where the export has none. */
  readonly seconds: Float64Array;
  readonly closed: ReadonlyMap<string, Int16Array>;
  readonly ticked: ReadonlyMap<string, readonly Uint8Array[]>;
  /** Open answers, "" where blank. "Other (specify)" texts stand under `<question>.other`. */
  readonly text: ReadonlyMap<string, readonly string[]>;
}

/** Why a row is not counted. */
export type LeftOutReason =
  | 'no-consent'
  | 'withdrawn'
  | 'test-row'
  | 'no-evaluative-answer'
  | 'repeat'
  | 'superseded';

/**
 * What was read, left out and flagged in one questionnaire's files. `usable` respondents are in closed counts;
 * `openTextOnly` answered the wrong questionnaire.  * Ids stand in `internal/` only.
 */
export interface ScreeningReport {
  readonly questionnaire: string;
  readonly file: string;
  readonly read: number;
  readonly usable: number;
  readonly openTextOnly: number;
  readonly byStatus: Readonly<Record<string, number>>;
  /** `file` is set where the questionnaire came in several; a withdrawn respondent's `id` is "". */
  readonly leftOut: readonly {
    readonly reason: LeftOutReason;
    readonly row: number;
    readonly id: string;
    readonly file?: string;
  }[];
  readonly flagged: readonly {
    readonly file?: string;
    readonly flag: string;
    readonly row: number;
    readonly id: string;
    readonly detail: string;
  }[];
  /** How many usable respondents answered at least one question of the section, in instrument order. */
  readonly funnel: readonly {
    readonly section: string;
    readonly title: string;
    readonly asked: number;
    readonly answered: number;
    readonly largestItem: number;
  }[];
  readonly corrections: readonly {
    readonly id: string;
    readonly row: number;
    readonly question: string;
    readonly from: string;
    readonly to: string;
    readonly reason: string;
    readonly who: string;
  }[];
  readonly problems: readonly Problem[];
}
