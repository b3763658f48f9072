import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatExact, integerRoot, ratio, root, roundToUnits, sampleSd } from './ratio.ts';

describe('rounding happens once, on integers, half away from zero', () => {
  it.each([
    // Ties worked by hand: binary floats get the second and third wrong.
    [100 * 23, 40, 0, '58'],
    [100 * 29, 200, 0, '15'],
    [1001, 200, 2, '5.01'],
    [-5, 2, 0, '-3'],
    [1, 3, 2, '0.33'],
    [0, 7, 2, '0.00'],
  ])('%d/%d at %d decimals is %s', (numerator, denominator, decimals, expected) => {
    expect(formatExact(ratio(numerator, denominator), decimals)).toBe(expected);
  });

  it('rounds a tie to the even digit or towards zero when told', () => {
    expect(formatExact(ratio(29, 2), 0, 'half-even')).toBe('14');
    expect(formatExact(ratio(31, 2), 0, 'half-even')).toBe('16');
    expect(formatExact(ratio(299, 3), 0, 'truncate')).toBe('99');
  });

  it('gives the sample SD of 1,3 as 1.41 and none for one value', () => {
    const sd = sampleSd(2, 4, 10);
    expect(sd && formatExact(sd, 2)).toBe('1.41');
    expect(sampleSd(1, 3, 9)).toBeNull();
  });

  it('rounds a root on the right side of the half', () => {
    // √(6.25) = 2.5 exactly: a tie among roots.
    expect(roundToUnits(root(25, 4), 0)).toBe(3n);
    expect(roundToUnits(root(25, 4), 0, 'half-even')).toBe(2n);
    expect(roundToUnits(root(2499, 400), 0)).toBe(2n);
  });

  it('refuses a base of nobody', () => {
    expect(() => ratio(0, 0)).toThrow('denominator must be above zero: 0/0');
  });
});

describe('properties', () => {
  it('a rounded ratio is never more than half a unit from the exact value', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: 1 }),
        fc.integer({ min: 0, max: 4 }),
        (top, bottom, decimals) => {
          const units = roundToUnits(ratio(top, bottom), decimals);
          const off = units * BigInt(bottom) - BigInt(top) * 10n ** BigInt(decimals);
          return 2n * (off < 0n ? -off : off) <= BigInt(bottom);
        },
      ),
    );
  });

  it('integerRoot(n)² ≤ n < (integerRoot(n) + 1)²', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 40n }), (n) => {
        const r = integerRoot(n);
        return r * r <= n && n < (r + 1n) * (r + 1n);
      }),
    );
  });
});
