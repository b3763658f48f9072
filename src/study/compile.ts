import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { loadStudy } from './load.ts';

/**
 * Writes the study of a folder of YAML as JSON, which loads without a YAML reader or checks. The build calls it with
 * `src/study/crs-evaluation` and `dist/src/study/crs-evaluation/study.json`. Throws as `loadStudy` does.
 */
export async function compileStudy(directory: string, target: string): Promise<void> {
  const study = await loadStudy(directory);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, `${JSON.stringify(study)}\n`);
}
