import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isStoredNumber, showsAnother } from './stored-number.ts';

it.each(['70', '-5.75', '.5', '5.', '1.5e-7', '1E+3', ' 70 '])('takes %s for a number', (stored) => {
  expect(isStoredNumber(stored)).toBe(true);
});

it.each(['', 'abc', '70 %', '7,5', '1.2.3', 'INF', 'NaN', '0x10', '.'])('takes %j for none', (stored) => {
  expect(isStoredNumber(stored)).toBe(false);
});

describe('a text beside a stored number', () => {
  it.each([
    ['71', '70'],
    ['5.756', '5.75'],
    ['0.451', '46%'],
    ['45', '45%'],
    ['12345', '1.234'],
    ['-3', '4'],
  ])('is another than %s where it is %s', (stored, shown) => {
    expect(showsAnother(stored, shown)).toBe(true);
  });

  it.each([
    ['70.4', '70'],
    ['70.5', '70'],
    ['70.5', '71'],
    ['0.3', '0.30000000000000004'],
    ['0.454', '45%'],
    ['0.454', '45.4 %'],
    ['0.454', '45.4'],
    ['-3', '3'],
    ['-3', '−3'],
    ['7', '007'],
    ['1234', '1.234'],
    ['71000', '71'],
    ['7', '0'],
    ['71', '1 234'],
    ['71', '7,5'],
    ['71', '£70'],
    ['71', '7.0E+01'],
    ['71', 'Q1'],
    ['71', ''],
    ['abc', '70'],
  ])('may be %s shown by a format where it is %j', (stored, shown) => {
    expect(showsAnother(stored, shown)).toBe(false);
  });

  it('is the same however many decimals it is rounded to', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.nat(6), (value, decimals) => {
        expect(showsAnother(String(value), value.toFixed(decimals))).toBe(false);
      }),
    );
  });
});
