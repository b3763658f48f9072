import { numberOf } from '../../exact/number-of.ts';
import { formatExact, type Rounding, ratio, root } from '../../exact/ratio.ts';
import { parsePrinted, printedInterval, squaredInterval, wholeWithin } from '../printed-interval.ts';
import type { Explanation } from './audit-report.ts';
import type { PrintedCell } from './printed-cell.ts';

/** How mean, SD and percentage are taken to have been made. */
interface TestConventions {
  readonly rounding: Rounding;
  readonly deviation: 'sample' | 'population';
}

/**
 * The tests of one figure or two that a cell fails at its n, each a sentence with its source; none where it fails
 * none (the search over all figures at once is stronger than all of them together). Kinds: `test:percent`, `test:grim`,
 * `test:grimmer`, `test:sd-limits`, `test:debit`.
 */
export function failedTests(cell: PrintedCell, how: TestConventions): Explanation[] {
  return [
    percentAgainstN(cell, how),
    grim(cell, how),
    sdLimits(cell, how),
    grimmer(cell, how),
    debit(cell, how),
  ].filter((failure) => failure !== null);
}

function failure(kind: string, text: string): Explanation {
  return { kind: `test:${kind}`, ns: [], text };
}

/** Whether a whole number of n people is the percentage. */
function percentAgainstN({ figures, n }: PrintedCell, { rounding }: TestConventions): Explanation | null {
  if (figures.percent === null) return null;
  const [first, last] = within(figures.percent, rounding, 100n, n);
  if (Math.max(first, 0) <= Math.min(last, n)) return null;
  const below = Math.max(0, first - 1);
  const near = [below, below + 1]
    .filter((count) => count <= n)
    .map((count) => `${count} is ${formatExact(ratio(100 * count, n), 2)} %`);
  return failure(
    'percent',
    `No whole number of ${n} people is ${figures.percent} % (${near.join(', ')}). Source: the GRIM idea for a percentage (Brown & Heathers 2017).`,
  );
}

/** GRIM: whether n whole answers can add up to the mean. */
function grim(cell: PrintedCell, { rounding }: TestConventions): Explanation | null {
  const { figures, n } = cell;
  if (figures.mean === null || sumsOf(cell, rounding).length > 0) return null;
  const [first] = within(figures.mean, rounding, 1n, n);
  const { decimals } = parsePrinted(figures.mean);
  const near = [first - 1, first].map((sum) => formatExact(ratio(sum, n), decimals + 1)).join(' and ');
  return failure(
    'grim',
    `No whole sum of ${numberOf(n, 'answer')} gives a mean of ${figures.mean}; the nearest give ${near}. Source: GRIM (Brown & Heathers 2017).`,
  );
}

/** Whether the SD lies between the least and the largest that n answers with such a mean can have on the scale. */
function sdLimits(cell: PrintedCell, how: TestConventions): Explanation | null {
  const { figures, n, scale } = cell;
  const sums = sumsOf(cell, how.rounding);
  if (figures.sd === null || sums.length === 0) return null;
  if (n < 2) return failure('sd-limits', 'One answer has no SD. Source: the definition of the sample SD.');
  const limits = sums.map((sum) => squareLimits(scale, n, sum));
  const possible = sums.some((sum, index) => {
    const [first, last] = squaresOf(cell, how, sum);
    const [least, most] = limits[index] ?? [0, 0];
    return Math.max(first, least) <= Math.min(last, most);
  });
  // A gap between the limits is GRIMMER's to find; here only what lies outside counts.
  const outside = sums.every((sum, index) => {
    const [first, last] = squaresOf(cell, how, sum);
    const [least, most] = limits[index] ?? [0, 0];
    return last < least || first > most;
  });
  if (possible || !outside) return null;
  const denominator = how.deviation === 'sample' ? n * (n - 1) : n * n;
  const text = (squares: number, sum: number): string =>
    formatExact(root(n * squares - sum * sum, denominator), parsePrinted(figures.sd ?? '0').decimals);
  const [low = 0] = sums;
  const [least, most] = limits[0] ?? [0, 0];
  return failure(
    'sd-limits',
    `With mean ${figures.mean} and ${numberOf(n, 'answer')} from ${scale[0]} to ${scale[1]}, the SD can be ${text(least, low)} to ${text(most, low)}; printed is ${figures.sd}. Source: arithmetic of answers between two ends with a given sum.`,
  );
}

/** GRIMMER: whether a whole sum of squares of the right parity gives the SD, for any sum that gives the mean. */
function grimmer(cell: PrintedCell, how: TestConventions): Explanation | null {
  const { figures, n } = cell;
  const sums = sumsOf(cell, how.rounding);
  if (figures.sd === null || figures.mean === null || sums.length === 0 || n < 2) return null;
  const possible = sums.some((sum) => {
    const [first, last] = squaresOf(cell, how, sum);
    // x² is odd exactly when x is, so the sum of squares is odd exactly when the sum is.
    const parity = Math.abs(sum) % 2;
    return first + (first % 2 === parity ? 0 : 1) <= last;
  });
  if (possible) return null;
  const totals = sums.length === 1 ? `the only sum (${sums[0]})` : `all ${sums.length} sums`;
  return failure(
    'grimmer',
    `No whole sum of squares, odd or even as the sum is, gives an SD of ${figures.sd} with mean ${figures.mean} and ${numberOf(n, 'answer')}; ${totals} that round to the mean were tried. Source: GRIMMER (Anaya 2016; parity: Allard 2018).`,
  );
}

/** DEBIT: where there are two levels, mean and n leave one SD. */
function debit(cell: PrintedCell, how: TestConventions): Explanation | null {
  const { figures, n, scale } = cell;
  const sums = sumsOf(cell, how.rounding);
  if (scale[1] - scale[0] !== 1 || figures.sd === null || sums.length === 0 || n < 2) return null;
  const denominator = how.deviation === 'sample' ? n * (n - 1) : n * n;
  const decimals = parsePrinted(figures.sd).decimals;
  const sds = sums.map((sum) => {
    const ones = sum - n * scale[0];
    return formatExact(root(n * ones - ones * ones, denominator), decimals, how.rounding);
  });
  if (sds.includes(figures.sd)) return null;
  return failure(
    'debit',
    `With two answers only, mean ${figures.mean} of ${n} leaves an SD of ${[...new Set(sds)].join(' or ')}; printed is ${figures.sd}. Source: DEBIT (Heathers & Brown 2019).`,
  );
}

/** All sums of n answers on the scale that round to the mean; all sums where none is printed. */
export function sumsOf({ figures, n, scale }: PrintedCell, rounding: Rounding): number[] {
  const [first, last] =
    figures.mean === null ? [n * scale[0], n * scale[1]] : within(figures.mean, rounding, 1n, n);
  const from = Math.max(first, n * scale[0]);
  const to = Math.min(last, n * scale[1]);
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}

/** The sums of squares, first to last, that give the SD with this sum; whether answers have them is another question. */
function squaresOf(
  { figures, n }: PrintedCell,
  how: TestConventions,
  sum: number,
): readonly [number, number] {
  const interval = squaredInterval(printedInterval(parsePrinted(figures.sd ?? '0'), how.rounding));
  if (interval === null) return [0, -1];
  const answers = BigInt(n);
  const denominator = answers * (how.deviation === 'sample' ? answers - 1n : answers);
  return wholeWithin(interval, answers, BigInt(sum) * BigInt(sum), denominator);
}

/** The least and largest sum of squares of n answers on the scale with this sum: all as equal, all as far apart, as can be. */
export function squareLimits(
  [low, high]: readonly [number, number],
  n: number,
  sum: number,
): readonly [number, number] {
  const level = Math.floor(sum / n);
  const above = sum - n * level;
  const least = above * (level + 1) ** 2 + (n - above) * level ** 2;
  const width = high - low;
  const atHigh = Math.floor((sum - n * low) / width);
  const rest = sum - n * low - atHigh * width;
  const most = atHigh * high ** 2 + (atHigh < n ? (low + rest) ** 2 + (n - atHigh - 1) * low ** 2 : 0);
  return [least, most];
}

function within(text: string, rounding: Rounding, factor: bigint, n: number): readonly [number, number] {
  return wholeWithin(printedInterval(parsePrinted(text), rounding), factor, 0n, BigInt(n));
}
