import { open } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { InputError } from '../../study/problem.ts';
import { cleanRows } from './clean-rows.ts';
import { type CsvDialect, csvOptions, csvRecords } from './csv-records.ts';
import type { Fingerprint } from './fingerprint.ts';
import { headerProblems, notAnExport } from './header-problems.ts';
import { HEADER_WITHIN, type HeaderPlace, locateHeader } from './locate-header.ts';
import { parsePreamble } from './preamble.ts';
import type { RawSheet } from './raw-sheet.ts';
import { nameColumns } from './system-columns.ts';

/** As much of the file as is read to find the header in; the longest real headers are under a tenth of it. */
const HEAD_BYTES = 4 << 20;
const SAMPLE_ROWS = 200;

/**
 * Opens a CSV export: comma, semicolon or tab between cells, in UTF-8 or in UTF-16 with a byte order mark. The header
 * decides the delimiter: it is the one that makes a cell of `Response ID`. Rows are streamed whenever they are asked
 * for. Throws an InputError where there is no such header or it is faulty.
 */
export async function openCsv(path: string, file: string, print: Fingerprint): Promise<RawSheet> {
  const { head, encoding } = await readHead(path);
  for (const delimiter of [',', ';', '\t'] as const) {
    const { records, ends } = firstRecords(head, delimiter);
    const place = locateHeader(records);
    if (place === null) continue;
    const problems = headerProblems(file, place);
    if (problems.length > 0) throw new InputError(problems);
    const firstRow = place.preambleRows + place.headerRows;
    const columns = nameColumns(place.headers, place.subheaders, records.slice(firstRow));
    const preamble = parsePreamble(records.slice(0, place.preambleRows));
    const skip = encoding === 'utf-8' ? skipPreamble(head, delimiter, place, ends) : NOTHING;
    const dialect: CsvDialect = { delimiter, encoding, skip };
    const plan = { file, columns, firstRow, skipped: skip.rows };
    return {
      file,
      sha256: print.sha256,
      format: 'csv',
      sheet: null,
      preambleRows: place.preambleRows,
      headerRows: place.headerRows,
      ...preamble,
      columns,
      listed: [],
      rows: (blanked) => cleanRows(csvRecords(path, file, dialect), { ...plan, blanked }),
    };
  }
  // A header that is there but can't be parsed: reading on says which quotation mark is at fault.
  if (/response id|id de respuesta/i.test(head.toString('utf8', 0, 1 << 16))) {
    for await (const _ of csvRecords(path, file, { delimiter: ',', encoding, skip: NOTHING }));
  }
  throw new InputError([
    notAnExport(
      file,
      firstRecords(head, ',').records.find((row) => row.some((cell) => cell !== '')),
    ),
  ]);
}

/** The file's first bytes, in UTF-8 whatever it is in. */
async function readHead(path: string): Promise<{ head: Buffer; encoding: CsvDialect['encoding'] }> {
  const handle = await open(path);
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    const bytes = buffer.subarray(0, bytesRead);
    const little = bytes[0] === 0xff && bytes[1] === 0xfe;
    const big = bytes[0] === 0xfe && bytes[1] === 0xff;
    if (!little && !big) return { head: bytes, encoding: 'utf-8' };
    const encoding = little ? 'utf-16le' : 'utf-16be';
    return { head: Buffer.from(new TextDecoder(encoding).decode(bytes, { stream: true })), encoding };
  } finally {
    await handle.close();
  }
}

/**
 * The records at the head of the file, as many as can be parsed (a faulty one further down is found when rows are read),
 * with the position of the byte after each one's last.
 */
function firstRecords(
  head: Buffer,
  delimiter: string,
  most = HEADER_WITHIN + SAMPLE_ROWS,
): { records: string[][]; ends: number[] } {
  const records: string[][] = [];
  const ends: number[] = [];
  try {
    parse(head, {
      ...csvOptions(delimiter),
      to: most,
      on_record: (record: string[], { bytes }) => {
        records.push(record);
        ends.push(bytes);
        return null;
      },
    });
  } catch {
    return { records, ends };
  }
  return { records, ends };
}

const NOTHING: CsvDialect['skip'] = { bytes: 0, rows: 0 };

/**
 * How much to skip to begin with the header. The parser takes its first record for the measure of all others and makes
 * an error object, thrown away unused, for each that is longer: under a preamble, for every row of the file.
 */
function skipPreamble(
  head: Buffer,
  delimiter: string,
  place: HeaderPlace,
  ends: readonly number[],
): CsvDialect['skip'] {
  const bytes = ends[place.preambleRows - 1];
  if (bytes === undefined) return NOTHING;
  const [first] = firstRecords(head.subarray(bytes), delimiter, 1).records;
  const found = first?.every((cell, at) => cell === place.headers[at]) === true;
  return found ? { bytes, rows: place.preambleRows } : NOTHING;
}
