import { INTERVIEWS } from '../qualitative/agreement/coding-vocabulary.ts';
import type { Transcript } from '../qualitative/interviews/read-transcript.ts';
import { respondentGroups } from '../qualitative/respondent-groups.ts';
import { writeCsv } from '../render/csv.ts';
import { respondentDimensions } from '../study/lookup.ts';
import type { ResponseBatch } from '../study/responses.ts';
import type { Questionnaire, Study } from '../study/study.ts';
import { createTextFile } from './text-file.ts';

/** Passes batches on and writes who their respondents are as they go by, so that no run holds them all in memory. */
export interface RespondentWriter {
  readonly tee: (
    questionnaire: Questionnaire,
    batches: AsyncIterable<ResponseBatch>,
  ) => AsyncGenerator<ResponseBatch>;
  /** Writes an interview as a respondent. */
  readonly take: (transcript: Transcript) => void;
  readonly close: () => void;
}

/**
 * A row a respondent, in file order: questionnaire, response id, row, and the groups it is in, a column a respondent dimension of
 * the study, several with `;` between, nothing where none is stated; where there are interviews, last the columns `group` and
 * others that their headers have. Internal.
 */
export function writeRespondents(
  path: string,
  study: Study,
  transcripts: readonly Transcript[],
): RespondentWriter {
  const dimensions = respondentDimensions(study).map(({ id }) => id);
  const keys = [...new Set(transcripts.flatMap(({ attributes }) => Object.keys(attributes)))].sort();
  const headers = transcripts.length === 0 ? [] : ['group', ...keys].map((key) => `interview ${key}`);
  const file = createTextFile(path);
  file.write(writeCsv([['questionnaire', 'response_id', 'row', ...dimensions, ...headers]]));
  return {
    tee: async function* (questionnaire, batches) {
      const groupsOf = respondentGroups(study, questionnaire);
      for await (const batch of batches) {
        for (let row = 0; row < batch.rows; row++) {
          const groups = groupsOf(batch, row);
          file.write(
            writeCsv([
              [
                questionnaire.id,
                batch.id[row] ?? '',
                String(batch.fileRow[row] ?? 0),
                ...dimensions.map((id) => groups[id]?.join(';') ?? ''),
                ...headers.map(() => ''),
              ],
            ]),
          );
        }
        yield batch;
      }
    },
    take: ({ id, group, attributes }) => {
      const own = [group, ...keys.map((key) => attributes[key] ?? '')];
      file.write(writeCsv([[INTERVIEWS, id, '1', ...dimensions.map(() => ''), ...own]]));
    },
    close: file.close,
  };
}
