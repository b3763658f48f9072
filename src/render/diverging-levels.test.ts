import { describe, expect, it } from 'vitest';
import { divergingLevels, sideName } from './diverging-levels.ts';

const scale = (...leans: readonly (-1 | 0 | 1)[]) =>
  leans.map((lean, index) => ({ label: `L${index + 1}`, lean }));
const order = (levels: ReturnType<typeof scale>) => divergingLevels(levels).map((level) => level.index);

describe('divergingLevels', () => {
  it('keeps an ascending scale and turns one that starts with agreement round', () => {
    expect(order(scale(-1, -1, 0, 1, 1))).toEqual([0, 1, 2, 3, 4]);
    expect(order(scale(1, 1, 0, -1, -1))).toEqual([4, 3, 2, 1, 0]);
  });

  it('takes scales of four, six and seven, unbalanced and one-sided ones', () => {
    for (const levels of [
      scale(-1, -1, 1, 1),
      scale(-1, -1, -1, 1, 1, 1),
      scale(-1, 1, 1, 1),
      scale(1, 1, 1),
      scale(0),
    ]) {
      expect(order(levels)).toEqual(levels.map((_, index) => index));
    }
    expect(order(scale(1, -1, 1))).toEqual([1, 2, 0]);
  });

  it('colours the ends strongest, each level its own', () => {
    const colours = divergingLevels(scale(-1, -1, -1, 0, 1, 1, 1)).map((level) => level.colour);
    expect(colours[0]).toBe('#f46a25');
    expect(colours[6]).toBe('#12436d');
    expect(new Set(colours).size).toBe(7);
  });
});

describe('sideName', () => {
  it('is the word the labels of a side share, or its only label', () => {
    const levels = [
      { label: 'Strongly disagree', lean: -1 as const },
      { label: 'Disagree', lean: -1 as const },
      { label: 'Some', lean: 1 as const },
    ];
    expect(sideName(levels, -1)).toBe('Disagree');
    expect(sideName(levels, 1)).toBe('Some');
    expect(sideName(scale(1, 1), 1)).toBeNull();
    expect(sideName([], 1)).toBeNull();
  });
});
