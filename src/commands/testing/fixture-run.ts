import { ingestFiles } from '../../ingest/ingest-files.ts';
import { countResponses } from '../../likert/count.ts';
import type { FrequencyTable } from '../../likert/frequency.ts';
import { mergeFrequencies, NO_FREQUENCIES } from '../../likert/merge-frequencies.ts';
import { loadBuiltInStudy } from '../../study/load.ts';
import type { Study } from '../../study/study.ts';
import { openExports, readCorrections } from '../read-inputs.ts';
import { ROOT } from './run-cli.ts';

export const FIXTURES = `${ROOT}fixtures/crs-evaluation`;

const EXPORTS = ['probation-p1.csv', 'crs-p1.csv', 'probation-p2.xlsx', 'crs-p2.xlsx'];

/** The built-in study and the counts of the four fixture exports, as `analyse` counts them; nothing is written. */
export async function countFixtures(): Promise<{
  readonly study: Study;
  readonly frequency: FrequencyTable;
}> {
  const io = { stdout: () => {}, stderr: () => {}, cwd: ROOT, env: {} };
  const study = await loadBuiltInStudy();
  const sheets = await openExports(
    EXPORTS.map((name) => `${FIXTURES}/exports/${name}`),
    io,
  );
  const { corrections } = readCorrections(`${FIXTURES}/corrections.csv`, io);
  const options = { questionnaire: undefined, codes: undefined, prefer: undefined, corrections };
  let frequency = NO_FREQUENCIES;
  for (const { questionnaire, batches } of ingestFiles(sheets, study, options).questionnaires)
    frequency = mergeFrequencies(frequency, await countResponses(study, questionnaire, batches));
  return { study, frequency };
}
