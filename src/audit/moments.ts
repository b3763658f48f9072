/**
 * How a number of answers can lie on some levels of a scale, given their sum and sum of squares.
 *
 * Levels are measured from the lowest, in the largest unit that divides all distances (`steps` 0 < d₁ < d₂ …: 0, 1, 2
 * for levels that score 0, 50, 100), so that an answer at the lowest adds nothing to either. m answers with sum s and sum of squares q then exist exactly when the fewest answers above the lowest
 * level that give (s, q) are at most m: one table of fewest answers, filled as for making change with coins,
 * serves every m.
 */
export interface Levels {
  /** The lowest value; what `steps` are measured from. */
  readonly lowest: number;
  /** What one step is worth. */
  readonly unit: number;
  /** Ascending, from 0, in units. */
  readonly steps: readonly number[];
  /** In units, and in squares of units. */
  readonly maxSum: number;
  readonly maxSquares: number;
  /** By sum × (maxSquares + 1) + squares; UNREACHABLE where no answers give them. */
  readonly fewest: Uint16Array;
}

const UNREACHABLE = 0xffff;

/**
 * The table for levels with these values (whole, ascending, distinct, at least one), sums and sums of squares above
 * the lowest level up to the given ones. Costs (levels − 1) × sum × squares steps, both in units.
 */
export function tabulateLevels(
  values: readonly number[],
  largestSum: number,
  largestSquares: number,
): Levels {
  const lowest = values[0] ?? 0;
  const unit = values.map((value) => value - lowest).reduce(commonDivisor, 0) || 1;
  const steps = values.map((value) => (value - lowest) / unit);
  const maxSum = Math.floor(largestSum / unit);
  const maxSquares = Math.floor(largestSquares / (unit * unit));
  const width = maxSquares + 1;
  const fewest = new Uint16Array((maxSum + 1) * width).fill(UNREACHABLE);
  fewest[0] = 0;
  for (const step of steps) {
    if (step === 0) continue;
    const square = step * step;
    for (let sum = step; sum <= maxSum; sum++) {
      const from = (sum - step) * width;
      const to = sum * width + square;
      // x² lies between x and step·x for every whole x up to the step, so no other sum of squares can be reached.
      const last = Math.min(maxSquares, step * sum) - square;
      for (let squares = Math.max(0, sum - step); squares <= last; squares++) {
        const before = fewest[from + squares] ?? UNREACHABLE;
        if (before !== UNREACHABLE && before + 1 < (fewest[to + squares] ?? 0)) {
          fewest[to + squares] = before + 1;
        }
      }
    }
  }
  return { lowest, unit, steps, maxSum, maxSquares, fewest };
}

/** Whether `answers` answers can have this sum and sum of squares, both measured from the lowest level. */
export function reachable(levels: Levels, answers: number, sum: number, squares: number): boolean {
  const s = sum / levels.unit;
  const q = squares / (levels.unit * levels.unit);
  if (s < 0 || q < 0 || s > levels.maxSum || q > levels.maxSquares) return false;
  if (!Number.isInteger(s) || !Number.isInteger(q)) return false;
  return (levels.fewest[s * (levels.maxSquares + 1) + q] ?? UNREACHABLE) <= answers;
}

/**
 * Calls `visit` with the counts a level, lowest first, of each way to place the answers; stops when it returns
 * false, and then returns false. The array is reused: copy what is kept. Order: fewest at the highest level first.
 */
export function placements(
  levels: Levels,
  answers: number,
  sum: number,
  squares: number,
  visit: (counts: readonly number[]) => boolean,
): boolean {
  if (!reachable(levels, answers, sum, squares)) return true;
  const { steps } = levels;
  const counts = new Array<number>(steps.length).fill(0);
  const place = (level: number, left: number, s: number, q: number): boolean => {
    const step = steps[level] ?? 0;
    if (level <= 2) return lastThree(steps, counts, level, left, s, q, visit);
    const most = Math.min(left, Math.floor(s / step), Math.floor(q / (step * step)));
    const below = steps[level - 1] ?? 0;
    // Without enough here the levels below could not reach q: each of their answers has x² ≤ below·x.
    const least = Math.max(0, Math.ceil((q - below * s) / (step * (step - below))));
    for (let here = least; here <= most; here++) {
      const sum = s - here * step;
      const squares = q - here * step * step;
      const rest = left - here;
      if (squares < sum || sum * sum > rest * squares) continue;
      counts[level] = here;
      if (!place(level - 1, rest, sum, squares)) return false;
    }
    counts[level] = 0;
    return true;
  };
  return place(steps.length - 1, answers, sum / levels.unit, squares / (levels.unit * levels.unit));
}

/** On three levels or fewer, number, sum and sum of squares leave one placement at most (Vandermonde). */
function lastThree(
  steps: readonly number[],
  counts: number[],
  level: number,
  left: number,
  s: number,
  q: number,
  visit: (counts: readonly number[]) => boolean,
): boolean {
  const low = level >= 1 ? (steps[1] ?? 0) : 0;
  const high = level >= 2 ? (steps[2] ?? 0) : 0;
  let atHigh = 0;
  let atLow = 0;
  if (level >= 2) {
    const over = q - low * s;
    if (over < 0 || over % (high * (high - low)) !== 0) return true;
    atHigh = over / (high * (high - low));
  }
  if (level >= 1) {
    const rest = s - high * atHigh;
    if (rest < 0 || rest % low !== 0) return true;
    atLow = rest / low;
  }
  if (atHigh * high + atLow * low !== s || atHigh * high * high + atLow * low * low !== q) return true;
  if (atHigh + atLow > left) return true;
  if (level >= 2) counts[2] = atHigh;
  if (level >= 1) counts[1] = atLow;
  counts[0] = left - atHigh - atLow;
  return visit(counts);
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}
