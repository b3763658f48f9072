import type { Result } from '../likert/result.ts';
import type { Cell, Table, TableColumn, TableRow } from '../render/contract.ts';
import { foldStatement } from '../study/alike.ts';
import { InputError } from '../study/problem.ts';

function rowTexts(row: TableRow): readonly string[] {
  return [row.label, [...row.stub, row.label].join(' ')];
}

function columnTexts(column: TableColumn): readonly string[] {
  return [column.label, ...(column.group === null ? [] : [`${column.group} ${column.label}`, column.group])];
}

/** The row of a text asked for. Throws an InputError where none or several fit. */
export function pickRow(table: Table, rows: readonly TableRow[], asked: string): TableRow {
  const close = fitting(asked, rows, rowTexts);
  const [only, ...others] = close;
  if (only !== undefined && others.length === 0) return only;
  throw unclear(table, 'row', asked, close, rows, rowTexts);
}

/** The columns asked for that ask something of the row: one, or several whose figures come from the same counts. Throws as `pickRow`. */
export function pickColumns(
  table: Table,
  row: TableRow,
  asked: string | undefined,
  results: ReadonlyMap<string, Result>,
): readonly TableColumn[] {
  const close = asked === undefined ? table.columns : fitting(asked, table.columns, columnTexts);
  if (close.length === 0) throw unclear(table, 'column', asked, close, table.columns, columnTexts);
  const put = close.filter((column) => (cellOf(table, row, column)?.pattern ?? 'none') !== 'none');
  if (put.length === 0) {
    const found = `n/a: no such question was put to "${close[0]?.group ?? close[0]?.label}"`;
    throw miss(table, 'cell', 'a cell with a figure', found, '');
  }
  const counts = put.map((column) =>
    (cellOf(table, row, column)?.figures ?? [])
      .map((figure) => (results.get(figure.result)?.cells ?? []).join(' '))
      .join(),
  );
  const [same = '', ...other] = new Set(counts.flatMap((cells) => cells.split(',')));
  if (put.length === 1 || (same !== '' && other.length === 0)) return put;
  throw unclear(table, 'column', asked, put, table.columns, columnTexts);
}

/** The cell of a row in a column. */
export function cellOf(table: Table, row: TableRow, column: TableColumn): Cell | undefined {
  return row.cells[table.columns.indexOf(column)];
}

/** Those with a text that equals what was asked, or else those with a text that contains it. */
function fitting<T>(
  asked: string,
  choices: readonly T[],
  textsOf: (choice: T) => readonly string[],
): readonly T[] {
  const wanted = foldStatement(asked);
  const equal = choices.filter((choice) => textsOf(choice).some((text) => foldStatement(text) === wanted));
  if (equal.length > 0) return equal;
  return choices.filter((choice) => textsOf(choice).some((text) => foldStatement(text).includes(wanted)));
}

function unclear<T>(
  table: Table,
  what: 'row' | 'column',
  asked: string | undefined,
  close: readonly T[],
  choices: readonly T[],
  textsOf: (choice: T) => readonly string[],
): InputError {
  const listed = (close.length > 0 ? close : choices).map(
    (choice) => `"${textsOf(choice)[1] ?? textsOf(choice)[0]}"`,
  );
  const fits = close.length === 0 ? 'none' : `${close.length}`;
  return miss(
    table,
    what,
    asked === undefined ? `--group, the ${what} meant` : `a text that fits one ${what}`,
    asked === undefined ? 'none' : `"${asked}", which fits ${fits}`,
    `${close.length === 0 || asked === undefined ? 'there are' : 'it fits'} ${listed.join(', ')}`,
  );
}

function miss(table: Table, code: string, expected: string, found: string, advice: string): InputError {
  return new InputError([
    {
      severity: 'error',
      code: `unknown-${code}`,
      file: `table ${table.id}`,
      row: null,
      column: null,
      expected,
      found,
      advice: advice === '' ? null : advice,
    },
  ]);
}
