import { readFileSync } from 'node:fs';
import { InputError } from '../study/problem.ts';

const UNREADABLE: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  ENOTDIR: 'no such file',
  EISDIR: 'a folder',
  EACCES: 'no permission to read it',
};

/** A file's bytes. Throws an InputError where it can't be read; `expected` says what kind of file was meant. */
export function readFileBytes(path: string, named: string, expected: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw unreadableFile(error, named, expected);
  }
}

/** What the file system says against reading a file as an InputError that names it; anything else as it is. */
export function unreadableFile(error: unknown, named: string, expected: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const found = UNREADABLE[code];
  if (found === undefined) return error;
  const place = { file: named, row: null, column: null };
  const advice = code === 'EISDIR' ? 'name a file in it' : 'check the path';
  return new InputError([{ severity: 'error', code: 'unreadable-file', ...place, expected, found, advice }]);
}
