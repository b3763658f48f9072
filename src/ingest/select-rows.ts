import { type NOT_ASKED, OFF_BASE, type ResponseBatch } from './responses.ts';

/** A copy of the batch with only the rows at those positions, in that order. The copy shares no array with the original. */
export function selectRows(batch: ResponseBatch, keep: readonly number[]): ResponseBatch {
  const pick = (list: readonly string[]) => keep.map((row) => list[row] ?? '');
  return {
    questionnaire: batch.questionnaire,
    rows: keep.length,
    fileRow: Int32Array.from(keep, (row) => batch.fileRow[row] ?? 0),
    id: pick(batch.id),
    sequence: pick(batch.sequence),
    status: pick(batch.status),
    externalReference: pick(batch.externalReference),
    seconds: Float64Array.from(keep, (row) => batch.seconds[row] ?? Number.NaN),
    closed: new Map(
      [...batch.closed].map(([id, states]) => [id, pickInto(new Int16Array(keep.length), states, keep)]),
    ),
    ticked: new Map(
      [...batch.ticked].map(([id, ticks]) => [
        id,
        ticks.map((option) => pickInto(new Uint8Array(keep.length), option, keep)),
      ]),
    ),
    text: new Map([...batch.text].map(([id, texts]) => [id, pick(texts)])),
  };
}

/** Whether a row answered a question: any option, a don't know among them, or any open text, an "Other (specify)" included. */
export function hasAnswer(batch: ResponseBatch, question: string, row: number): boolean {
  const state = batch.closed.get(question)?.[row];
  if (state !== undefined && state > 0) return true;
  return (
    (batch.text.get(question)?.[row] ?? '') !== '' ||
    (batch.text.get(`${question}.other`)?.[row] ?? '') !== ''
  );
}

/** Takes a row's answer to a question out, in place: closed states become `state`, ticks 0; open text "" unless it stays. */
export function clearAnswer(
  batch: ResponseBatch,
  question: string,
  row: number,
  state: typeof NOT_ASKED | typeof OFF_BASE,
): void {
  const states = batch.closed.get(question);
  if (states !== undefined) states[row] = state;
  for (const option of batch.ticked.get(question) ?? []) option[row] = 0;
  if (state === OFF_BASE) return;
  for (const id of [question, `${question}.other`]) {
    const texts = batch.text.get(id) as string[] | undefined;
    if (texts !== undefined) texts[row] = '';
  }
}

function pickInto<T extends Int16Array | Uint8Array>(into: T, from: T, keep: readonly number[]): T {
  for (const [at, row] of keep.entries()) into[at] = from[row] ?? 0;
  return into;
}
