import { type Ratio, ratio } from './ratio.ts';

/** a + b, in lowest terms. */
export function add(a: Ratio, b: Ratio): Ratio {
  return lowest(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

/** a − b, in lowest terms. */
export function subtract(a: Ratio, b: Ratio): Ratio {
  return add(a, { ...b, numerator: -b.numerator });
}

/** a × b, in lowest terms. */
export function multiply(a: Ratio, b: Ratio): Ratio {
  return lowest(a.numerator * b.numerator, a.denominator * b.denominator);
}

/** a ÷ b, in lowest terms. Throws a RangeError when b is zero. */
export function divide(a: Ratio, b: Ratio): Ratio {
  const sign = b.numerator < 0n ? -1n : 1n;
  return lowest(sign * a.numerator * b.denominator, sign * a.denominator * b.numerator);
}

/** The sum of ratios, in lowest terms; 0 of none. */
export function total(parts: Iterable<Ratio>): Ratio {
  let sum = ratio(0, 1);
  for (const part of parts) sum = add(sum, part);
  return sum;
}

function lowest(numerator: bigint, denominator: bigint): Ratio {
  let [a, b] = [numerator < 0n ? -numerator : numerator, denominator];
  while (b !== 0n) [a, b] = [b, a % b];
  return a === 0n ? ratio(numerator, denominator) : ratio(numerator / a, denominator / a);
}
