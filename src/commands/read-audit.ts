import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import type { PrintedTables } from '../audit/published/printed-cell.ts';
import { type DefaultScale, NOTHING, readTextSheet } from '../audit/published/sheet-cells.ts';
import { decodeUtf8 } from '../study/decode-utf8.ts';
import { InputError, type Problem } from '../study/problem.ts';

/**
 * Published tables from CSV and XLSX files, and from every such file of a folder in name order. Throws an InputError
 * with every file that can't be read; what can't be read within a file is a fault in the result.
 */
export async function readAudit(
  paths: readonly string[],
  scale: DefaultScale,
  cwd: string,
): Promise<PrintedTables> {
  const problems: Problem[] = [];
  const read: PrintedTables[] = [];
  for (const path of paths.flatMap((path) => listed(path, cwd, problems))) {
    try {
      read.push(await readFile(path, scale, cwd, problems));
    } catch (error) {
      problems.push(unreadable(path, error));
    }
  }
  if (problems.length > 0) throw new InputError(problems);
  return read.reduce(
    (all, one) => ({
      cells: [...all.cells, ...one.cells],
      counts: [...all.counts, ...one.counts],
      quotes: [...all.quotes, ...one.quotes],
      faults: [...all.faults, ...one.faults],
    }),
    NOTHING,
  );
}

function listed(path: string, cwd: string, problems: Problem[]): string[] {
  const stats = statSync(resolve(cwd, path), { throwIfNoEntry: false });
  if (stats?.isDirectory() !== true) return [path];
  const names = readdirSync(resolve(cwd, path))
    .filter((name) => /\.(csv|xlsx)$/i.test(name) && !name.startsWith('~$'))
    .sort();
  if (names.length === 0)
    problems.push(problem(path, 'CSV or XLSX files of published tables', 'none', 'name the files'));
  return names.map((name) => join(path, name));
}

async function readFile(
  path: string,
  scale: DefaultScale,
  cwd: string,
  problems: Problem[],
): Promise<PrintedTables> {
  const bytes = readFileSync(resolve(cwd, path));
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    const { readPrintedWorkbook } = await import('./read-audit-workbook.ts');
    const book = await readPrintedWorkbook(bytes, basename(path), scale);
    if ('severity' in book) {
      problems.push(book);
      return NOTHING;
    }
    return book;
  }
  const { text, problems: faults } = decodeUtf8(bytes, basename(path), 'save it as "CSV UTF-8"');
  if (text === null) {
    problems.push(...faults);
    return NOTHING;
  }
  try {
    const records = parse(text, { bom: true, columns: false, relax_column_count: true });
    return readTextSheet({ file: basename(path), records }, scale);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    problems.push({
      ...problem(
        path,
        'comma-separated values',
        `a fault in its quoting (${error.code})`,
        'save it as CSV again',
      ),
      row: typeof error['lines'] === 'number' ? error['lines'] : null,
    });
    return NOTHING;
  }
}

function unreadable(path: string, error: unknown): Problem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT')
    return problem(path, 'a file or folder of published tables', 'no such file', 'check the path');
  if (code === '') throw error;
  return problem(path, 'a file that can be read', code, null);
}

function problem(file: string, expected: string, found: string, advice: string | null): Problem {
  return { severity: 'error', code: 'audit-file', file, row: null, column: null, expected, found, advice };
}
