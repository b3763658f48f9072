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
