import { isOffBase, type ResponseBatch } from '../study/responses.ts';
import type { Questionnaire } from '../study/study.ts';
import { answerText } from './answer-text.ts';

/** One open answer, whole, and where it stands. Internal: a respondent's own words. */
export interface OpenAnswer {
  readonly questionnaire: string;
  readonly responseId: string;
  readonly fileRow: number;
  /** A question's id, or `<question>.other` for an "Other (specify)" text. */
  readonly question: string;
  /** The respondent answered the wrong questionnaire: in for open text, out of closed counts. */
  readonly wrongQuestionnaire: boolean;
  /** As `answerText` gives it. */
  readonly text: string;
}

/** The open answers of a batch, row by row in the order of its questions; blank ones are none. */
export function* openAnswersOf(questionnaire: Questionnaire, batch: ResponseBatch): Generator<OpenAnswer> {
  for (let row = 0; row < batch.rows; row++) yield* openAnswersIn(questionnaire, batch, row);
}

/** The open answers of one row of a batch, in the order of its questions; blank ones are none. */
export function* openAnswersIn(
  questionnaire: Questionnaire,
  batch: ResponseBatch,
  row: number,
): Generator<OpenAnswer> {
  for (const [question, texts] of batch.text) {
    const text = texts[row] ?? '';
    if (text === '') continue;
    yield {
      questionnaire: questionnaire.id,
      responseId: batch.id[row] ?? '',
      fileRow: batch.fileRow[row] ?? 0,
      question,
      wrongQuestionnaire: isOffBase(batch, row),
      text: answerText(text),
    };
  }
}
