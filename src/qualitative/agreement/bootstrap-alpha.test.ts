import { describe, expect, it } from 'vitest';
import { randomFor } from '../../exact/random.ts';
import { toNumber } from '../../exact/ratio.ts';
import { bootstrapAlpha } from './bootstrap-alpha.ts';
import { krippendorffAlpha } from './krippendorff-alpha.ts';
import { undefinedFor } from './measure.ts';
import type { Level, Ratings } from './ratings.ts';
import { countUnits } from './unit-counts.ts';

/** Three coders, who follow each other more often than not, and a few ratings missing. */
function someRatings(units: number): Ratings {
  const random = randomFor(11, 'ratings');
  const rate = (truth: number) => (random.chance(70) ? truth : random.chance(10) ? null : random.below(4));
  return {
    coders: ['a', 'b', 'c'],
    units: Array.from({ length: units }, () => random.below(4)).map((truth) =>
      [truth, truth, truth].map(rate),
    ),
    categories: [0, 1, 2, 3],
  };
}

const interval = (ratings: Ratings, level: Level, resamples: number, clusters: number[][] | null = null) =>
  bootstrapAlpha(countUnits(ratings), level, clusters, { resamples, seed: 5 }, 'test');

describe('the interval of alpha', () => {
  it.each(['nominal', 'ordinal', 'interval'] as const)(
    'is what exact alphas of the same resamples have at 2.5 and 97.5 %% (%s)',
    (level) => {
      const ratings = someRatings(40);
      const drawn = ratings.units.filter((unit) => unit.filter((rating) => rating !== null).length > 1);
      const random = randomFor(5, 'test');
      const alphas = Array.from({ length: 80 }, () => {
        const units = drawn.map(() => drawn[random.below(drawn.length)] ?? []);
        const alpha = krippendorffAlpha(countUnits({ ...ratings, units }), level);
        return alpha.kind === 'ratio' ? toNumber(alpha) : Number.NaN;
      }).sort((a, b) => a - b);
      // ⌈80 · 0.025⌉ = 2nd and ⌈80 · 0.975⌉ = 78th.
      const found = interval(ratings, level, 80);
      if (found.kind !== 'interval') throw new Error(found.reason);
      expect(found).toMatchObject({ defined: 80, without: 0 });
      expect(found.low).toBeCloseTo(alphas[1] ?? 0, 12);
      expect(found.high).toBeCloseTo(alphas[77] ?? 0, 12);
    },
  );

  it('draws units that belong together together: doubled units in pairs have the interval of single ones', () => {
    const ratings = someRatings(30);
    const doubled = { ...ratings, units: ratings.units.flatMap((unit) => [unit, unit]) };
    const pairs = ratings.units.map((_, index) => [2 * index, 2 * index + 1]);
    const [once, together, apart] = [
      interval(ratings, 'nominal', 400),
      interval(doubled, 'nominal', 400, pairs),
      interval(doubled, 'nominal', 400),
    ].map((found) => (found.kind === 'interval' ? found.high - found.low : 0));
    expect(Math.abs((together ?? 0) - (once ?? 0))).toBeLessThan(0.02);
    expect(apart).toBeLessThan(0.85 * (once ?? 0));
  });

  it('counts resamples without variation, and is undefined where all of them are', () => {
    const one = (yes: number, no: number): Ratings => ({
      coders: ['a', 'b'],
      units: [
        ...Array.from({ length: yes }, () => [1, 1]),
        [1, 0],
        ...Array.from({ length: no }, () => [0, 0]),
      ],
      categories: [0, 1],
    });
    // The chance to miss the two units with a 1 of 30 is (28/30)^30 = 12.6 %.
    const found = interval(one(1, 28), 'nominal', 1000);
    expect(found).toMatchObject({ kind: 'interval' });
    if (found.kind === 'interval') {
      expect(found.defined + found.without).toBe(1000);
      expect(Math.abs(found.without - 126)).toBeLessThan(45);
    }
    // One resample of three units, one of which is disputed, lacks it in 8 of 27 cases.
    const reasons = Array.from({ length: 60 }, (_, seed) => {
      const found = bootstrapAlpha(countUnits(one(0, 2)), 'nominal', null, { resamples: 1, seed }, 'test');
      return found.kind === 'interval' ? 'defined' : found.reason;
    });
    expect(new Set(reasons)).toEqual(new Set(['defined', 'too-few-resamples']));
  });

  it.each<[string, Ratings['units'], number, Parameters<typeof undefinedFor>[0]]>([
    [
      'no variation',
      [
        [1, 1],
        [1, 1],
      ],
      9,
      'no-variation',
    ],
    [
      'no disagreement',
      [
        [1, 1],
        [0, 0],
      ],
      9,
      'no-disagreement',
    ],
    [
      'one unit',
      [
        [1, 0],
        [1, null],
      ],
      9,
      'too-few-units',
    ],
    [
      'no resamples',
      [
        [1, 0],
        [1, 1],
      ],
      0,
      'not-asked',
    ],
  ])('is undefined with %s', (_, units, resamples, reason) => {
    expect(interval({ coders: ['a', 'b'], units, categories: null }, 'nominal', resamples)).toEqual(
      undefinedFor(reason),
    );
  });
});
