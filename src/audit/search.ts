import type { Rounding } from '../exact/ratio.ts';
import { type Levels, placements, reachable, tabulateLevels } from './moments.ts';
import { parsePrinted, printedInterval, squaredInterval, wholeWithin } from './printed-interval.ts';

/** The figures of one published cell, as text: the decimals printed say how each was rounded. Null: not printed. */
export interface CellFigures {
  /** The whole numbers that the levels score, in any order; each once. */
  readonly scale: readonly number[];
  /** The values that the percentage is of; null where there is no percentage. */
  readonly agree: readonly number[] | null;
  readonly percent: string | null;
  readonly mean: string | null;
  readonly sd: string | null;
  readonly rounding: Rounding;
  /** `sample` divides by n − 1 (SPSS, Excel's STDEV.S), `population` by n. */
  readonly deviation: 'sample' | 'population';
  /** Where the percentage was rounded otherwise than mean and SD. */
  readonly percentRounding?: Rounding;
  /** Where the percentage is of another number of people than gave the mean and SD; those answers are among them. */
  readonly percentBase?: number;
}

/** Tables of the two parts of a scale, agreeing levels and others, that serve any figures on it: see `tabulateScale`. */
export interface ScaleTables {
  readonly inside: Levels;
  readonly outside: Levels;
  /** The most respondents they serve. */
  readonly largest: number;
}

/** What the search found for one number of respondents. */
interface CountsFound {
  readonly n: number;
  readonly feasible: boolean;
  /** Counts by level, in the order of `scale`; null where none exist. */
  readonly witness: readonly number[] | null;
  /** How many different counts give the figures, counted up to the cap. */
  readonly solutions: number;
  /** There are at least `solutions`: counting stopped at the cap. */
  readonly capped: boolean;
}

export interface CountSearch {
  /** Whether any counts of n respondents give every figure. */
  readonly feasible: (n: number) => boolean;
  /** All counts up to `cap` (1,000 unless told), in the order of `scale`, the same order every time. */
  readonly list: (n: number, cap?: number) => readonly (readonly number[])[];
  /** Feasibility, a witness and the number of solutions up to `cap` (1,000 unless told). */
  readonly find: (n: number, cap?: number) => CountsFound;
}

/** How many solutions are counted unless a caller says otherwise. */
const SOLUTION_CAP = 1000;

/**
 * Prepares the exhaustive, exact search for whole answer counts that round to every printed figure at once, for
 * any number of respondents from 1 to `largest`; more throws a RangeError. It tries every percentage numerator,
 * sum and sum of squares that the figures allow (whole-number comparisons; on squares for the SD) and asks of each
 * whether answers among the agreeing levels and the others can make them up: see `moments.ts`. Nothing is sampled
 * and no floating point decides: "none" means none. An SD of one respondent does not exist, so where one is
 * printed n = 1 has no counts. Where many figures on one scale are searched, `shared` tables of that scale and its
 * agreeing levels save making them each time. Same idea as GRIM and SPRITE (Brown & Heathers 2017), done exhaustively.
 */
export function prepareSearch(
  figures: CellFigures,
  largest: number,
  shared: ScaleTables | null = null,
): CountSearch {
  check(figures);
  const agree = new Set(figures.percent === null ? figures.scale : figures.agree);
  const sorted = [...figures.scale].sort((a, b) => a - b);
  const inside = sorted.filter((value) => agree.has(value));
  const outside = sorted.filter((value) => !agree.has(value));
  if (shared !== null && shared.largest < largest)
    throw new RangeError(`the scale's tables serve ${shared.largest} respondents, not ${largest}`);
  const bounds = shared === null ? boundsOf(figures, sorted, largest) : [];
  const inTable = shared?.inside ?? tableFor(inside, bounds, largest);
  const outTable = shared?.outside ?? tableFor(outside, bounds, largest);
  const position = new Map(figures.scale.map((value, index) => [value, index]));

  const splits = (n: number, visit: Visit): boolean => {
    if (n > largest) throw new RangeError(`prepared for up to ${largest} respondents, asked for ${n}`);
    const [first, last] = agreeing(figures, n);
    const targets = targetsOf(figures, sorted, n);
    for (let a = Math.max(first, 0); a <= Math.min(last, n); a++) {
      if ((a > 0 && inside.length === 0) || (a < n && outside.length === 0)) continue;
      for (const target of targets) {
        if (!split(inTable, outTable, a, n - a, target, visit)) return false;
      }
    }
    return true;
  };

  const list = (n: number, cap = SOLUTION_CAP) => {
    const found: number[][] = [];
    splits(n, (a, sumIn, squaresIn, sumOut, squaresOut) =>
      placements(inTable, a, sumIn, squaresIn, (within) =>
        placements(outTable, n - a, sumOut, squaresOut, (without) => {
          const counts = new Array<number>(sorted.length).fill(0);
          inside.forEach((value, index) => {
            counts[position.get(value) ?? 0] = within[index] ?? 0;
          });
          outside.forEach((value, index) => {
            counts[position.get(value) ?? 0] = without[index] ?? 0;
          });
          found.push(counts);
          return found.length < cap;
        }),
      ),
    );
    return found;
  };

  return {
    feasible: (n) => !splits(n, () => false),
    list,
    find: (n, cap = SOLUTION_CAP) => {
      const all = list(n, cap);
      return {
        n,
        feasible: all.length > 0,
        witness: all[0] ?? null,
        solutions: all.length,
        capped: all.length >= cap,
      };
    },
  };
}

/**
 * Tables for every figure that `largest` answers on the scale could have: (levels − 1) × sum × squares steps each,
 * nothing left out. `agree` null: no percentage is searched, all levels are one part.
 */
export function tabulateScale(
  scale: readonly number[],
  agree: readonly number[] | null,
  largest: number,
): ScaleTables {
  const sorted = [...scale].sort((a, b) => a - b);
  const within = (values: readonly number[]): Levels => {
    const span = (values[values.length - 1] ?? 0) - (values[0] ?? 0);
    return tabulateLevels(values.length === 0 ? [0] : values, largest * span, largest * span * span);
  };
  return {
    inside: within(sorted.filter((value) => agree === null || agree.includes(value))),
    outside: within(sorted.filter((value) => agree !== null && !agree.includes(value))),
    largest,
  };
}

/** Every n from `from` to `to`, ends included, for which counts exist, ascending. */
export function feasibleBases(figures: CellFigures, from: number, to: number): readonly number[] {
  if (to < from) return [];
  const search = prepareSearch(figures, to);
  return Array.from({ length: to - from + 1 }, (_, index) => from + index).filter(search.feasible);
}

/** A sum of values and the sums of squares, first to last, that the printed mean and SD allow with it. */
interface Target {
  readonly sum: number;
  readonly squares: readonly [number, number];
}

type Visit = (
  answersIn: number,
  sumIn: number,
  squaresIn: number,
  sumOut: number,
  squaresOut: number,
) => boolean;

/** How many of n respondents agree, first to last. */
function agreeing(figures: CellFigures, n: number): readonly [number, number] {
  if (figures.percent === null) return [n, n];
  const rounding = figures.percentRounding ?? figures.rounding;
  const interval = printedInterval(parsePrinted(figures.percent), rounding);
  return wholeWithin(interval, 100n, 0n, BigInt(figures.percentBase ?? n));
}

function targetsOf(figures: CellFigures, sorted: readonly number[], n: number): readonly Target[] {
  const low = sorted[0] ?? 0;
  const high = sorted[sorted.length - 1] ?? 0;
  const widest: readonly [number, number] = [n * low, n * high];
  const [first, last] =
    figures.mean === null
      ? widest
      : wholeWithin(printedInterval(parsePrinted(figures.mean), figures.rounding), 1n, 0n, BigInt(n));
  const targets: Target[] = [];
  for (let sum = Math.max(first, widest[0]); sum <= Math.min(last, widest[1]); sum++) {
    const squares = squaresOf(figures, n, sum, Math.max(low * low, high * high));
    if (squares === null) continue;
    // (x − low)(high − x) is never negative, so Σx² can't be more than this.
    const most = Math.min(squares[1], (low + high) * sum - n * low * high);
    if (squares[0] <= most) targets.push({ sum, squares: [squares[0], most] });
  }
  return targets;
}

function squaresOf(
  figures: CellFigures,
  n: number,
  sum: number,
  largestSquare: number,
): readonly [number, number] | null {
  if (figures.sd === null) return [Math.ceil((sum * sum) / n), n * largestSquare];
  if (n < 2 && figures.deviation === 'sample') return null;
  const interval = squaredInterval(printedInterval(parsePrinted(figures.sd), figures.rounding));
  if (interval === null) return null;
  // variance = (n·Σx² − (Σx)²) / (n(n − 1)), or over n² for a population.
  const answers = BigInt(n);
  const denominator = answers * (figures.deviation === 'sample' ? answers - 1n : answers);
  const [first, last] = wholeWithin(interval, answers, BigInt(sum) * BigInt(sum), denominator);
  return [Math.max(first, Math.ceil((sum * sum) / n)), Math.min(last, n * largestSquare)];
}

/** Visits each way to share a target between `a` agreeing answers and `rest` others; sums from the lowest level up. */
function split(
  inside: Levels,
  outside: Levels,
  a: number,
  rest: number,
  target: Target,
  visit: Visit,
): boolean {
  const topIn = (inside.steps[inside.steps.length - 1] ?? 0) * inside.unit;
  const topOut = (outside.steps[outside.steps.length - 1] ?? 0) * outside.unit;
  const stepIn = inside.unit * inside.unit;
  const stepOut = outside.unit * outside.unit;
  // Σ(x − l)² = Σx² − 2lΣx + ml², per part; the sum is shared first, then the squares.
  const shared = target.sum - a * inside.lowest - rest * outside.lowest;
  for (let sumIn = Math.max(0, shared - rest * topOut); sumIn <= Math.min(a * topIn, shared); sumIn++) {
    const sumOut = shared - sumIn;
    const known =
      2 * inside.lowest * sumIn +
      a * inside.lowest * inside.lowest +
      2 * outside.lowest * sumOut +
      rest * outside.lowest * outside.lowest;
    const leastIn = a === 0 ? 0 : Math.ceil((sumIn * sumIn) / a);
    const leastOut = rest === 0 ? 0 : Math.ceil((sumOut * sumOut) / rest);
    const mostIn = Math.min(topIn * sumIn, target.squares[1] - known - leastOut);
    for (let squaresIn = upTo(leastIn, stepIn); squaresIn <= mostIn; squaresIn += stepIn) {
      if (!reachable(inside, a, sumIn, squaresIn)) continue;
      const from = upTo(Math.max(leastOut, target.squares[0] - known - squaresIn), stepOut);
      const to = Math.min(topOut * sumOut, target.squares[1] - known - squaresIn);
      for (let squaresOut = from; squaresOut <= to; squaresOut += stepOut) {
        if (!reachable(outside, rest, sumOut, squaresOut)) continue;
        if (!visit(a, sumIn, squaresIn, sumOut, squaresOut)) return false;
      }
    }
  }
  return true;
}

/** The first multiple of `step` from `value` on. */
function upTo(value: number, step: number): number {
  return Math.ceil(value / step) * step;
}

/** The most that answers can add up to above the scale's lowest level, and their squares; generous, never short. */
function boundsOf(figures: CellFigures, sorted: readonly number[], largest: number): readonly number[] {
  const lowest = sorted[0] ?? 0;
  const span = (sorted[sorted.length - 1] ?? 0) - lowest;
  // A whole unit above what is printed is beyond every rounding, and both bounds grow with n.
  const above = (text: string) => {
    const { units, decimals } = parsePrinted(text);
    return Number(units + 1n) / 10 ** decimals;
  };
  const mean = figures.mean === null ? span : Math.min(span, Math.max(0, above(figures.mean) - lowest));
  const spread = figures.sd === null ? span : Math.min(span, above(figures.sd));
  return [
    Math.ceil(largest * mean),
    Math.min(Math.ceil(largest * (mean * mean + spread * spread)), largest * span * span),
  ];
}

/** A table large enough for every split of every target, and no larger than this part of the scale can need. */
function tableFor(values: readonly number[], bounds: readonly number[], largest: number): Levels {
  const span = (values[values.length - 1] ?? 0) - (values[0] ?? 0);
  // Measured from the part's own lowest level, sums and squares are at most what they are from the scale's.
  const maxSum = Math.min(largest * span, bounds[0] ?? 0);
  const maxSquares = Math.min(largest * span * span, bounds[1] ?? 0);
  return tabulateLevels(values.length === 0 ? [0] : values, maxSum, maxSquares);
}

function check(figures: CellFigures): void {
  const { scale, agree, percent } = figures;
  if (scale.length === 0) throw new RangeError('expected a scale with at least one level, found none');
  if (!scale.every(Number.isSafeInteger)) throw new RangeError('expected levels that score whole numbers');
  if (new Set(scale).size !== scale.length) throw new RangeError('expected each value once on the scale');
  if (percent !== null && agree === null) {
    throw new RangeError('expected the levels that the percentage is of, found none');
  }
  const stray = agree?.find((value) => !scale.includes(value));
  if (stray !== undefined) throw new RangeError(`expected agreeing levels on the scale, found ${stray}`);
}
