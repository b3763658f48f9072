import type { FoundTable, SpreadsheetCell } from './spreadsheet.ts';
import { isStandIn, isYearText } from './value-text.ts';

/** A row that holds something, its cells by columns. */
type Row = readonly SpreadsheetCell[];

/** Rows that follow each other, each of two cells or more. */
interface Run {
  readonly rows: readonly Row[];
  /** Rows of one cell right above: a title, a note, or a header over several columns. */
  readonly above: readonly Row[];
  /** Whether a blank row or a sheet's beginning parts it from the run before. */
  readonly apart: boolean;
}

/**
 * The tables of a sheet on which none is marked up, from its filled cells by rows: from the first row of at least two cells that
 * others follow, to the last such row. Rows of one cell between them are headings within the table. Not taken for a table: a row
 * of two cells far from what follows (a title with a link beside it), two columns of words above a wider table (dates and contacts).
 * After a blank row a new table begins where a row of words stands above numbers, a line “Table …” does, or the header is
 * repeated. A column beyond a blank one is part of the table where it has a header. Empty where nothing looks like one.
 */
export function findTables(filled: readonly SpreadsheetCell[]): readonly FoundTable[] {
  const groups: Run[][] = [];
  for (const run of runsOf(rowsOf(filled))) {
    const current = groups.at(-1);
    if (current === undefined) groups.push([run]);
    else if (isNoTable(current, run)) groups[groups.length - 1] = [run];
    else if (beginsTable(current, run)) groups.push([run]);
    else current.push(run);
  }
  return groups.flatMap((group) => {
    const rows = [...spanningHeader(group), ...group.flatMap(({ rows }) => rows)];
    return rows.length < 2 ? [] : [tableOf(rows)];
  });
}

/** How many of a table's first rows are headers, from all its rows: 1, or more where words stand in the row below in every column of numbers. */
export function countHeaderRows(rows: readonly Row[]): number {
  const left = leftmost(rows);
  let count = 1;
  while (count < rows.length - 1 && isFurtherHeader(rows, count, left)) count += 1;
  return count;
}

/** Cells by rows; a row without any is left out. */
export function rowsOf(cells: readonly SpreadsheetCell[]): readonly Row[] {
  const rows = new Map<number, SpreadsheetCell[]>();
  for (const cell of cells) {
    const row = rows.get(cell.row);
    if (row === undefined) rows.set(cell.row, [cell]);
    else row.push(cell);
  }
  return [...rows.values()];
}

function runsOf(rows: readonly Row[]): readonly Run[] {
  const runs: { rows: Row[]; above: Row[]; apart: boolean }[] = [];
  let above: Row[] = [];
  let apart = true;
  let before = 0;
  for (const row of rows) {
    if (rowOf(row) !== before + 1) apart = true;
    const last = runs.at(-1);
    if (row.length < 2) above.push(row);
    else if (last !== undefined && above.length === 0 && !apart) last.rows.push(row);
    else runs.push({ rows: [row], above, apart });
    if (row.length > 1) [above, apart] = [[], false];
    before = rowOf(row);
  }
  return runs;
}

/** Whether what came before is lines above a table after all, now that the next rows are known. */
function isNoTable(group: readonly Run[], next: Run): boolean {
  const rows = group.flatMap((run) => run.rows);
  const [first = [], second] = rows;
  const [header = [], ...below] = next.rows;
  if (second === undefined)
    return first.length < header.length - 1 || (isWords(header) && below.some(hasNumber));
  return rows.every((row) => row.length === 2 && !hasNumber(row)) && header.length > 2;
}

function beginsTable(group: readonly Run[], next: Run): boolean {
  const [header = [], ...below] = next.rows;
  if (!next.apart || below.length === 0) return false;
  const rows = group.flatMap((run) => run.rows);
  if (next.above.some(([line]) => /^table\b/i.test(line?.text.trim() ?? ''))) return true;
  if (sameTexts(rows[0] ?? [], header)) return true;
  return isWords(header) && below.some(hasNumber) && rows.slice(1).some(hasNumber);
}

/** Rows right above the first run whose one cell stands over its columns, beside the first: a header, such as “Per cent”. */
function spanningHeader([first]: readonly Run[]): readonly Row[] {
  if (first === undefined) return [];
  const left = leftmost(first.rows);
  const right = rightmost(first.rows);
  const header: Row[] = [];
  let below = rowOf(first.rows[0] ?? []);
  for (const row of first.above.toReversed()) {
    if (rowOf(row) !== below - 1 || leftOf(row) <= left || rightOf(row) > right) break;
    header.unshift(row);
    below -= 1;
  }
  return header;
}

function tableOf(rows: readonly Row[]): FoundTable {
  const headerRows = countHeaderRows(rows);
  const headed = rightmost(rows.slice(0, headerRows));
  const used = new Set(rows.flatMap((row) => row.map(({ column }) => column)));
  let right = headed;
  while (used.has(right + 1)) right += 1;
  return {
    range: {
      from: { row: rowOf(rows[0] ?? []), column: Math.min(...used) },
      to: { row: rowOf(rows.at(-1) ?? []), column: right },
    },
    headerRows,
  };
}

function isFurtherHeader(rows: readonly Row[], at: number, left: number): boolean {
  const row = rows[at] ?? [];
  const above = rows[at - 1] ?? [];
  const numeric = numericColumns(rows.slice(at + 1), left);
  const own = row.filter(({ column }) => numeric.has(column));
  if (own.length === 0 || own.length * 2 < numeric.size) return false;
  // Years are numbers too; below a full row of headers they are values.
  const years = above.length < row.length;
  return own.every(
    ({ kind, text }) =>
      (kind === 'text' && !isStandIn(text) && !/^[-−(<>~]?[\d.]/.test(text.trim())) ||
      (years && isYearText(text)),
  );
}

/** Columns, but the leftmost, in which numbers are at least as many as words. */
function numericColumns(rows: readonly Row[], left: number): ReadonlySet<number> {
  const balance = new Map<number, number>();
  for (const row of rows)
    for (const { column, kind, text } of row) {
      if (column === left || (kind !== 'number' && (kind !== 'text' || isStandIn(text)))) continue;
      balance.set(column, (balance.get(column) ?? 0) + (kind === 'number' ? 1 : -1));
    }
  return new Set([...balance].filter(([, more]) => more >= 0).map(([column]) => column));
}

/** Whether a row is of words and years beside its first cell. */
function isWords(row: Row): boolean {
  return row.slice(1).every(({ kind, text }) => kind === 'text' || isYearText(text));
}

function hasNumber(row: Row): boolean {
  return row.some(({ kind }) => kind === 'number');
}

function sameTexts(one: Row, other: Row): boolean {
  return one.length === other.length && one.every(({ text }, at) => text === other[at]?.text);
}

function rowOf(row: Row): number {
  return row[0]?.row ?? 0;
}

function leftmost(rows: readonly Row[]): number {
  return rows.reduce((least, row) => Math.min(least, leftOf(row)), Number.POSITIVE_INFINITY);
}

function rightmost(rows: readonly Row[]): number {
  return rows.reduce((most, row) => Math.max(most, rightOf(row)), 0);
}

function leftOf(row: Row): number {
  return row[0]?.column ?? 0;
}

function rightOf(row: Row): number {
  return row.at(-1)?.column ?? 0;
}
