import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { strFromU8, unzipSync } from 'fflate';

/*
 * A plain reading of the synthetic exports that shares nothing with the program's own: positions in the study say
 * what a column is, and XML is taken apart by pattern. Good enough for files we write, for nothing else.
 */

/** The rows of the raw-data sheet as text, headers included, preamble left out. */
export function readExport(path: string): string[][] {
  return path.endsWith('.csv') ? readCsv(path) : readXlsx(path);
}

function readCsv(path: string): string[][] {
  const rows: string[][] = parse(readFileSync(path), { bom: true, relax_column_count: true });
  return rows.slice(rows.findIndex((row) => row[0] === 'Response ID'));
}

function readXlsx(path: string): string[][] {
  const files = unzipSync(readFileSync(path));
  const xml = (name: string) => strFromU8(files[name] ?? new Uint8Array());
  const shared = [...xml('xl/sharedStrings.xml').matchAll(/<si><t[^>]*>([^<]*)<\/t><\/si>/g)].map(
    (m) => m[1] ?? '',
  );
  const sheet = [...xml('xl/workbook.xml').matchAll(/<sheet name="([^"]*)"/g)].findIndex(
    (m) => m[1] === 'Raw Data',
  );
  const rows: string[][] = [];
  for (const [, body = ''] of xml(`xl/worksheets/sheet${sheet + 1}.xml`).matchAll(
    /<row [^>]*>([\s\S]*?)<\/row>/g,
  )) {
    const row: string[] = [];
    for (const [, letters = '', attributes = '', content = ''] of body.matchAll(
      /<c r="([A-Z]+)\d+"([^>]*)>([\s\S]*?)<\/c>/g,
    )) {
      const value = /<[vt][^>]*>([^<]*)<\/[vt]>/.exec(content)?.[1] ?? '';
      const index = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
      const text = attributes.includes('t="s"') ? (shared[Number(value)] ?? '') : value;
      row[index] = attributes.includes('t="n"') || !attributes.includes('t=') ? plain(text) : fromXml(text);
    }
    rows.push(Array.from(row, (cell) => cell ?? ''));
  }
  return rows;
}

function plain(text: string): string {
  return text === '' ? '' : String(Number(text));
}

function fromXml(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#xa0;', '\u00a0')
    .replaceAll('&amp;', '&');
}
