import { toColumns } from '../likert/columns.ts';
import type { Study } from '../study/study.ts';
import type { KeptBatches } from './keep-batches.ts';
import type { StagedFolder } from './output-folder.ts';

/** Writes `internal/columns/<questionnaire>.json`: one array a question, one entry a respondent. */
export async function writeColumns(folder: StagedFolder, study: Study, kept: KeptBatches): Promise<void> {
  for (const [questionnaire, batches] of kept) {
    const columns = await toColumns(batches, study, questionnaire);
    folder.write(`internal/columns/${questionnaire.id}.json`, `${JSON.stringify(columns)}\n`);
  }
}
