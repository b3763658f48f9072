import { figureText, filledStubs, tableFooter } from '../cell-text.ts';
import type { Cell, Figure, Table, TableColumn } from '../contract.ts';
import { type MeasureNames, type SplitColumn, splitColumn } from '../split-columns.ts';
import { columnWidths } from './column-widths.ts';
import type { SheetCell, SheetLine, SheetModel } from './sheet-model.ts';
import { cellOf, lineOf, shorten } from './sheet-text.ts';
import { NOT_APPLICABLE_MARK, NOT_AVAILABLE_MARK, SHORTHAND_WORDS, shorthandOf } from './shorthand.ts';

/** Excel's limit for the name of a table's column, which has to be the header's text. */
const HEADER_LIMIT = 255;

/** What a table is called in its workbook, and the number of each of its notes there. */
export interface TablePlace {
  readonly sheet: string;
  readonly table: string;
  /** A note's number by its text; notes that explain shorthand have none. */
  readonly noteNumber: (note: string) => number;
}

/**
 * A table as a sheet: one header row, one value a cell. A cell of two figures is two columns, its upper header level
 * stands before the lower, a header's n stays in the header; stubs stand on every row. A percent is 0 to 100. Each number is the
 * exact figure rounded once, half away from zero. Where there is no figure stands shorthand: the figure's own, `[z]` where
 * there is no such question or figure. Headers that would repeat are numbered, empty ones named by position.
 */
export function tableSheet(table: Table, place: TablePlace): SheetModel {
  const headers = headersOf(table);
  const rows = rowsOf(table);
  const stubs = table.stubHeaders.length;
  const numeric = headers.map((_, column) => column >= stubs);
  const cut = headers.map((header) => shorten(header, HEADER_LIMIT));
  const lines: readonly SheetLine[] = [
    { role: 'title', text: titleOf(table, place) },
    { role: 'plain', text: 'This worksheet contains one table.' },
    ...aboveTable(table, place, rows).map((text): SheetLine => ({ role: 'plain', text })),
    ...headers.flatMap((header, index): SheetLine[] =>
      header === cut[index]
        ? []
        : [{ role: 'plain', text: cellOf(`The header of column ${index + 1} in full: ${header}`) }],
    ),
  ];
  return {
    name: place.sheet,
    lines,
    table: { name: place.table, headers: cut, rows, numeric },
    widths: columnWidths(cut, rows),
  };
}

/** `Table B.1: Perceptions of … [note 1] [note 2]`, on one line. */
function titleOf(table: Table, place: TablePlace): string {
  const marks = table.notes
    .filter((note) => shorthandOf(note) === null)
    .map((note) => ` [note ${place.noteNumber(note)}]`);
  return lineOf(`Table ${table.id}: ${table.caption}${marks.join('')}`);
}

/** The shorthand that stands in the table's cells and headers, in the order of `SHORTHAND_WORDS`, others after. */
export function shorthandIn(
  headers: readonly string[],
  rows: readonly (readonly SheetCell[])[],
): readonly string[] {
  const marks = new Set<string>(headers.flatMap((header) => /\(n=(\[[a-z]+\])\)/.exec(header)?.[1] ?? []));
  for (const cell of rows.flat())
    if (cell.kind === 'text' && /^\[[a-z]+\]$/.test(cell.text)) marks.add(cell.text);
  const known = Object.keys(SHORTHAND_WORDS);
  return [...known.filter((mark) => marks.has(mark)), ...[...marks].filter((mark) => !known.includes(mark))];
}

/** What has to be known before the table is read: what its data are, what n is, its notes, its shorthand. */
function aboveTable(
  table: Table,
  place: TablePlace,
  rows: readonly (readonly SheetCell[])[],
): readonly string[] {
  const { source, warnings } = tableFooter(table);
  const own = new Map(
    table.notes.flatMap((note) => (shorthandOf(note) === null ? [] : [[shorthandOf(note), note]])),
  );
  const marks = shorthandIn(headersOf(table), rows);
  return [
    ...warnings,
    ...(table.columns.some(({ headerN }) => headerN !== null)
      ? [
          'n in a column header is the largest number who answered any one row of that column; another row can have fewer.',
        ]
      : []),
    ...table.notes
      .filter((note) => shorthandOf(note) === null)
      .map((note) => `[note ${place.noteNumber(note)}] ${note}`),
    ...(marks.length === 0 ? [] : ['Shorthand in square brackets stands in place of a value:']),
    ...marks.map((mark) => own.get(mark) ?? `${mark} ${SHORTHAND_WORDS[mark] ?? 'no value.'}`),
    ...(source === '' ? [] : [source]),
  ].map(cellOf);
}

const MEASURE_NAMES: MeasureNames = {
  percent: '%',
  mean: 'mean',
  sd: 'SD',
  median: 'median',
  count: 'count',
};

function splitColumns(table: Table): readonly (SplitColumn & { readonly from: TableColumn })[] {
  return table.columns.flatMap((from, index) =>
    splitColumn(from, index, table.rows, MEASURE_NAMES).map((split) => ({ ...split, from })),
  );
}

function headersOf(table: Table): readonly string[] {
  const shown = splitColumns(table).map(({ header, from }) =>
    from.headerN === null ? header : `${header} (n=${figureText(from.headerN)})`,
  );
  const taken = new Set<string>();
  return [...table.stubHeaders, ...shown].map((header, index) => {
    const line = lineOf(header);
    const wanted = line.trim() === '' ? `Column ${index + 1}` : line;
    // What is cut to Excel's limit has to differ within it.
    const key = (text: string): string => shorten(text, HEADER_LIMIT).trim().toLowerCase();
    let free = wanted;
    for (let copy = 2; taken.has(key(free)); copy += 1) free = `(${copy}) ${wanted}`;
    taken.add(key(free));
    return free;
  });
}

function rowsOf(table: Table): readonly (readonly SheetCell[])[] {
  const columns = splitColumns(table);
  const stubs = filledStubs(table);
  return table.rows.map((row, rowIndex) => [
    ...[...(stubs[rowIndex] ?? []), row.label].map(labelCell),
    ...columns.map(({ cell, measure }) => valueCell(row.cells[cell], measure)),
  ]);
}

/** A label that is not there still has to be read out as something. */
function labelCell(text: string): SheetCell {
  const shown = cellOf(text);
  return { kind: 'text', text: shown.trim() === '' ? NOT_APPLICABLE_MARK : shown, link: null };
}

function valueCell(cell: Cell | undefined, measure: Figure['measure'] | null): SheetCell {
  const figure = cell?.figures.find((candidate) => candidate.measure === measure);
  if (figure === undefined) return { kind: 'text', text: NOT_APPLICABLE_MARK, link: null };
  const text = figureText(figure);
  if (figure.exact !== null) return { kind: 'number', text, decimals: figure.decimals };
  return { kind: 'text', text: text === '' ? NOT_AVAILABLE_MARK : cellOf(text), link: null };
}
