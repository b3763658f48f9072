import { expect, it } from 'vitest';
import { randomFor } from './random.ts';

it('draws the same numbers for the same seed and purpose, on any machine', () => {
  const draw = randomFor(1, 'probation-p1/people');
  // Computed in Python with unbounded integers. Another sequence would change every committed fixture.
  expect(Array.from({ length: 6 }, () => draw.below(1000))).toEqual([765, 523, 284, 122, 631, 718]);
});

it('picks with one bound what it draws below it', () => {
  const [draw, picked] = [randomFor(5, 'pick'), randomFor(5, 'pick').picker(300)];
  expect(Array.from({ length: 20 }, picked)).toEqual(Array.from({ length: 20 }, () => draw.below(300)));
});

it('draws unlike numbers for another seed and for another purpose', () => {
  const first = (seed: number, purpose: string) => {
    const draw = randomFor(seed, purpose);
    return Array.from({ length: 8 }, () => draw.below(1_000_000)).join();
  };
  expect(new Set([first(1, 'a'), first(2, 'a'), first(1, 'b'), first(0, ''), first(0, 'a')]).size).toBe(5);
});

it('draws each number below the bound about as often', () => {
  const draw = randomFor(7, 'evenness');
  const counts = Array.from({ length: 10 }, () => 0);
  for (let turn = 0; turn < 20_000; turn++) {
    const drawn = draw.below(10);
    counts[drawn] = (counts[drawn] ?? 0) + 1;
  }
  // 2,000 each; the standard deviation of a count is 42.
  for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(200);
});

it('shuffles without losing or repeating anything, and leaves its input as it was', () => {
  const items = Object.freeze(Array.from({ length: 50 }, (_, index) => index));
  const shuffled = randomFor(3, 'shuffle').shuffle(items);
  expect([...shuffled].sort((a, b) => a - b)).toEqual(items);
  expect(shuffled).not.toEqual(items);
  expect(randomFor(3, 'shuffle').shuffle([])).toEqual([]);
});
