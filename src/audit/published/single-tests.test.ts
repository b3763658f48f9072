import { describe, expect, it } from 'vitest';
import type { PrintedCell, PrintedFigures } from './printed-cell.ts';
import { failedTests, squareLimits, sumsOf } from './single-tests.ts';

function cell(
  n: number,
  figures: Partial<PrintedFigures>,
  scale: readonly [number, number] = [1, 7],
): PrintedCell {
  const none = { percent: null, mean: null, sd: null };
  const place = { file: 'a.csv', line: 2, table: 'T', row: 'r', column: 'c', respondents: '' };
  return { ...place, n, scale, figures: { ...none, ...figures } };
}
const HOW = { rounding: 'half-away', deviation: 'sample' } as const;
const kinds = (of: PrintedCell) => failedTests(of, HOW).map(({ kind }) => kind);

describe('GRIM (Brown & Heathers 2017)', () => {
  it('28 whole answers cannot have a mean of 5.19: the paper’s own example', () => {
    // Σ = 145 gives 5.18, Σ = 146 gives 5.21.
    const [failed] = failedTests(cell(28, { mean: '5.19' }), HOW);
    expect(failed?.text).toBe(
      'No whole sum of 28 answers gives a mean of 5.19; the nearest give 5.179 and 5.214. Source: GRIM (Brown & Heathers 2017).',
    );
    expect(kinds(cell(28, { mean: '5.21' }))).toEqual([]);
  });

  it('has no power over a hundred answers with two decimals', () => {
    for (let units = 100; units <= 700; units += 1)
      expect(kinds(cell(100, { mean: (units / 100).toFixed(2) }))).toEqual([]);
  });
});

describe('GRIMMER (Anaya 2016; Allard 2018)', () => {
  it('the sum of squares is odd exactly when the sum is', () => {
    // Three answers with Σ = 9: SD² = (3Σx² − 81)/6, Σx² odd: 27, 29, 35 … give 0, 1, 2; Σx² = 28 would give 0.71.
    expect(kinds(cell(3, { mean: '3.00', sd: '1.00' }))).toEqual([]);
    expect(kinds(cell(3, { mean: '3.00', sd: '0.71' }))).toEqual(['test:grimmer']);
  });

  it('tries every sum that a coarse mean allows, not only one', () => {
    // 30 answers, mean 3.5: sums 104 to 106 (3.467 to 3.533).
    expect(sumsOf(cell(30, { mean: '3.5' }), 'half-away')).toEqual([104, 105, 106]);
    expect(kinds(cell(30, { mean: '3.5', sd: '1.36' }))).toEqual([]);
  });
});

describe('limits of the SD', () => {
  it('are those of all answers alike, and of all at the ends', () => {
    // Ten answers with Σ = 40: all 4 (160), or five 1 and five 7 (255) .
    expect(squareLimits([1, 7], 10, 40)).toEqual([160, 250]);
    expect(squareLimits([1, 7], 10, 43)).toEqual([7 * 16 + 3 * 25, 5 * 49 + 4 * 1 + 16]);
    expect(squareLimits([1, 7], 10, 70)).toEqual([490, 490]);
  });

  it('an SD beyond them is named with both', () => {
    const [failed] = failedTests(cell(10, { mean: '4.00', sd: '3.50' }), HOW);
    expect(failed?.kind).toBe('test:sd-limits');
    expect(failed?.text).toMatch(
      /^With mean 4\.00 and 10 answers from 1 to 7, the SD can be 0\.00 to 3\.16; printed is 3\.50\./,
    );
  });
});

it('DEBIT: two answers leave one SD (mean 0.30 of 20: 0.47)', () => {
  // 6 of 20: √(20·6 − 36)/(20·19) = √(84/380) = 0.4702
  expect(kinds(cell(20, { mean: '0.30', sd: '0.47' }, [0, 1]))).toEqual([]);
  expect(kinds(cell(20, { mean: '0.30', sd: '0.46' }, [0, 1]))).toContain('test:debit');
});

it('a percentage that is no whole number of n people', () => {
  expect(failedTests(cell(9, { percent: '57' }), HOW)[0]?.text).toBe(
    'No whole number of 9 people is 57 % (5 is 55.56 %, 6 is 66.67 %). Source: the GRIM idea for a percentage (Brown & Heathers 2017).',
  );
});
