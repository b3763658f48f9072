import { describe, expect, it } from 'vitest';
import { formatExact, ratio } from '../../exact/ratio.ts';
import { cohenKappa, kappaOfAll } from './cohen-kappa.ts';
import { compareRatings } from './compare-ratings.ts';
import { gwetAc1 } from './gwet-ac1.ts';
import { krippendorffAlpha } from './krippendorff-alpha.ts';
import { type Measure, undefinedFor } from './measure.ts';
import { percentAgreement } from './percent-agreement.ts';
import type { Category, Ratings } from './ratings.ts';
import { referenceMeasures } from './reference-measures.ts';
import { countUnits } from './unit-counts.ts';

/** Coders' ratings, a list a coder; `missing` is none. */
function rated(rows: readonly (readonly Category[])[], missing: Category | null = null): Ratings {
  const [first = []] = rows;
  return {
    coders: rows.map((_, index) => `r${index + 1}`),
    units: first.map((_, unit) =>
      rows.map((row) => row[unit] ?? null).map((r) => (r === missing ? null : r)),
    ),
    categories: null,
  };
}

/** Two coders' ratings from a table of how many units the first put in the row's category and the second in the column's. */
function crossed(table: readonly (readonly number[])[]): Ratings {
  const units = table.flatMap((row, a) => row.flatMap((n, b) => Array.from({ length: n }, () => [a, b])));
  return { coders: ['a', 'b'], units, categories: table.map((_, index) => index) };
}

const show = (measure: Measure, decimals: number) =>
  measure.kind === 'undefined' ? measure.reason : formatExact(measure, decimals);
const alpha = (ratings: Ratings, level: 'nominal' | 'ordinal' | 'interval' = 'nominal') =>
  krippendorffAlpha(countUnits(ratings), level);

const FOUR = rated(
  [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3],
    [0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0],
  ],
  0,
);

describe('published values', () => {
  it("Krippendorff (2011), A: two coders' ten yes and no, alpha 0.095", () => {
    const ratings = rated([[...'0100000010'], [...'1110010000']]);
    expect(show(alpha(ratings), 4)).toBe('0.0952');
    expect(alpha(ratings)).toEqual(ratio(2, 21));
  });

  it("Krippendorff (2011), B: two coders' twelve names, alpha 0.692", () => {
    expect(show(alpha(rated([[...'aabbdcccedda'], [...'babbbccceddd']])), 4)).toBe('0.6920');
  });

  it('Krippendorff (2011), C and D: four coders with ratings missing', () => {
    expect(show(alpha(FOUR), 6)).toBe('0.743421');
    expect(show(alpha(FOUR, 'ordinal'), 6)).toBe('0.815388');
    expect(show(alpha(FOUR, 'interval'), 6)).toBe('0.849107');
  });

  it('the same ratings in the R package irrCAC (cac.raw4raters): percent agreement 0.818, AC1 0.775', () => {
    expect(show(percentAgreement(countUnits(FOUR)), 5)).toBe('0.81818');
    expect(show(gwetAc1(countUnits(FOUR)), 5)).toBe('0.77544');
  });

  it('six raters of 15 patients in the R package irrCAC (distrib.6raters): AC1 0.4448, alpha 0.4204', () => {
    const counts = [
      ...['00060', '03003', '01401', '00006', '03030', '20400', '00402', '20310', '20040', '00006'],
      ...['10050', '11040', '03300', '10050', '02031'],
    ];
    const units = counts.map((row) =>
      [...row].flatMap((n, category) => Array.from({ length: Number(n) }, () => category)),
    );
    const ratings: Ratings = { coders: [...'123456'], units, categories: [0, 1, 2, 3, 4] };
    expect(show(percentAgreement(countUnits(ratings)), 7)).toBe('0.5511111');
    expect(show(gwetAc1(countUnits(ratings)), 7)).toBe('0.4448007');
    expect(show(alpha(ratings), 7)).toBe('0.4204384');
  });

  it('three diagnoses in the R package irrCAC (cont3x3abstractors): kappa 0.796 and AC1 0.849', () => {
    const ratings = crossed([
      [13, 0, 0],
      [0, 20, 7],
      [0, 4, 56],
    ]);
    expect(show(cohenKappa(ratings, 0, 1), 6)).toBe('0.796409');
    expect(show(gwetAc1(countUnits(ratings)), 6)).toBe('0.849331');
    expect(percentAgreement(countUnits(ratings))).toEqual(ratio(89, 100));
  });

  it('a common category: kappa 0.318, AC1 0.808 from the same table', () => {
    const ratings = crossed([
      [80, 10],
      [5, 5],
    ]);
    expect(show(cohenKappa(ratings, 0, 1), 6)).toBe('0.318182');
    // p_e = 2 × 0.875 × 0.125 = 0.21875; (0.85 − 0.21875) ÷ (1 − 0.21875) = 0.808.
    expect(gwetAc1(countUnits(ratings))).toEqual(ratio(101, 125));
  });
});

describe('by hand', () => {
  it('percent agreement is the mean over units of the share of pairs that agree', () => {
    // Units: all three agree (1), one pair of three agrees (1/3), two of two differ (0), one rating only (left out).
    const ratings = rated(
      [
        ['x', 'x', 'x', 'x'],
        ['x', 'x', 'y', '-'],
        ['x', 'y', '-', '-'],
      ],
      '-',
    );
    expect(percentAgreement(countUnits(ratings))).toEqual(ratio(4, 9));
    expect(compareRatings(ratings, 'nominal', { resamples: 0, seed: 1 }, '')).toMatchObject({
      units: 3,
      single: 1,
    });
  });

  it('kappa of three coders is the mean of the three pairs', () => {
    const rows = [[...'xxyy'], [...'xyyy'], [...'xyxy']];
    const ratings = rated(rows);
    const pairs = [
      [0, 1, ratio(1, 2)],
      [0, 2, ratio(0, 1)],
      [1, 2, ratio(1, 2)],
    ] as const;
    for (const [a, b, kappa] of pairs) expect(cohenKappa(ratings, a, b)).toEqual(kappa);
    expect(kappaOfAll(ratings)).toEqual(ratio(1, 3));
  });

  it('precision 3/4, recall 3/5, F1 2/3 of three found, one too many and two missed', () => {
    expect(referenceMeasures({ tp: 3, fp: 1, fn: 2, tn: 4 })).toEqual({
      ...{ tp: 3, fp: 1, fn: 2, tn: 4 },
      ...{ precision: ratio(3, 4), recall: ratio(3, 5), f1: ratio(2, 3) },
    });
  });
});

describe('what the data do not define is undefined, with the reason; never 1, 0 or NaN', () => {
  const all = (ratings: Ratings) => {
    const {
      kappa,
      alpha: value,
      alphaInterval,
      ac1,
    } = compareRatings(ratings, 'nominal', { resamples: 9, seed: 1 }, '');
    return [kappa, value, alphaInterval, ac1];
  };

  it('where every rating is the same', () => {
    const ratings = rated([[...'0000'], [...'0000']]);
    expect(all({ ...ratings, categories: ['0', '1'] })).toEqual(Array(4).fill(undefinedFor('no-variation')));
    expect(percentAgreement(countUnits(ratings))).toEqual(ratio(1, 1));
  });

  it('where they differ only in units that one coder rated', () => {
    expect(all(rated([[...'000--1'], [...'0000--']], '-'))).toEqual(
      Array(4).fill(undefinedFor('no-variation')),
    );
  });

  it('where no unit has two ratings, and where there are no units or coders', () => {
    for (const ratings of [
      rated([[...'01-'], [...'--1']], '-'),
      rated([[], []]),
      rated([[...'0101']]),
      rated([]),
    ]) {
      expect(all(ratings)).toEqual(Array(4).fill(undefinedFor('no-pairs')));
      expect(percentAgreement(countUnits(ratings))).toEqual(undefinedFor('no-pairs'));
    }
  });

  it('kappa of three coders, where one pair has none', () => {
    expect(kappaOfAll(rated([[...'0101'], [...'0110'], [...'----']], '-'))).toEqual(
      undefinedFor('pair-undefined'),
    );
  });

  it('kappa is 0, not undefined, where one coder never varies', () => {
    expect(cohenKappa(rated([[...'0000'], [...'0101']]), 0, 1)).toEqual(ratio(0, 1));
  });

  it('precision without codings, recall without a reference, F1 without either; 0 where all missed', () => {
    expect(referenceMeasures({ tp: 0, fp: 0, fn: 2, tn: 1 })).toMatchObject({
      ...{ precision: undefinedFor('none-coded'), recall: ratio(0, 1), f1: ratio(0, 1) },
    });
    expect(referenceMeasures({ tp: 0, fp: 2, fn: 0, tn: 1 })).toMatchObject({
      ...{ precision: ratio(0, 1), recall: undefinedFor('none-in-reference'), f1: ratio(0, 1) },
    });
    expect(referenceMeasures({ tp: 0, fp: 0, fn: 0, tn: 1 })).toMatchObject({
      f1: undefinedFor('none-in-either'),
    });
  });

  it('a rating off the scale, and names on an interval scale, are refused', () => {
    expect(() => countUnits({ ...rated([['x'], ['y']]), categories: ['x'] })).toThrow(RangeError);
    expect(() => alpha(rated([[...'xy'], [...'yx']]), 'interval')).toThrow(RangeError);
  });
});

it('takes decimals of an interval scale for what they say: tenths, not the nearest binary fractions', () => {
  const tenths = rated([
    [0.1, 0.2, 0.3, 1e-7],
    [0.1, 0.3, 0.3, 0.2],
  ]);
  const whole = rated([
    [1_000_000, 2_000_000, 3_000_000, 1],
    [1_000_000, 3_000_000, 3_000_000, 2_000_000],
  ]);
  expect(alpha(tenths, 'interval')).toEqual(alpha(whole, 'interval'));
});
