import type { RawSheet } from '../ingest/questionpro/raw-sheet.ts';
import { type Reading, readResponses } from '../ingest/read-responses.ts';
import type { Recognition } from '../ingest/recognise.ts';
import type { ClaimedColumns } from '../ingest/responses.ts';
import { screen } from '../ingest/screen.ts';
import { scaleOf } from '../study/lookup.ts';
import type { Problem } from '../study/problem.ts';
import type { ResponseBatch } from '../study/responses.ts';
import type { Question, Questionnaire, Study } from '../study/study.ts';

/** A question of an inspected export. */
export interface InspectedQuestion {
  readonly id: string;
  readonly text: string;
  /** The study's kinds, or those that `describeExport` works out. */
  readonly kind: string;
  /** 0-based positions. */
  readonly columns: readonly number[];
  readonly options: readonly { readonly code: string; readonly label: string; readonly count: number }[];
  /** Rows with any answer, a "don't know" too. */
  readonly answered: number;
  /** Of a matrix that the study doesn't know: each statement's counts, in the order of `options`. */
  readonly statements?: readonly {
    readonly text: string;
    readonly column: number;
    readonly counts: readonly number[];
    readonly answered: number;
  }[];
}

/** The answers of a recognised export. */
export interface InspectedAnswers {
  /** Those that a column answers, in the questionnaire's order. */
  readonly questions: readonly InspectedQuestion[];
  readonly codes: 'codes' | 'labels';
  /** Respondents who would count. */
  readonly usable: number;
  /** Rows that would not, by reason. */
  readonly leftOut: Readonly<Record<string, number>>;
  readonly problems: readonly Problem[];
}

/** Per question: rows by option position (0 none), or rows with text and, for a multi, ticks by option. */
interface Tally {
  answered: number;
  readonly options: number[];
}

/**
 * Counts the answers to each question that a recognised export has columns for: over all its rows, but withdrawn
 * respondents and test rows, whose answers are not read. Codes are 1-based positions in the scale. Who would count is
 * screened as `analyse` does. Never throws for what is in the file.
 */
export async function inspectQuestions(
  sheet: RawSheet,
  recognition: Recognition,
  questionnaire: Questionnaire,
  study: Study,
): Promise<InspectedAnswers> {
  const tallies = new Map<string, Tally>();
  for (const { id } of questionnaire.questions) tallies.set(id, { answered: 0, options: [] });
  const reading = tallied(readResponses(sheet, recognition, questionnaire, study), tallies);
  const screening = screen([{ sheet, recognition, reading }], questionnaire, study);
  for await (const _ of screening.batches);
  const report = screening.report();
  const leftOut = new Map<string, number>();
  for (const { reason } of report.leftOut) leftOut.set(reason, (leftOut.get(reason) ?? 0) + 1);
  const claims = new Map(recognition.claimed.map((claim) => [claim.question, claim]));
  return {
    questions: questionnaire.questions.flatMap((question) => {
      const claim = claims.get(question.id);
      return claim === undefined ? [] : [inspected(question, claim, tallies.get(question.id), study)];
    }),
    codes: reading.provenance().codes,
    usable: report.usable,
    leftOut: Object.fromEntries(leftOut),
    problems: report.problems,
  };
}

/** The reading, its batches counted as they pass on to screening. */
function tallied(reading: Reading, tallies: ReadonlyMap<string, Tally>): Reading {
  async function* batches() {
    for await (const batch of reading.batches) {
      for (const [id, tally] of tallies) addBatch(tally, batch, id);
      yield batch;
    }
  }
  return { ...reading, batches: { [Symbol.asyncIterator]: batches } };
}

function addBatch(tally: Tally, batch: ResponseBatch, id: string): void {
  const ticked = batch.ticked.get(id);
  for (const answer of batch.closed.get(id) ?? []) {
    if (answer <= 0) continue;
    tally.answered += 1;
    if (ticked === undefined) tally.options[answer - 1] = (tally.options[answer - 1] ?? 0) + 1;
  }
  for (const [option, ticks] of (ticked ?? []).entries()) {
    for (const tick of ticks) tally.options[option] = (tally.options[option] ?? 0) + tick;
  }
  if (batch.closed.has(id)) return;
  for (const text of batch.text.get(id) ?? []) if (text.trim() !== '') tally.answered += 1;
}

function inspected(
  question: Question,
  claim: ClaimedColumns,
  tally: Tally | undefined,
  study: Study,
): InspectedQuestion {
  const columns = claim.columns.filter((column) => column !== null);
  return {
    id: question.id,
    text: question.text,
    kind: question.kind,
    columns: [...columns, ...claim.other],
    options: (scaleOf(study, question)?.options ?? []).map(({ label }, at) => ({
      code: String(at + 1),
      label,
      count: tally?.options[at] ?? 0,
    })),
    answered: tally?.answered ?? 0,
  };
}
