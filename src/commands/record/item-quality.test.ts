import { describe, expect, it } from 'vitest';
import { ratio } from '../../exact/ratio.ts';
import { type ItemQuality, spreadOf, worstItems } from './item-quality.ts';
import { compareRatios, medianRatio } from './ratios.ts';

const item = (asked: number, blank: number, noRating: number | null = null): ItemQuality => ({
  question: {} as ItemQuality['question'],
  asked,
  answered: asked - blank - (noRating ?? 0),
  blank,
  noRating,
});

describe('how a count spreads over questions', () => {
  it('gives lowest, median and highest share exactly, and counts those above the limit but not at it', () => {
    const items = [item(10, 2), item(10, 3), item(3, 1), item(8, 0)];
    expect(spreadOf(items, ({ blank }) => blank, ratio(1, 5))).toEqual({
      lowest: ratio(0, 8),
      // Half of 2/10 + 3/10.
      median: expect.objectContaining({ numerator: 50n, denominator: 200n }),
      highest: ratio(1, 3),
      over: 2,
    });
  });

  it('leaves out questions that nobody was asked or that offer no such answer; null where none is left', () => {
    expect(spreadOf([item(0, 0)], ({ blank }) => blank, ratio(1, 5))).toBeNull();
    expect(spreadOf([item(5, 1)], ({ noRating }) => noRating, ratio(1, 5))).toBeNull();
  });

  it('names the largest shares first, the questionnaire’s order among equals, none of nobody', () => {
    const [a, b, c, d] = [item(10, 2), item(5, 1), item(4, 2), item(9, 0)] as const;
    expect(worstItems([a, b, c, d], ({ blank }) => blank, 5).map((each) => each.item)).toEqual([c, a, b]);
    expect(worstItems([a, b, c, d], ({ blank }) => blank, 1).map(({ count }) => count)).toEqual([2]);
  });
});

describe('ratios', () => {
  it('are compared by cross-multiplication, beyond what a double tells apart', () => {
    const big = 10n ** 20n;
    expect(compareRatios(ratio(big + 1n, big), ratio(big, big))).toBe(1);
    expect(compareRatios(ratio(1, 3), ratio(2, 6))).toBe(0);
  });

  it('have the middle one for median, and no median of nothing', () => {
    expect(medianRatio([ratio(1, 9), ratio(1, 2), ratio(3, 4)])).toEqual(ratio(1, 2));
    expect(() => medianRatio([])).toThrow(new RangeError('no median of nothing'));
  });
});
