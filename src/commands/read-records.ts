import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { csvOptions } from '../ingest/questionpro/csv-records.ts';
import { cellText, readWorkbook } from '../ingest/questionpro/workbook.ts';
import { plainField } from '../render/csv.ts';
import type { Problem } from '../study/problem.ts';

/** The rows of one sheet as text, numbered from 1 as a spreadsheet numbers them; blank ones are there, so that numbers hold. */
export interface SheetRecords {
  /** "" for a text file. */
  readonly sheet: string;
  readonly records: readonly (readonly string[])[];
}

const UNREADABLE: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  ENOTDIR: 'no such file',
  EISDIR: 'a folder',
  EACCES: 'no permission to read it',
};

/**
 * Every sheet of a spreadsheet that a person may have saved: an XLSX workbook, or text with commas, semicolons or tabs
 * between cells (the one of which the first line has most), in UTF-8, UTF-16 with its mark, or else Windows-1252. An apostrophe
 * that guards a formula in a text file is taken away. A file that can't be read is a problem; `what` says what was meant.
 */
export async function readRecords(
  path: string,
  file: string,
  what: string,
): Promise<readonly SheetRecords[] | Problem> {
  const bad = (found: string, advice: string): Problem => {
    const place = { file, row: null, column: null };
    return { severity: 'error', code: 'unreadable-file', ...place, expected: what, found, advice };
  };
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const found = UNREADABLE[code];
    if (found === undefined) throw error;
    return bad(found, 'check the path');
  }
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') {
    const { workbookProblem } = await import('../ingest/questionpro/workbook-problem.ts');
    const refused = workbookProblem(bytes, file);
    if (refused !== null) return refused;
    try {
      const sheets = await readWorkbook(bytes);
      return sheets.map(({ name, rows }) => ({ sheet: name, records: rows.map((row) => row.map(cellText)) }));
    } catch {
      return bad('a workbook whose contents are damaged', 'save it again');
    }
  }
  if (bytes.subarray(0, 4).toString('latin1') === '\xd0\xcf\x11\xe0')
    return bad(
      'an old Excel workbook (.xls), or one with a password',
      'save it as .xlsx, without a password',
    );
  const text = decode(bytes);
  if (text.includes('\0')) return bad('bytes that are no text', 'save it as .xlsx or as "CSV UTF-8"');
  try {
    return [{ sheet: '', records: recordsOf(text) }];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { lines } = error as { readonly lines?: unknown };
    const found = 'a quote that is not closed or stands within a field';
    return {
      ...bad(found, 'save it again from the spreadsheet'),
      row: typeof lines === 'number' ? lines : null,
    };
  }
}

function decode(bytes: Buffer): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return isUtf8(bytes) ? new TextDecoder('utf-8').decode(bytes) : windows1252(bytes);
}

/** What Windows-1252 has at 0x80 to 0x9F, by the Encoding Standard; all else is as in Latin-1. */
const UPPER = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Not by TextDecoder, which in some versions of Node takes these for controls. */
function windows1252(bytes: Buffer): string {
  return bytes.toString('latin1').replace(/[\x80-\x9f]/g, (one) => UPPER[one.charCodeAt(0) - 0x80] ?? one);
}

function recordsOf(text: string): readonly (readonly string[])[] {
  const line = /^[^\r\n]*/.exec(text)?.[0] ?? '';
  const counted = [',', ';', '\t'].map((each) => ({ delimiter: each, cells: line.split(each).length }));
  const { delimiter } = counted.reduce((most, each) => (each.cells > most.cells ? each : most));
  const records: string[][] = parse(text, csvOptions(delimiter));
  return records.map((record) => record.map(plainField));
}
