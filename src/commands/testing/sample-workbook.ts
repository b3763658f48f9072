import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { SheetCell, SheetModel, WorkbookModel } from '../../render/sheets/sheet-model.ts';
import { composeWorkbook } from '../../render/sheets/workbook-model.ts';
import { writeOds } from '../../render/sheets/write-ods.ts';
import { writeXlsx } from '../../render/sheets/write-xlsx.ts';
import { stubTable, twoLevelTable } from '../../render/testing/samples.ts';

export type Format = 'xlsx' | 'ods';

/** A workbook that breaks no rule: Cover, Contents, Notes, Table_S.1 (its table in A11:G13) and Table_S.2 (A3:E6). */
export const sampleWorkbook: WorkbookModel = composeWorkbook({
  title: 'A study',
  subtitle: 'Tables',
  credit: 'Open Government Licence v3.0.',
  banner: 'Synthetic data.',
  tables: [twoLevelTable, stubTable],
});

/** Writes a workbook in one format. */
export async function writeSample(format: Format, workbook: WorkbookModel): Promise<Uint8Array> {
  return format === 'ods' ? writeOds(workbook) : writeXlsx(workbook);
}

/** The sample with its sheet Table_S.1 changed. */
export function withTableSheet(change: (sheet: SheetModel) => SheetModel): WorkbookModel {
  return {
    ...sampleWorkbook,
    sheets: sampleWorkbook.sheets.map((sheet) => (sheet.name === 'Table_S.1' ? change(sheet) : sheet)),
  };
}

/** The sample with the text of one line above the table of Table_S.1 changed; lines count from 1. */
export function withLine(row: number, change: (text: string) => string): WorkbookModel {
  return withTableSheet((sheet) => ({
    ...sheet,
    lines: sheet.lines.map((line, at) => (at === row - 1 ? { ...line, text: change(line.text) } : line)),
  }));
}

/** The sample with headers and cells of Table_S.1 changed; rows and columns count from 0. */
export function withTable(
  header: (text: string, column: number, all: readonly string[]) => string,
  cell: (cell: SheetCell, row: number, column: number) => SheetCell,
): WorkbookModel {
  return withTableSheet((sheet) => {
    if (sheet.table === null) throw new Error('the sample has a table there');
    const { headers, rows } = sheet.table;
    return {
      ...sheet,
      table: {
        ...sheet.table,
        headers: headers.map(header),
        rows: rows.map((row, at) => row.map((each, column) => cell(each, at, column))),
      },
    };
  });
}

/** A file with parts changed, by name; a change of a part there is not makes it. Throws where a change changes nothing. */
export function withParts(
  bytes: Uint8Array,
  changes: Readonly<Record<string, (xml: string) => string>>,
): Uint8Array {
  const parts = { ...unzipSync(bytes) };
  for (const [name, change] of Object.entries(changes)) {
    const before = strFromU8(parts[name] ?? new Uint8Array());
    const after = change(before);
    if (after === before) throw new Error(`nothing was changed in ${name}`);
    parts[name] = strToU8(after);
  }
  return zipSync(parts);
}

/** Changes one cell of an XLSX sheet's part: from its opening tag to its end. */
export function xlsxCell(name: string, change: (cell: string) => string): (xml: string) => string {
  return (xml) => xml.replace(new RegExp(`<c r="${name}"[^>]*>.*?</c>`, 's'), change);
}

/** Changes an element of Table_S.1 in an ODS content part: the nth (from 1) of its columns, rows, or cells of a row. */
export function odsElement(
  element: 'table-column' | 'table-row' | 'table-cell',
  nth: number,
  change: (opening: string) => string,
  row = 1,
): (xml: string) => string {
  return (xml) => {
    let at = xml.indexOf('<table:table table:name="Table_S.1"');
    const step = (name: string, times: number): void => {
      for (let found = 0; found < times; found += 1) at = xml.indexOf(`<table:${name}`, at + 1);
    };
    if (element === 'table-cell') step('table-row', row);
    step(element, nth);
    const end = xml.indexOf('>', at) + 1;
    return xml.slice(0, at) + change(xml.slice(at, end)) + xml.slice(end);
  };
}
