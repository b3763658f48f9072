import type { ExportCell, ExportSheet } from './export-sheet.ts';
import { type WorkbookSheet, workbookOf } from './workbook.ts';
import { columnLetters, escapeXml, SPREADSHEET, STYLES, zipWorkbook } from './workbook-parts.ts';

/** The sheet as the platform's workbook looks once Excel has saved it again: shared strings, plain numbers, true dimensions. */
export function writeExcelXlsx(sheet: ExportSheet): Uint8Array {
  const sheets = workbookOf(sheet);
  const strings = new Map<string, number>();
  let uses = 0;
  const shared = (text: string): number => {
    uses += 1;
    const known = strings.get(text) ?? strings.size;
    strings.set(text, known);
    return known;
  };
  const parts = sheets.map((own) => sheetXml(own, shared));
  const table =
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<sst xmlns="${SPREADSHEET}" count="${uses}" uniqueCount="${strings.size}">` +
    [...strings.keys()].map((text) => `<si><t xml:space="preserve">${escapeXml(text)}</t></si>`).join('') +
    '</sst>';
  return zipWorkbook(sheets, parts, STYLES, table, 'Microsoft Excel');
}

function sheetXml(sheet: WorkbookSheet, shared: (text: string) => number): string {
  const width = Math.max(1, ...sheet.rows.map(({ cells }) => cells.length));
  const last = sheet.rows[sheet.rows.length - 1]?.row ?? 1;
  const rows = sheet.rows.map(({ row, cells }) => {
    const written = cells.map((cell, column) => cellXml(cell, `${columnLetters(column)}${row}`, shared));
    return `<row r="${row}" spans="1:${width}">${written.join('')}</row>`;
  });
  return (
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<worksheet xmlns="${SPREADSHEET}">` +
    `<dimension ref="A1:${columnLetters(width - 1)}${last}"/><sheetViews><sheetView workbookViewId="0"/></sheetViews>` +
    `<sheetFormatPr defaultRowHeight="15"/><sheetData>${rows.join('')}</sheetData></worksheet>`
  );
}

function cellXml(cell: ExportCell, place: string, shared: (text: string) => number): string {
  if (cell === null || (cell.kind === 'text' && cell.text === '')) return '';
  if (cell.kind === 'text') return `<c r="${place}" t="s"><v>${shared(cell.text)}</v></c>`;
  if (cell.kind === 'truth') return `<c r="${place}" t="b"><v>${cell.truth ? 1 : 0}</v></c>`;
  if (cell.kind === 'moment') return `<c r="${place}" s="4"><v>${cell.serial + cell.second / 86_400}</v></c>`;
  return `<c r="${place}"><v>${cell.number}</v></c>`;
}
