import { eachSheet, type Finding, ofSheet, type Rule } from './rule.ts';
import { cellsAbove, coverOf, filledCells, notesOf, type TableCells, tablesOf } from './sheet-cells.ts';
import { cellName, type Spreadsheet, type SpreadsheetCell, type SpreadsheetSheet } from './spreadsheet.ts';

const MARK = /\[[a-z]{1,4}\]/g;
const NUMBER = /^[-+−]?[£$€]?\d{1,3}(?:[, \u00a0\u202f]?\d{3})*(?:\.\d+)?\s*%?$|^[-+−]?\d+(?:\.\d+)?\s*%?$/;
/** Signs that stand for a missing value in print, and mean nothing when they are read out. */
const SYMBOLS = new Set([
  '-',
  '–',
  '—',
  '.',
  '..',
  '...',
  '…',
  ':',
  '*',
  '**',
  '~',
  '#',
  '/',
  'n/a',
  'na',
  '#n/a',
  'null',
  'nan',
]);

/** Rules about what stands in a cell: one value, or shorthand in its place. */
export const CELL_RULES: readonly Rule[] = [
  {
    id: 'formula',
    text: 'Cells hold values, not formulas.',
    essential: false,
    source: 'A formula can act when the file is opened, and is read as something else than its value',
    check: eachSheet((sheet) =>
      sheet.cells
        .filter(({ formula }) => formula)
        .map((cell) => ofSheet(sheet, cellName(cell), 'a value', 'a formula')),
    ),
  },
  {
    id: 'number-as-text',
    text: 'Numbers of a table are stored as numbers. Its first column may hold labels that look like one.',
    essential: false,
    source: 'Machine readability: numbers should be stored as numbers',
    check: eachValue((sheet, cell) =>
      NUMBER.test(cell.text.trim())
        ? [ofSheet(sheet, cellName(cell), 'a number', 'a number stored as text')]
        : [],
    ),
  },
  {
    id: 'one-value',
    text: 'A cell holds one value.',
    essential: true,
    source: 'Tables: remove merged cells, split cells and nested tables',
    check: eachValue((sheet, cell) =>
      /^[-+−]?\d[\d,.]*\s*%?\s*[([/±–].*\d[\d,.]*\s*%?\s*[)\]]?$/.test(cell.text.trim()) &&
      isNumeric(cell.text)
        ? [ofSheet(sheet, cellName(cell), 'one value', 'more than one number')]
        : [],
    ),
  },
  {
    id: 'shorthand-alone',
    text: 'Shorthand such as [c] stands in place of a value, never beside one.',
    essential: false,
    source: 'Shorthand: use shorthand in place of values',
    check: eachValue((sheet, cell) => {
      const marks = cell.text.match(MARK) ?? [];
      const rest = cell.text.replace(MARK, '').trim();
      if (marks.length === 0 || !(NUMBER.test(rest) || (rest === '' && marks.length > 1))) return [];
      return [
        ofSheet(
          sheet,
          cellName(cell),
          'a value or one mark in its place',
          rest === '' ? 'several marks' : 'a value beside a mark',
        ),
      ];
    }),
  },
  {
    id: 'shorthand-symbol',
    text: 'Shorthand in square brackets, not a symbol, stands where there is no value.',
    essential: true,
    source: 'Formatting: avoid using symbols in general; shorthand',
    check: eachValue((sheet, cell) =>
      SYMBOLS.has(cell.text.trim().toLowerCase())
        ? [ofSheet(sheet, cellName(cell), 'shorthand such as [x] or [z]', `“${cell.text.trim()}”`)]
        : [],
    ),
  },
  {
    id: 'shorthand-explained',
    text: 'Shorthand is explained above its table, or on the notes or cover sheet.',
    essential: true,
    source: 'Shorthand: explain shorthand above the table or on the notes worksheet',
    check: (spreadsheet) => {
      const everywhere = explanations(spreadsheet);
      return eachSheet((sheet) => {
        const known = new Set([...everywhere, ...marksIn(cellsAbove(sheet))]);
        const first = new Map<string, string>();
        for (const cell of tablesOf(sheet).flatMap(({ body }) => body)) {
          const mark = /^\[[a-z]{1,4}\]$/.exec(cell.text.trim())?.[0];
          if (mark !== undefined && !known.has(mark) && !first.has(mark)) first.set(mark, cellName(cell));
        }
        return [...first].map(([mark, cell]) =>
          ofSheet(sheet, cell, `what ${mark} means above the table or on the notes sheet`, 'nothing'),
        );
      })(spreadsheet);
    },
  },
  {
    id: 'note-marker',
    text: 'A note’s marker is written [note 1], not as a symbol or superscript.',
    essential: true,
    source: 'Footnotes: do not use symbols or superscript to signpost to notes; use the word “note”',
    check: eachSheet((sheet) =>
      [
        ...cellsAbove(sheet).filter(({ row }) => row === 1),
        ...tablesOf(sheet).flatMap(({ header, body, table }) => [
          ...header.flatMap((cell) => cell ?? []),
          ...body.filter(({ column }) => column === table.range.from.column),
        ]),
      ]
        .filter(
          ({ kind, text }) => kind === 'text' && /\S\s*(?:[*†‡§¹²³⁰⁴-⁹]+|\(\d\)|\[\d+\])$/u.test(text.trim()),
        )
        .map((cell) =>
          ofSheet(
            sheet,
            cellName(cell),
            'a marker such as [note 1]',
            'a symbol, a superscript or a bare number',
          ),
        ),
    ),
  },
  {
    id: 'note-explained',
    text: 'Each [note 1] has its text on the notes sheet.',
    essential: true,
    source: 'Footnotes: put note text in a notes table on a notes worksheet',
    check: (spreadsheet) => {
      const notes = notesOf(spreadsheet);
      const told = new Set(
        notes === undefined ? [] : filledCells(notes).flatMap(({ text }) => notesIn(text)),
      );
      return spreadsheet.sheets
        .filter((sheet) => sheet !== notes && sheet !== coverOf(spreadsheet))
        .flatMap((sheet) => {
          const missing = new Map<string, string>();
          for (const cell of filledCells(sheet))
            for (const note of notesIn(cell.text))
              if (!told.has(note) && !missing.has(note)) missing.set(note, cellName(cell));
          return [...missing].map(([note, cell]) =>
            ofSheet(sheet, cell, `the text of ${note} on the notes sheet`, 'nothing'),
          );
        });
    },
  },
  {
    id: 'number-format',
    text: 'A number is stored as it is shown, without further decimals.',
    essential: false,
    source: 'Rounding: what is published is the rounded figure, and no more of it',
    check: eachSheet((sheet) =>
      filledCells(sheet).flatMap((cell) => {
        const shown = cell.format.decimals;
        const stored = cell.kind === 'number' ? decimalsOf(cell.text) : 0;
        if (shown === null || stored <= shown) return [];
        return [
          ofSheet(
            sheet,
            cellName(cell),
            `no more than the ${shown} decimals it shows`,
            `${stored} decimals stored`,
          ),
        ];
      }),
    ),
  },
];

function eachValue(
  check: (sheet: SpreadsheetSheet, cell: SpreadsheetCell) => readonly Finding[],
): Rule['check'] {
  return (spreadsheet) =>
    spreadsheet.sheets
      .filter((sheet) => sheet !== notesOf(spreadsheet))
      .flatMap((sheet) =>
        tablesOf(sheet).flatMap((cells) => valuesOf(cells).flatMap((cell) => check(sheet, cell))),
      );
}

/** The texts of a table below its header, but for those of its first column, which are labels. */
function valuesOf({ table, body }: TableCells): readonly SpreadsheetCell[] {
  return body.filter(({ kind, column }) => kind === 'text' && column !== table.range.from.column);
}

/** Whether a text is of numbers, and of words no more than a short one. */
function isNumeric(text: string): boolean {
  return !/[a-z]{3,}/i.test(text.replace(/\bto\b|\band\b/gi, ''));
}

function explanations(spreadsheet: Spreadsheet): readonly string[] {
  return [notesOf(spreadsheet), coverOf(spreadsheet)].flatMap((sheet) =>
    sheet === undefined ? [] : marksIn(filledCells(sheet)),
  );
}

/** Marks that a line explains: those at its beginning, and those it puts beside words. */
function marksIn(cells: readonly SpreadsheetCell[]): readonly string[] {
  return cells.flatMap(({ text }) => text.match(MARK) ?? []);
}

function notesIn(text: string): readonly string[] {
  return text.toLowerCase().match(/\[note \d+\]/g) ?? [];
}

/** Decimals of a stored number; those of a number in powers of ten are counted too: 1.5e-7 has eight. */
function decimalsOf(stored: string): number {
  const [, decimals = '', power = '0'] = /^-?\d*\.?(\d*)(?:e([-+]?\d+))?$/i.exec(stored.trim()) ?? [];
  return Math.max(0, decimals.replace(/0+$/, '').length - Number(power));
}
