import { describe, expect, it } from 'vitest';
import { ratio } from '../exact/ratio.ts';
import type { ComparisonChart, DistributionChart, Figure } from '../render/contract.ts';
import { proposeReading } from './propose-reading.ts';

const WORDS = { subtitle: '', source: '', notes: [], synthetic: false, description: '', table: 'T.1' };

function chart(
  points: readonly (readonly [group: string, of: readonly [number, number] | null])[],
): ComparisonChart {
  const figure = (of: readonly [number, number] | null): Figure => ({
    result: 'r',
    exact: of === null ? null : ratio(...of),
    shorthand: of === null ? '[c]' : null,
    measure: 'percent',
    decimals: 0,
  });
  return {
    kind: 'comparison',
    id: 'F.1',
    title: 'T',
    ...WORDS,
    measure: 'percent',
    domain: [0, 100],
    groups: points.map(([group]) => group),
    rows: ['Is good'],
    points: points.map(([group, of]) => ({
      row: 'Is good',
      group,
      figure: figure(of),
      base: of?.[1] ?? null,
    })),
  };
}

describe('proposeReading', () => {
  it('names the lowest, the highest and the distance, and claims no difference', () => {
    // 1/3 is 33.3 %, 5/8 is 62.5 %: 29.17 points apart.
    expect(
      proposeReading(
        chart([
          ['A', [1, 3]],
          ['B', [5, 8]],
          ['C', [1, 2]],
        ]),
      ),
    ).toBe(
      'Shares range from 33 % (“Is good”, A) to 63 % (“Is good”, B), 29 percentage points apart. No difference is claimed.',
    );
  });

  it('counts those that are the same, as exact figures and not as rounded ones', () => {
    expect(
      proposeReading(
        chart([
          ['A', [1, 2]],
          ['B', [2, 4]],
          ['C', [3, 4]],
          ['D', [751, 1000]],
        ]),
      ),
    ).toBe(
      'Shares range from 50 % (“Is good”, A; 1 other is the same) to 75 % (“Is good”, D), 25 percentage points apart. No difference is claimed.',
    );
    expect(
      proposeReading(
        chart([
          ['A', [1, 2]],
          ['B', [2, 4]],
        ]),
      ),
    ).toBe('Shares: all 2 are 50 %. No difference is claimed.');
  });

  it('leaves out what is hidden, and is empty where nothing is left', () => {
    expect(
      proposeReading(
        chart([
          ['A', [1, 2]],
          ['B', null],
        ]),
      ),
    ).toBe('Shares: 50 % (“Is good”, A).');
    expect(proposeReading(chart([['B', null]]))).toBe('');
  });

  it('reads agreement from a distribution, of those who gave a rating', () => {
    const distribution: DistributionChart = {
      kind: 'distribution',
      id: 'D',
      title: 'T',
      ...WORDS,
      levels: [
        { label: 'No', lean: -1 },
        { label: 'So', lean: 0 },
        { label: 'Yes', lean: 1 },
      ],
      panels: ['A', 'B', 'C'],
      rows: ['Is good'],
      bars: [
        { row: 'Is good', panel: 'A', counts: [1, 0, 1], dontKnow: 9, base: 2, result: 'a' },
        { row: 'Is good', panel: 'B', counts: [0, 0, 4], dontKnow: 0, base: 4, result: 'b' },
        { row: 'Is good', panel: 'C', counts: [0, 0, 0], dontKnow: 3, base: 0, result: 'c' },
      ],
    };
    expect(proposeReading(distribution)).toBe(
      'Agreement ranges from 50 % (“Is good”, A) to 100 % (“Is good”, B), 50 percentage points apart. No difference is claimed.',
    );
    expect(
      proposeReading({
        ...distribution,
        levels: distribution.levels.map((level) => ({ ...level, lean: 0 as const })),
      }),
    ).toBe('');
  });

  it('reads means in their own unit', () => {
    const means = chart([
      ['A', [9, 2]],
      ['B', [31, 4]],
    ]);
    const asMeans = { ...means, measure: 'mean' as const };
    expect(proposeReading(asMeans)).toBe(
      'Mean ratings range from 4.50 (“Is good”, A) to 7.75 (“Is good”, B), 3.25 apart. No difference is claimed.',
    );
  });
});
