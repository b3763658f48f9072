import { type Exact, ratio, sampleSd } from '../exact/ratio.ts';
import type { Scale } from '../study/study.ts';
import type { Tally } from './frequency.ts';
import type { Shorthand } from './result.ts';
import { scoresOf } from './scale.ts';

/** A value, or the reason for none; never both. */
export type Value =
  | { readonly exact: Exact; readonly shorthand: null }
  | { readonly exact: null; readonly shorthand: Shorthand };

/** Σx and Σx² of the scores of those who answered. */
export interface Moments {
  readonly sum: number;
  readonly sumSquares: number;
}

/** Σx and Σx² over those who gave a level; null where the options have no scores. Nobody answered: 0 and 0. */
export function momentsOf(scale: Scale, tally: Tally): Moments | null {
  const scores = scoresOf(scale);
  if (scores === null) return null;
  let sum = 0;
  let sumSquares = 0;
  for (let option = 0; option < scores.length; option++) {
    const score = scores[option] ?? 0;
    const count = tally.counts[option] ?? 0;
    sum += score * count;
    sumSquares += score ** 2 * count;
  }
  return { sum, sumSquares };
}

/**
 * The number of answers among these options. 0 is a number of answers; only where nobody was asked is there none,
 * `[x]`.
 */
export function countOf(tally: Tally, options: readonly number[]): Value {
  return tally.asked === 0 ? NOBODY : value(ratio(chosen(tally, options), 1));
}

/**
 * The share (0 to 1) of those who answered whose answer is among these options: named missing answers, blanks and
 * those not asked are off the base. For a multi the base is those who ticked anything, so shares can add up to more
 * than 1. Nobody answered: `[x]`. No such options on the scale: `[z]`.
 */
export function shareOf(tally: Tally, options: readonly number[]): Value {
  if (options.length === 0) return NOT_APPLICABLE;
  return tally.answered === 0 ? NOBODY : value(ratio(chosen(tally, options), tally.answered));
}

/** Σx/n of the scores of those who answered. Nobody answered: `[x]`; options without scores: `[z]`. */
export function meanOf(scale: Scale, tally: Tally): Value {
  const moments = momentsOf(scale, tally);
  if (moments === null) return NOT_APPLICABLE;
  return tally.answered === 0 ? NOBODY : value(ratio(moments.sum, tally.answered));
}

/**
 * The sample standard deviation (n − 1), as SPSS DESCRIPTIVES and Excel's STDEV.S give it. Nobody answered: `[x]`;
 * one answer: `[u]`; options without scores: `[z]`.
 */
export function sdOf(scale: Scale, tally: Tally): Value {
  const moments = momentsOf(scale, tally);
  if (moments === null) return NOT_APPLICABLE;
  if (tally.answered === 0) return NOBODY;
  const sd = sampleSd(tally.answered, moments.sum, moments.sumSquares);
  return sd === null ? { exact: null, shorthand: '[u]' } : value(sd);
}

/**
 * The middle score of those who answered; between two middle ones half their sum (SPSS FREQUENCIES, Excel's MEDIAN, R's
 * `median`). Nobody answered: `[x]`; options without scores: `[z]`.
 */
export function medianOf(scale: Scale, tally: Tally): Value {
  const scores = scoresOf(scale);
  if (scores === null) return NOT_APPLICABLE;
  if (tally.answered === 0) return NOBODY;
  const levels = risingLevels(scale, scores);
  const at = (rank: number) => {
    let seen = 0;
    for (const { score, option } of levels) {
      seen += tally.counts[option] ?? 0;
      if (seen >= rank) return score;
    }
    throw new RangeError(`expected ${tally.answered} answers with a score, found ${seen}`);
  };
  const low = at(Math.floor((tally.answered + 1) / 2));
  const high = at(Math.floor(tally.answered / 2) + 1);
  return value(low === high ? ratio(low, 1) : ratio(low + high, 2));
}

interface ScoredLevel {
  readonly score: number;
  readonly option: number;
}

const rising = new WeakMap<Scale, readonly ScoredLevel[]>();

/** The levels from the lowest score to the highest, which a scale may list in another order; found once a scale. */
function risingLevels(scale: Scale, scores: readonly (number | null)[]): readonly ScoredLevel[] {
  const known = rising.get(scale);
  if (known !== undefined) return known;
  const made = scores
    .flatMap((score, option) => (score === null ? [] : [{ score, option }]))
    .sort((a, b) => a.score - b.score);
  rising.set(scale, made);
  return made;
}

const NOBODY: Value = { exact: null, shorthand: '[x]' };
const NOT_APPLICABLE: Value = { exact: null, shorthand: '[z]' };

function value(exact: Exact): Value {
  return { exact, shorthand: null };
}

/** The answers among these options. */
export function chosen(tally: Tally, options: readonly number[]): number {
  let sum = 0;
  for (const option of options) sum += tally.counts[option] ?? 0;
  return sum;
}
