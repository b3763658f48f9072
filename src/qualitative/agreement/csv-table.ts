import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { numberOf } from '../../exact/number-of.ts';
import type { Problem } from '../../study/problem.ts';

/** Adds a fault of a file: where, expected and found, what to do. */
export type AddFault = (
  row: number | null,
  column: string | null,
  expected: string,
  found: string,
  advice?: string | null,
) => void;

/** A CSV file's cells, trimmed. */
export interface CsvTable {
  readonly header: readonly string[];
  /** Rows that are not blank, each as long as the header, numbered as a spreadsheet numbers them (the header is 1). */
  readonly rows: readonly { readonly row: number; readonly cells: readonly string[] }[];
}

/** Collects faults of one file under one code. */
export function faultsOf(file: string, code: string, problems: Problem[]): AddFault {
  return (row, column, expected, found, advice = null) =>
    problems.push({ severity: 'error', code, file, row, column, expected, found, advice });
}

/**
 * Reads comma-separated text with a header row; null where it can not be told apart into cells, or has no header. Rows
 * of another length than the header are faults and left out.
 */
export function readCsvTable(text: string, fault: AddFault): CsvTable | null {
  let records: string[][];
  try {
    records = parse(text, { bom: true, relax_column_count: true, skip_empty_lines: false, trim: true });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { lines } = error as { readonly lines?: unknown };
    fault(
      typeof lines === 'number' ? lines : null,
      null,
      'a CSV file',
      'a quote that is not closed or stands within a field',
    );
    return null;
  }
  const [header, ...lines] = records;
  if (header === undefined || header.every((name) => name === '')) {
    fault(1, null, 'a header row', 'nothing');
    return null;
  }
  const rows: { row: number; cells: readonly string[] }[] = [];
  for (const [index, cells] of lines.entries()) {
    if (cells.every((cell) => cell === '')) continue;
    const row = index + 2;
    if (cells.length === header.length) rows.push({ row, cells });
    else fault(row, null, `${numberOf(header.length, 'field')}, as the header has`, `${cells.length}`);
  }
  return { header, rows };
}

/** A cell as a message may show it: a short name in quotes; of anything else, which may be open text, its length. */
export function shown(cell: string): string {
  if (cell === '') return 'nothing';
  return /^[\p{L}\p{N}_.:/-]{1,40}$/u.test(cell)
    ? `"${cell}"`
    : `a text of ${numberOf([...cell].length, 'character')}`;
}
