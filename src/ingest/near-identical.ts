import type { ResponseBatch } from './responses.ts';

/** A row that is nearly the same as an earlier one. `same` of `answered` questions that either answered. */
export interface NearPair {
  readonly row: number;
  readonly earlier: { readonly file: number; readonly row: number };
  readonly same: number;
  readonly answered: number;
}

/** The answers of the latest rows, in bounded memory. */
export interface NearIdentity {
  /** Compares a row of a batch with those before it, then keeps it: the likest earlier row, or null where none is near. */
  readonly see: (batch: ResponseBatch, row: number, file: number) => NearPair | null;
  /** Whether so many rows were seen that the earliest were forgotten. */
  readonly forgot: () => boolean;
}

const LEAST_ANSWERED = 20;
/** Two rows may differ in one of so many answers. */
const ONE_IN = 10;
/** Neighbouring questions in a band; two rows are compared once they agree on one band's answers. */
const BAND = 8;
const LEAST_IN_BAND = 4;
/** Earlier rows remembered for each band's answers. */
const DEPTH = 4;
const SLOTS = 1 << 16;
/** Rows kept. */
export const ROWS_KEPT = 20_000;

/**
 * Finds rows with at least 90 % of their closed answers the same as an earlier row's, where both answered 20 or more; the
 * base is the questions that either answered, and a multi's answer is its ticks together. Not every pair is compared: only
 * rows with the same answers to a band of 8 neighbouring questions (4 of them answered), the latest 4 for each band's
 * answers, among the latest 20,000 rows. (Locality-sensitive hashing by bands: Leskovec, Rajaraman and Ullman, Mining of
 * Massive Datasets, ch. 3.) Time is linear and memory bounded in rows.
 */
export function watchNearIdentity(questions: readonly string[], rowsKept = ROWS_KEPT): NearIdentity {
  const width = questions.length;
  const bands = Math.ceil(width / BAND);
  const slots = new Int32Array(SLOTS * DEPTH).fill(-1);
  let answers = new Int16Array(Math.min(256, rowsKept) * width);
  const places: { file: number; row: number }[] = [];
  let seen = 0;

  const compare = (one: Int16Array, other: number): { same: number; answered: number } | null => {
    const start = (other % rowsKept) * width;
    let same = 0;
    let differ = 0;
    let mine = 0;
    let theirs = 0;
    for (let at = 0; at < width; at += 1) {
      const a = one[at] ?? 0;
      const b = answers[start + at] ?? 0;
      if (a > 0) mine += 1;
      if (b > 0) theirs += 1;
      if (a <= 0 && b <= 0) continue;
      if (a === b) same += 1;
      else {
        differ += 1;
        if (differ * ONE_IN > width) return null;
      }
    }
    const answered = same + differ;
    const near = Math.min(mine, theirs) >= LEAST_ANSWERED && differ * ONE_IN <= answered;
    return near ? { same, answered } : null;
  };

  return {
    see(batch, row, file) {
      const own = answersOf(batch, questions, row);
      const slotsOfRow = bandSlots(own, bands);
      let best: { same: number; answered: number; other: number } | null = null;
      const compared = new Set<number>();
      for (const slot of slotsOfRow) {
        for (let depth = 0; depth < DEPTH; depth += 1) {
          const other = slots[slot * DEPTH + depth] ?? -1;
          if (other < 0 || other < seen - rowsKept || compared.has(other)) continue;
          compared.add(other);
          const pair = compare(own, other);
          if (pair !== null && (best === null || pair.same * best.answered > best.same * pair.answered)) {
            best = { ...pair, other };
          }
        }
      }
      const place = seen % rowsKept;
      if ((place + 1) * width > answers.length) {
        const larger = new Int16Array(Math.min(rowsKept * width, answers.length * 2 + width));
        larger.set(answers);
        answers = larger;
      }
      answers.set(own, place * width);
      const earlier = best === null ? undefined : places[best.other % rowsKept];
      places[place] = { file, row: batch.fileRow[row] ?? 0 };
      for (const slot of slotsOfRow) {
        slots.copyWithin(slot * DEPTH + 1, slot * DEPTH, slot * DEPTH + DEPTH - 1);
        slots[slot * DEPTH] = seen;
      }
      seen += 1;
      return best === null || earlier === undefined
        ? null
        : { row: batch.fileRow[row] ?? 0, earlier, same: best.same, answered: best.answered };
    },
    forgot: () => seen > rowsKept,
  };
}

function answersOf(batch: ResponseBatch, questions: readonly string[], row: number): Int16Array {
  return Int16Array.from(questions, (question) => {
    const state = batch.closed.get(question)?.[row] ?? 0;
    const ticks = state > 0 ? batch.ticked.get(question) : undefined;
    if (ticks === undefined) return state;
    let ticked = 1;
    for (const option of ticks) ticked = (Math.imul(ticked, 2) + (option[row] ?? 0)) % 32749;
    return ticked + 1;
  });
}

function bandSlots(answers: Int16Array, bands: number): number[] {
  const slots: number[] = [];
  for (let band = 0; band < bands; band += 1) {
    let hash = band + 1;
    let answered = 0;
    for (let at = band * BAND; at < Math.min((band + 1) * BAND, answers.length); at += 1) {
      const state = answers[at] ?? 0;
      if (state > 0) answered += 1;
      hash = Math.imul(hash ^ (state > 0 ? state : 0), 2654435761) + at;
      hash ^= hash >>> 15;
    }
    if (answered >= LEAST_IN_BAND) slots.push((hash >>> 0) % SLOTS);
  }
  return slots;
}
