/** A cell as the workbook holds it; null where there is none. */
export type Cell = string | number | boolean | Date | null;

/** A sheet of a workbook: rows from the sheet's first to its last, blank ones counted. */
export interface WorkbookSheet {
  readonly name: string;
  readonly rows: readonly (readonly Cell[])[];
}

/** Reads every sheet of an XLSX workbook into memory, in the workbook's order. Throws what the library throws. */
export async function readWorkbook(bytes: Uint8Array): Promise<readonly WorkbookSheet[]> {
  const { readXlsx } = await import('hucre/xlsx');
  const workbook = await readXlsx(bytes);
  return workbook.sheets.map((sheet) => ({ name: sheet.name, rows: sheet.rows }));
}

/**
 * A cell as text: a number in its shortest decimals (2.0037035E7 is `20037035`), a date and time as
 * `2024-03-25T15:16:03` (a date alone as `2024-03-25`), a boolean as `TRUE` or `FALSE`, nothing as "".
 */
export function cellText(cell: Cell | undefined): string {
  if (typeof cell === 'string') return cell;
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'number') return numberText(cell);
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
  const text = cell.toISOString().slice(0, 19);
  return text.endsWith('T00:00:00') ? text.slice(0, 10) : text;
}

/** A spreadsheet's day number (1 is 1 January 1900) as `2024-03-25T15:16:03`, to the second. */
export function serialText(serial: number): string {
  const seconds = Math.round(serial * 86_400);
  return new Date(Date.UTC(1899, 11, 30) + seconds * 1000).toISOString().slice(0, 19);
}

function numberText(value: number): string {
  const text = String(value);
  if (!text.includes('e')) return text;
  return Number.isInteger(value) ? BigInt(value).toString() : value.toFixed(20).replace(/0+$/, '');
}
