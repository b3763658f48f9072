import { numberOf } from '../../exact/number-of.ts';
import { InputError, type Problem } from '../../study/problem.ts';
import type { RawColumn, RawRow } from './raw-sheet.ts';
import { columnLetter } from './system-columns.ts';

/** Where the data of a sheet begins and what its columns are. */
export interface RowPlan {
  readonly file: string;
  readonly columns: readonly RawColumn[];
  /** Rows above the first of data: preamble and header. */
  readonly firstRow: number;
  /** How many of those are not among the records. */
  readonly skipped?: number;
  /** Told the column of each cell of personal data that had content. */
  readonly blanked?: ((column: number) => void) | undefined;
}

/**
 * The data rows of a sheet from all its records, numbered as a spreadsheet numbers them: as many cells as there are
 * columns, personal data blanked, rows without any content left out. Of an external reference only `test` is kept.
 * A response id that was written as `2.0037035E7` is written out. Throws an InputError, with every fault of the batch
 * in which the first stands, for content beyond the last column and for an id whose last digits are lost.
 */
export async function* cleanRows(
  batches: AsyncIterable<string[][]> | Iterable<string[][]>,
  plan: RowPlan,
): AsyncGenerator<readonly RawRow[], void, undefined> {
  const { columns, firstRow, blanked } = plan;
  const width = columns.length;
  const idColumn = columns.findIndex((column) => column.system === 'response-id');
  const reference = columns.findIndex((column) => column.system === 'external-reference');
  const personal = columns
    .filter((column) => column.personal && column.index !== reference)
    .map((column) => column.index);
  let fileRow = plan.skipped ?? 0;
  for await (const batch of batches) {
    const rows: RawRow[] = [];
    const problems: Problem[] = [];
    for (const cells of batch) {
      fileRow += 1;
      if (fileRow <= firstRow) continue;
      const id = cells[idColumn] ?? '';
      if (id === '' && cells.every((cell) => cell === '')) continue;
      if (cells.length !== width) problems.push(...resize(cells, width, plan.file, fileRow));
      if (blanked !== undefined) tell(cells, personal, blanked);
      for (const index of personal) cells[index] = '';
      if (reference >= 0 && cells[reference] !== '') {
        const mark = testMark(cells[reference] ?? '');
        if (mark === '') blanked?.(reference);
        cells[reference] = mark;
      }
      if (id.length > 3 && /e/i.test(id)) {
        const written = writtenOut(id);
        if (written === null) problems.push(shortenedId(plan, idColumn, fileRow));
        else cells[idColumn] = written;
      }
      rows.push({ fileRow, cells });
    }
    if (problems.length > 0) throw new InputError(problems);
    if (rows.length > 0) yield rows;
  }
}

function tell(
  cells: readonly string[],
  personal: readonly number[],
  blanked: (column: number) => void,
): void {
  for (const index of personal) if (cells[index] !== '') blanked(index);
}

/** Pads a short row, cuts empty cells off a long one; a problem where there is content beyond the last column. */
function resize(cells: string[], width: number, file: string, row: number): Problem[] {
  while (cells.length < width) cells.push('');
  const beyond = cells.splice(width);
  const first = beyond.findIndex((cell) => cell !== '');
  if (first < 0) return [];
  const filled = beyond.filter((cell) => cell !== '').length;
  return [
    {
      severity: 'error',
      code: 'row-too-long',
      file,
      row,
      column: `column ${columnLetter(width + first)}`,
      expected: `at most ${numberOf(width, 'cell')}, as many as the header has`,
      found: `${numberOf(filled, 'cell')} with content beyond them`,
      advice:
        'a comma or quotation mark in an answer was probably not quoted when the file was edited; export it again',
    },
  ];
}

function testMark(reference: string): string {
  return /\btest\b/i.test(reference) ? 'test' : '';
}

/** A whole number in scientific notation with all its digits; null where digits are missing or it is no such number. */
function writtenOut(id: string): string | null {
  const match = /^(\d)(?:\.(\d+))?E(\+?)(\d{1,2})$/i.exec(id);
  if (match === null) return /^[\d.]+e/i.test(id) ? null : id;
  const digits = match[2] ?? '';
  const exponent = Number(match[4]);
  if (digits.length > exponent) return null;
  // Spreadsheets round for show and write `E+07`; the platform writes every digit that isn't a final zero, and `E7`.
  if (digits.length < exponent && match[3] === '+') return null;
  return `${match[1]}${digits}`.padEnd(exponent + 1, '0');
}

function shortenedId(plan: RowPlan, idColumn: number, row: number): Problem {
  const header = plan.columns[idColumn]?.header ?? '';
  return {
    severity: 'error',
    code: 'shortened-id',
    file: plan.file,
    row,
    column: `${columnLetter(idColumn)} "${header}"`,
    expected: 'a response id with all its digits',
    found: 'a rounded number in scientific notation',
    advice: 'a spreadsheet shortened it when the file was saved; use the file as it was exported',
  };
}
