import type { ResponseBatch } from '../study/responses.ts';

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

function pickInto<T extends Int16Array | Uint8Array>(into: T, from: T, keep: readonly number[]): T {
  for (let at = 0; at < keep.length; at += 1) into[at] = from[keep[at] ?? 0] ?? 0;
  return into;
}
