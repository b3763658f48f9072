import type { ExportSheet } from './export-sheet.ts';
import { writeCsv } from './write-csv.ts';
import { writeExcelXlsx } from './write-xlsx-excel.ts';
import { writePlatformXlsx } from './write-xlsx-platform.ts';

/** The bytes of an export in the format of its layout. */
export function exportFile(sheet: ExportSheet): Uint8Array {
  if (sheet.layout.format === 'csv')
    return new TextEncoder().encode([...writeCsv(sheet, sheet.rows)].join(''));
  return sheet.layout.writtenBy === 'excel' ? writeExcelXlsx(sheet) : writePlatformXlsx(sheet);
}
