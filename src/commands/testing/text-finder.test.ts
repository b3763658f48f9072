import fc from 'fast-check';
import { expect, it } from 'vitest';
import { textFinder } from './text-finder.ts';

it('finds what asking includes of each text finds', () => {
  const letters = fc.constantFrom('a', 'b', '\u{1f372}');
  const text = (minLength: number, maxLength: number) => fc.string({ unit: letters, minLength, maxLength });
  fc.assert(
    fc.property(fc.uniqueArray(text(6, 8)), text(0, 60), (texts, within) => {
      expect([...textFinder(texts)(within)].sort()).toEqual(
        texts.filter((each) => within.includes(each)).sort(),
      );
    }),
  );
  expect(() => textFinder(['short'])).toThrow('a text of 5 units is too short to look for');
});
