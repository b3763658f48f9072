import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearest } from './nearest.ts';

test.each([
  ['scael', ['scale', 'stem'], 'scale'],
  ['agrement-7', ['agreement-5', 'agreement-7'], 'agreement-7'],
  ['WALES', ['Wales'], 'Wales'],
  ['x', ['y'], 'y'],
  ['region', ['role', 'tenure'], null],
  ['cat', ['car', 'bat'], 'car'],
  ['', [], null],
])('%s among %j is %s', (word, candidates, meant) => {
  expect(nearest(word, candidates)).toBe(meant);
});

test('a word that is there is its own nearest', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1 }), { minLength: 1 }), fc.nat(), (words, index) => {
      const word = words[index % words.length] ?? '';
      expect(nearest(word, words)?.toLowerCase()).toBe(word.toLowerCase());
    }),
  );
});

test('a word is as near as the plain table of edits says', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 9 });
  fc.assert(
    fc.property(letters, fc.array(letters, { maxLength: 5 }), (word, words) => {
      const near = words
        .map((each) => ({ each, edits: plainDistance(word, each) }))
        .filter(({ edits }) => edits <= Math.max(1, Math.floor(word.length / 3)))
        .sort((a, b) => a.edits - b.edits);
      expect(nearest(word, words)).toBe(near[0]?.each ?? null);
    }),
    { numRuns: 500 },
  );
});

/** Optimal string alignment by its definition. */
function plainDistance(from: string, to: string): number {
  if (from === '' || to === '') return from.length + to.length;
  const [a, b] = [from.slice(0, -1), to.slice(0, -1)];
  const same = from.at(-1) === to.at(-1) ? 0 : 1;
  const swapped = from.length > 1 && from.at(-1) === to.at(-2) && from.at(-2) === to.at(-1) && to.length > 1;
  return Math.min(
    plainDistance(a, b) + same,
    // Where the last letters are the same nothing is gained by another way.
    ...(same === 0 ? [] : [plainDistance(a, to) + 1, plainDistance(from, b) + 1]),
    ...(swapped ? [plainDistance(from.slice(0, -2), to.slice(0, -2)) + 1] : []),
  );
}
