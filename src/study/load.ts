import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
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
  const files = await Promise.all(
    wanted.map(async (name) => ({ name, text: await readFile(join(directory, name), 'utf8') })),
  );
  const { parseStudy } = await import('./parse-study.ts');
  return parseStudy(files);
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

function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
  const known: Readonly<Record<string, string>> = {
    ENOENT: 'no such folder',
    ENOTDIR: 'a file',
    EACCES: 'a folder we may not read',
  };
  return known[code] ?? code;
}
