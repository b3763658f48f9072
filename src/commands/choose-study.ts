import { resolve } from 'node:path';
import { loadBuiltInStudy, loadStudy } from '../study/load.ts';
import type { Study } from '../study/study.ts';
import type { Io } from './io.ts';

/** The study a command works under: the folder given with `--study`, or the one built in. Throws an InputError for a faulty definition. */
export async function chooseStudy(directory: string | undefined, io: Io): Promise<Study> {
  return directory === undefined ? loadBuiltInStudy() : loadStudy(resolve(io.cwd, directory), directory);
}
