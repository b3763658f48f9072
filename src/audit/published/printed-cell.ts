import type { Problem } from '../../study/problem.ts';

/** The figures of one cell as printed; null where the source prints none. Decimals say how each was rounded. */
export interface PrintedFigures {
  readonly percent: string | null;
  readonly mean: string | null;
  readonly sd: string | null;
}

/** Where a figure was read: a row as a spreadsheet numbers it, from 1. */
interface PrintedPlace {
  readonly file: string;
  readonly line: number;
}

/** One cell of a published table of ratings: its figures, what they are of, and how many are said to have answered. */
export interface PrintedCell extends PrintedPlace {
  /** Tables as `B.1/B.2` where one prints the percentage and another mean and SD. */
  readonly table: string;
  readonly row: string;
  readonly column: string;
  /** Who was asked, where the source says; "" else. */
  readonly respondents: string;
  /** As printed over the column or beside the row. */
  readonly n: number;
  readonly figures: PrintedFigures;
  /** Lowest and highest score. */
  readonly scale: readonly [number, number];
}

/** A number of respondents with its percentage, such as `33 (11)`, or a total, which has none. */
export interface PrintedCount extends PrintedPlace {
  readonly table: string;
  readonly phase: string;
  readonly row: string;
  /** What is counted, where the row says of whom only; "" else. */
  readonly statement: string;
  readonly column: string;
  readonly respondents: string;
  readonly count: number;
  readonly percent: string | null;
  /** The n printed over the column; null where none is. */
  readonly n: number | null;
}

/** A percentage quoted in the running text: `what` is the statement, `answer` what of it, as "agree" or "yes". */
export interface PrintedQuote extends PrintedPlace {
  readonly section: string;
  readonly phase: string;
  readonly respondents: string;
  readonly group: string;
  readonly measure: string;
  readonly percent: string;
}

/** A figure or header that can't be read or be true by itself: left out, the rest is audited. */
export interface PrintedFault {
  readonly table: string;
  readonly row: string;
  readonly column: string;
  readonly problem: Problem;
}

/** Everything read from the files of published tables, each kind in the order of the files. */
export interface PrintedTables {
  readonly cells: readonly PrintedCell[];
  readonly counts: readonly PrintedCount[];
  readonly quotes: readonly PrintedQuote[];
  readonly faults: readonly PrintedFault[];
}
