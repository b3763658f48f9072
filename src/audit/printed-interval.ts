import type { Rounding } from '../exact/ratio.ts';

/** A figure as its source prints it. `5.4` is 54 units at 1 decimal, and says less than `5.40`. */
export interface PrintedFigure {
  readonly units: bigint;
  readonly decimals: number;
}

/**
 * The exact values that a printed figure may stand for: `low`/`scale` to `high`/`scale`, ends included or not.
 * `scale` is 2 × 10^decimals, so that both ends are whole.
 */
export interface PrintedInterval {
  readonly low: bigint;
  readonly lowIncluded: boolean;
  readonly high: bigint;
  readonly highIncluded: boolean;
  readonly scale: bigint;
}

/** Reads a figure as text, decimals counted: `5.40`, `-0.5`, `75`. Throws a RangeError for anything but a plain decimal. */
export function parsePrinted(text: string): PrintedFigure {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text.trim());
  if (match === null) throw new RangeError(`expected a figure such as 75 or 5.40, found "${text}"`);
  const [, sign = '', whole = '', fraction = ''] = match;
  const units = BigInt(whole + fraction);
  return { units: sign === '-' ? -units : units, decimals: fraction.length };
}

/** The interval of exact values that round to the printed figure under the given mode. */
export function printedInterval(figure: PrintedFigure, rounding: Rounding): PrintedInterval {
  const { units, decimals } = figure;
  const scale = 2n * 10n ** BigInt(decimals);
  const middle = 2n * units;
  if (rounding === 'half-even') {
    const even = units % 2n === 0n;
    return { low: middle - 1n, lowIncluded: even, high: middle + 1n, highIncluded: even, scale };
  }
  // Both other modes are symmetric about zero: the end nearer to zero belongs to the figure.
  const reach = rounding === 'truncate' ? 2n : 1n;
  const near = rounding === 'truncate' ? 0n : 1n;
  if (units > 0n) {
    return { low: middle - near, lowIncluded: true, high: middle + reach, highIncluded: false, scale };
  }
  if (units < 0n) {
    return { low: middle - reach, lowIncluded: false, high: middle + near, highIncluded: true, scale };
  }
  return { low: -reach, lowIncluded: false, high: reach, highIncluded: false, scale };
}

/**
 * The whole numbers x, first to last, for which (x·factor − offset) / denominator lies in the interval.
 * `factor` and `denominator` are above zero. Empty where first > last.
 */
export function wholeWithin(
  interval: PrintedInterval,
  factor: bigint,
  offset: bigint,
  denominator: bigint,
): readonly [number, number] {
  const step = factor * interval.scale;
  const low = interval.low * denominator + offset * interval.scale;
  const high = interval.high * denominator + offset * interval.scale;
  const first = interval.lowIncluded ? ceilDivide(low, step) : floorDivide(low, step) + 1n;
  const last = interval.highIncluded ? floorDivide(high, step) : ceilDivide(high, step) - 1n;
  return [Number(first), Number(last)];
}

/**
 * The interval of squares of what the figure may stand for, for comparing a variance with a printed SD without a
 * root. A spread is never negative, so everything below zero counts as zero. Null where no value ≥ 0 fits.
 */
export function squaredInterval(interval: PrintedInterval): PrintedInterval | null {
  if (interval.high < 0n || (interval.high === 0n && !interval.highIncluded)) return null;
  const fromZero = interval.low < 0n;
  return {
    low: fromZero ? 0n : interval.low * interval.low,
    lowIncluded: fromZero || interval.lowIncluded,
    high: interval.high * interval.high,
    highIncluded: interval.highIncluded,
    scale: interval.scale * interval.scale,
  };
}

function floorDivide(a: bigint, b: bigint): bigint {
  return a >= 0n || a % b === 0n ? a / b : a / b - 1n;
}

function ceilDivide(a: bigint, b: bigint): bigint {
  return -floorDivide(-a, b);
}
