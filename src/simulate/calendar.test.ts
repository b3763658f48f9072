import fc from 'fast-check';
import { expect, it } from 'vitest';
import { americanTimestamp, dayOf, serialOf } from './calendar.ts';

it('counts days as Excel does', () => {
  // Excel: =DATE(1900,3,1) is 61, =DATE(2000,2,29) is 36585, =DATE(2024,1,1) is 45292.
  expect(serialOf({ year: 1900, month: 3, day: 1 })).toBe(61);
  expect(serialOf({ year: 2000, month: 2, day: 29 })).toBe(36_585);
  expect(serialOf({ year: 2024, month: 1, day: 1 })).toBe(45_292);
});

it('finds the day of a count and the count of a day, back and forth', () => {
  fc.assert(
    fc.property(fc.integer({ min: 61, max: 200_000 }), (serial) => {
      expect(serialOf(dayOf(serial))).toBe(serial);
    }),
  );
});

it('writes a moment month first', () => {
  expect(americanTimestamp(serialOf({ year: 2026, month: 2, day: 4 }), 14 * 3600 + 35 * 60 + 27)).toBe(
    '02/04/2026 14:35:27',
  );
});
