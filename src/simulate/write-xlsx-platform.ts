import type { ExportCell, ExportSheet } from './export-sheet.ts';
import { type WorkbookSheet, workbookOf } from './workbook.ts';
import { columnLetters, escapeXml, SPREADSHEET, STYLES, zipWorkbook } from './workbook-parts.ts';

/**
 * The sheet as a workbook the way the platform writes it (Apache POI): every text in its own cell, no shared
 * strings, numbers as Java prints doubles (`1.8568731E7`, `3.0`), a dimension that says A1 whatever the sheet
 * holds, empty cells left out so that rows are ragged, and no last line for a trailing empty column.
 */
export function writePlatformXlsx(sheet: ExportSheet): Uint8Array {
  const sheets = workbookOf(sheet);
  const none = `<?xml version="1.0" encoding="UTF-8"?>\n<sst count="0" uniqueCount="0" xmlns="${SPREADSHEET}"/>`;
  return zipWorkbook(sheets, sheets.map(sheetXml), STYLES, none, 'Apache POI');
}

function sheetXml(sheet: WorkbookSheet, index: number): string {
  const rows = sheet.rows.map(({ row, cells }) => {
    const written = cells.map((cell, column) => cellXml(cell, `${columnLetters(column)}${row}`, sheet.name));
    return `<row r="${row}">\n${written.join('')}</row>\n`;
  });
  const selected = index === 0 ? ' tabSelected="true"' : '';
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="${SPREADSHEET}"><dimension ref="A1"/>` +
    `<sheetViews><sheetView workbookViewId="0"${selected}/></sheetViews><sheetFormatPr defaultRowHeight="15.0"/>` +
    `<sheetData>\n${rows.join('')}</sheetData>` +
    '<pageMargins bottom="0.75" footer="0.3" header="0.3" left="0.7" right="0.7" top="0.75"/></worksheet>'
  );
}

function cellXml(cell: ExportCell, place: string, sheet: string): string {
  if (cell === null) {
    // System columns of the raw data are there but empty; answers not given are not there at all.
    return sheet === 'Raw Data' && /^[H-Q]\d/.test(place) ? `<c r="${place}" s="1"></c>` : '';
  }
  if (cell.kind === 'text')
    return `<c r="${place}" s="1" t="inlineStr"><is><t>${escapeXml(cell.text)}</t></is></c>`;
  if (cell.kind === 'truth') return `<c r="${place}" s="1" t="b"><v>${cell.truth ? 1 : 0}</v></c>`;
  if (cell.kind === 'moment')
    return `<c r="${place}" s="4" t="n"><v>${cell.serial + cell.second / 86_400}</v></c>`;
  return `<c r="${place}" s="1" t="n"><v>${javaDouble(cell.number)}</v></c>`;
}

/** As Java's Double.toString writes a number from 0 on: `3.0`, `0.5`, `1.8568731E7`. */
function javaDouble(value: number): string {
  if (value < 10_000_000) return Number.isInteger(value) ? `${value}.0` : String(value);
  const digits = String(value);
  const fraction = digits.slice(1).replace(/0+$/, '');
  return `${digits.slice(0, 1)}.${fraction === '' ? '0' : fraction}E${digits.length - 1}`;
}
