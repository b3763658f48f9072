import { NOT_CLEARED } from '../cell-text.ts';
import type { Table } from '../contract.ts';
import { columnWidths } from './column-widths.ts';
import type { SheetCell, SheetLine, SheetModel, WorkbookModel } from './sheet-model.ts';
import { sheetNames, tableNames } from './sheet-names.ts';
import { cellOf, countInWords, lineOf } from './sheet-text.ts';
import { NOT_APPLICABLE_MARK, SHORTHAND_WORDS, shorthandOf } from './shorthand.ts';
import { shorthandIn, tableSheet } from './table-sheet.ts';

/** What a workbook of tables is made of. */
export interface TableCollection {
  readonly title: string;
  readonly subtitle: string;
  /** Whose data and wordings they are, and under which licence; empty where there is nothing to say. */
  readonly credit: string;
  /** Shown on the cover: "Synthetic data…"; null for real answers. */
  readonly banner: string | null;
  readonly tables: readonly Table[];
}

/**
 * The tables as a workbook in the form that the Analysis Function's guidance "Releasing statistics in spreadsheets"
 * asks for: cover, contents, notes, then one table a sheet in the given order. Notes are numbered through the workbook, the
 * same text once. No tables give a workbook of a cover and empty-handed contents, with a row that says so.
 */
export function composeWorkbook(collection: TableCollection): WorkbookModel {
  const { tables } = collection;
  const names = sheetNames(tables.map(({ id }) => id));
  const marked = tableNames(names);
  const notes = [
    ...new Set(tables.flatMap((table) => table.notes.filter((note) => shorthandOf(note) === null))),
  ];
  const sheets = tables.map((table, index) =>
    tableSheet(table, {
      sheet: names[index] ?? '',
      table: marked[index] ?? '',
      noteNumber: (note) => notes.indexOf(note) + 1,
    }),
  );
  return {
    title: lineOf(collection.title),
    sheets: [
      coverSheet(collection),
      contentsSheet(tables, sheets),
      notesSheet(tables, notes, sheets),
      ...sheets,
    ],
  };
}

function coverSheet({ title, subtitle, credit, banner, tables }: TableCollection): SheetModel {
  const uncleared = tables.filter(({ cleared }) => !cleared).length;
  const lines: readonly (readonly [SheetLine['role'], string])[] = [
    ['title', lineOf(title)],
    ['plain', lineOf(subtitle)],
    ...(banner === null ? [] : [['plain', banner] as const]),
    ...(uncleared === 0
      ? []
      : [
          [
            'plain',
            `${NOT_CLEARED.replace(/\.$/, '')}: ${uncleared} of the ${countInWords(tables.length, 'table')}, marked so.`,
          ] as const,
        ]),
    ['heading', 'About the tables'],
    [
      'plain',
      `This workbook contains ${countInWords(tables.length, 'table')}, one on each worksheet, listed in the worksheet Contents. The worksheet Notes explains note markers, such as [note 1], and shorthand, such as [z].`,
    ],
    [
      'plain',
      'Figures are exact until they are rounded, once, half away from zero; the value in a cell is the rounded one. Percentages are numbers from 0 to 100.',
    ],
    ...(credit === '' ? [] : [['heading', 'Source and licence'] as const, ['plain', credit] as const]),
  ];
  return {
    name: 'Cover',
    lines: lines.map(([role, text]) => ({ role, text: cellOf(text) })),
    table: null,
    widths: [90],
  };
}

function contentsSheet(tables: readonly Table[], sheets: readonly SheetModel[]): SheetModel {
  // One that every table answers with yes would tell nothing.
  const asksClearance = tables.some(({ cleared }) => !cleared);
  const line = (sheet: string, what: string, cleared: string): readonly SheetCell[] => [
    { kind: 'text', text: sheet, link: sheet },
    text(what),
    ...(asksClearance ? [text(cleared)] : []),
  ];
  const rows = [
    line('Notes', 'Notes and shorthand', NOT_APPLICABLE_MARK),
    ...tables.map(({ id, caption, cleared }, index) =>
      line(sheets[index]?.name ?? '', lineOf(`Table ${id}: ${caption}`), cleared ? 'Yes' : 'No'),
    ),
  ];
  const headers = ['Worksheet', 'What it holds', ...(asksClearance ? ['Cleared for publication'] : [])];
  const above = asksClearance ? [`${NOT_APPLICABLE_MARK} ${SHORTHAND_WORDS[NOT_APPLICABLE_MARK]}`] : [];
  return listSheet('Contents', 'Contents', 'contents', headers, rows, above);
}

function notesSheet(
  tables: readonly Table[],
  notes: readonly string[],
  sheets: readonly SheetModel[],
): SheetModel {
  const used = sheets.map(({ table }) => new Set(shorthandIn(table?.headers ?? [], table?.rows ?? [])));
  const words = new Map(tables.flatMap((table) => table.notes).map((note) => [shorthandOf(note), note]));
  const others = [...new Set(used.flatMap((marks) => [...marks]))].filter(
    (mark) => !(mark in SHORTHAND_WORDS),
  );
  const where = (has: (index: number) => boolean): SheetCell => {
    const names = sheets.filter((_, index) => has(index)).map(({ name }) => name);
    return text(names.length === 0 ? 'None' : names.join(', '));
  };
  const rows = [
    ...notes.map((note, index) => [
      text(`[note ${index + 1}]`),
      text(cellOf(note)),
      where((sheet) => tables[sheet]?.notes.includes(note) === true),
    ]),
    ...[...Object.keys(SHORTHAND_WORDS), ...others].map((mark) => [
      text(mark),
      text(words.get(mark)?.slice(mark.length).trim() ?? SHORTHAND_WORDS[mark] ?? 'no value.'),
      where((sheet) => used[sheet]?.has(mark) === true),
    ]),
  ];
  return listSheet(
    'Notes',
    'Notes and shorthand',
    'notes',
    ['Note or shorthand', 'Meaning', 'Worksheets'],
    rows,
    [],
  );
}

function listSheet(
  name: string,
  title: string,
  table: string,
  headers: readonly string[],
  rows: readonly (readonly SheetCell[])[],
  above: readonly string[],
): SheetModel {
  return {
    name,
    lines: [
      { role: 'title', text: title },
      ...['This worksheet contains one table.', ...above].map(
        (line): SheetLine => ({ role: 'plain', text: line }),
      ),
    ],
    table: { name: table, headers, rows, numeric: headers.map(() => false) },
    widths: [30, ...columnWidths(headers, rows).slice(1)],
  };
}

function text(shown: string): SheetCell {
  return { kind: 'text', text: shown.trim() === '' ? NOT_APPLICABLE_MARK : shown, link: null };
}
