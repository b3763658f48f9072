import { formatExact, type Rounding, ratio, root } from '../../../exact/ratio.ts';
import type { PrintedFigures } from '../printed-cell.ts';

/** Whole random numbers from 0 to below `limit`, the same for the same seed (mulberry32). */
export function seeded(seed: number): (limit: number) => number {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

/** Answers of n people on a scale of so many levels, heaped about a random level as answers are. */
export function randomCounts(random: (limit: number) => number, n: number, levels: number): number[] {
  const counts = new Array<number>(levels).fill(0);
  const middle = random(levels);
  const width = 1 + random(levels);
  for (let person = 0; person < n; person += 1) {
    const drawn = middle + random(width) - random(width);
    const level = Math.min(levels - 1, Math.max(0, drawn));
    counts[level] = (counts[level] ?? 0) + 1;
  }
  return counts;
}

export interface Printing {
  readonly lowest: number;
  readonly agree: readonly number[] | null;
  readonly decimals: number;
  readonly rounding: Rounding;
  readonly percentRounding?: Rounding;
  readonly deviation: 'sample' | 'population';
  readonly percentBase?: number;
}

/** What a report prints of answer counts, lowest level first: straight from the definitions. */
export function printFigures(counts: readonly number[], how: Printing): PrintedFigures {
  const n = counts.reduce((sum, count) => sum + count, 0);
  const total = (of: (value: number) => number): number =>
    counts.reduce((sum, count, index) => sum + count * of(how.lowest + index), 0);
  const sum = total((value) => value);
  const squares = total((value) => value * value);
  const agreeing = total((value) => (how.agree?.includes(value) === true ? 1 : 0));
  const denominator = how.deviation === 'sample' ? n * (n - 1) : n * n;
  return {
    percent:
      how.agree === null
        ? null
        : formatExact(ratio(100 * agreeing, how.percentBase ?? n), 0, how.percentRounding ?? how.rounding),
    mean: formatExact(ratio(sum, n), how.decimals, how.rounding),
    sd: formatExact(root(n * squares - sum * sum, denominator), how.decimals, how.rounding),
  };
}

/** Every way to place n answers on k levels: the definition, with none of a search's shortcuts. */
export function eachComposition(n: number, k: number, visit: (counts: readonly number[]) => void): void {
  const counts = new Array<number>(k).fill(0);
  const place = (level: number, left: number): void => {
    if (level === k - 1) {
      counts[level] = left;
      visit(counts);
      return;
    }
    for (let here = 0; here <= left; here += 1) {
      counts[level] = here;
      place(level + 1, left - here);
    }
  };
  place(0, n);
}
