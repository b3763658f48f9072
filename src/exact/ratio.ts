/**
 * How a figure that lies exactly half way between two printed values is rounded.
 * - `half-away`: away from zero, as Excel, SPSS and R's `janitor::round_half_up` print it.
 * - `half-even`: to the even neighbour (IEEE 754, R's `round`).
 * - `truncate`: towards zero.
 */
export type Rounding = 'half-away' | 'half-even' | 'truncate';

/** A figure before it is rounded: a ratio of integers, or the square root of one. Denominators are above zero. */
export type Exact =
  | { readonly kind: 'ratio'; readonly numerator: bigint; readonly denominator: bigint }
  | { readonly kind: 'root'; readonly numerator: bigint; readonly denominator: bigint };

/** A figure that is a ratio of integers; its denominator is above zero. */
export type Ratio = Extract<Exact, { kind: 'ratio' }>;

/** A ratio of two integers. Throws a RangeError when the denominator is not above zero. */
export function ratio(numerator: number | bigint, denominator: number | bigint): Ratio {
  return exact('ratio', BigInt(numerator), BigInt(denominator));
}

/** The square root of a ratio of two integers. Throws a RangeError when the ratio is negative or has no positive denominator. */
export function root(numerator: number | bigint, denominator: number | bigint): Exact {
  if (BigInt(numerator) < 0n) throw new RangeError(`root of a negative number: ${numerator}/${denominator}`);
  return exact('root', BigInt(numerator), BigInt(denominator));
}

/**
 * The sample standard deviation (denominator n − 1, as SPSS's and Excel's STDEV.S) of integers, from their
 * number, sum and sum of squares: √((n·Σx² − (Σx)²) / (n(n − 1))). Null below two values, where none is defined.
 */
export function sampleSd(n: number, sum: number | bigint, sumSquares: number | bigint): Exact | null {
  if (n < 2) return null;
  const count = BigInt(n);
  const total = BigInt(sum);
  return root(count * BigInt(sumSquares) - total * total, count * (count - 1n));
}

/**
 * The figure as a whole number of units of 10^-decimals, rounded once from the exact value: 23/40 × 100 at 0
 * decimals is 58n; 1001/200 at 2 decimals is 501n. Negative ratios round symmetrically about zero.
 */
export function roundToUnits(figure: Exact, decimals: number, rounding: Rounding = 'half-away'): bigint {
  const scale = 10n ** BigInt(decimals);
  if (figure.kind === 'ratio') {
    const negative = figure.numerator < 0n;
    const top = (negative ? -figure.numerator : figure.numerator) * scale;
    const units = nearest(
      top / figure.denominator,
      2n * (top % figure.denominator),
      figure.denominator,
      rounding,
    );
    return negative ? -units : units;
  }
  // √(a/b)·s lies between the integers u and u + 1; on which side of u + ½ is a comparison of whole numbers.
  const top = figure.numerator * scale * scale;
  const units = integerRoot(top / figure.denominator);
  if (rounding === 'truncate') return units;
  const fourfold = 4n * top;
  const middle = (2n * units + 1n) * (2n * units + 1n) * figure.denominator;
  if (fourfold !== middle) return fourfold > middle ? units + 1n : units;
  return rounding === 'half-even' && units % 2n === 0n ? units : units + 1n;
}

/** The figure rounded once and written with exactly that many decimals: `5.40`, `-0.5`, `58`. */
export function formatExact(figure: Exact, decimals: number, rounding: Rounding = 'half-away'): string {
  return formatUnits(roundToUnits(figure, decimals, rounding), decimals);
}

/** A whole number of units of 10^-decimals as text: (540n, 2) is `5.40`. */
export function formatUnits(units: bigint, decimals: number): string {
  const negative = units < 0n;
  const digits = (negative ? -units : units).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const text = decimals === 0 ? digits : `${whole}.${digits.slice(digits.length - decimals)}`;
  return negative ? `-${text}` : text;
}

/** A share (0 to 1) as a percentage (0 to 100), as exact as it was. Throws a RangeError for a root, which no share is. */
export function percentOf(share: Exact): Exact {
  if (share.kind === 'root') throw new RangeError('a share is no root');
  return { ...share, numerator: share.numerator * 100n };
}

/** The figure as the nearest binary floating-point number, for charts and data frames; never for printing. */
export function toNumber(figure: Exact): number {
  const value = Number(figure.numerator) / Number(figure.denominator);
  return figure.kind === 'ratio' ? value : Math.sqrt(value);
}

/** The largest integer whose square is at most `n` (Newton's method). */
export function integerRoot(n: bigint): bigint {
  if (n < 2n) return n;
  let guess = 1n << BigInt((n.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (guess + n / guess) >> 1n;
    if (next >= guess) return guess;
    guess = next;
  }
}

function exact<K extends Exact['kind']>(
  kind: K,
  numerator: bigint,
  denominator: bigint,
): { readonly kind: K; readonly numerator: bigint; readonly denominator: bigint } {
  if (denominator <= 0n) throw new RangeError(`denominator must be above zero: ${numerator}/${denominator}`);
  return { kind, numerator, denominator };
}

function nearest(units: bigint, twiceRest: bigint, denominator: bigint, rounding: Rounding): bigint {
  if (rounding === 'truncate' || twiceRest < denominator) return units;
  if (twiceRest > denominator) return units + 1n;
  return rounding === 'half-even' && units % 2n === 0n ? units : units + 1n;
}
