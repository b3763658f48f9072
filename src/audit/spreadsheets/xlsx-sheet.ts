import { isErrorText } from './error-text.ts';
import type { Package } from './open-package.ts';
import { attribute, type XmlEvent } from './scan-xml.ts';
import {
  type CellFormat,
  type MarkedTable,
  type Place,
  placeOf,
  type Range,
  ROWS,
  type Run,
  rangeOf,
  type SpreadsheetCell,
  type SpreadsheetSheet,
} from './spreadsheet.ts';
import { raised } from './superscript.ts';

/** Columns that a sheet can have; a file may say it hides more. */
const COLUMNS = 16_384;

/** What a sheet's part has to be read with. */
export interface XlsxSource {
  readonly opened: Package;
  readonly strings: readonly string[];
  readonly formatOf: (style: number) => CellFormat;
  /** The part that a relation of a part leads to. */
  readonly related: (part: string) => ReadonlyMap<string, string>;
}

/** Reads a worksheet's part and its tables'. */
export function readXlsxSheet(
  source: XlsxSource,
  sheet: { readonly name: string; readonly hidden: boolean; readonly part: string },
): SpreadsheetSheet {
  const related = source.related(sheet.part);
  const tables: MarkedTable[] = [];
  const merged: Range[] = [];
  const filters: Range[] = [];
  const hiddenRows: Run[] = [];
  const hiddenColumns: Run[] = [];
  let lastRow = 0;
  let isZeroHeight = false;
  let frozenAt: Place | null = null;
  let drawing = false;
  const cells = readCells(source, sheet.part, (event, row) => {
    const isOn = (name: string): boolean => /^(?:1|true)$/.test(attribute(event, name));
    const range = rangeOf(attribute(event, 'ref'));
    const isZero = (name: string): boolean =>
      attribute(event, name) !== '' && Number(attribute(event, name)) === 0;
    if (event.name === 'sheetFormatPr') isZeroHeight = isOn('zeroHeight');
    else if (event.name === 'row') {
      if (isOn('hidden') || isZero('ht')) hiddenRows.push([row, row]);
      if (isZeroHeight && row > lastRow + 1) hiddenRows.push([lastRow + 1, row - 1]);
      lastRow = row;
    } else if (event.name === 'col' && (isOn('hidden') || isZero('width')))
      hiddenColumns.push([
        Number(attribute(event, 'min')),
        Math.min(Number(attribute(event, 'max')), COLUMNS),
      ]);
    else if (event.name === 'mergeCell' && range !== null) merged.push(range);
    else if (event.name === 'autoFilter' && range !== null) filters.push(range);
    else if (event.name === 'pane' && attribute(event, 'state').startsWith('frozen'))
      frozenAt = placeOf(attribute(event, 'topLeftCell')) ?? {
        row: Number(attribute(event, 'ySplit') || 0) + 1,
        column: Number(attribute(event, 'xSplit') || 0) + 1,
      };
    else if (event.name === 'drawing') drawing = true;
    else if (event.name === 'tablePart') {
      const table = readTable(source.opened, related.get(attribute(event, 'id')) ?? '');
      if (table !== null) tables.push(table);
    }
  });
  // Rows of no height are those that the file does not list: the others have one of their own.
  if (isZeroHeight && lastRow < ROWS) hiddenRows.push([lastRow + 1, ROWS]);
  const { name, hidden } = sheet;
  return {
    name,
    hidden,
    cells,
    tables,
    unmarked: [],
    merged,
    hiddenRows,
    hiddenColumns,
    frozenAt,
    filters,
    drawing,
  };
}

/** The cells of a sheet; whatever else opens in it goes to `other`, with the number of the row it stands in. */
function readCells(
  source: XlsxSource,
  part: string,
  other: (event: XmlEvent & { readonly kind: 'open' }, row: number) => void,
): readonly SpreadsheetCell[] {
  const cells: SpreadsheetCell[] = [];
  let place: Place = { row: 0, column: 0 };
  let type = '';
  let style = 0;
  let [value, inline, formula] = ['', '', false];
  let within = '';
  let isRaised = false;
  for (const event of source.opened.scan(part)) {
    if (event.kind === 'text') {
      if (within === 'v') value += event.text;
      if (within === 't') inline += isRaised ? raised(event.text) : event.text;
    } else if (event.kind === 'close') {
      within = '';
      if (event.name !== 'c') continue;
      const shown =
        type === 's' ? (source.strings[Number(value)] ?? '') : type === 'inlineStr' ? inline : value;
      const format = source.formatOf(style);
      const kind = kindOf(type, shown);
      if (kind !== 'blank' || formula || format.filled)
        cells.push({ ...place, kind, text: shown, shown: null, formula, format });
    } else if (event.name === 'row') {
      place = { row: Number(attribute(event, 'r')) || place.row + 1, column: 0 };
      other(event, place.row);
    } else if (event.name === 'c') {
      place = placeOf(attribute(event, 'r')) ?? { row: place.row, column: place.column + 1 };
      type = attribute(event, 't');
      style = Number(attribute(event, 's') || 0);
      [value, inline, formula, isRaised] = ['', '', false, false];
    } else if (event.name === 'v' || event.name === 't') within = event.name;
    else if (event.name === 'f') formula = true;
    else if (event.name === 'r') isRaised = false;
    else if (event.name === 'vertAlign') isRaised = attribute(event, 'val') === 'superscript';
    else other(event, place.row);
  }
  return cells;
}

function kindOf(type: string, shown: string): SpreadsheetCell['kind'] {
  if (shown === '') return 'blank';
  if (type === 'e' || isErrorText(shown)) return 'error';
  if (type === '' || type === 'n') return 'number';
  return type === 's' || type === 'inlineStr' || type === 'str' ? 'text' : 'other';
}

function readTable(opened: Package, part: string): MarkedTable | null {
  let table = null as MarkedTable | null;
  for (const event of opened.scan(part)) {
    if (event.kind !== 'open') continue;
    const range = rangeOf(attribute(event, 'ref'));
    if (event.name === 'table' && range !== null)
      table = {
        name: attribute(event, 'displayName') || attribute(event, 'name'),
        range,
        headerRow: attribute(event, 'headerRowCount') !== '0',
        filter: false,
        coloured: false,
      };
    else if (event.name === 'autoFilter' && table !== null) table = { ...table, filter: true };
    else if (event.name === 'tableStyleInfo' && table !== null)
      table = { ...table, coloured: isColoured(event) };
  }
  return table;
}

/** Excel's medium and dark styles fill the header; its light ones fill every other row or column, where stripes are on. */
function isColoured(event: XmlEvent & { readonly kind: 'open' }): boolean {
  const style = attribute(event, 'name');
  if (/Medium|Dark/.test(style)) return true;
  const striped = ['showRowStripes', 'showColumnStripes'].some((name) =>
    /^(?:1|true)$/.test(attribute(event, name)),
  );
  return /Light/.test(style) && striped;
}
