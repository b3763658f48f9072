import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import type { Problem } from '../study/problem.ts';

const UNREADABLE: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  ENOTDIR: 'no such file',
  EISDIR: 'a folder',
  EACCES: 'no permission to read it',
};

/** A CSV file's text, or the problem that it can't be read or is no UTF-8; `expected` says what kind of file was meant. */
export function readCsvText(
  path: string,
  named: string,
  expected: string,
): { readonly text: string; readonly problem: null } | { readonly text: null; readonly problem: Problem } {
  const bad = (found: string, advice: string) => ({
    text: null,
    problem: {
      severity: 'error' as const,
      code: 'unreadable-file',
      file: named,
      row: null,
      column: null,
      expected,
      found,
      advice,
    },
  });
  try {
    const bytes = readFileSync(path);
    if (isUtf8(bytes)) return { text: bytes.toString('utf8'), problem: null };
    if (/\.qdpx$/i.test(path)) return bad('a REFI-QDA project', '"crs-eval code import" makes a CSV of it');
    const workbook = bytes.subarray(0, 2).toString('latin1') === 'PK';
    return bad(workbook ? 'a workbook or archive' : 'bytes that are not UTF-8', 'save it as "CSV UTF-8"');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const found = UNREADABLE[code];
    if (found === undefined) throw error;
    return bad(found, 'check the path');
  }
}
