import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hiddenNote, maskCount, maskParts, type Part } from './mask-small.ts';

const people = (...counts: readonly number[]): Part[] => counts.map((count) => ({ count, people: true }));
const rows = (...counts: readonly number[]): Part[] => counts.map((count) => ({ count, people: false }));

describe('small parts of a published whole', () => {
  it('hides people’s that are too few, none included, and leaves rows and larger ones', () => {
    expect(maskParts([...rows(2, 1), ...people(3, 0, 15)], 10)).toEqual(['2', '1', '[c]', '[c]', '15']);
  });

  it('hides the smallest other one with a single small one: people’s before rows’, the first of equal ones', () => {
    expect(maskParts([...rows(1), ...people(3, 12, 11, 11)], 10)).toEqual(['1', '[c]', '12', '[c]', '11']);
    expect(maskParts([...rows(4, 2, 2), ...people(3)], 10)).toEqual(['4', '[c]', '2', '[c]']);
  });

  it('hides nothing where all of it is nobody, or where the threshold is 0', () => {
    expect(maskParts([...rows(1), ...people(0, 0)], 10)).toEqual(['1', '0', '0']);
    expect(maskParts(people(1, 2), 0)).toEqual(['1', '2']);
    expect(maskParts([], 10)).toEqual([]);
  });

  const parts = fc.array(fc.record({ count: fc.nat(30), people: fc.boolean() }), { maxLength: 7 });

  it('never leaves one part hidden alone among others, nor a small one of people shown beside it', () => {
    fc.assert(
      fc.property(parts, fc.integer({ min: 1, max: 20 }), (given, below) => {
        const shown = maskParts(Object.freeze(given), below);
        const hidden = shown.filter((text) => text === '[c]').length;
        if (given.length > 1) expect(hidden).not.toBe(1);
        const small = given.filter((part) => part.people && part.count < below);
        if (small.some(({ count }) => count > 0))
          for (const [at, text] of shown.entries())
            if (given[at]?.people && given[at].count < below) expect(text).toBe('[c]');
      }),
    );
  });

  it('gives the same for any other small numbers of the same sum', () => {
    expect(maskParts(people(5, 0, 20), 10)).toEqual(maskParts(people(2, 3, 20), 10));
  });

  it('hides a small number that is no part of a whole, and says what [c] is only where it stands', () => {
    expect([maskCount(0, 10), maskCount(9, 10), maskCount(10, 10), maskCount(0, 0)]).toEqual([
      '[c]',
      '[c]',
      '10',
      '0',
    ]);
    expect(hiddenNote([[['a', '1']]], 10)).toEqual([]);
    expect(hiddenNote([[['a', '[c]']]], 10)).toEqual([
      '[c]: fewer than 10 (none included), or needed so that such a number cannot be worked out.',
    ]);
  });
});
