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
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const found = UNREADABLE[code];
    if (found === undefined) throw error;
    const place = { file: named, row: null, column: null };
    throw new InputError([
      { severity: 'error', code: 'unreadable-file', ...place, expected, found, advice: 'check the path' },
    ]);
  }
}
