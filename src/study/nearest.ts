/**
 * The candidate a misspelt word most likely meant: the fewest single-letter insertions, deletions, replacements and
 * swaps of neighbours (optimal string alignment), case ignored. Null where none is within a third of the word's
 * length, at least one. Ties go to the candidate that stands first.
 */
export function nearest(word: string, candidates: readonly string[]): string | null {
  const allowed = Math.max(1, Math.floor(word.length / 3));
  let best: string | null = null;
  let fewest = allowed + 1;
  const plain = word.toLowerCase();
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= fewest) continue;
    const edits = distance(plain, candidate.toLowerCase(), fewest);
    if (edits < fewest) {
      best = candidate;
      fewest = edits;
    }
  }
  return best;
}

/** The edits between two words; any number from `limit` on stands for `limit` or more. Only what can lead to fewer is worked out. */
function distance(one: string, other: string, limit: number): number {
  const shorter = Math.min(one.length, other.length);
  let [start, after] = [0, 0];
  while (start < shorter && one[start] === other[start]) start += 1;
  while (after < shorter - start && one.at(-1 - after) === other.at(-1 - after)) after += 1;
  const from = one.slice(start, one.length - after);
  const to = other.slice(start, other.length - after);
  const width = to.length + 1;
  let beforeLast = new Uint32Array(width).fill(limit);
  let last = new Uint32Array(width).map((_, column) => Math.min(column, limit));
  let current = new Uint32Array(width).fill(limit);
  let lastFewest = 0;
  for (let row = 1; row <= from.length; row += 1) {
    const [first, end] = [Math.max(1, row - limit), Math.min(to.length, row + limit)];
    current.fill(limit);
    current[0] = Math.min(row, limit);
    let fewest = current[0];
    for (let column = first; column <= end; column += 1) {
      const same = from[row - 1] === to[column - 1];
      let edits = Math.min(
        at(last, column) + 1,
        at(current, column - 1) + 1,
        at(last, column - 1) + (same ? 0 : 1),
      );
      const swapped =
        row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (swapped) edits = Math.min(edits, at(beforeLast, column - 2) + 1);
      current[column] = Math.min(edits, limit);
      fewest = Math.min(fewest, edits);
    }
    // A swap reaches back over two rows.
    if (fewest >= limit && lastFewest >= limit) return limit;
    lastFewest = fewest;
    [beforeLast, last, current] = [last, current, beforeLast];
  }
  return at(last, to.length);
}

function at(row: Uint32Array, column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
