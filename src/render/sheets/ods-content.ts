import { columnLetters } from './column-letters.ts';
import { ODS_FONTS, ODS_NAMESPACES } from './ods-styles.ts';
import { rowHeights } from './row-heights.ts';
import {
  looksLikeFormula,
  type SheetCell,
  type SheetModel,
  type SheetTable,
  type WorkbookModel,
} from './sheet-model.ts';
import { escapeXml } from './zip-parts.ts';

/** A digit at 12 points in centimetres, as wide as the widest sans-serif has it. */
const CENTIMETRES = 0.27;

/** `content.xml` of an OpenDocument spreadsheet: the sheets, the formats they use, and each table as a database range. */
export function odsContent({ sheets }: WorkbookModel): string {
  const widths = [...new Set(sheets.flatMap((sheet) => sheet.widths))].sort((a, b) => a - b);
  const heights = [...new Set(sheets.flatMap(rowHeights))].sort((a, b) => a - b);
  const decimals = [...new Set(sheets.flatMap(decimalsIn))].sort((a, b) => a - b);
  return (
    `<?xml version="1.0" encoding="UTF-8"?><office:document-content ${ODS_NAMESPACES} office:version="1.3">${ODS_FONTS}` +
    `<office:automatic-styles>${widths.map(columnStyle).join('')}${heights.map(rowStyle).join('')}${FIXED_STYLES}${decimals.map(numberStyle).join('')}</office:automatic-styles>` +
    `<office:body><office:spreadsheet>${sheets.map(sheetXml).join('')}` +
    `<table:database-ranges>${sheets.map(rangeXml).join('')}</table:database-ranges></office:spreadsheet></office:body></office:document-content>`
  );
}

const RIGHT = '<style:paragraph-properties fo:text-align="end"/>';

const FIXED_STYLES =
  '<style:style style:name="sheet" style:family="table" style:master-page-name="Default"><style:table-properties table:display="true"/></style:style>' +
  '<number:text-style style:name="as-text"><number:text-content/></number:text-style>' +
  '<style:style style:name="typed" style:family="table-cell" style:parent-style-name="Default" style:data-style-name="as-text"/>' +
  headerStyle('header', '') +
  headerStyle('number-header', RIGHT) +
  `<style:style style:name="shorthand" style:family="table-cell" style:parent-style-name="Default">${RIGHT}</style:style>`;

function headerStyle(name: string, alignment: string): string {
  return (
    `<style:style style:name="${name}" style:family="table-cell" style:parent-style-name="Default" style:data-style-name="as-text">` +
    `<style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="bottom"/>${alignment}<style:text-properties fo:font-weight="bold"/></style:style>`
  );
}

function columnStyle(width: number): string {
  const centimetres = (width * CENTIMETRES).toFixed(2);
  return `<style:style style:name="width-${width}" style:family="table-column"><style:table-column-properties style:column-width="${centimetres}cm"/></style:style>`;
}

function rowStyle(height: number): string {
  return `<style:style style:name="height-${height}" style:family="table-row"><style:table-row-properties style:row-height="${height}pt" style:use-optimal-row-height="false"/></style:style>`;
}

function numberStyle(decimals: number): string {
  return (
    `<number:number-style style:name="decimals-${decimals}"><number:number number:decimal-places="${decimals}" number:min-decimal-places="${decimals}" number:min-integer-digits="1"/></number:number-style>` +
    `<style:style style:name="number-${decimals}" style:family="table-cell" style:parent-style-name="Default" style:data-style-name="decimals-${decimals}"/>`
  );
}

function decimalsIn({ table }: SheetModel): readonly number[] {
  return (table?.rows ?? []).flatMap((row) =>
    row.flatMap((cell) => (cell.kind === 'number' ? [cell.decimals] : [])),
  );
}

const LINE_STYLES = { title: 'Heading_20_1', heading: 'Heading_20_2', plain: null } as const;

function sheetXml(sheet: SheetModel): string {
  const { name, lines, table, widths } = sheet;
  const heights = rowHeights(sheet);
  const columns = widths.map((width) => `<table:table-column table:style-name="width-${width}"/>`).join('');
  const rowXml = (row: number, cells: string): string =>
    `<table:table-row table:style-name="height-${heights[row]}">${cells}</table:table-row>`;
  const above = lines.map(({ role, text }, row) => rowXml(row, textCell(text, LINE_STYLES[role], null)));
  return (
    `<table:table table:name="${escapeXml(name)}" table:style-name="sheet">${columns}${above.join('')}` +
    (table === null ? '' : tableXml(table, (row, cells) => rowXml(lines.length + row, cells))) +
    '</table:table>'
  );
}

function tableXml(
  { headers, rows, numeric }: SheetTable,
  rowXml: (row: number, cells: string) => string,
): string {
  const header = headers.map((text, column) =>
    textCell(text, numeric[column] ? 'number-header' : 'header', null),
  );
  const body = rows.map((row, index) =>
    rowXml(index + 1, row.map((cell, column) => cellXml(cell, numeric[column] ?? false)).join('')),
  );
  return `<table:table-header-rows>${rowXml(0, header.join(''))}</table:table-header-rows>${body.join('')}`;
}

function rangeXml({ name, lines, table }: SheetModel): string {
  if (table === null) return '';
  const at = (column: number, row: number): string => `'${name}'.${columnLetters(column)}${row}`;
  const from = at(0, lines.length + 1);
  const to = at(table.headers.length - 1, lines.length + 1 + table.rows.length);
  return (
    `<table:database-range table:name="${escapeXml(table.name)}" table:target-range-address="${escapeXml(`${from}:${to}`)}" ` +
    'table:contains-header="true" table:display-filter-buttons="false"/>'
  );
}

function cellXml(cell: SheetCell, right: boolean): string {
  if (cell.kind === 'number') {
    return `<table:table-cell table:style-name="number-${cell.decimals}" office:value-type="float" office:value="${Number(cell.text)}"><text:p>${cell.text}</text:p></table:table-cell>`;
  }
  return textCell(cell.text, right ? 'shorthand' : null, cell.link);
}

/** A text that would be a formula if it were typed in gets the format for text, so that editing it does not make it one. */
function textCell(text: string, style: string | null, link: string | null): string {
  const name = style ?? (looksLikeFormula(text) ? 'typed' : null);
  const styled = name === null ? '' : ` table:style-name="${name}"`;
  const lines = text.split('\n').map((line) => {
    const inner = spacesXml(escapeXml(line));
    return link === null
      ? `<text:p>${inner}</text:p>`
      : `<text:p><text:a xlink:type="simple" xlink:href="${escapeXml(`#'${link}'.A1`)}">${inner}</text:a></text:p>`;
  });
  return `<table:table-cell${styled} office:value-type="string">${lines.join('')}</table:table-cell>`;
}

/** OpenDocument folds white space as HTML does; what would be folded is written as elements. */
function spacesXml(text: string): string {
  return text
    .replace(/\t/g, '<text:tab/>')
    .replace(/^ +| {2,}| +$/g, (spaces) => `<text:s text:c="${spaces.length}"/>`);
}
