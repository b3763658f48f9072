import { expect, it } from 'vitest';
import { percentOf, ratio, sampleSd } from '../exact/ratio.ts';
import { compareFigure } from './compare-figure.ts';

it('matches at the printed decimals, ties rounded away from zero', () => {
  // 23/40 is 57.5 %, 1001/200 is 5.005.
  expect(compareFigure('58', percentOf(ratio(23, 40)), 0)).toMatchObject({
    ours: '58',
    verdict: 'match',
    note: '',
  });
  expect(compareFigure('5.01', ratio(1001, 200), 2)).toMatchObject({ ours: '5.01', verdict: 'match' });
});

it('says which other rounding would print what is published', () => {
  // 5/40 is 12.5 %: 13 half away, 12 to even and truncated. 29/200 × 100 is 14.5: 14 to even.
  expect(compareFigure('12', percentOf(ratio(5, 40)), 0)).toEqual({
    published: '12',
    ours: '13',
    verdict: 'rounding',
    note: 'equal when rounded half to even',
  });
  // 2/3 is 66.67 %: only truncation gives 66.
  expect(compareFigure('66', percentOf(ratio(2, 3)), 0).note).toBe('equal when truncated');
});

it('compares 5.4 with 5.40 at one decimal, and says so', () => {
  expect(compareFigure('5.4', ratio(54, 10), 2)).toEqual({
    published: '5.4',
    ours: '5.40',
    verdict: 'match',
    note: 'printed 5.4, equal to 5.40 at 1 decimal',
  });
});

it('differs by one in the last place', () => {
  expect(compareFigure('1.58', sampleSd(4, 14, 58), 2).verdict).toBe('differs');
});

it('is missing where we have no value', () => {
  expect(compareFigure('1.58', sampleSd(1, 3, 9), 2)).toMatchObject({ ours: null, verdict: 'missing' });
});
