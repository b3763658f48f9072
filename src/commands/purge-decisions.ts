import { resolve } from 'node:path';
import { writeCsv } from '../render/csv.ts';
import { counted } from './count-text.ts';
import type { Io } from './io.ts';
import { loadRun } from './load-run.ts';
import { readDecisionsFile } from './read-decisions-file.ts';
import { writeTogether } from './write-together.ts';

/** Rewrites a decisions file without those of withdrawn respondents; as it was where there are none. Throws as `readDecisionsFile` does. */
export async function purgeDecisions(path: string, from: string, io: Io): Promise<void> {
  const { study } = loadRun(from, io);
  const { decisions, records } = await readDecisionsFile(path, study, io);
  const withdrawn = new Map(study.questionnaires.map((each) => [each.id, new Set(each.withdrawn)]));
  const gone = new Set(
    decisions
      .filter(({ answer }) => withdrawn.get(answer.questionnaire)?.has(answer.responseId) === true)
      .map(({ row }) => row),
  );
  if (gone.size > 0) {
    const kept = records.filter((cells, index) => !gone.has(index + 1) && cells.some((cell) => cell !== ''));
    writeTogether([{ path: resolve(io.cwd, path), content: [writeCsv(kept)] }]);
  }
  io.stderr(`${counted(gone.size, 'decision')} of withdrawn respondents taken out of ${path}\n`);
}
