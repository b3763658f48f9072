import { createReadStream } from 'node:fs';
import { CsvError, type Options, parse } from 'csv-parse';
import { InputError, type Problem } from '../../study/problem.ts';
import { columnLetter } from './system-columns.ts';

/** How a CSV file's bytes become records. */
export interface CsvDialect {
  readonly delimiter: ',' | ';' | '\t';
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be';
  /** What stands above the header and need not be parsed again. */
  readonly skip: { readonly bytes: number; readonly rows: number };
}

/** One answer longer than this is taken for a quote that was never closed. */
const LONGEST_RECORD = 8 << 20;

/** The options every read of the file shares: quotes may hold line breaks, rows may be of any length. */
export function csvOptions(delimiter: string): Options {
  return {
    bom: true,
    columns: false,
    delimiter,
    record_delimiter: ['\r\n', '\n'],
    relax_column_count: true,
    max_record_size: LONGEST_RECORD,
  };
}

/**
 * The file's records in order, those skipped left out, in batches of what one piece of the file holds, so that memory doesn't grow with it; a
 * blank line is a record of one empty cell. Throws an InputError for a quote that doesn't close or stands inside a
 * cell, at the record (as a spreadsheet numbers rows) and column where it is.
 */
export async function* csvRecords(
  path: string,
  file: string,
  dialect: CsvDialect,
): AsyncGenerator<string[][], void, undefined> {
  const parser = parse(csvOptions(dialect.delimiter));
  let batch: string[][] = [];
  let records = dialect.skip.rows;
  parser.on('data', (record: string[]) => batch.push(record));
  const failed = new Promise<never>((_, reject) => parser.once('error', reject));
  failed.catch(() => undefined);
  const ended = new Promise<void>((resolve) => parser.once('end', resolve));
  const decoder = dialect.encoding === 'utf-8' ? null : new TextDecoder(dialect.encoding);
  try {
    for await (const piece of createReadStream(path, { start: dialect.skip.bytes, highWaterMark: 1 << 18 })) {
      const bytes: Buffer = piece;
      const text = decoder === null ? bytes : decoder.decode(bytes, { stream: true });
      await Promise.race([failed, new Promise<void>((resolve) => parser.write(text, () => resolve()))]);
      if (batch.length === 0) continue;
      records += batch.length;
      yield batch;
      batch = [];
    }
    parser.end();
    await Promise.race([failed, ended]);
  } catch (error) {
    if (error instanceof CsvError)
      throw new InputError([quoteProblem(error, file, records + batch.length + 1)]);
    throw error;
  } finally {
    parser.destroy();
  }
  if (batch.length > 0) yield batch;
}

function quoteProblem(error: CsvError, file: string, row: number): Problem {
  const { index } = error;
  const inside = error.code === 'INVALID_OPENING_QUOTE' || error.code === 'CSV_INVALID_CLOSING_QUOTE';
  return {
    severity: 'error',
    code: inside ? 'stray-quote' : 'unclosed-quote',
    file,
    row,
    column: typeof index === 'number' ? `column ${columnLetter(index)}` : null,
    expected: inside
      ? 'a quotation mark inside a cell to be doubled'
      : 'the quotation mark that opens in this row to be closed',
    found: inside ? 'a single one' : 'the end of the file',
    advice: 'export the file again; if it was edited by hand, undo that',
  };
}
