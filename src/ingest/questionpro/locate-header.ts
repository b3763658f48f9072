import { isResponseId } from './system-columns.ts';

/** Where an export's header stands among its first rows. */
export interface HeaderPlace {
  /** Rows above the header, blank ones counted. */
  readonly preambleRows: number;
  readonly headerRows: 1 | 2;
  readonly headers: readonly string[];
  /** As many as `headers`; all "" where there is one header row. */
  readonly subheaders: readonly string[];
  /** 0-based positions of every column headed `Response ID`; one, unless the file is faulty. */
  readonly idColumns: readonly number[];
}

/** How many rows from the top the header is looked for. */
export const HEADER_WITHIN = 30;

/**
 * Finds the header by its signature, a cell that says `Response ID` (or its Spanish name), among the first rows; null
 * where none has it. A second header row is one that is blank under it and not blank elsewhere: data always has a
 * response id, and a blank row is only a blank row.
 */
export function locateHeader(rows: readonly (readonly string[])[]): HeaderPlace | null {
  const at = rows.slice(0, HEADER_WITHIN).findIndex((row) => row.some(isResponseId));
  const headers = rows[at];
  if (headers === undefined) return null;
  const idColumns = headers.flatMap((header, index) => (isResponseId(header) ? [index] : []));
  const next = rows[at + 1] ?? [];
  const two = idColumns.every((index) => (next[index] ?? '') === '') && next.some((cell) => cell !== '');
  const width = two ? Math.max(headers.length, next.length) : headers.length;
  const padded = (row: readonly string[]) => Array.from({ length: width }, (_, index) => row[index] ?? '');
  return {
    preambleRows: at,
    headerRows: two ? 2 : 1,
    headers: padded(headers),
    subheaders: padded(two ? next : []),
    idColumns,
  };
}
