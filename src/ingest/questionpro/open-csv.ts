import { open } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { InputError } from '../../study/problem.ts';
import { cleanRows } from './clean-rows.ts';
import { type CsvDialect, csvOptions, csvRecords } from './csv-records.ts';
import type { Fingerprint } from './fingerprint.ts';
import { headerProblems, notAnExport } from './header-problems.ts';
import { HEADER_WITHIN, locateHeader } from './locate-header.ts';
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
  const { text, encoding } = await readHead(path);
  for (const delimiter of [',', ';', '\t'] as const) {
    const records = firstRecords(text, delimiter);
    const place = locateHeader(records);
    if (place === null) continue;
    const problems = headerProblems(file, place);
    if (problems.length > 0) throw new InputError(problems);
    const firstRow = place.preambleRows + place.headerRows;
    const columns = nameColumns(place.headers, place.subheaders, records.slice(firstRow));
    const preamble = parsePreamble(records.slice(0, place.preambleRows));
    const dialect: CsvDialect = { delimiter, encoding };
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
      rows: (blanked) => cleanRows(csvRecords(path, file, dialect), { file, columns, firstRow, blanked }),
    };
  }
  // A header that is there but can't be parsed: reading on says which quotation mark is at fault.
  if (/response id|id de respuesta/i.test(text.slice(0, 1 << 16))) {
    for await (const _ of csvRecords(path, file, { delimiter: ',', encoding }));
  }
  throw new InputError([
    notAnExport(
      file,
      firstRecords(text, ',').find((row) => row.some((cell) => cell !== '')),
    ),
  ]);
}

async function readHead(path: string): Promise<{ text: string; encoding: CsvDialect['encoding'] }> {
  const handle = await open(path);
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    const bytes = buffer.subarray(0, bytesRead);
    const encoding =
      bytes[0] === 0xff && bytes[1] === 0xfe
        ? 'utf-16le'
        : bytes[0] === 0xfe && bytes[1] === 0xff
          ? 'utf-16be'
          : 'utf-8';
    return { text: new TextDecoder(encoding).decode(bytes, { stream: true }), encoding };
  } finally {
    await handle.close();
  }
}

/** The records at the head of the file, as many as can be parsed: a faulty one further down is found when rows are read. */
function firstRecords(text: string, delimiter: string): string[][] {
  const records: string[][] = [];
  try {
    parse(text, {
      ...csvOptions(delimiter),
      to: HEADER_WITHIN + SAMPLE_ROWS,
      on_record: (record: string[]) => {
        records.push(record);
        return null;
      },
    });
  } catch {
    return records;
  }
  return records;
}
