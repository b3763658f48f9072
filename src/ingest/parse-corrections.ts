import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { numberOf } from '../exact/number-of.ts';
import type { Problem } from '../study/problem.ts';

/** One line of `corrections.csv`: the answer `from` of a respondent is to be read as `to`. */
export interface Correction {
  readonly file: string;
  /** The record's number in the file, the header being 1. */
  readonly row: number;
  readonly id: string;
  /** The question's id, or its wording. */
  readonly question: string;
  /** As it stands in the export: a label, a code, `[Other] text`, or an open answer. */
  readonly from: string;
  /** An option's label or position, or an open answer; empty to blank it. */
  readonly to: string;
  readonly reason: string;
  readonly who: string;
}

const COLUMNS = ['id', 'question', 'from', 'to', 'reason', 'who'] as const;

/**
 * The corrections of a CSV with a header row of id, question, from, to, reason, who in any order. Faults come back as
 * problems, with the corrections that have none: a missing column, a line of another length, no id, question, reason or
 * who, and the same answer corrected twice.
 */
export function parseCorrections(
  text: string,
  file: string,
): { readonly corrections: readonly Correction[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const fault = (row: number | null, column: string | null, expected: string, found: string) =>
    problems.push({
      severity: 'error',
      code: 'bad-correction',
      file,
      row,
      column,
      expected,
      found,
      advice: null,
    });
  let records: string[][];
  try {
    records = parse(text, { bom: true, relax_column_count: true, skip_empty_lines: true });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { lines } = error as { readonly lines?: unknown };
    const line = typeof lines === 'number' ? lines : null;
    fault(line, null, 'a CSV file', 'a quote that is not closed or stands within a field');
    return { corrections: [], problems };
  }
  const [header = [], ...lines] = records;
  const names = header.map((name) => name.trim().toLowerCase());
  for (const name of COLUMNS) {
    if (!names.includes(name)) fault(1, null, `a column "${name}" among ${COLUMNS.join(', ')}`, 'none');
  }
  if (problems.length > 0) return { corrections: [], problems };

  const corrections: Correction[] = [];
  const seen = new Map<string, number>();
  for (const [index, line] of lines.entries()) {
    const row = index + 2;
    if (line.length !== header.length) {
      fault(row, null, numberOf(header.length, 'field'), `${line.length}`);
      continue;
    }
    const cell = (name: (typeof COLUMNS)[number]) => (line[names.indexOf(name)] ?? '').trim();
    const empty = (['id', 'question', 'reason', 'who'] as const).filter((name) => cell(name) === '');
    for (const name of empty) fault(row, `"${name}"`, `the correction's ${name}`, 'nothing');
    if (empty.length > 0) continue;
    const key = JSON.stringify([cell('id'), cell('question'), cell('from')]);
    const first = seen.get(key);
    seen.set(key, first ?? row);
    if (first !== undefined)
      fault(row, null, 'each answer corrected once', `the answer of row ${first} again`);
    else {
      const [id, question, from, to, reason, who] = COLUMNS.map(cell);
      corrections.push({
        file,
        row,
        ...{ id: id ?? '', question: question ?? '', from: from ?? '' },
        ...{ to: to ?? '', reason: reason ?? '', who: who ?? '' },
      });
    }
  }
  return { corrections, problems };
}
