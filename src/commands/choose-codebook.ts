import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { decodeUtf8, SAVE_AS_UTF8 } from '../study/decode-utf8.ts';
import { InputError } from '../study/problem.ts';
import type { Study } from '../study/study.ts';
import type { Io } from './io.ts';
import type { Run } from './load-run.ts';

/**
 * The study with the codebook of `file` in place of its own; the study as it is where no file is named. Throws an
 * InputError with every fault of the file, and where the study then has no codebook.
 */
export async function withCodebook(study: Study, file: string | undefined, io: Io): Promise<Study> {
  if (file === undefined) {
    if (study.codebook !== null) return study;
    throw noCodebook(
      study.id,
      'none',
      'add "codes" to the study (docs/study-format.md) or name a file with --codebook',
    );
  }
  const bytes = await readFile(resolve(io.cwd, file)).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    const found =
      code === 'ENOENT' ? 'no such file' : code === 'EISDIR' ? 'a folder' : 'a file we may not read';
    throw noCodebook(file, found, 'check the path given with --codebook');
  });
  const { text, problems } = decodeUtf8(bytes, basename(file), SAVE_AS_UTF8);
  if (text === null) throw new InputError(problems);
  const { parseCodebook } = await import('../study/parse-codebook.ts');
  return { ...study, codebook: parseCodebook([{ name: basename(file), text }], study) };
}

/**
 * A run with the codebook of `file` in place of that of its study; the run as it is where no file is named. Throws an InputError as
 * `withCodebook` does.
 */
export async function runWithCodebook(run: Run, file: string | undefined, io: Io): Promise<Run> {
  return file === undefined ? run : { ...run, study: await withCodebook(run.study, file, io) };
}

function noCodebook(file: string, found: string, advice: string): InputError {
  const place = { file, row: null, column: null };
  return new InputError([
    { severity: 'error', code: 'no-codebook', ...place, expected: 'a codebook', found, advice },
  ]);
}
