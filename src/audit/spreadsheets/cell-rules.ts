import { numberOf } from '../../exact/number-of.ts';
import { isErrorText } from './error-text.ts';
import { isMark, MARK } from './mark.ts';
import { eachSheet, ofSheet, type Rule } from './rule.ts';
import { cellsAbove, coverOf, filledCells, notesOf, tablesOf } from './sheet-cells.ts';
import { cellName, type Spreadsheet, type SpreadsheetCell } from './spreadsheet.ts';
import { isStoredNumber, showsAnother } from './stored-number.ts';
import { endsInPower } from './superscript.ts';

/** Rules about what a cell holds, whatever it says, and about shorthand and notes. */
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
    id: 'error-value',
    text: 'No cell holds an error, such as #DIV/0! or #REF!, as a value or as text.',
    essential: false,
    source: 'Shorthand: use shorthand in place of values; an error is read out as its signs',
    check: eachSheet((sheet) =>
      sheet.cells
        .filter(({ kind }) => kind === 'error')
        .map((cell) =>
          ofSheet(
            sheet,
            cellName(cell),
            'a value, or shorthand such as [x] or [z]',
            `the error “${visibleError(cell.text)}”`,
          ),
        ),
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
          const mark = cell.text.trim();
          if (isMark(mark) && !known.has(mark) && !first.has(mark)) first.set(mark, cellName(cell));
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
        ...tablesOf(sheet).flatMap(({ header, body, range }) => [
          ...header.flatMap((cell) => cell ?? []),
          ...body.filter(
            ({ column, text }) =>
              // A number in brackets is a value or part of a sentence, but where labels stand.
              column === range.from.column || (/\p{L}/u.test(text) && !/[)\]]\s*$/.test(text)),
          ),
        ]),
      ]
        .filter(({ kind, text }) => kind === 'text' && endsInMarker(text.trim()))
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
            `no more than the ${numberOf(shown, 'decimal')} it shows`,
            `${numberOf(stored, 'decimal')} stored`,
          ),
        ];
      }),
    ),
  },
  {
    id: 'stored-value',
    text: 'A number is stored as one, and is the one shown beside it.',
    essential: false,
    source: 'Machine readability: programs read what is stored, people what is shown',
    check: eachSheet((sheet) =>
      filledCells(sheet).flatMap((cell) => {
        if (cell.kind !== 'number') return [];
        if (!isStoredNumber(cell.text))
          return [ofSheet(sheet, cellName(cell), 'a number', 'a value stored as one that is none')];
        if (cell.shown === null || !showsAnother(cell.text, cell.shown)) return [];
        return [ofSheet(sheet, cellName(cell), 'the number that is shown', 'another one stored')];
      }),
    ),
  },
];

/** Whether a text ends as notes are marked in print; a unit such as km² does not, nor a grade such as A*. */
function endsInMarker(text: string): boolean {
  return (
    /\S\s*(?:[*†‡§¹²³⁰⁴-⁹ᵃ-ᶻ]+|\(\d\)|\[\d+\])$/u.test(text) &&
    !/^\p{Lu}\*+$/u.test(text) &&
    !endsInPower(text)
  );
}

/** Errors are named by the program, but a broken file may have any text for one. */
function visibleError(text: string): string {
  return isErrorText(text) ? text.trim().slice(0, 20) : 'of another name';
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
