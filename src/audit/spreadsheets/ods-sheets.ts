import { isErrorText } from './error-text.ts';
import type { OdsStyles } from './ods-styles.ts';
import { type Package, unreadable } from './open-package.ts';
import { attribute, type XmlEvent } from './scan-xml.ts';
import {
  type MarkedTable,
  type Range,
  ROWS,
  type Run,
  type SpreadsheetCell,
  type SpreadsheetSheet,
} from './spreadsheet.ts';
import { raised } from './superscript.ts';

/** A range says how often a row or cell is repeated, and a file of a few bytes can ask for more than a memory holds. */
const CELLS = 2_000_000;
/** Repeats of what is empty go to the end of the sheet; so many are looked at. */
const REPEATS = 16_384;

/** A sheet as its own part of the file tells it; where filters and panes stand is told elsewhere. */
export interface OdsSheet extends Omit<SpreadsheetSheet, 'tables' | 'unmarked' | 'frozenAt' | 'filters'> {
  readonly merged: Range[];
}

/** The sheets of `content.xml`, and its database ranges: tables that a person or program named, by the sheet they lie on. */
export interface OdsContent {
  readonly sheets: readonly OdsSheet[];
  readonly ranges: readonly { readonly target: string; readonly table: Omit<MarkedTable, 'range'> }[];
}

/** Reads the sheets. Comments, and tables within shapes, are not part of any cell. Throws an InputError for more cells than any sheet of tables has. */
export function readOdsSheets(opened: Package, styles: OdsStyles): OdsContent {
  const sheets: (OdsSheet & { cells: SpreadsheetCell[]; hiddenRows: Run[]; hiddenColumns: Run[] })[] = [];
  const ranges: { target: string; table: Omit<MarkedTable, 'range'> }[] = [];
  const columnStyles: string[] = [];
  let [row, rows, column, columns, total] = [0, 1, 0, 1, 0];
  let cell: { style: string; type: string; value: string; formula: boolean } | null = null;
  let lines: string[] = [];
  let rowCells: SpreadsheetCell[] = [];
  let inParagraph = false;
  /** Of each span that is open: whether it is superscript. */
  let spans: boolean[] = [];
  let aside = 0;
  for (const event of opened.scan('content.xml')) {
    if (event.kind === 'text') {
      if (inParagraph && aside === 0)
        lines[lines.length - 1] += spans.includes(true) ? raised(event.text) : event.text;
      continue;
    }
    const sheet = sheets.at(-1);
    if (isAside(event.name)) {
      aside += event.kind === 'open' ? 1 : -1;
      if (sheet !== undefined && event.name !== 'annotation')
        sheets[sheets.length - 1] = { ...sheet, drawing: true };
    }
    if (aside > 0) continue;
    if (event.kind === 'close') {
      if (event.name === 'p') inParagraph = false;
      else if (event.name === 'span') spans.pop();
      else if (event.name === 'table-cell' && cell !== null && sheet !== undefined) {
        const style = cell.style || (columnStyles[column - 1] ?? '');
        const format = styles.formatOf(style);
        const shown = lines.join('\n');
        // An error is stored as a string or as 0; only what is shown tells.
        const isError = isErrorText(shown);
        const text = cell.type !== 'string' && cell.value !== '' && !isError ? cell.value : shown;
        const kind = isError ? 'error' : kindOf(cell.type, text);
        if (kind !== 'blank' || cell.formula || format.filled) {
          // Colour that runs to the end of the sheet is one finding, not a million.
          const repeats = kind === 'blank' ? 1 : columns;
          for (let copy = 0; copy < repeats; copy += 1)
            rowCells.push({
              row,
              column: column + copy,
              kind,
              text,
              shown: kind === 'number' ? shown : null,
              formula: cell.formula,
              format,
            });
        }
        column += columns - 1;
        cell = null;
      } else if (event.name === 'table-row' && sheet !== undefined) {
        const copies = rowCells.some(({ kind }) => kind !== 'blank') ? rows : 1;
        total += rowCells.length * copies;
        if (total > CELLS)
          throw unreadable(opened.file, `more than ${CELLS} cells`, 'check where the file came from');
        for (let copy = 0; copy < copies; copy += 1)
          for (const each of rowCells) sheet.cells.push({ ...each, row: row + copy });
        row += rows - 1;
      }
      continue;
    }
    const value = (name: string): string => attribute(event, name);
    const repeated = (name: string): number => Math.max(1, Number(value(name)) || 1);
    const isHidden = ['collapse', 'filter'].includes(value('visibility'));
    if (event.name === 'table') {
      const hidden = !styles.isDisplayed(value('style-name'));
      sheets.push({
        name: value('name'),
        hidden,
        cells: [],
        merged: [],
        hiddenRows: [],
        hiddenColumns: [],
        drawing: false,
      });
      columnStyles.length = 0;
      row = 0;
      [rows, column] = [1, 0];
    } else if (event.name === 'table-column') {
      const times = Math.min(repeated('number-columns-repeated'), REPEATS);
      const before = columnStyles.length;
      for (let copy = 0; copy < times && columnStyles.length < REPEATS; copy += 1)
        columnStyles.push(value('default-cell-style-name'));
      if ((isHidden || styles.isFlat('column', value('style-name'))) && columnStyles.length > before)
        sheet?.hiddenColumns.push([before + 1, columnStyles.length]);
    } else if (event.name === 'table-row') {
      row += 1;
      rows = repeated('number-rows-repeated');
      column = 0;
      rowCells = [];
      if (isHidden || styles.isFlat('row', value('style-name')))
        sheet?.hiddenRows.push([row, Math.max(row, Math.min(row + rows - 1, ROWS))]);
    } else if (event.name === 'table-cell' || event.name === 'covered-table-cell') {
      column += 1;
      columns = Math.min(repeated('number-columns-repeated'), REPEATS);
      lines = [];
      cell = null;
      if (event.name === 'covered-table-cell') column += columns - 1;
      else
        cell = {
          style: value('style-name'),
          type: value('value-type'),
          value: value('value'),
          formula: value('formula') !== '',
        };
      const [down, across] = [repeated('number-rows-spanned'), repeated('number-columns-spanned')];
      if (down * across > 1)
        sheet?.merged.push({
          from: { row, column },
          to: { row: row + down - 1, column: column + across - 1 },
        });
    } else if (event.name === 'p' && cell !== null) {
      lines.push('');
      inParagraph = true;
      spans = [];
    } else if (inParagraph && event.name === 'span') spans.push(styles.isRaised(value('style-name')));
    else if (inParagraph) lines[lines.length - 1] += spaceOf(event);
    else if (event.name === 'database-range')
      ranges.push({
        target: value('target-range-address'),
        table: {
          name: value('name'),
          headerRow: value('contains-header') !== 'false',
          filter: value('display-filter-buttons') === 'true',
          coloured: false,
        },
      });
  }
  return { sheets, ranges };
}

/** Elements whose texts are not the cell's: comments, and what floats over the sheet. */
function isAside(name: string): boolean {
  return [
    'annotation',
    'frame',
    'shapes',
    'custom-shape',
    'rect',
    'ellipse',
    'line',
    'g',
    'control',
  ].includes(name);
}

function spaceOf(event: XmlEvent & { readonly kind: 'open' }): string {
  if (event.name === 's') return ' '.repeat(Math.min(Number(attribute(event, 'c') || 1), 100_000));
  if (event.name === 'tab') return '\t';
  return event.name === 'line-break' ? '\n' : '';
}

function kindOf(type: string, text: string): SpreadsheetCell['kind'] {
  if (text === '') return 'blank';
  if (['float', 'percentage', 'currency'].includes(type)) return 'number';
  return type === 'string' || type === '' ? 'text' : 'other';
}
