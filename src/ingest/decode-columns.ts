import { numberOf } from '../exact/number-of.ts';
import { likeness } from '../study/likeness.ts';
import type { Problem } from '../study/problem.ts';
import { nameColumn, shorten } from './column-name.ts';
import { bracketed, LABEL, listOptions, type OptionCodes, plainNumber, readCell } from './option-codes.ts';
import type { RawColumn, RawRow } from './questionpro/raw-sheet.ts';

/** What a closed column's cells have been so far. */
export interface CellTally {
  codes: number;
  labels: number;
}

/** Where a column's faults and its "Other (specify)" texts go. */
export interface DecodeSinks {
  readonly file: string;
  readonly fault: (problem: Problem) => void;
  readonly otherText: (row: number, text: string) => void;
}

/** Spellings remembered per column; beyond them a cell is folded each time. */
const REMEMBERED = 1000;
/** A cell less like every option than this may be someone's own words, and is never shown. */
const SHOWABLE = 0.5;

/** The positions of one single-answer column, 0 where blank or not an option, which is a fault. */
export function decodeSingle(
  rows: readonly RawRow[],
  column: RawColumn,
  codes: OptionCodes,
  tally: CellTally,
  sinks: DecodeSinks,
): Int16Array {
  const out = new Int16Array(rows.length);
  const { known } = codes;
  const { index } = column;
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] as RawRow;
    const cell = row.cells[index];
    if (cell === undefined || cell === '') continue;
    const position = known.get(cell);
    if (position === undefined) out[at] = decodeSlowly(cell, row.fileRow, at, column, codes, tally, sinks);
    else if (position < LABEL) {
      out[at] = position;
      tally.codes += 1;
    } else {
      out[at] = position - LABEL;
      tally.labels += 1;
    }
  }
  return out;
}

function decodeSlowly(
  cell: string,
  fileRow: number,
  at: number,
  column: RawColumn,
  codes: OptionCodes,
  tally: CellTally,
  sinks: DecodeSinks,
): number {
  const read = readCell(codes, cell);
  if (read === null) {
    sinks.fault(unknownOption(sinks.file, fileRow, column, cell, codes));
    return 0;
  }
  if (read.text !== '') sinks.otherText(at, read.text);
  else if (read.position > 0 && codes.known.size < REMEMBERED) {
    codes.known.set(cell, read.position + (read.label ? LABEL : 0));
  }
  if (read.position > 0 && read.text === '') tally[read.label ? 'labels' : 'codes'] += 1;
  if (read.position === 0 && read.text !== '')
    sinks.fault(otherWithoutOption(sinks.file, fileRow, column, read.text));
  return read.position;
}

/** The ticks of one option's column of a multi, 1 where ticked. A tick is `1`, the option's label, or `[Other] text`. */
export function decodeTicks(
  rows: readonly RawRow[],
  column: RawColumn,
  position: number,
  codes: OptionCodes,
  sinks: DecodeSinks,
): Uint8Array {
  const out = new Uint8Array(rows.length);
  const { index } = column;
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] as RawRow;
    const cell = row.cells[index];
    if (cell === undefined || cell === '') continue;
    if (cell === '1') {
      out[at] = 1;
      continue;
    }
    const plain = plainNumber(cell);
    if (plain === '') continue;
    if (plain === '1') {
      out[at] = 1;
      continue;
    }
    const number = /^\d+$/.test(plain);
    const read = number ? null : readCell(codes, cell);
    if (read !== null && (read.position === position || read.position === 0)) {
      if (read.position === position) out[at] = 1;
      else sinks.fault(otherWithoutOption(sinks.file, row.fileRow, column, read.text));
      if (read.text !== '') sinks.otherText(at, read.text);
    } else if (position === codes.other && codes.question.other && !number) {
      out[at] = 1;
      sinks.otherText(at, cell.trim());
    } else sinks.fault(notATick(sinks.file, row.fileRow, column, cell));
  }
  return out;
}

function unknownOption(
  file: string,
  row: number,
  column: RawColumn,
  cell: string,
  codes: OptionCodes,
): Problem {
  const isOther = bracketed(cell) !== null;
  const unlisted = codes.question.other && codes.other === null;
  return {
    severity: 'error',
    code: 'unknown-option',
    file,
    row,
    column: nameColumn(column),
    expected: listOptions(codes.scale),
    found: foundCell(cell, codes),
    advice: isOther
      ? 'say in corrections.csv which option it is, or give the question `other: true` in the study'
      : unlisted
        ? 'if it is the "Other" of the export, say in corrections.csv which option is meant, or leave "to" empty'
        : null,
  };
}

function foundCell(cell: string, { scale }: OptionCodes): string {
  const trimmed = cell.trim();
  if (/^-?\d{1,9}(\.\d{1,9})?$/.test(trimmed)) return `code ${trimmed}`;
  const other = bracketed(trimmed);
  if (other !== null) return `an "Other" text of ${numberOf([...other.text].length, 'character')}`;
  const spellings = scale.options.flatMap(({ label, aliases }) => [label, ...aliases]);
  if (spellings.some((label) => likeness(label, trimmed) >= SHOWABLE)) return `"${shorten(trimmed, 40)}"`;
  return `a text of ${numberOf([...trimmed].length, 'character')} that is none of them`;
}

/** The problem of an "Other" text at a question whose options have none. */
export function otherWithoutOption(file: string, row: number, column: RawColumn, text: string): Problem {
  return {
    severity: 'warning',
    code: 'other-without-option',
    file,
    row,
    column: nameColumn(column),
    expected: 'one of the question’s options',
    found: `an "Other" text of ${numberOf([...text].length, 'character')}, counted as blank`,
    advice: 'say in corrections.csv which option it is',
  };
}

function notATick(file: string, row: number, column: RawColumn, cell: string): Problem {
  const trimmed = cell.trim();
  return {
    severity: 'error',
    code: 'unknown-option',
    file,
    row,
    column: nameColumn(column),
    expected: '1 where the option is ticked, or nothing',
    found: /^-?\d{1,9}$/.test(trimmed)
      ? `code ${trimmed}`
      : `a text of ${numberOf([...trimmed].length, 'character')}`,
    advice: null,
  };
}
