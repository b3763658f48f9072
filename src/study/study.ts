import type { Codebook, Quoting, Redaction, Themes } from './codebook.ts';

/** Why an answer option counts as no rating although it was ticked. */
export type MissingReason = 'dont_know' | 'not_applicable' | 'prefer_not_to_say';

/** The side of a scale a level is on: −1 disagree or negative, 0 neutral, +1 agree or positive. */
export type Lean = -1 | 0 | 1;

/** One answer option, in the order the instrument lists it: position k in an export is `options[k - 1]`. */
export interface Option {
  readonly id: string;
  readonly label: string;
  /** Other spellings that exports use for the same option. */
  readonly aliases: readonly string[];
  /** The number it scores in means; null where options have no order or this one is a named missing answer. */
  readonly value: number | null;
  readonly lean: Lean | null;
  /** Null for a level; the reason for a named missing answer, which is never in the base of a share or mean. */
  readonly missing: MissingReason | null;
}

/** An ordered or nominal list of answer options. Named sets hold option ids; `agree` is always lean +1. */
export interface Scale {
  readonly id: string;
  readonly kind: 'ordered' | 'nominal';
  /** Whether the labels are printed in the source or were worked out. */
  readonly labels: 'published' | 'inferred';
  readonly options: readonly Option[];
  readonly sets: Readonly<Record<string, readonly string[]>>;
}

export type QuestionKind = 'likert' | 'rating' | 'choice' | 'multi' | 'text';

/** The question is put only to those whose answer to `question` is one of `options`; of a multi: who ticked any of them. */
export interface AskedIf {
  readonly question: string;
  readonly options: readonly string[];
}

export interface Question {
  /** Unique within its questionnaire, such as `ws.refer-everyone`. */
  readonly id: string;
  readonly text: string;
  /** Other wordings to recognise the column by. */
  readonly aliases: readonly string[];
  /** Whether the source prints the wording or only describes the question. */
  readonly wording: 'published' | 'described';
  readonly kind: QuestionKind;
  /** Null for text only. */
  readonly scale: string | null;
  readonly section: string;
  /** The question text that stands over a matrix of statements, which some layouts repeat and others lose. */
  readonly stem: string | null;
  readonly askedIf: AskedIf | null;
  /** The statement it asks, shared with the same statement in other blocks, questionnaires and phases. */
  readonly item: string;
  /** Groups of question dimensions it belongs to, such as `{ pathway: 'WS' }`. */
  readonly facets: Readonly<Record<string, string>>;
  /** Only says who is asked what: an answer to it alone is not evaluative feedback. */
  readonly routing: boolean;
  /** Has a free-text "Other (specify)": exported as `[Other] text` or as a column beside it. */
  readonly other: boolean;
  /** Respondents must choose one of these options, or their row is left out (consent). */
  readonly consent: readonly string[] | null;
}

export interface Section {
  readonly id: string;
  readonly title: string;
  /** Answers to sample questions alone do not make a response usable. */
  readonly kind: 'sample' | 'evaluation';
}

export interface Questionnaire {
  readonly id: string;
  readonly title: string;
  /** Its group of each questionnaire dimension, such as `{ respondents: 'probation', phase: '1' }`. */
  readonly facets: Readonly<Record<string, string>>;
  /** When the answers were collected, as the report says it. */
  readonly period: string | null;
  readonly sections: readonly Section[];
  /** In the order of the instrument, which is the order of an export's columns. */
  readonly questions: readonly Question[];
  /** Response IDs whose owners withdrew: purged everywhere. */
  readonly withdrawn: readonly string[];
  /** Response IDs that answered the wrong questionnaire: out of closed counts, in for open text. */
  readonly wrongQuestionnaire: readonly string[];
}

export interface Group {
  readonly id: string;
  readonly label: string;
  /** What a column header has room for. */
  readonly short: string;
}

/**
 * What figures are broken down by. A question dimension (pathway) and a questionnaire dimension (respondents, phase)
 * are known from the study; a respondent dimension (region, role) is each respondent's answer to the question whose
 * `item` is named, one group per option of its scale, and may overlap where that question is a multi.
 */
export interface Dimension {
  readonly id: string;
  readonly label: string;
  readonly from: 'question' | 'questionnaire' | 'respondent';
  readonly item: string | null;
  readonly groups: readonly Group[];
}

/** What a table cell shows. `header-n` rules are the table's. */
export type Show =
  | 'percent'
  | 'mean'
  | 'sd'
  | 'mean-sd'
  | 'median'
  | 'percent-count'
  | 'count-percent'
  | 'count'
  | 'answered'
  | 'respondents';

/**
 * Which counts a cell is made of: an item, within groups of any dimensions. A list of several groups pools them
 * (question and questionnaire dimensions) and the table says so.
 */
export interface Selection {
  readonly item: string | null;
  readonly where: Readonly<Record<string, readonly string[]>>;
  /** A set of the scale, or option ids; what `percent` and `count` are of. Null: `agree`. */
  readonly levels: string | readonly string[] | null;
  readonly show: Show | null;
}

export interface TableRow extends Selection {
  readonly label: string;
  /** Labels of the stub columns before the label (`Phase 1`, `PWB`, `CRS`); empty where there are none. */
  readonly stub: readonly string[];
}

export interface TableColumn extends Selection {
  readonly label: string;
  /** The upper header level, such as `Probation Response`; null where there is one level. */
  readonly group: string | null;
  /** Whether the header carries `(n=…)`. */
  readonly headerN: boolean;
}

/** A table is a list of rows and columns in the report's order; a cell joins its row's and its column's selection. */
export interface TableDefinition {
  readonly id: string;
  readonly caption: string;
  /** The heading it stands under. */
  readonly section: string;
  /** Headers of the stub columns and of the row label, in that order. */
  readonly stubHeaders: readonly string[];
  readonly rows: readonly TableRow[];
  readonly columns: readonly TableColumn[];
  /** `largest`: the largest answered base among the column's items; `none`. */
  readonly headerN: 'largest' | 'none';
  readonly notes: readonly string[];
  /** `published`: printed in the source as it stands, so not suppressed; `breakdown`: small cells are. */
  readonly disclosure: 'published' | 'breakdown';
  /** Whether its rows are Likert items, of which a distribution chart is drawn. */
  readonly distribution: boolean;
}

/** A figure of the source that our data cannot give, and why. */
export interface OutOfReach {
  readonly id: string;
  readonly caption: string;
  readonly reason: string;
}

/** A comparison of a table's percentages or means over its columns. */
export interface FigureDefinition {
  readonly id: string;
  readonly caption: string;
  readonly table: string;
  /** Which rows; all where empty. */
  readonly items: readonly string[];
  readonly show: 'percent' | 'mean';
  readonly notes: readonly string[];
}

/** A percentage quoted in the report's running text. */
export interface QuotedFigure extends Selection {
  readonly section: string;
  readonly measure: string;
  readonly group: string;
  readonly show: 'percent';
  /** Whose percentage the base is: those who answered, or all who were asked. */
  readonly base: 'answered' | 'asked' | 'respondents';
  readonly notes: readonly string[];
}

export interface Study {
  readonly id: string;
  readonly title: string;
  readonly source: {
    readonly title: string;
    readonly publisher: string;
    readonly licence: string;
    readonly credit: string;
  };
  readonly scales: Readonly<Record<string, Scale>>;
  readonly dimensions: readonly Dimension[];
  readonly questionnaires: readonly Questionnaire[];
  /** The statement of each item that tables show where a row gives no label of its own. */
  readonly items: Readonly<Record<string, string>>;
  readonly tables: readonly TableDefinition[];
  readonly figures: readonly FigureDefinition[];
  readonly quoted: readonly QuotedFigure[];
  readonly outOfReach: readonly OutOfReach[];
  /** Breakdowns counted besides the whole: lists of respondent dimensions, such as [['region'], ['role']]. */
  readonly breakdowns: readonly (readonly string[])[];
  /** The categories open answers are coded with; null where the study has none. */
  readonly codebook: Codebook | null;
  readonly themes: Themes;
  readonly quotes: Quoting;
  readonly redactions: readonly Redaction[];
  readonly rules: {
    /** Breakdown cells with fewer answers than this are suppressed. */
    readonly suppressBelow: number;
    /** Completing in less than this share of the median time is flagged as speeding. */
    readonly speederShare: number;
  };
  /** What is inferred rather than documented, and the limits every reader must know; printed with the results. */
  readonly assumptions: readonly string[];
  readonly limitations: readonly string[];
  /** SHA-256 of the definition files, in name order. */
  readonly sha256: string;
}
