import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatExact, type Rounding, ratio, root } from '../exact/ratio.ts';
import { type CellFigures, feasibleBases, prepareSearch } from './search.ts';

const SEVEN = [1, 2, 3, 4, 5, 6, 7];

function seven(percent: string | null, mean: string | null, sd: string | null): CellFigures {
  return { scale: SEVEN, agree: [5, 6, 7], percent, mean, sd, rounding: 'half-away', deviation: 'sample' };
}

/** Every way to place n answers on k levels: the definition, with none of the search's shortcuts. */
function compositions(n: number, k: number): number[][] {
  if (k === 1) return [[n]];
  return Array.from({ length: n + 1 }, (_, first) =>
    compositions(n - first, k - 1).map((rest) => [first, ...rest]),
  ).flat();
}

function printed(counts: readonly number[], figures: CellFigures, decimals: number): string {
  const n = counts.reduce((a, b) => a + b, 0);
  const total = (f: (value: number) => number) =>
    counts.reduce((sum, count, index) => sum + count * f(figures.scale[index] ?? 0), 0);
  const sum = total((x) => x);
  const squares = total((x) => x * x);
  const denominator = figures.deviation === 'sample' ? n * (n - 1) : n * n;
  return [
    figures.agree === null
      ? ''
      : formatExact(ratio(100 * total((x) => (figures.agree?.includes(x) ? 1 : 0)), n), 0, figures.rounding),
    formatExact(ratio(sum, n), decimals, figures.rounding),
    formatExact(root(n * squares - sum * sum, denominator), decimals, figures.rounding),
  ].join(' ');
}

describe('prepareSearch', () => {
  it('finds exactly the counts that trying every composition finds, for every figure that occurs', () => {
    const cases: [number[], number[] | null, number, Rounding, 'sample' | 'population', number][] = [
      [[1, 2], [2], 6, 'half-away', 'sample', 2],
      [[0, 1, 2], [2], 12, 'half-away', 'sample', 2],
      [[1, 2, 3, 4], [3, 4], 9, 'half-even', 'sample', 1],
      [[5, 4, 3, 2, 1], [4, 5], 7, 'truncate', 'sample', 2],
      [[-2, -1, 0, 1, 2], [1, 2], 6, 'half-away', 'sample', 2],
      [[1, 2, 3, 4, 5, 6], null, 5, 'half-away', 'population', 1],
      [SEVEN, [5, 6, 7], 5, 'half-away', 'sample', 2],
      [[0, 25, 50, 75, 100], [75, 100], 5, 'half-away', 'sample', 2],
      [[0, 3, 7, 12], [0, 12], 5, 'half-away', 'sample', 2],
    ];
    for (const [scale, agree, n, rounding, deviation, decimals] of cases) {
      const figures = { scale, agree, percent: null, mean: null, sd: null, rounding, deviation };
      const expected = new Map<string, Set<string>>();
      for (const counts of compositions(n, scale.length)) {
        const key = printed(counts, figures, decimals);
        expected.set(key, (expected.get(key) ?? new Set()).add(counts.join(',')));
      }
      for (const [key, sets] of expected) {
        const [percent = '', mean = '', sd = ''] = key.split(' ');
        const search = prepareSearch({ ...figures, percent: percent === '' ? null : percent, mean, sd }, n);
        const found = search.list(n, 10_000).map((counts) => counts.join(','));
        expect(new Set(found), `${scale} ${key}`).toEqual(sets);
        expect(found.length, 'each once').toBe(sets.size);
        expect(search.feasible(n)).toBe(true);
      }
    }
  });

  it('finds none where trying every composition finds none', () => {
    for (const n of [2, 3, 5, 8, 12]) {
      const reachable = new Set(compositions(n, 4).map((counts) => printed(counts, four(null, '0', '0'), 1)));
      for (const percent of ['0', '20', '33', '50', '67', '75', '100']) {
        for (let mean = 10; mean <= 40; mean += 3) {
          for (let sd = 0; sd <= 21; sd += 3) {
            const figures = four(percent, (mean / 10).toFixed(1), (sd / 10).toFixed(1));
            const key = `${percent} ${figures.mean} ${figures.sd}`;
            expect(prepareSearch(figures, n).feasible(n), `n=${n} ${key}`).toBe(reachable.has(key));
          }
        }
      }
    }
  });

  it('reads decimals as printed: 5.4 allows what 5.40 does not', () => {
    // Seven answers of Σ = 38 have mean 5.428…: 5.4, not 5.40.
    expect(prepareSearch(seven(null, '5.4', null), 7).feasible(7)).toBe(true);
    expect(prepareSearch(seven(null, '5.40', null), 7).feasible(7)).toBe(false);
  });

  it('works from any of the figures alone, and from none', () => {
    expect(feasibleBases(seven('33', null, null), 1, 7)).toEqual([3, 6]);
    expect(feasibleBases(seven(null, '1.5', null), 1, 6)).toEqual([2, 4, 6]);
    expect(prepareSearch(seven(null, null, null), 2).find(2, 100).solutions).toBe(28);
  });

  it('has no counts for one respondent where an SD is printed, and none for nobody', () => {
    expect(feasibleBases(seven('100', '7', '0'), 1, 2)).toEqual([2]);
    expect(feasibleBases(seven('100', '7', '0'), 5, 2)).toEqual([]);
  });

  it('stops counting at the cap and says so', () => {
    const found = prepareSearch(seven('68', '5.01', '1.77'), 197).find(197, 25);
    expect([found.solutions, found.capped, found.feasible]).toEqual([25, true, true]);
  });

  it('answers one cell of 200 respondents on seven points, with its solutions', () => {
    expect(prepareSearch(seven('55', '4.42', '1.93'), 200).find(200).solutions).toBe(1000);
  });

  it('searches a scale of 0 to 100 in tens as it does one of 0 to 10', () => {
    const tens = { scale: Array.from({ length: 11 }, (_, index) => 10 * index), agree: null, percent: null };
    const figures = {
      ...tens,
      mean: '43.6',
      sd: '31.6',
      rounding: 'half-away',
      deviation: 'sample',
    } as const;
    expect(prepareSearch(figures, 200).find(50, 20).solutions).toBe(20);
  });

  it('refuses a scale, level or number it cannot search', () => {
    expect(() => prepareSearch({ ...seven('5', '5', '1'), scale: [] }, 5)).toThrow('at least one level');
    expect(() => prepareSearch({ ...seven('5', '5', '1'), scale: [1, 1.5] }, 5)).toThrow('whole numbers');
    expect(() => prepareSearch({ ...seven('5', '5', '1'), scale: [1, 1] }, 5)).toThrow('once');
    expect(() => prepareSearch({ ...seven('5', '5', '1'), agree: [9] }, 5)).toThrow('found 9');
    expect(() => prepareSearch({ ...seven('5', '5', '1'), agree: null }, 5)).toThrow('percentage is of');
    expect(() => prepareSearch(seven('5', '5', '1'), 5).feasible(6)).toThrow('up to 5');
    expect(() => prepareSearch(seven('5 %', '5', '1'), 5).feasible(5)).toThrow('found "5 %"');
  });
});

function four(percent: string | null, mean: string, sd: string): CellFigures {
  const scale = [1, 2, 3, 4];
  return { scale, agree: [3, 4], percent, mean, sd, rounding: 'half-away', deviation: 'sample' };
}

const PUBLISHED = ['fixtures/crs-evaluation/published/likert.csv', '../shared/published/likert.csv'].find(
  existsSync,
);

describe.skipIf(PUBLISHED === undefined)('over the published Likert cells', () => {
  /** Plain fields and fields in double quotes, none of them with a quote inside, as the file has. */
  const cells = () =>
    readFileSync(PUBLISHED ?? '', 'utf8')
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((line) => [...line.matchAll(/(?:"([^"]*)"|([^,]*))(?:,|$)/g)].map((m) => m[1] ?? m[2] ?? ''));
  /** Bases of the co-location question, which is put to everyone in the block: B.7's counts and percentages force them. */
  const asked: Record<string, number> = { WS: 33, ACC: 50, PWB: 39, ETE: 38, FBD: 32, 'D&R': 31 };

  it('counts exist for 128 of 140 triples: 70 at N, 50 only at a smaller n, 8 only at a larger', () => {
    const found: Record<string, number> = {};
    for (const [, , , group = '', header = '', percent = '', mean = '', sd = ''] of cells()) {
      if (percent === '') continue;
      const n = Number(header);
      const bases = feasibleBases(seven(percent, mean, sd), 2, Math.max(n, asked[group] ?? 0));
      const kind = bases.includes(n)
        ? 'at N'
        : bases.some((base) => base < n)
          ? 'smaller'
          : bases.length > 0
            ? `first at ${group} ${bases[0]}`
            : 'none';
      found[kind] = (found[kind] ?? 0) + 1;
    }
    expect(found).toEqual({ 'at N': 70, smaller: 50, 'first at WS 29': 7, 'first at WS 32': 1, none: 12 });
  });

  it('all six social-value cells have counts', () => {
    const values = Array.from({ length: 11 }, (_, index) => index);
    const social = cells().filter((cell) => cell[5] === '');
    expect(social.length).toBe(6);
    for (const [, , , group = '', header = '', , mean = '', sd = ''] of social) {
      const figures = { ...seven(null, mean, sd), scale: values, agree: null };
      const largest = Math.max(Number(header), asked[group] ?? 0);
      expect(feasibleBases(figures, 2, largest).length, group).toBeGreaterThan(0);
    }
  });
});
