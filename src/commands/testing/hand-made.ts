import { strToU8, zipSync } from 'fflate';
import { cellName, isWithin, type Range, rangeOf } from '../../audit/spreadsheets/spreadsheet.ts';
import { escapeXml } from '../../render/sheets/zip-parts.ts';
import type { Format } from './sample-workbook.ts';

/** A text, a number, an error that a formula left, or nothing. */
export type HandMadeCell = string | number | { readonly error: string } | null;

/** A sheet as another program might leave it: no marked-up table, no styles. */
export interface HandMadeSheet {
  readonly name: string;
  /** From A1. */
  readonly rows: readonly (readonly HandMadeCell[])[];
  /** Ranges such as `B1:C1`. */
  readonly merged?: readonly string[];
}

/** Writes a spreadsheet with the least that a reader needs; texts of XLSX stand in their cells. */
export function handMade(format: Format, sheets: readonly HandMadeSheet[]): Uint8Array {
  const parts = format === 'xlsx' ? xlsxParts(sheets) : odsParts(sheets);
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])));
}

/** Rows of an XLSX sheet, the first of them numbered. */
export function xlsxRows(rows: HandMadeSheet['rows'], first = 1): string {
  return rows
    .map((cells, at) => {
      const row = first + at;
      return `<row r="${row}">${cells.map((cell, column) => xlsxCell(cell, cellName({ row, column: column + 1 }))).join('')}</row>`;
    })
    .join('');
}

/** Rows of an ODS sheet; cells that a merged one covers are written so. */
export function odsRows(rows: HandMadeSheet['rows'], merged: readonly string[] = []): string {
  const ranges = merged.flatMap((name) => rangeOf(name) ?? []);
  return rows
    .map(
      (cells, at) =>
        `<table:table-row>${cells.map((cell, column) => odsCell(cell, { row: at + 1, column: column + 1 }, ranges)).join('')}</table:table-row>`,
    )
    .join('');
}

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

function xlsxParts(sheets: readonly HandMadeSheet[]): Readonly<Record<string, string>> {
  const relation = (id: number, type: string, target: string): string =>
    `<Relationship Id="r${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`;
  return {
    '_rels/.rels': `<Relationships>${relation(1, 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook><sheets>${sheets.map(({ name }, at) => `<sheet name="${escapeXml(name)}" r:id="r${at + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${sheets.map((_, at) => relation(at + 1, 'worksheet', `worksheets/sheet${at + 1}.xml`)).join('')}</Relationships>`,
    ...Object.fromEntries(
      sheets.map(({ rows, merged = [] }, at) => [
        `xl/worksheets/sheet${at + 1}.xml`,
        `<worksheet><sheetData>${xlsxRows(rows)}</sheetData><mergeCells>${merged.map((name) => `<mergeCell ref="${name}"/>`).join('')}</mergeCells></worksheet>`,
      ]),
    ),
  };
}

function odsParts(sheets: readonly HandMadeSheet[]): Readonly<Record<string, string>> {
  return {
    mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
    'content.xml': `<office:document-content><office:body><office:spreadsheet>${sheets
      .map(
        ({ name, rows, merged }) =>
          `<table:table table:name="${escapeXml(name)}">${odsRows(rows, merged)}</table:table>`,
      )
      .join('')}</office:spreadsheet></office:body></office:document-content>`,
  };
}

function xlsxCell(cell: HandMadeCell, name: string): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return `<c r="${name}"><v>${cell}</v></c>`;
  if (typeof cell === 'string')
    return `<c r="${name}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(cell)}</t></is></c>`;
  return `<c r="${name}" t="e"><v>${cell.error}</v></c>`;
}

function odsCell(
  cell: HandMadeCell,
  place: { readonly row: number; readonly column: number },
  merged: readonly Range[],
): string {
  const range = merged.find((each) => isWithin(place, each));
  const starts = range !== undefined && range.from.row === place.row && range.from.column === place.column;
  if (range !== undefined && !starts) return '<table:covered-table-cell/>';
  const spans =
    range === undefined
      ? ''
      : ` table:number-columns-spanned="${range.to.column - range.from.column + 1}" table:number-rows-spanned="${range.to.row - range.from.row + 1}"`;
  if (cell === null) return `<table:table-cell${spans}/>`;
  if (typeof cell === 'number')
    return `<table:table-cell${spans} office:value-type="float" office:value="${cell}"><text:p>${cell}</text:p></table:table-cell>`;
  const error = typeof cell === 'string' ? '' : ' office:string-value="" calcext:value-type="error"';
  const text = typeof cell === 'string' ? cell : cell.error;
  return `<table:table-cell${spans}${error} office:value-type="string"><text:p>${escapeXml(text)}</text:p></table:table-cell>`;
}
