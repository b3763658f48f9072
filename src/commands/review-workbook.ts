import { type WriteSheet, writeXlsx } from 'hucre/xlsx';
import { columnLetter } from '../ingest/questionpro/system-columns.ts';
import { NO_CODE, type ReviewColumn, type ReviewTable } from '../qualitative/decisions/compose-review.ts';
import { visibleText } from '../render/visible-text.ts';

/** Workbooks hold a time of making; this one stands for none, so that the same review is the same bytes. */
export const NO_TIME = new Date(Date.UTC(2000, 0, 1));

const WIDTHS: Readonly<Record<string, number>> = {
  'question text': 26,
  'answer (internal)': 60,
  code: 20,
  'code name': 22,
  'in context': 44,
  by: 18,
  'said so far': 34,
  words: 24,
  memo: 32,
  text_sha256: 14,
  codebook: 14,
};
const WIDTH_OF: Readonly<Record<ReviewColumn['kind'], number>> = {
  given: 20,
  tick: 9,
  code: 20,
  memo: 28,
  key: 14,
};

/** What is to be filled in stands out; what only leads back to the answer recedes. */
const HEADER_FILL: Readonly<Record<ReviewColumn['kind'], string>> = {
  given: 'D9E2EC',
  tick: 'FFE8A3',
  code: 'FFE8A3',
  memo: 'FFE8A3',
  key: 'EEEEEE',
};

/**
 * A review as an XLSX workbook: the sheet to fill in, with a fixed header, a filter, and lists of the codes that apply to each
 * question; the codebook; what to do. Internal, and marked so. Same table, same bytes.
 */
export async function reviewWorkbook(
  table: ReviewTable,
  codebook: readonly (readonly string[])[],
  notes: readonly string[],
): Promise<Uint8Array> {
  const lists = table.choices.map(({ codes }) => [NO_CODE, ...codes.filter((code) => code !== NO_CODE)]);
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  const definitions = codebook[0] ?? [];
  return await writeXlsx({
    properties: { title: 'Internal: answers to be coded', created: NO_TIME, modified: NO_TIME },
    sheets: [
      {
        ...sheetOf(
          'Review',
          table.columns.map(({ name, kind }) => ({
            name,
            width: WIDTHS[name] ?? WIDTH_OF[kind],
            fill: HEADER_FILL[kind],
            wrapped: kind !== 'key',
          })),
          table.rows,
        ),
        dataValidations: table.columns.flatMap(({ kind }, column) => validations(kind, column, table)),
      },
      sheetOf(
        'Codebook',
        definitions.map((name, at) => ({
          name,
          width: CODEBOOK_WIDTHS[at] ?? 20,
          fill: HEADER_FILL.given,
          wrapped: true,
        })),
        codebook.slice(1),
      ),
      notesSheet(notes),
      {
        name: LISTS,
        rows: Array.from({ length: longest }, (_, row) => lists.map((list) => list[row] ?? null)),
        hidden: true,
      },
    ],
  });
}

const LISTS = 'Lists';
const CODEBOOK_WIDTHS = [20, 24, 20, 40, 50, 40, 40, 40, 40];
const WRAPPED = { alignment: { wrapText: true, vertical: 'top' } } as const;
const ONE_LINE = { alignment: { wrapText: false, vertical: 'top' } } as const;

/** A column of a sheet to be read or filled in. */
export interface SheetColumn {
  readonly name: string;
  /** In characters. */
  readonly width: number;
  readonly fill: string;
  readonly wrapped: boolean;
}

/** A sheet with a fixed header and a filter, marked internal when printed; texts that are too long for a cell end in […]. */
export function sheetOf(
  name: string,
  columns: readonly SheetColumn[],
  rows: readonly (readonly string[])[],
): WriteSheet {
  const cells = [
    columns.map((column) => column.name),
    ...rows.map((row) => row.map((cell) => fitting(visibleText(cell)))),
  ];
  return {
    name,
    rows: cells.map((row) => row.map((cell) => (cell === '' ? null : cell))),
    columns: columns.map(({ width, wrapped }) => ({ width, style: wrapped ? WRAPPED : ONE_LINE })),
    cells: headerCells(columns),
    rowDefs: heights(
      cells,
      columns.map(({ width, wrapped }) => (wrapped ? width : Number.POSITIVE_INFINITY)),
    ),
    freezePane: { rows: 1 },
    autoFilter: { range: `A1:${columnLetter(columns.length - 1)}${cells.length}` },
    headerFooter: { oddHeader: '&CInternal: respondents’ own words. Not to be passed on.' },
    pageSetup: { orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  };
}

/** A sheet that says what to do, a row a note. */
export function notesSheet(notes: readonly string[]): WriteSheet {
  const rows = notes.map((note) => [note]);
  return {
    name: 'What to do',
    rows,
    columns: [{ width: 110, style: WRAPPED }],
    rowDefs: heights(rows, [110]),
  };
}

/** Heights at which wrapped text can be read, in points: not every program works them out. Rows of one line have none. */
function heights(
  rows: readonly (readonly string[])[],
  widths: readonly number[],
): NonNullable<WriteSheet['rowDefs']> {
  const lines = rows.map((row) => Math.max(1, ...row.map((cell, at) => linesOf(cell, widths[at] ?? 20))));
  // A spreadsheet's rows are at most 409 points high.
  return new Map(
    lines.flatMap((count, at) => (count === 1 ? [] : [[at, { height: Math.min(409, count * 15) }] as const])),
  );
}

/** How many lines a text takes, with some room for words that do not fit a line to its end. */
function linesOf(text: string, width: number): number {
  return text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil((line.length * 1.1) / width)), 0);
}

function headerCells(header: readonly SheetColumn[]): NonNullable<WriteSheet['cells']> {
  return new Map(
    header.map(({ name, fill }, column) => [
      `0,${column}`,
      {
        value: name,
        style: {
          font: { bold: true },
          fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: fill } },
          alignment: { wrapText: true, vertical: 'top' },
        },
      },
    ]),
  );
}

function validations(
  kind: ReviewColumn['kind'],
  column: number,
  table: ReviewTable,
): NonNullable<WriteSheet['dataValidations']> {
  const letter = columnLetter(column);
  if (kind === 'tick' && table.rows.length > 0)
    return [
      {
        type: 'list',
        values: ['x'],
        range: `${letter}2:${letter}${table.rows.length + 1}`,
        allowBlank: true,
        showErrorMessage: false,
      },
    ];
  if (kind !== 'code') return [];
  return table.choices.map(({ from, to, codes }, index) => {
    const list = columnLetter(index);
    const count = codes.filter((code) => code !== NO_CODE).length + 1;
    return {
      type: 'list',
      formula1: `${LISTS}!$${list}$1:$${list}$${count}`,
      range: `${letter}${from + 2}:${letter}${to + 1}`,
      allowBlank: true,
      showErrorMessage: false,
    };
  });
}

/** A cell of a workbook holds no more than 32,767 characters; only what is to be read can be as long. */
function fitting(text: string): string {
  return text.length <= 32_000 ? text : `${text.slice(0, 32_000)} […]`;
}
