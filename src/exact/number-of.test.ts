import { describe, expect, it } from 'vitest';
import { nounFor, numberOf } from './number-of.ts';

describe('numberOf', () => {
  it('has the singular for one, and for one only', () => {
    expect([0, 1, 2, 1234].map((count) => numberOf(count, 'row'))).toEqual([
      '0 rows',
      '1 row',
      '2 rows',
      '1234 rows',
    ]);
    expect(nounFor(-1, 'point')).toBe('points');
  });
});
