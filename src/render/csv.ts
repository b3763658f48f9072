import { numberAlike } from '../exact/number-alike.ts';
import { figureText, filledStubs, NOT_APPLICABLE } from './cell-text.ts';
import type { Cell, Figure, Table, TableColumn } from './contract.ts';
import { groupedLabel, type MeasureNames, splitColumn } from './split-columns.ts';
import { visibleText } from './visible-text.ts';

/**
 * The table as CSV (RFC 4180), one value a cell and one variable a column, for programs: stub cells repeated on
 * every row; a cell of two figures split ("Probation Response: mean", "Probation Response: sd"); a header's n as a
 * column of its own before its figures ("WS: header n"); `n/a` where there is no such question and shorthand such as
 * `[c]` where there is no value; last, whether the data are `synthetic` and `cleared` (yes or no). Headers are unique
 * and not empty. Caption, notes and source are not in it.
 */
export function renderTableCsv(table: Table): string {
  const columns = table.columns.flatMap((column, index) => columnsOf(column, index, table));
  const stubs = filledStubs(table);
  const headers = uniqueHeaders([
    ...table.stubHeaders,
    ...columns.map((column) => column.header),
    'synthetic',
    'cleared',
  ]);
  const rows = table.rows.map((row, rowIndex) => [
    ...(stubs[rowIndex] ?? []),
    row.label,
    ...columns.map((column) => column.textOf(row.cells[column.cell])),
    table.synthetic ? 'yes' : 'no',
    table.cleared ? 'yes' : 'no',
  ]);
  return writeCsv([headers, ...rows]);
}

/**
 * Rows as CSV (RFC 4180): comma, CRLF after each row, fields quoted where they need it. A text that a spreadsheet
 * would run as a formula gets an apostrophe before it (and so does one that already has apostrophes there, so that
 * taking one away gives the text back); numbers, negative ones too, stay as they are. Control characters are made
 * visible. No rows give an empty string.
 */
export function writeCsv(rows: Iterable<readonly string[]>): string {
  const lines: string[] = [];
  for (const row of rows) {
    // A row of one empty field would be an empty line, which readers skip.
    lines.push(row.length === 1 && row[0] === '' ? '""\r\n' : `${row.map(csvField).join(',')}\r\n`);
  }
  return lines.join('');
}

/** One field of CSV, guarded and quoted as `writeCsv` says. */
export function csvField(text: string): string {
  // Most fields are ids and numbers, which need no looking at: results.csv has a million of them.
  if (text === '' || harmless.test(text)) return text;
  const visible = visibleText(text);
  const guarded = formula.test(visible) && !plainNumber.test(visible) ? `'${visible}` : visible;
  return /[",;\n\t]|^\s|\s$|^\ufeff/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

/** The text that `csvField` was given, of a field as a CSV reader gives it: without the apostrophe that guards a formula. */
export function plainField(field: string): string {
  return field.charCodeAt(0) === 39 && formula.test(field) ? field.slice(1) : field;
}

const harmless = /^[A-Za-z0-9][\w.@=+|:()-]*$/;
const formula = /^'*\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^'*[\t\n]/;
const plainNumber = /^-?\d+(\.\d+)?$/;

interface CsvColumn {
  readonly header: string;
  /** Index of the table's column it is part of. */
  readonly cell: number;
  readonly textOf: (cell: Cell | undefined) => string;
}

function columnsOf(column: TableColumn, index: number, table: Table): readonly CsvColumn[] {
  const { headerN } = column;
  const n =
    headerN === null
      ? []
      : [
          {
            header: `${groupedLabel(column)}: header n`,
            cell: index,
            textOf: () => figureText(headerN),
          },
        ];
  return [
    ...n,
    ...splitColumn(column, index, table.rows, measureNames).map(({ header, cell, measure }) => ({
      header,
      cell,
      textOf: (shown: Cell | undefined) => textOf(shown, measure),
    })),
  ];
}

function textOf(cell: Cell | undefined, measure: Figure['measure'] | null): string {
  if (cell === undefined || cell.pattern === 'none') return NOT_APPLICABLE;
  const figure = cell.figures.find((candidate) => candidate.measure === measure);
  return figure === undefined ? '' : figureText(figure);
}

const measureNames: MeasureNames = {
  percent: '%',
  mean: 'mean',
  sd: 'sd',
  median: 'median',
  count: 'count',
};

function uniqueHeaders(headers: readonly string[]): readonly string[] {
  return numberAlike(headers.map((header, at) => (header.trim() === '' ? `column ${at + 1}` : header)));
}
