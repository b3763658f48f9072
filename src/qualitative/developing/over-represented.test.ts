import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logLikelihood } from './log-likelihood.ts';
import { overRepresented } from './over-represented.ts';
import { phrasesOf, wordsOf } from './words-of.ts';

describe('logLikelihood', () => {
  const url = new URL('../../../fixtures/log-likelihood/log-likelihood.csv', import.meta.url);
  const rows = readFileSync(url, 'utf8').trim().split('\n').slice(1);
  it.each(rows)('is what the formula gives with 60 decimals: %s', (row) => {
    const [a = 0, b = 0, c = 0, d = 0, g2 = 0] = row.split(',').map(Number);
    expect(Math.abs((logLikelihood(a, b, c, d) ?? -1) - g2)).toBeLessThan(1e-9 * Math.max(1, g2));
  });

  it('is 0 at equal rates, null against nothing, and the same from either side', () => {
    expect(logLikelihood(3, 6, 100, 200)).toBe(0);
    expect(logLikelihood(3, 0, 100, 0)).toBeNull();
    expect(logLikelihood(0, 0, 10, 20)).toBe(0);
    fc.assert(
      fc.property(
        fc.nat(50),
        fc.nat(50),
        fc.integer({ min: 50, max: 999 }),
        fc.integer({ min: 50, max: 999 }),
        (a, b, c, d) => {
          expect(logLikelihood(a, b, c, d)).toBeCloseTo(logLikelihood(b, a, d, c) ?? -1, 9);
          expect(logLikelihood(a, b, c, d)).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});

describe('overRepresented', () => {
  it('gives words and phrases with their counts, the strongest first, a part of a phrase only where it says more', () => {
    const texts = ['The soup is cold.', 'Cold soup again', 'cold soup, cold soup', 'The soup was fine'];
    const others = [
      'The queue is long and the wait is long',
      'It is the price of the bread',
      'The cooks are fine',
    ];
    const found = overRepresented(texts, others, 3);
    // soup 5 of 15 words against 0 of 20; cold 4; "cold soup" 3 of 10 pairs against 0 of 17.
    expect(found.map(({ g2, ...rest }) => ({ ...rest, g2: g2.toFixed(4) }))).toEqual([
      { phrase: 'soup', count: 5, answers: 4, elsewhere: 0, g2: (2 * 5 * Math.log(35 / 15)).toFixed(4) },
      { phrase: 'cold', count: 4, answers: 3, elsewhere: 0, g2: (2 * 4 * Math.log(35 / 15)).toFixed(4) },
      { phrase: 'cold soup', count: 3, answers: 2, elsewhere: 0, g2: (2 * 3 * Math.log(27 / 10)).toFixed(4) },
    ]);
    expect(overRepresented(texts, [], 1)).toEqual([]);
    expect(overRepresented([], others, 1)).toEqual([]);
  });

  it('makes no phrase across a stop or comma', () => {
    expect(phrasesOf(wordsOf('No. Waiting list, please do'), 2)).toEqual(['waiting list', 'please do']);
  });
});
