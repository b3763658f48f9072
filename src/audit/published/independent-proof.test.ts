import { describe, expect, it } from 'vitest';
import type { Rounding } from '../../exact/ratio.ts';
import { prepareReproducer, upperLevels } from './reproduce.ts';
import { eachComposition, printFigures, randomCounts, seeded } from './testing/honest.ts';

const ROUNDINGS: readonly Rounding[] = ['half-away', 'half-even', 'truncate'];

describe('against brute force over all distributions, n from 2 to 12', () => {
  it.each([2, 3, 4, 5, 6, 7])('on %i points: fits what some answers give, and nothing else', (points) => {
    const random = seeded(points);
    const agree = upperLevels([1, points]);
    const reproducer = prepareReproducer([1, points], agree, 12);
    for (let n = 2; n <= 12; n += 1) {
      const how = { lowest: 1, agree, decimals: 2, rounding: 'half-away', deviation: 'sample' } as const;
      const ways = new Map<string, number>();
      eachComposition(n, points, (counts) => {
        const { percent, mean, sd } = printFigures(counts, how);
        const key = `${percent} ${mean} ${sd}`;
        ways.set(key, (ways.get(key) ?? 0) + 1);
      });
      const tell = (key: string) => {
        const [percent = '', mean = '', sd = ''] = key.split(' ');
        return { percent, mean, sd };
      };
      for (const [key, number] of ways) {
        expect(reproducer.fits(tell(key), n), `${points} points, n=${n}: ${key}`).toBe(true);
        if (random(8) === 0) expect(reproducer.list(tell(key), n, 5000).length, key).toBe(number);
      }
      // The other way: figures near those that occur, each part from another cell, most of which no answers give.
      const keys = [...ways.keys()];
      const pick = () => tell(keys[random(keys.length)] ?? '');
      for (let tries = 0; tries < 300; tries += 1) {
        const mixed = { percent: pick().percent, mean: pick().mean, sd: pick().sd };
        const moved = (Number(mixed.sd) + random(5) / 100).toFixed(2);
        const key = `${mixed.percent} ${mixed.mean} ${moved}`;
        expect(reproducer.fits(tell(key), n), `${points} points, n=${n}: ${key}`).toBe(ways.has(key));
      }
    }
  });
});

it('thousands of honest cells always have answers: n 5 to 200, 4 to 11 points, both SDs, every rounding', () => {
  const random = seeded(2026);
  let cells = 0;
  for (let points = 4; points <= 11; points += 1) {
    const lowest = points === 11 ? 0 : 1;
    const scale = [lowest, lowest + points - 1] as const;
    const agree = upperLevels(scale);
    const reproducer = prepareReproducer(scale, agree, 200);
    for (let round = 0; round < 400; round += 1) {
      const n = 5 + random(196);
      const conventions = {
        rounding: ROUNDINGS[random(3)] ?? 'half-away',
        deviation: random(2) === 0 ? 'sample' : 'population',
      } as const;
      const figures = printFigures(randomCounts(random, n, points), {
        lowest,
        agree,
        decimals: 1 + random(2),
        ...conventions,
      });
      expect(
        reproducer.fits(figures, n, conventions),
        JSON.stringify({ points, n, figures, conventions }),
      ).toBe(true);
      cells += 1;
    }
  }
  expect(cells).toBe(3200);
});
