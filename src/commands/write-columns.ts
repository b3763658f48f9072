import { toColumns } from '../likert/columns.ts';
import type { ResponseBatch } from '../study/responses.ts';
import type { Questionnaire, Study } from '../study/study.ts';
import type { StagedFolder } from './output-folder.ts';

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

/** Writes `internal/columns/<questionnaire>.json`: one array a question, one entry a respondent. */
export async function writeColumns(folder: StagedFolder, study: Study, kept: KeptBatches): Promise<void> {
  for (const [questionnaire, batches] of kept) {
    const columns = await toColumns(batches, study, questionnaire);
    folder.write(`internal/columns/${questionnaire.id}.json`, `${JSON.stringify(columns)}\n`);
  }
}
