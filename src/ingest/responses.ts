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

/** Why a row that counts may have been answered carelessly. */
export type Flag = 'speeder' | 'straight-lining' | 'near-identical';

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
    readonly flag: Flag;
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
