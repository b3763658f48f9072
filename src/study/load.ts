import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decodeUtf8, SAVE_AS_UTF8 } from './decode-utf8.ts';
import { InputError } from './problem.ts';
import type { Study } from './study.ts';

const BUILT_IN = fileURLToPath(new URL('./crs-evaluation/', import.meta.url));

/**
 * The study defined by the `*.yaml` files of a folder. Throws an InputError with every fault, or when the folder can't
 * be read or holds none; the message calls it `named`. The YAML reader is loaded only when this is called.
 */
export async function loadStudy(directory: string, named = directory): Promise<Study> {
  const names = await readdir(directory).catch((error: unknown) => {
    throw unreadable(named, codeOf(error));
  });
  const wanted = names.filter((name) => name.endsWith('.yaml')).sort();
  if (wanted.length === 0) throw unreadable(named, 'none');
  const read = await Promise.all(
    wanted.map(async (name) => ({ name, ...(await readText(join(directory, name), name)) })),
  );
  const problems = read.flatMap((file) => file.problems);
  if (problems.length > 0) throw new InputError(problems);
  const { parseStudy } = await import('./parse-study.ts');
  return parseStudy(read.map(({ name, text }) => ({ name, text: text ?? '' })));
}

async function readText(path: string, file: string): Promise<ReturnType<typeof decodeUtf8>> {
  const bytes = await readFile(path).catch((error: unknown) => {
    const place = { file, row: null, column: null };
    const found = codeOf(error, 'file');
    throw new InputError([
      { severity: 'error', code: 'no-study', ...place, expected: 'a file of the study', found, advice: null },
    ]);
  });
  return decodeUtf8(bytes, file, SAVE_AS_UTF8);
}

/** The CRS evaluation: as compiled by the build where that stands beside this module, else from its YAML, which is read once. */
export async function loadBuiltInStudy(): Promise<Study> {
  const built = await readFile(join(BUILT_IN, 'study.json'), 'utf8').catch(() => null);
  return JSON.parse(built ?? (await compileHere())) as Study;
}

let compiledHere: Promise<string> | undefined;
function compileHere(): Promise<string> {
  compiledHere ??= loadStudy(BUILT_IN).then((study) => JSON.stringify(study));
  return compiledHere;
}

function unreadable(directory: string, found: string): InputError {
  return new InputError([
    {
      severity: 'error',
      code: 'no-study',
      file: directory,
      row: null,
      column: null,
      expected: 'a folder with the study’s .yaml files',
      found,
      advice: null,
    },
  ]);
}

function codeOf(error: unknown, meant: 'folder' | 'file' = 'folder'): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
  const known: Readonly<Record<string, string>> = {
    ENOENT: `no such ${meant}`,
    ENOTDIR: 'a file',
    EISDIR: 'a folder',
    EACCES: `a ${meant} we may not read`,
  };
  return known[code] ?? code;
}
