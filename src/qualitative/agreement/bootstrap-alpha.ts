import { type Random, randomFor } from '../../exact/random.ts';
import { intervalScores, ordinalScores } from './category-scores.ts';
import { krippendorffAlpha } from './krippendorff-alpha.ts';
import { type Undefined, undefinedFor } from './measure.ts';
import type { Level } from './ratings.ts';
import { pairable, type UnitCounts } from './unit-counts.ts';

/** How an interval is had: so many resamples, drawn with this seed. */
export interface Resampling {
  readonly resamples: number;
  readonly seed: number;
}

/** The share of resamples within an interval, in percent. */
export const CONFIDENCE = 95;

/** A bootstrap interval. Its limits are alphas of two of the resamples, as binary floating-point numbers. */
export interface Interval {
  readonly kind: 'interval';
  readonly low: number;
  readonly high: number;
  /** Resamples in which alpha is defined; the limits are percentiles of these. */
  readonly defined: number;
  /** Resamples without variation, where it is not. */
  readonly without: number;
}

/**
 * The 95 % percentile interval of alpha: as many units as there are, drawn with replacement from those that two coders
 * or more rated, alpha computed anew from what was drawn (Efron & Tibshirani 1993, chapter 13; for alpha, Zapf and
 * others 2016). `clusters` are units that belong together and are drawn together, such as the codes of one answer: lists
 * of positions in `counts.patternOf`; null: each unit for itself. The limits are the ⌈2.5 % · B⌉th and ⌈97.5 % · B⌉th of
 * the B resamples that have an alpha (R's `quantile` type 1). The same seed and purpose give the same limits. Undefined
 * where alpha is, where it is 1 (every resample's would be), with fewer than two units or clusters, without resamples, and
 * where none of them has an alpha.
 *
 * Not the interval of Hayes & Krippendorff (2007), who resample pairs of ratings and hold chance agreement fixed: drawing units keeps together
 * what belongs together, and lets the shares of the categories vary as they would in another sample.
 */
export function bootstrapAlpha(
  counts: UnitCounts,
  level: Level,
  clusters: readonly (readonly number[])[] | null,
  { resamples, seed }: Resampling,
  purpose: string,
): Interval | Undefined {
  const alpha = krippendorffAlpha(counts, level);
  if (alpha.kind === 'undefined') return alpha;
  if (alpha.numerator === alpha.denominator) return undefinedFor('no-disagreement');
  const drawable = layOut(counts, clusters);
  if (drawable.clusters < 2) return undefinedFor('too-few-units');
  if (resamples === 0) return undefinedFor('not-asked');
  const alphaOf = floatingAlpha(counts, level);
  const random = randomFor(seed, purpose);
  const draws = new Float64Array(resamples);
  let defined = 0;
  for (let turn = 0; turn < resamples; turn++) {
    const drawn = alphaOf(resample(drawable, random, counts.patterns.length));
    if (drawn !== null) draws[defined++] = drawn;
  }
  if (defined === 0) return undefinedFor('too-few-resamples');
  const sorted = draws.subarray(0, defined).sort();
  const limit = (percent: number) => sorted[Math.ceil((defined * percent) / 200) - 1] ?? 0;
  return {
    kind: 'interval',
    low: limit(100 - CONFIDENCE),
    high: limit(100 + CONFIDENCE),
    defined,
    without: resamples - defined,
  };
}

/** The patterns of each cluster and how often it has them, one cluster after the other; `starts` has one place more than there are clusters. */
interface Drawable {
  readonly clusters: number;
  readonly starts: Int32Array;
  readonly patterns: Int32Array;
  readonly times: Int32Array;
}

function layOut(counts: UnitCounts, clusters: readonly (readonly number[])[] | null): Drawable {
  const starts = [0];
  const patterns: number[] = [];
  const times: number[] = [];
  for (const cluster of clusters ?? counts.patternOf.map((_, unit) => [unit])) {
    const within = new Map<number, number>();
    for (const unit of cluster) {
      const at = counts.patternOf[unit] ?? -1;
      if ((counts.patterns[at]?.ratings ?? 0) >= 2) within.set(at, (within.get(at) ?? 0) + 1);
    }
    patterns.push(...within.keys());
    times.push(...within.values());
    if (within.size > 0) starts.push(patterns.length);
  }
  return {
    clusters: starts.length - 1,
    starts: Int32Array.from(starts),
    patterns: Int32Array.from(patterns),
    times: Int32Array.from(times),
  };
}

/** How often each pattern is in one resample. */
function resample(drawable: Drawable, random: Random, kinds: number): Int32Array {
  const { clusters, starts, patterns, times } = drawable;
  const drawn = new Int32Array(kinds);
  const pick = random.picker(clusters);
  for (let turn = 0; turn < clusters; turn++) {
    const cluster = pick();
    const end = starts[cluster + 1] ?? 0;
    for (let at = starts[cluster] ?? 0; at < end; at++) {
      const pattern = patterns[at] ?? 0;
      drawn[pattern] = (drawn[pattern] ?? 0) + (times[at] ?? 0);
    }
  }
  return drawn;
}

/** As `krippendorffAlpha`, in floating point and for other numbers of units of each pattern; null without variation. */
function floatingAlpha(counts: UnitCounts, level: Level): (times: Int32Array) => number | null {
  const kept = new Set(pairable(counts));
  const parts = counts.patterns.map((pattern) => ({
    kept: kept.has(pattern),
    ratings: pattern.ratings,
    used: pattern.counts.flatMap((count, category) => (count > 0 ? [[category, count] as const] : [])),
  }));
  const fixed = level === 'interval' ? intervalScores(counts.categories).map(Number) : null;
  // Scores of ranks alone differ from resample to resample, and with them what a pattern's ratings differ by.
  const own = level === 'ordinal' ? null : Float64Array.from(parts, ({ used }) => differences(used, fixed));
  const sums = new Float64Array(counts.categories.length);
  return (times) => {
    sums.fill(0);
    let ratings = 0;
    for (let at = 0; at < parts.length; at++) {
      const part = parts[at];
      const many = part?.kept === true ? (times[at] ?? 0) : 0;
      if (part === undefined || many === 0) continue;
      ratings += many * part.ratings;
      for (const [category, count] of part.used) sums[category] = (sums[category] ?? 0) + many * count;
    }
    if (sums.reduce((kinds, count) => (count > 0 ? kinds + 1 : kinds), 0) < 2) return null;
    const scores = level === 'ordinal' ? ordinalScores([...sums]) : fixed;
    let observed = 0;
    for (let at = 0; at < parts.length; at++) {
      const part = parts[at];
      const many = part?.kept === true ? (times[at] ?? 0) : 0;
      if (part === undefined || many === 0) continue;
      observed += (many * (own?.[at] ?? differences(part.used, scores))) / (part.ratings - 1);
    }
    return 1 - ((ratings - 1) * observed) / differences([...sums.entries()], scores);
  };
}

function differences(used: readonly (readonly [number, number])[], scores: readonly number[] | null): number {
  let all = 0;
  let first = 0;
  let second = 0;
  for (const [category, count] of used) {
    const score = scores?.[category] ?? 0;
    all += count;
    first += count * score;
    second += scores === null ? count * count : count * score * score;
  }
  return scores === null ? all * all - second : 2 * (all * second - first * first);
}
