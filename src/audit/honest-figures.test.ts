import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatExact, ratio } from '../exact/ratio.ts';
import { locatePublished } from '../study/locate-published.ts';
import type { PublishedCount, PublishedText } from '../study/published.ts';
import { smallStudy } from '../study/testing/small-study.ts';
import { compareFigure } from './compare-figure.ts';
import { findConflict } from './find-conflict.ts';
import type { ShareLocation } from './judge-cell.ts';
import { possibleShares } from './published-possible.ts';

const shares = fc
  .integer({ min: 2, max: 200 })
  .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));

describe('figures printed honestly from whole counts', () => {
  it('match, at whatever decimals they are printed', () => {
    fc.assert(
      fc.property(shares, fc.integer({ min: 0, max: 3 }), ([k, n], decimals) => {
        const exact = ratio(100 * k, n);
        const { verdict } = compareFigure(formatExact(exact, decimals), exact, 0);
        expect(verdict).toBe('match');
      }),
    );
  });

  it('are at most a rounding away when they are cut off instead', () => {
    fc.assert(
      fc.property(shares, ([k, n]) => {
        const exact = ratio(100 * k, n);
        const { verdict } = compareFigure(formatExact(exact, 0, 'truncate'), exact, 0);
        expect(['match', 'rounding']).toContain(verdict);
      }),
    );
  });

  it('differ when the last printed digit is moved by two', () => {
    fc.assert(
      fc.property(shares, ([k, n]) => {
        const exact = ratio(100 * k, n);
        const moved = String(Number(formatExact(exact, 0)) + 2);
        expect(compareFigure(moved, exact, 0).verdict).toBe('differs');
      }),
    );
  });

  it('are among what a count and its percentage allow', () => {
    fc.assert(
      fc.property(shares, ([k, n]) => {
        expect(possibleShares(yes(k, n), [2, 200])).toContainEqual({ k, n });
      }),
      { numRuns: 30 },
    );
  });

  it('never conflict: k of n who do, and the percentage of the others', () => {
    const study = smallStudy();
    fc.assert(
      fc.property(shares, ([k, n]) => {
        const { located } = locatePublished(study, {
          likert: [],
          counts: [yes(k, n)],
          texts: [no(n - k, n)],
        });
        const [count, text] = located as readonly ShareLocation[];
        expect(count && text && findConflict(study, text, [count], [2, 200])).toBeNull();
      }),
      { numRuns: 30 },
    );
  });
});

function yes(k: number, n: number): PublishedCount {
  return {
    kind: 'count',
    file: 'counts.csv',
    row: 2,
    table: 'T.3',
    phase: 'Wave 1',
    label: 'Both',
    respondents: 'staff',
    count: String(k),
    percent: formatExact(ratio(100 * k, n), 0),
    statement: 'Prefers joint services',
  };
}

function no(k: number, n: number): PublishedText {
  return {
    kind: 'text',
    file: 'text.csv',
    row: 2,
    section: '1.1',
    phase: 'Wave 1',
    respondents: 'staff',
    group: 'all',
    measure: 'does not prefer joint services',
    percent: formatExact(ratio(100 * k, n), 0),
  };
}
