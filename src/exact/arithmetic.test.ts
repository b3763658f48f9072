import fc from 'fast-check';
import { expect, it } from 'vitest';
import { add, divide, multiply, subtract, total } from './arithmetic.ts';
import { ratio } from './ratio.ts';

it('reckons with fractions and keeps them in lowest terms', () => {
  expect(add(ratio(1, 6), ratio(1, 3))).toEqual(ratio(1, 2));
  expect(subtract(ratio(1, 6), ratio(2, 3))).toEqual(ratio(-1, 2));
  expect(multiply(ratio(-2, 3), ratio(3, 4))).toEqual(ratio(-1, 2));
  expect(divide(ratio(1, 2), ratio(-3, 4))).toEqual(ratio(-2, 3));
  expect(total([ratio(1, 2), ratio(1, 3), ratio(1, 6)])).toEqual(ratio(1, 1));
  expect(total([])).toEqual(ratio(0, 1));
});

it('refuses to divide by zero', () => {
  expect(() => divide(ratio(1, 2), ratio(0, 3))).toThrow(RangeError);
});

it('takes away what it added, and divides what it multiplied', () => {
  const fraction = fc
    .tuple(fc.integer({ min: -99, max: 99 }), fc.integer({ min: 1, max: 99 }))
    .map(([top, bottom]) => add(ratio(top, bottom), ratio(0, 1)));
  fc.assert(
    fc.property(fraction, fraction, (a, b) => {
      expect(subtract(add(a, b), b)).toEqual(a);
      if (b.numerator !== 0n) expect(divide(multiply(a, b), b)).toEqual(a);
    }),
  );
});
