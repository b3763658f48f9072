import { eachSheet, type Finding, ofSheet, type Rule } from './rule.ts';
import { notesOf, type TableCells, tablesOf } from './sheet-cells.ts';
import { cellName, type SpreadsheetCell } from './spreadsheet.ts';
import {
  isNumberText,
  isStandIn,
  isYearText,
  type Numbers,
  type ValueFault,
  valueFault,
} from './value-text.ts';

/** Rules about the values of a table: one number a cell, or shorthand in its place. Its first column holds labels, not values. */
export const VALUE_RULES: readonly Rule[] = [
  {
    id: 'number-as-text',
    text: 'Numbers of a table are stored as numbers. Its first column, and columns of codes or years, may hold labels that look like one.',
    essential: false,
    source: 'Machine readability: numbers should be stored as numbers',
    check: faultsOf('number-as-text', 'a number'),
  },
  {
    id: 'one-value',
    text: 'A cell holds one value.',
    essential: true,
    source: 'Tables: remove merged cells, split cells and nested tables',
    check: faultsOf('one-value', 'one value'),
  },
  {
    id: 'value-marker',
    text: 'Nothing stands beside a number in its cell: no symbol, superscript, letter, word or note.',
    essential: true,
    source:
      'Footnotes: do not use symbols or superscript to signpost to notes; shorthand: use shorthand in place of values',
    check: faultsOf('value-marker', 'a number alone'),
  },
  {
    id: 'shorthand-alone',
    text: 'Shorthand such as [c] stands in place of a value, never beside one.',
    essential: false,
    source: 'Shorthand: use shorthand in place of values',
    check: faultsOf('shorthand-alone', 'a value or one mark in its place'),
  },
  {
    id: 'shorthand-symbol',
    text: 'Shorthand in square brackets, not a symbol, stands where there is no value.',
    essential: true,
    source: 'Formatting: avoid using symbols in general; shorthand',
    check: faultsOf('shorthand-symbol', 'shorthand such as [x] or [z]'),
  },
];

/** The cells of every table but the notes sheet's that break one rule about values. */
function faultsOf(rule: ValueFault['rule'], expected: string): Rule['check'] {
  return (spreadsheet) => {
    const notes = notesOf(spreadsheet);
    return eachSheet((sheet) =>
      sheet === notes
        ? []
        : tablesOf(sheet).flatMap((cells) =>
            brokenIn(cells)
              .filter(({ fault }) => fault.rule === rule)
              .map(({ cell, fault }): Finding => ofSheet(sheet, cellName(cell), expected, fault.found)),
          ),
    )(spreadsheet);
  };
}

interface BrokenCell {
  readonly cell: SpreadsheetCell;
  readonly fault: ValueFault;
}

/** By rows, then columns, as the cells are. */
function brokenIn(cells: TableCells): readonly BrokenCell[] {
  const known = KNOWN.get(cells) ?? judgeCells(cells);
  KNOWN.set(cells, known);
  return known;
}

/** Each rule about values asks for its share of the same faults. */
const KNOWN = new WeakMap<TableCells, readonly BrokenCell[]>();

function judgeCells({ range, header, body }: TableCells): readonly BrokenCell[] {
  const first = range.from.column;
  const columns = new Map<number, SpreadsheetCell[]>();
  for (const cell of body) {
    const own = columns.get(cell.column);
    if (own === undefined) columns.set(cell.column, [cell]);
    else own.push(cell);
  }
  const numbers = new Map([...columns].map(([column, cells]) => [column, numbersAmong(cells)]));
  const labels = new Set(
    [...columns]
      .filter(([column, cells]) => isOfLabels(header[column - first]?.text ?? '', cells))
      .map(([column]) => column),
  );
  return body.flatMap((cell) => {
    if (cell.kind !== 'text' || cell.column === first) return [];
    const fault = valueFault(cell.text, numbers.get(cell.column) ?? 'none');
    if (fault === null || (fault.rule === 'number-as-text' && labels.has(cell.column))) return [];
    return [{ cell, fault }];
  });
}

function numbersAmong(cells: readonly SpreadsheetCell[]): Numbers {
  let [numbers, mixed, words] = [0, 0, 0];
  for (const { kind, text } of cells) {
    if (kind === 'number') numbers += 1;
    else if (kind === 'text' && !isStandIn(text)) {
      if (/\d/.test(text)) mixed += 1;
      else words += 1;
    }
  }
  if (numbers === 0 || numbers < words) return 'none';
  return numbers >= words + mixed ? 'most' : 'some';
}

/** Whether a column's texts that look like numbers name things: codes, by their header, or years. */
function isOfLabels(header: string, cells: readonly SpreadsheetCell[]): boolean {
  if (/\b(?:codes?|ids?|identifiers?|ref|references?|years?|telephone|phone)\b/i.test(header)) return true;
  const numbers = cells.filter(({ kind, text }) => kind === 'text' && isNumberText(text));
  return numbers.length > 0 && numbers.every(({ text }) => isYearText(text));
}
