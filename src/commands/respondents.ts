import { respondentGroups } from '../qualitative/respondent-groups.ts';
import { writeCsv } from '../render/csv.ts';
import type { ResponseBatch } from '../study/responses.ts';
import type { Questionnaire, Study } from '../study/study.ts';
import type { Run } from './load-run.ts';
import { readTable } from './run-answers.ts';
import { createTextFile } from './text-file.ts';

/** Passes batches on and writes who their respondents are as they go by. */
export interface RespondentWriter {
  readonly tee: (
    questionnaire: Questionnaire,
    batches: AsyncIterable<ResponseBatch>,
  ) => AsyncGenerator<ResponseBatch>;
  readonly close: () => void;
}

const FILE = 'internal/respondents.csv';
const KEYS = ['questionnaire', 'response_id', 'row'];

/**
 * One row a respondent, in file order, with a column a dimension of respondents: ids of the groups they are in, with ; between
 * several, empty where they did not say or answered the wrong questionnaire. Internal: it holds respondents' ids.
 */
export function writeRespondents(path: string, study: Study): RespondentWriter {
  const dimensions = dimensionsOf(study);
  const file = createTextFile(path);
  file.write(writeCsv([[...KEYS, ...dimensions]]));
  return {
    tee: async function* (questionnaire, batches) {
      const groupsOf = respondentGroups(study, questionnaire);
      for await (const batch of batches) {
        const rows = Array.from({ length: batch.rows }, (_, row) => {
          const groups = groupsOf(batch, row);
          return [
            questionnaire.id,
            batch.id[row] ?? '',
            String(batch.fileRow[row] ?? 0),
            ...dimensions.map((name) => (groups[name] ?? []).join(';')),
          ];
        });
        file.write(writeCsv(rows));
        yield batch;
      }
    },
    close: file.close,
  };
}

/** The groups of a run's respondents, found by questionnaire and response; of one it does not have, none. Throws where the run has no such file. */
export async function readRespondents(
  run: Run,
): Promise<(questionnaire: string, responseId: string) => Readonly<Record<string, readonly string[]>>> {
  const dimensions = dimensionsOf(run.study);
  const rows = await readTable(run, FILE);
  const groups = new Map(
    rows.map((cell) => [
      `${cell('questionnaire')}\n${cell('response_id')}`,
      Object.fromEntries(
        dimensions.flatMap((name) => (cell(name) === '' ? [] : [[name, cell(name).split(';')] as const])),
      ),
    ]),
  );
  return (questionnaire, responseId) => groups.get(`${questionnaire}\n${responseId}`) ?? {};
}

function dimensionsOf({ dimensions }: Study): readonly string[] {
  return dimensions.filter(({ from }) => from === 'respondent').map(({ id }) => id);
}
