import { divide, multiply, subtract, total } from '../../exact/arithmetic.ts';
import { ratio } from '../../exact/ratio.ts';
import { intervalScores, ordinalScores } from './category-scores.ts';
import { type Measure, undefinedFor } from './measure.ts';
import type { Level } from './ratings.ts';
import { pairable, type UnitCounts, type UnitPattern } from './unit-counts.ts';

/**
 * Krippendorff's alpha of any number of coders, missing ratings allowed: 1 − D_o ÷ D_e. Units with fewer than two
 * ratings are dropped. D_o is the mean squared difference δ² of the pairs of ratings within units, each unit's pairs
 * weighing 1 ÷ (ratings − 1), which is what its coincidence matrix holds; D_e is that of all pairs of ratings, whichever
 * unit they are in. δ² is 1 or 0 (nominal), the squared difference of mid-ranks (ordinal) or of numbers (interval).
 * Undefined where no unit has two ratings, or all ratings left are of one category. Throws a RangeError for an interval
 * scale whose categories are no numbers. Source: Krippendorff (2011), Computing Krippendorff's Alpha-Reliability;
 * (2019), Content Analysis, 4th edition, chapter 12.
 */
export function krippendorffAlpha(counts: UnitCounts, level: Level): Measure {
  const patterns = pairable(counts);
  if (patterns.length === 0) return undefinedFor('no-pairs');
  const ratings = ratingsByCategory(patterns, counts.categories.length);
  const scores = scoresOf(counts, ratings, level);
  const expected = differences(ratings, scores);
  if (expected === 0n) return undefinedFor('no-variation');
  const observed = total(
    patterns.map((pattern) =>
      ratio(BigInt(pattern.units) * differences(pattern.counts, scores), pattern.ratings - 1),
    ),
  );
  const pairs = ratio(ratings.reduce((sum, count) => sum + count, 0) - 1, 1);
  return subtract(ratio(1, 1), divide(multiply(pairs, observed), ratio(expected, 1)));
}

/** What differences are taken of, by category; null where categories are only the same or not. */
function scoresOf(counts: UnitCounts, ratings: readonly number[], level: Level): readonly bigint[] | null {
  // A record, so that a new level won't compile until it is handled.
  const scores: Record<Level, () => readonly bigint[] | null> = {
    nominal: () => null,
    ordinal: () => ordinalScores(ratings).map(BigInt),
    interval: () => intervalScores(counts.categories),
  };
  return scores[level]();
}

/** Ratings of each category over these units. */
export function ratingsByCategory(patterns: readonly UnitPattern[], categories: number): readonly number[] {
  const sums = new Array<number>(categories).fill(0);
  for (const { counts, units } of patterns) {
    for (const [category, count] of counts.entries()) sums[category] = (sums[category] ?? 0) + count * units;
  }
  return sums;
}

/** Σ δ² over the ordered pairs of that many ratings of each category. */
function differences(counts: readonly number[], scores: readonly bigint[] | null): bigint {
  let all = 0n;
  let first = 0n;
  let second = 0n;
  for (const [category, count] of counts.entries()) {
    if (count === 0) continue;
    const many = BigInt(count);
    const score = scores?.[category] ?? 0n;
    all += many;
    // Nominal: n² − Σ n_c². Scores s: Σ (s − t)² = 2(n Σ s² − (Σ s)²).
    first += scores === null ? 0n : many * score;
    second += scores === null ? many * many : many * score * score;
  }
  return scores === null ? all * all - second : 2n * (all * second - first * first);
}
