import type { ResponseBatch } from '../study/responses.ts';

/** Rows as decoded, before it is known who counts. */
export interface DecodedBatch extends ResponseBatch {
  /** A 53-bit hash of all of a row's cells as they stand in the file; equal rows have equal hashes. */
  readonly hash: Float64Array;
}

/** A 53-bit hash of a row's cells (two multiplicative 32-bit lanes, after cyrb53): equal for equal cells in equal order. */
export function hashCells(cells: readonly string[]): number {
  let one = 0xdeadbeef;
  let two = 0x41c6ce57;
  for (const cell of cells) {
    for (let at = 0; at < cell.length; at += 1) {
      const unit = cell.charCodeAt(at);
      one = Math.imul(one ^ unit, 2654435761);
      two = Math.imul(two ^ unit, 1597334677);
    }
    one = Math.imul(one ^ 0x1f, 2654435761);
    two = Math.imul(two ^ 0x1f, 1597334677);
  }
  one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(two ^ (two >>> 13), 3266489909);
  two = Math.imul(two ^ (two >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909);
  return 4294967296 * (2097151 & two) + (one >>> 0);
}
