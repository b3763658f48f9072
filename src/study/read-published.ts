import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import { checkPublished, type PublishedSheet } from './check-published.ts';
import { decodeUtf8 } from './decode-utf8.ts';
import { InputError, type Problem } from './problem.ts';
import type { PublishedFigures } from './published.ts';

/**
 * Published figures from CSV files, or from every `*.csv` of a folder in name order. UTF-8 with or without a byte
 * order mark; figures stay the texts they are. Throws an InputError naming every file that can't be read or parsed,
 * or else every fault within them; a folder without CSV files is one.
 */
export function readPublished(paths: readonly string[]): PublishedFigures {
  const problems: Problem[] = [];
  const fault = (file: string, row: number | null, expected: string, found: string): null => {
    const advice = null;
    problems.push({
      severity: 'error',
      code: 'published-file',
      file,
      row,
      column: null,
      expected,
      found,
      advice,
    });
    return null;
  };
  const sheets = paths
    .flatMap((path) => listed(path, fault))
    .map((path) => readSheet(path, fault, problems))
    .filter((sheet) => sheet !== null);
  if (problems.length > 0) throw new InputError(problems);
  return checkPublished(sheets);
}

type Fault = (file: string, row: number | null, expected: string, found: string) => null;

function listed(path: string, fault: Fault): string[] {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isDirectory() !== true) return [path];
  const files = readdirSync(path)
    .filter((name) => name.toLowerCase().endsWith('.csv'))
    .sort();
  if (files.length === 0)
    fault(path, null, 'CSV files of published figures (likert.csv, counts.csv, text-figures.csv)', 'none');
  return files.map((name) => join(path, name));
}

function readSheet(path: string, fault: Fault, problems: Problem[]): PublishedSheet | null {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'an unreadable file';
    return fault(path, null, 'a file that can be read', code === 'ENOENT' ? 'no such file' : code);
  }
  const { text, problems: faults } = decodeUtf8(bytes, path, 'save it as "CSV UTF-8"');
  problems.push(...faults);
  if (text === null) return null;
  try {
    const records = parse(text, { bom: true, columns: false, relax_column_count: true });
    return { file: basename(path), records };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { code, lines } = error;
    return fault(
      path,
      typeof lines === 'number' ? lines : null,
      'comma-separated values',
      `a fault in its quoting (${code})`,
    );
  }
}
