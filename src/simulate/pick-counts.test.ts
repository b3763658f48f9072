import { expect, it } from 'vitest';
import { type Cell, pickCounts } from './pick-counts.ts';

function cell(
  id: string,
  percent: string,
  mean: string,
  sd: string,
  headerN: number,
  largest = headerN,
): Cell {
  return {
    id,
    block: 'block',
    headerN,
    largest,
    figures: {
      scale: [1, 2, 3, 4, 5, 6, 7],
      agree: [5, 6, 7],
      percent,
      mean,
      sd,
      rounding: 'half-away',
      deviation: 'sample',
    },
  };
}

it('gives the header’s n to a cell that has counts for it', () => {
  const [pick] = pickCounts([cell('a', '100', '6.71', '0.52', 34, 39)]);
  // 34, 35 and 38 have counts; Σ = 228 with one 5, eight 6s and twenty-five 7s.
  expect(pick).toMatchObject({ n: 34, fit: 'exact', counts: [0, 0, 0, 0, 1, 8, 25] });
});

it('else gives the smaller n that most cells of the block have counts for', () => {
  const cells = [
    cell('a', '98', '6.60', '0.68', 49), // 47 and 48
    cell('b', '91', '6.04', '1.64', 49), // 23, 45 and 47
  ];
  expect(pickCounts(cells).map((pick) => pick?.n)).toEqual([47, 47]);
});

it('goes above the header’s n only where nothing below has counts', () => {
  expect(pickCounts([cell('a', '90', '6.59', '0.95', 28, 33)])[0]).toMatchObject({ n: 29, solutions: 1 });
  expect(pickCounts([cell('a', '73', '5.36', '1.87', 28, 33)])[0]?.n).toBe(22);
});

it('keeps percentage and mean, with the nearest SD, where no counts exist', () => {
  const [pick] = pickCounts([cell('a', '94', '6.13', '1.76', 31)]);
  expect(pick?.fit).toBe('nearest');
  const counts = pick?.counts ?? [];
  const n = counts.reduce((a, b) => a + b, 0);
  expect(n).toBe(pick?.n);
  const agree = (counts[4] ?? 0) + (counts[5] ?? 0) + (counts[6] ?? 0);
  expect(Math.round((100 * agree) / n)).toBe(94);
  expect((counts.reduce((sum, count, index) => sum + count * (index + 1), 0) / n).toFixed(2)).toBe('6.13');
});

it('keeps the nearest percentage where no number of respondents has the printed one', () => {
  // 66 % is 14.08 of 21⅓: no n up to 22 rounds to it.
  const [pick] = pickCounts([cell('a', '66', '5.19', '1.78', 22)]);
  const counts = pick?.counts ?? [];
  const agree = (counts[4] ?? 0) + (counts[5] ?? 0) + (counts[6] ?? 0);
  expect(Math.round((100 * agree) / (pick?.n ?? 1))).toBe(65);
});

it('has nothing for no cells', () => {
  expect(pickCounts([])).toEqual([]);
});
