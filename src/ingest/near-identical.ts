import type { ResponseBatch } from '../study/responses.ts';
import { type AnswerColumn, answerColumn } from './answer-column.ts';

/** A row that is nearly the same as an earlier one. `same` of `answered` questions that either answered. */
export interface NearPair {
  readonly row: number;
  readonly earlier: { readonly file: number; readonly row: number };
  readonly same: number;
  readonly answered: number;
}

/** The answers of the latest rows, in bounded memory. */
export interface NearIdentity {
  /** For a batch: compares a row with those before it, then keeps it; gives the likest earlier row, or null where none is near. */
  readonly open: (batch: ResponseBatch, file: number) => (row: number) => NearPair | null;
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
const SLOTS = 1 << 17;
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
  const answered: number[] = [];
  let seen = 0;

  /** Where they are near: with one answer in ten differing at most, no more differ than a ninth of the fewer answers. */
  const compare = (
    one: Int16Array,
    mine: number,
    other: number,
  ): { same: number; answered: number } | null => {
    const theirs = answered[other % rowsKept] ?? 0;
    const fewer = Math.min(mine, theirs);
    const most = Math.floor(fewer / (ONE_IN - 1));
    if (fewer < LEAST_ANSWERED || Math.abs(mine - theirs) > most) return null;
    const start = (other % rowsKept) * width;
    let same = 0;
    let differ = 0;
    for (let at = 0; at < width; at += 1) {
      const a = one[at] ?? 0;
      const b = answers[start + at] ?? 0;
      if (a <= 0 && b <= 0) continue;
      if (a === b) same += 1;
      else if (differ === most) return null;
      else differ += 1;
    }
    return differ * ONE_IN <= same + differ ? { same, answered: same + differ } : null;
  };

  return {
    open(batch, file) {
      const block = answersByRow(
        questions.map((question) => answerColumn(batch, question)),
        batch.rows,
      );
      return (row) => {
        const own = block.subarray(row * width, (row + 1) * width);
        const mine = own.reduce((count, state) => count + (state > 0 ? 1 : 0), 0);
        const slotsOfRow = mine < LEAST_ANSWERED ? [] : bandSlots(own, bands);
        let best: { same: number; answered: number; other: number } | null = null;
        const compared = new Set<number>();
        for (const slot of slotsOfRow) {
          for (let depth = 0; depth < DEPTH; depth += 1) {
            const other = slots[slot * DEPTH + depth] ?? -1;
            if (other < 0 || other < seen - rowsKept || compared.has(other)) continue;
            compared.add(other);
            const pair = compare(own, mine, other);
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
        answered[place] = mine;
        const earlier = best === null ? undefined : places[best.other % rowsKept];
        places[place] = { file, row: batch.fileRow[row] ?? 0 };
        for (const slot of slotsOfRow) {
          for (let depth = DEPTH - 1; depth > 0; depth -= 1) {
            slots[slot * DEPTH + depth] = slots[slot * DEPTH + depth - 1] ?? -1;
          }
          slots[slot * DEPTH] = seen;
        }
        seen += 1;
        return best === null || earlier === undefined
          ? null
          : { row: batch.fileRow[row] ?? 0, earlier, same: best.same, answered: best.answered };
      };
    },
    forgot: () => seen > rowsKept,
  };
}

/** Row by row, each closed answer as one number above 0, of a multi its ticks together; 0 or below where there is none. */
function answersByRow(columns: readonly AnswerColumn[], rows: number): Int16Array {
  const width = columns.length;
  const block = new Int16Array(rows * width);
  for (const [at, { states, ticks }] of columns.entries()) {
    if (states === null) continue;
    for (let row = 0; row < rows; row += 1) {
      let state = states[row] ?? 0;
      if (state > 0 && ticks.length > 0) {
        for (const option of ticks) state = (state * 2 + (option[row] ?? 0)) % 32749;
        state += 1;
      }
      block[row * width + at] = state;
    }
  }
  return block;
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
