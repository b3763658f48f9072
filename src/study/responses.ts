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

/** Whether a row's respondent answered the wrong questionnaire: then every closed answer is OFF_BASE, the first too. */
export function isOffBase(batch: ResponseBatch, row: number): boolean {
  for (const answers of batch.closed.values()) return answers[row] === OFF_BASE;
  return false;
}
