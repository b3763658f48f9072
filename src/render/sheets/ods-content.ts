import { columnLetters } from './column-letters.ts';
import { ODS_FONTS, ODS_NAMESPACES } from './ods-styles.ts';
import { looksLikeFormula, type SheetCell, type SheetModel, type WorkbookModel } from './sheet-model.ts';
import { escapeXml } from './zip-parts.ts';

/** A digit of Arial 12 in centimetres, with a little room. */
const CENTIMETRES = 0.25;

/** `content.xml` of an OpenDocument spreadsheet: the sheets, the formats they use, and each table as a database range. */
export function odsContent({ sheets }: WorkbookModel): string {
  const widths = [...new Set(sheets.flatMap((sheet) => sheet.widths))].sort((a, b) => a - b);
  const decimals = [...new Set(sheets.flatMap(decimalsIn))].sort((a, b) => a - b);
  return (
    `<?xml version="1.0" encoding="UTF-8"?><office:document-content ${ODS_NAMESPACES} office:version="1.3">${ODS_FONTS}` +
    `<office:automatic-styles>${widths.map(columnStyle).join('')}${FIXED_STYLES}${decimals.map(numberStyle).join('')}</office:automatic-styles>` +
    `<office:body><office:spreadsheet>${sheets.map(sheetXml).join('')}` +
    `<table:database-ranges>${sheets.map(rangeXml).join('')}</table:database-ranges></office:spreadsheet></office:body></office:document-content>`
  );
}

const FIXED_STYLES =
  '<style:style style:name="sheet" style:family="table" style:master-page-name="Default"><style:table-properties table:display="true"/></style:style>' +
  '<style:style style:name="row" style:family="table-row"><style:table-row-properties style:use-optimal-row-height="true"/></style:style>' +
  '<number:text-style style:name="as-text"><number:text-content/></number:text-style>' +
  '<style:style style:name="typed" style:family="table-cell" style:parent-style-name="Default" style:data-style-name="as-text"/>' +
  '<style:style style:name="header" style:family="table-cell" style:parent-style-name="Default" style:data-style-name="as-text"><style:table-cell-properties style:vertical-align="bottom"/><style:text-properties fo:font-weight="bold"/></style:style>' +
  '<style:style style:name="shorthand" style:family="table-cell" style:parent-style-name="Default"><style:table-cell-properties style:text-align-source="fix"/><style:paragraph-properties fo:text-align="end"/></style:style>';

function columnStyle(width: number): string {
  const centimetres = (width * CENTIMETRES).toFixed(2);
  return `<style:style style:name="width-${width}" style:family="table-column"><style:table-column-properties style:column-width="${centimetres}cm"/></style:style>`;
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

function sheetXml({ name, lines, table, widths }: SheetModel): string {
  const columns = widths.map((width) => `<table:table-column table:style-name="width-${width}"/>`).join('');
  const above = lines.map(({ role, text }) => rowXml(textCell(text, LINE_STYLES[role], null))).join('');
  const below =
    table === null
      ? ''
      : `<table:table-header-rows>${rowXml(table.headers.map((header) => textCell(header, 'header', null)).join(''))}</table:table-header-rows>` +
        table.rows.map((row) => rowXml(row.map(cellXml).join(''))).join('');
  return `<table:table table:name="${escapeXml(name)}" table:style-name="sheet">${columns}${above}${below}</table:table>`;
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

function rowXml(cells: string): string {
  return `<table:table-row table:style-name="row">${cells}</table:table-row>`;
}

function cellXml(cell: SheetCell): string {
  if (cell.kind === 'number') {
    return `<table:table-cell table:style-name="number-${cell.decimals}" office:value-type="float" office:value="${Number(cell.text)}"><text:p>${cell.text}</text:p></table:table-cell>`;
  }
  return textCell(cell.text, /^\[[a-z]+\]$/.test(cell.text) ? 'shorthand' : null, cell.link);
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
