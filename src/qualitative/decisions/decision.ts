import { groupBy } from '../../exact/group-by.ts';
import { type AnswerKey, answerId } from '../coding.ts';

/** What a coder said: the code stays, goes, or is added; or no code applies to the answer. */
export type Verdict = 'keep' | 'remove' | 'add' | 'none';

/** One coder's word on one answer and one code: a row of a decisions file. */
export interface Decision {
  readonly file: string;
  /** As a spreadsheet numbers it. */
  readonly row: number;
  readonly answer: AnswerKey;
  /** As the coder knew it: of the codebook or a former one. Null where no code applies. */
  readonly code: string | null;
  readonly verdict: Verdict;
  /** What the code rests on: code points over LF text, half-open; null for the whole answer. */
  readonly span: { readonly start: number; readonly end: number } | null;
  /** Why. */
  readonly memo: string;
  readonly coder: string;
  /** As written: a date such as 2025-03-14. */
  readonly when: string;
  /** The coders whose difference it settles, such as `ann · ben`; "" where it settles none. */
  readonly adjudicates: string;
  /** `textSha256` of the answer as the coder read it. */
  readonly textSha256: string;
  /** SHA-256 of the codebook as the coder knew it; "" where that is not known. */
  readonly codebook: string;
}

/** The columns of a decisions file, in order. */
export const DECISION_COLUMNS = [
  'questionnaire',
  'response_id',
  'question',
  'code',
  'decision',
  'start',
  'end',
  'memo',
  'coder',
  'when',
  'adjudicates',
  'text_sha256',
  'codebook',
] as const;
export type DecisionColumn = (typeof DECISION_COLUMNS)[number];

/** A decision's cells by column. */
export function decisionCells(decision: Decision): Readonly<Record<DecisionColumn, string>> {
  const { answer, span } = decision;
  return {
    questionnaire: answer.questionnaire,
    response_id: answer.responseId,
    question: answer.question,
    code: decision.code ?? '',
    decision: decision.verdict,
    start: span === null ? '' : String(span.start),
    end: span === null ? '' : String(span.end),
    memo: decision.memo,
    coder: decision.coder,
    when: decision.when,
    adjudicates: decision.adjudicates,
    text_sha256: decision.textSha256,
    codebook: decision.codebook,
  };
}

/** What makes two rows the same decision: everything but when it was written down and under which version of the codebook. */
export function decisionIdentity(decision: Decision): string {
  const { when: _, codebook: __, ...cells } = decisionCells(decision);
  return JSON.stringify(Object.values(cells));
}

/** A text of an answer as one text, to look it up by: which of a respondent's rows was read is known by what it says. */
export function readingId({ answer, textSha256 }: Pick<Decision, 'answer' | 'textSha256'>): string {
  return `${answerId(answer)}\n${textSha256}`;
}

/** The decisions on each text of an answer together, in the order given: another text is another answer. */
export function byReading(decisions: readonly Decision[]): readonly (readonly Decision[])[] {
  return [...groupBy(decisions, readingId).values()];
}

/** Where decisions stand, such as `decisions.csv:3`. */
export function placeOf({ file, row }: Pick<Decision, 'file' | 'row'>): string {
  return `${file}:${row}`;
}
