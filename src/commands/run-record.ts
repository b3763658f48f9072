import type { Flag, LeftOutReason, Provenance, ScreeningReport } from '../ingest/responses.ts';
import type { Study } from '../study/study.ts';

/** Which columns of which file answer a question: a link of the chain that `explain` prints. */
export interface QuestionColumns {
  readonly questionnaire: string;
  readonly question: string;
  readonly file: string;
  /** Letters as a spreadsheet names columns; for a multi one an option, in the scale's order. */
  readonly columns: readonly string[];
}

/** One questionnaire's rows in numbers, without ids. */
export interface QuestionnaireRecord {
  readonly id: string;
  readonly title: string;
  readonly files: readonly string[];
  readonly read: number;
  readonly usable: number;
  readonly openTextOnly: number;
  readonly byStatus: Readonly<Record<string, number>>;
  readonly leftOut: Readonly<Partial<Record<LeftOutReason, number>>>;
  readonly flagged: Readonly<Partial<Record<Flag, number>>>;
  readonly corrections: number;
  readonly problems: Readonly<Partial<Record<string, number>>>;
  readonly funnel: ScreeningReport['funnel'];
}

/** A file of another coder's codings, and how many are kept of it. */
export interface OtherCodingsRecord {
  readonly file: string;
  readonly sha256: string;
  readonly codings: number;
}

/** People's decisions in numbers: how many of the file came to what (docs/coding-by-people.md). Every one is counted once, but for `again`. */
export interface DecisionsRecord {
  readonly file: string;
  readonly sha256: string;
  readonly applied: number;
  /** Applied for some of the codes it bears on, not for others. */
  readonly partly: number;
  /** An adjudication settled it otherwise. */
  readonly overruled: number;
  /** Another coder differs, and nobody has settled it. */
  readonly disputed: number;
  /** On a text that has changed since. */
  readonly stale: number;
  /** For a code that no longer applies to the question. */
  readonly outside: number;
  /** On a questionnaire of which no export was given. */
  readonly absent: number;
  /** Of withdrawn respondents. */
  readonly purged: number;
  /** Besides, how many of them are on a code that was merged or split since, and are to be made again. */
  readonly again: number;
}

/** The file of ticked quotes, and how many of them are published: all that are ticked. */
export interface QuotesRecord {
  readonly file: string;
  readonly sha256: string;
  readonly published: number;
}

/** Interview transcripts in numbers; without their names, which may be people's. */
export interface InterviewsRecord {
  /** Of each file, in the order of their names. */
  readonly sha256: readonly string[];
  /** Turns of respondents that say something, and how many of them were given a code. */
  readonly turns: number;
  readonly coded: number;
}

/** How open answers were coded, in numbers. */
export interface CodingRecord {
  /** SHA-256 of the codebook: its version. */
  readonly codebook: string;
  readonly codes: number;
  readonly rules: number;
  /** The file of people's decisions; null where there was none. */
  readonly decisions: DecisionsRecord | null;
  /** Files of other coders' codings, in `internal/other-codings.csv`, which count for nothing. */
  readonly others: readonly OtherCodingsRecord[];
  /** Null where no quotes were given. */
  readonly quotes: QuotesRecord | null;
  /** Open answers that some code applies to; of these, those given a code and those set aside as in another language. */
  readonly answers: number;
  readonly coded: number;
  readonly setAside: number;
  /** Codings by whose they are. */
  readonly codings: Readonly<Record<'rule' | 'person' | 'model', number>>;
  /** Interviews coded beside, where there were any; only `codings` counts theirs too. */
  readonly interviews?: InterviewsRecord;
  /** Of themes.csv. */
  readonly figures: { readonly all: number; readonly suppressed: number };
}

/**
 * What a run was made from and how: enough to make it again and to tell two runs apart. It holds no clock time, no
 * folder of the machine and no respondent's id, so the same inputs give the same bytes anywhere.
 */
export interface RunRecord {
  readonly program: { readonly name: 'crs-eval'; readonly version: string };
  readonly study: { readonly id: string; readonly title: string; readonly sha256: string };
  readonly inputs: readonly (Provenance & { readonly questionnaire: string })[];
  readonly corrections: { readonly file: string; readonly sha256: string; readonly applied: number } | null;
  /** Readings of charts that were confirmed, how many hold and how many are withheld; null where none was given. */
  readonly readings: {
    readonly file: string;
    readonly sha256: string;
    readonly applied: number;
    readonly withheld: number;
  } | null;
  readonly settings: {
    readonly rounding: 'half away from zero, once, on exact integers';
    readonly sd: 'sample (n − 1)';
    readonly agreement: string;
    readonly suppressBelow: number;
    readonly prefer: 'first' | 'last' | null;
    readonly codes: 'index' | 'values' | null;
    readonly strict: boolean;
  };
  readonly questionnaires: readonly QuestionnaireRecord[];
  readonly columns: readonly QuestionColumns[];
  readonly results: { readonly all: number; readonly suppressed: number };
  /** Null where the study has no codebook, or coding was not wanted. */
  readonly coding: CodingRecord | null;
  readonly synthetic: boolean;
}

/** One questionnaire's screening as numbers: how many rows for each reason, flag and problem; no ids. */
export function summariseScreening(
  study: Study,
  report: ScreeningReport,
  files: readonly string[],
): QuestionnaireRecord {
  const questionnaire = study.questionnaires.find(({ id }) => id === report.questionnaire);
  return {
    id: report.questionnaire,
    title: questionnaire?.title ?? report.questionnaire,
    files,
    read: report.read,
    usable: report.usable,
    openTextOnly: report.openTextOnly,
    byStatus: report.byStatus,
    leftOut: countBy(report.leftOut, ({ reason }) => reason),
    flagged: countBy(report.flagged, ({ flag }) => flag),
    corrections: report.corrections.length,
    problems: countBy(report.problems, ({ code }) => code),
    funnel: report.funnel,
  };
}

function countBy<T, K extends string>(
  things: readonly T[],
  key: (thing: T) => K,
): Partial<Record<K, number>> {
  const counts: Partial<Record<K, number>> = {};
  for (const thing of things) counts[key(thing)] = (counts[key(thing)] ?? 0) + 1;
  return counts;
}
