/** A row that has been seen, by its place among the files of a questionnaire. */
export interface SeenRow {
  readonly file: number;
  readonly row: number;
}

/** What a row is with respect to the rows before it. */
export type Repeat =
  | { readonly kind: 'new' }
  | { readonly kind: 'identical' | 'conflicting' | 'other-file'; readonly first: SeenRow };

/** The rows seen so far, by Response ID and Seq. Number. Memory: one entry a respondent and loop. */
export interface RepeatTracker {
  readonly see: (id: string, sequence: string, hash: number, file: number, row: number) => Repeat;
  readonly ids: (file: number) => number;
}

/**
 * Tells repeats: the same Response ID and Seq. Number again in a file, with all cells the same or not. The same id with
 * another Seq. Number is a loop, and new; a blank Seq. Number is 1. The same key in another file is told apart, since it
 * means that one survey was given twice.
 */
export function trackRepeats(): RepeatTracker {
  const ordinals = new Map<string, number>();
  const files: number[] = [];
  const rows: number[] = [];
  const hashes: number[] = [];
  const counts: number[] = [];
  return {
    see(id, sequence, hash, file, row) {
      const key = repeatKey(id, sequence);
      const ordinal = ordinals.get(key);
      if (ordinal === undefined) {
        ordinals.set(key, files.length);
        files.push(file);
        rows.push(row);
        hashes.push(hash);
        counts[file] = (counts[file] ?? 0) + 1;
        return { kind: 'new' };
      }
      const first = { file: files[ordinal] ?? 0, row: rows[ordinal] ?? 0 };
      if (first.file !== file) return { kind: 'other-file', first };
      return { kind: hashes[ordinal] === hash ? 'identical' : 'conflicting', first };
    },
    ids: (file) => counts[file] ?? 0,
  };
}

/** What two rows must share to be repeats. */
export function repeatKey(id: string, sequence: string): string {
  return `${id} ${sequence === '' ? '1' : sequence}`;
}
