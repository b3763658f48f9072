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
