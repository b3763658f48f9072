import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { type Correction, parseCorrections } from '../ingest/parse-corrections.ts';
import { openExport } from '../ingest/questionpro/open-export.ts';
import type { RawSheet } from '../ingest/questionpro/raw-sheet.ts';
import { InputError, type Problem } from '../study/problem.ts';
import { expandPaths } from './expand-paths.ts';
import type { Io } from './io.ts';
import { shortNames } from './short-names.ts';

/**
 * Opens every export given, in the order of their names whatever the order given: the same files give the same bytes.
 * Two of one name are told apart by their folders. Throws one InputError with the faults of all that cannot be opened.
 */
export async function openExports(paths: readonly string[], io: Io): Promise<readonly RawSheet[]> {
  const sheets: RawSheet[] = [];
  const problems: Problem[] = [];
  const seen = new Set<string>();
  for (const path of expandPaths(paths, io.cwd)) {
    const absolute = resolve(io.cwd, path);
    if (seen.has(absolute)) io.stderr(`note: ${path} is named twice; it is read once\n`);
    seen.add(absolute);
  }
  const names = shortNames([...seen]);
  for (const [index, absolute] of [...seen].entries()) {
    try {
      sheets.push(await openExport(absolute, names[index]));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new InputError(problems);
  return sheets.sort((a, b) => compare(a.file, b.file));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A corrections file as it was read. */
export interface Corrections {
  readonly file: string;
  readonly sha256: string;
  readonly corrections: readonly Correction[];
}

/** Reads `corrections.csv`. Throws an InputError with every line that cannot be right. */
export function readCorrections(path: string, io: Io): Corrections {
  const file = basename(path);
  const bytes = readBytes(path, io);
  if (!isUtf8(bytes)) {
    const found =
      bytes.subarray(0, 2).toString('latin1') === 'PK' ? 'a workbook or archive' : 'bytes that are not';
    throw badFile(path, 'a CSV file in UTF-8', found, 'save it as "CSV UTF-8"');
  }
  const { corrections, problems } = parseCorrections(bytes.toString('utf8'), file);
  if (problems.length > 0) throw new InputError(problems);
  return { file, sha256: createHash('sha256').update(bytes).digest('hex'), corrections };
}

function readBytes(path: string, io: Io): Buffer {
  try {
    return readFileSync(resolve(io.cwd, path));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const found = UNREADABLE[code];
    if (found === undefined) throw error;
    throw badFile(path, 'a CSV file of corrections', found, 'check the path given with --corrections');
  }
}

const UNREADABLE: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  ENOTDIR: 'no such file',
  EISDIR: 'a folder',
  EACCES: 'no permission to read it',
};

function badFile(file: string, expected: string, found: string, advice: string): InputError {
  return new InputError([
    { severity: 'error', code: 'bad-correction', file, row: null, column: null, expected, found, advice },
  ]);
}
