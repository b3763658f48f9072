import type { ResponseBatch } from '../study/responses.ts';
import type { Questionnaire } from '../study/study.ts';

/** Batches as they went by, by questionnaire: only `--format columns` keeps them, for it needs them all. */
export type KeptBatches = Map<Questionnaire, ResponseBatch[]>;

/** Passes batches on and keeps them. */
export async function* keepBatches(
  kept: KeptBatches,
  questionnaire: Questionnaire,
  batches: AsyncIterable<ResponseBatch>,
): AsyncGenerator<ResponseBatch> {
  const own: ResponseBatch[] = [];
  kept.set(questionnaire, own);
  for await (const batch of batches) {
    own.push(batch);
    yield batch;
  }
}
