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
/** A file of up to so many bytes is parsed once and its records kept; a larger one is streamed. */
const KEPT_BYTES = 1 << 20;
const SAMPLE_ROWS = 200;
const CHUNK = 500;

/**
 * Opens a CSV export: comma, semicolon or tab between cells, in UTF-8 or in UTF-16 with a byte order mark. The header
 * decides the delimiter: it is the one that makes a cell of `Response ID`. Rows are streamed whenever they are asked
 * for, or given from memory where the file is small. Throws an InputError where there is no such header or it is faulty.
 */
export async function openCsv(path: string, file: string, print: Fingerprint): Promise<RawSheet> {
  const { head, encoding, bytesRead } = await readHead(path);
  for (const delimiter of [',', ';', '\t'] as const) {
    const top = firstRecords(head, delimiter, HEADER_WITHIN + 1);
    const place = locateHeader(top.records);
    if (place === null) continue;
    const problems = headerProblems(file, place);
    if (problems.length > 0) throw new InputError(problems);
    const firstRow = place.preambleRows + place.headerRows;
    const body = fromHeader(head, delimiter, place, top.ends, bytesRead <= KEPT_BYTES);
    const { records, skip } = body;
    const sample = records.slice(firstRow - skip.rows, HEADER_WITHIN + SAMPLE_ROWS - skip.rows);
    const columns = nameColumns(place.headers, place.subheaders, sample);
    const preamble = parsePreamble(top.records.slice(0, place.preambleRows));
    const dialect: CsvDialect = { delimiter, encoding, skip: encoding === 'utf-8' ? skip : NOTHING };
    const plan = { file, columns, firstRow };
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
      rows: (blanked) =>
        body.whole
          ? cleanRows(copies(records), { ...plan, skipped: skip.rows, blanked })
          : cleanRows(csvRecords(path, file, dialect), { ...plan, skipped: dialect.skip.rows, blanked }),
    };
  }
  // A header that is there but can't be parsed: reading on says which quotation mark is at fault.
  if (/response id|id de respuesta/i.test(head.toString('utf8', 0, 1 << 16))) {
    for await (const _ of csvRecords(path, file, { delimiter: ',', encoding, skip: NOTHING }));
  }
  throw new InputError([
    notAnExport(
      file,
      firstRecords(head, ',', HEADER_WITHIN).records.find((row) => row.some((cell) => cell !== '')),
    ),
  ]);
}

/** Cleaning changes records in place, and rows may be asked for again. */
function* copies(records: readonly (readonly string[])[]): Generator<string[][], void, undefined> {
  for (let start = 0; start < records.length; start += CHUNK)
    yield records.slice(start, start + CHUNK).map((record) => [...record]);
}

/** The file's first bytes, in UTF-8 whatever it is in, and how many they are in the file. */
async function readHead(
  path: string,
): Promise<{ head: Buffer; encoding: CsvDialect['encoding']; bytesRead: number }> {
  const handle = await open(path);
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    const bytes = buffer.subarray(0, bytesRead);
    const little = bytes[0] === 0xff && bytes[1] === 0xfe;
    const big = bytes[0] === 0xfe && bytes[1] === 0xff;
    if (!little && !big) return { head: bytes, encoding: 'utf-8', bytesRead };
    const encoding = little ? 'utf-16le' : 'utf-16be';
    const text = new TextDecoder(encoding).decode(bytes, { stream: true });
    return { head: Buffer.from(text), encoding, bytesRead };
  } finally {
    await handle.close();
  }
}

interface Records {
  readonly records: readonly string[][];
  /** The position of the byte after each one's last. */
  readonly ends: readonly number[];
  /** Nothing stopped the parser before it had all that were asked for. */
  readonly sound: boolean;
}

/** The records at the head of the file, at most so many, as far as they can be parsed; a fault is reported when rows are read. */
function firstRecords(head: Buffer, delimiter: string, most: number): Records {
  const records: string[][] = [];
  const ends: number[] = [];
  try {
    parse(head, {
      ...csvOptions(delimiter),
      ...(most === Number.POSITIVE_INFINITY ? {} : { to: most }),
      on_record: (record: string[], { bytes }) => {
        records.push(record);
        ends.push(bytes);
        return null;
      },
    });
  } catch {
    return { records, ends, sound: false };
  }
  return { records, ends, sound: true };
}

const NOTHING: CsvDialect['skip'] = { bytes: 0, rows: 0 };

/**
 * The records from the header on: all of them if `all`, else as many as make a sample; `whole` says that they are all.
 * What stands above the header is skipped: the parser takes its first record for the measure of all others and makes an
 * error object, thrown away unused, for each that is longer: under a preamble, for every row of the file.
 */
function fromHeader(
  head: Buffer,
  delimiter: string,
  place: HeaderPlace,
  ends: readonly number[],
  all: boolean,
): { readonly records: readonly string[][]; readonly skip: CsvDialect['skip']; readonly whole: boolean } {
  const most = all ? Number.POSITIVE_INFINITY : HEADER_WITHIN + SAMPLE_ROWS;
  const bytes = ends[place.preambleRows - 1] ?? 0;
  const { records, sound } = firstRecords(head.subarray(bytes), delimiter, most);
  if (bytes > 0 && records[0]?.every((cell, at) => cell === place.headers[at]) !== true) {
    const unskipped = firstRecords(head, delimiter, most);
    return { records: unskipped.records, skip: NOTHING, whole: all && unskipped.sound };
  }
  const skip = bytes > 0 ? { bytes, rows: place.preambleRows } : NOTHING;
  return { records, skip, whole: all && sound };
}
