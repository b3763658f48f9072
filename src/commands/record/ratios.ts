import { type Ratio, ratio } from '../../exact/ratio.ts';

/** The order of two ratios with positive denominators, exactly. */
export function compareRatios(a: Ratio, b: Ratio): number {
  const left = a.numerator * b.denominator;
  const right = b.numerator * a.denominator;
  return left === right ? 0 : left < right ? -1 : 1;
}

/** The median of ratios in ascending order: the middle one, or half the sum of the two middle ones. Throws a RangeError for none. */
export function medianRatio(ascending: readonly Ratio[]): Ratio {
  const high = ascending[Math.floor(ascending.length / 2)];
  const low = ascending[Math.floor((ascending.length - 1) / 2)];
  if (high === undefined || low === undefined) throw new RangeError('no median of nothing');
  if (high === low) return high;
  return ratio(
    low.numerator * high.denominator + high.numerator * low.denominator,
    2n * low.denominator * high.denominator,
  );
}
