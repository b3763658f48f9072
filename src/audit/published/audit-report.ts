import type { Disclosure } from './disclosure.ts';
import type { PrintedCell, PrintedFigures } from './printed-cell.ts';

/**
 * What the search says of a cell, over the range it names.
 * - `at_n`: answers of the published n give every figure at once.
 * - `smaller`: only answers of fewer respondents do (of more too, perhaps): some did not answer.
 * - `larger`: only answers of more do: the published n is another, or the block's base is larger.
 * - `none`: no number of respondents in the range has any. Not reproducible under these assumptions; never "wrong".
 */
export type SearchFinding = 'at_n' | 'smaller' | 'larger' | 'none';

export const SEARCH_FINDINGS: readonly SearchFinding[] = ['at_n', 'smaller', 'larger', 'none'];

/** A way in which figures that don't fit could have come about; a suggestion. */
export interface Explanation {
  readonly kind: string;
  /** Numbers of respondents for which answers exist, if it was so; ascending. */
  readonly ns: readonly number[];
  /** One sentence, then its source. */
  readonly text: string;
}

export interface AuditedCell {
  readonly cell: PrintedCell;
  readonly search: SearchFinding;
  /** All n in the range for which answers give every figure, ascending. */
  readonly ns: readonly number[];
  readonly searched: readonly [number, number];
  /** Why the range ends above n, where it does. */
  readonly baseFrom: string | null;
  /** Likeliest first; empty at n. Tests that the figures fail come last, their kind begins `test:`. */
  readonly explanations: readonly Explanation[];
  /** Answers by level, lowest first, for n or else the n nearest to it that has any; null where none has. */
  readonly witness: readonly number[] | null;
  /** Respondents that the witness and the number of solutions are of; null where there are none. */
  readonly solvedAt: number | null;
  /** How many different answer counts give the figures, counted up to `SOLUTION_CAP`. */
  readonly solutions: number;
  /** Of the figures with one last digit drawn anew, the share that no answers of n respondents give; 0 to 1. */
  readonly catchRate: number;
}

/** Counting of solutions stops here: this many means "at least". */
export const SOLUTION_CAP = 1000;

/** Something that several cells of one column say together. */
export interface ColumnFinding {
  /** All tables of the column, such as `B.1/B.2, B.4/B.5`. */
  readonly table: string;
  readonly column: string;
  readonly respondents: string;
  readonly kind: 'other-n' | 'fewer-answers';
  readonly finding: string;
  /** The n that the finding names. */
  readonly n: number;
}

/** Figures that cannot stand together, or that can't be read; `table`, `row` and `column` say where. */
export interface Conflict {
  readonly kind: string;
  readonly table: string;
  readonly row: string;
  readonly column: string;
  readonly text: string;
}

export interface AuditReport {
  /** Each a sentence; they hold for every verdict. */
  readonly assumptions: readonly string[];
  readonly summary: Readonly<Record<SearchFinding, number>>;
  readonly cells: readonly AuditedCell[];
  readonly columns: readonly ColumnFinding[];
  readonly conflicts: readonly Conflict[];
  /** Cells that give their answers away: see `disclosures`. */
  readonly disclosures: readonly Disclosure[];
}

/** The figures as they are printed together: `75`, `5.75 (1.82)`, `75 · 5.75 (1.82)`. */
export function printTogether({ percent, mean, sd }: PrintedFigures): string {
  const pair = mean === null ? null : sd === null ? mean : `${mean} (${sd})`;
  return [percent === null ? null : `${percent} %`, pair].filter((part) => part !== null).join(' · ');
}
