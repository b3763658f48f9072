import { NOT_ASKED, type OFF_BASE, type ResponseBatch } from '../study/responses.ts';

/** All that a batch holds of one question; empty where it holds nothing of that kind. */
export interface AnswerColumn {
  readonly question: string;
  readonly states: Int16Array | null;
  readonly ticks: readonly Uint8Array[];
  /** Its open text, or its "Other (specify)" text. */
  readonly texts: string[] | null;
}

/** The answers of a batch to a question. The column shares the batch's arrays. */
export function answerColumn({ closed, ticked, text }: ResponseBatch, question: string): AnswerColumn {
  return {
    question,
    states: closed.get(question) ?? null,
    ticks: ticked.get(question) ?? [],
    // The batch is this room's own until it is handed on.
    texts: (text.get(question) ?? text.get(`${question}.other`) ?? null) as string[] | null,
  };
}

/** Whether a row answered: any option, a don't know among them, or any open text, an "Other (specify)" included. */
export function isAnswered({ states, texts }: AnswerColumn, row: number): boolean {
  if (states !== null && (states[row] ?? 0) > 0) return true;
  return texts !== null && texts[row] !== '';
}

/** Takes a row's answer out, in place: the closed state becomes `state`, ticks 0, and text "" unless the row is only off the base. */
export function clearAnswer(
  { states, ticks, texts }: AnswerColumn,
  row: number,
  state: typeof NOT_ASKED | typeof OFF_BASE,
): void {
  if (states !== null) states[row] = state;
  for (const option of ticks) option[row] = 0;
  if (texts !== null && state === NOT_ASKED) texts[row] = '';
}
