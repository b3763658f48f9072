import { describe, expect, it } from 'vitest';
import { bandsSpec } from './bands-spec.ts';
import { barPanelsSpec } from './bar-panels-spec.ts';
import { CATEGORIES, type ChartSpec, contrast, inkOn, SHEET_WIDTH, tint } from './chart-sheet.ts';
import { comparisonSpec } from './comparison-spec.ts';
import type { DistributionChart } from './contract.ts';
import { distributionSpec } from './distribution-spec.ts';
import { divergingLevels, LEAN_COLOURS } from './diverging-levels.ts';
import { heatSpec } from './heat-spec.ts';
import { overviewSpec } from './overview-spec.ts';
import { layerValues } from './testing/layer-values.ts';
import { bars, comparison, distribution, heat, overview } from './testing/samples.ts';
import { overlaps, textsOf } from './testing/texts-of.ts';

const seven: DistributionChart = {
  ...distribution,
  levels: [-1, -1, -1, 0, 1, 1, 1].map((lean, at) => ({
    label: `Level ${at + 1}`,
    lean: lean as -1 | 0 | 1,
  })),
  rows: ['A statement that is long enough to be wrapped in every kind of chart there is, on any sheet'],
  panels: ['Women’s services', 'ACC'],
  bars: [
    {
      row: 'A statement that is long enough to be wrapped in every kind of chart there is, on any sheet',
      panel: 'Women’s services',
      counts: [1, 1, 1, 1, 1, 1, 94],
      dontKnow: 7,
      base: 100,
      result: 'a',
    },
    {
      row: 'A statement that is long enough to be wrapped in every kind of chart there is, on any sheet',
      panel: 'ACC',
      counts: [30, 20, 10, 10, 10, 10, 10],
      dontKnow: 0,
      base: 100,
      result: 'b',
    },
  ],
};

/** As a printer without colour shows it: Rec. 709 luma. */
function grey(colour: string): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  const level = Math.round(0.2126 * red + 0.7152 * green + 0.0722 * blue);
  return `#${level.toString(16).padStart(2, '0').repeat(3)}`;
}

describe('charts can be read in grey and without telling colours apart', () => {
  it('every level and band stands out from the white between them by its edge, in colour and in grey', () => {
    const edges = [...divergingLevels(seven.levels), ...Object.values(LEAN_COLOURS)].map(({ edge }) => edge);
    for (const edge of edges) {
      expect(contrast(edge, '#ffffff')).toBeGreaterThanOrEqual(3);
      expect(contrast(grey(edge), '#ffffff')).toBeGreaterThanOrEqual(3);
    }
  });

  it('white parts the segments of a bar, however thin they are', () => {
    // In an overview of two groups a percent is less than a pixel wide.
    for (const [spec, layer, white] of [
      [distributionSpec(seven), 'levels', 0.6],
      [bandsSpec(seven), 'bands', 0.6],
      [overviewSpec({ ...overview, parts: [seven, seven] }), 'bands', 0.3],
    ] as const) {
      const parts = layerValues(spec, layer) as readonly {
        readonly x: number;
        readonly x2: number;
        readonly panel: string;
        readonly edge: string;
      }[];
      expect(parts.length).toBeGreaterThan(4);
      const outside = (part: { readonly edge: string }) => (part.edge === 'transparent' ? 0 : 0.45);
      for (const [index, part] of parts.entries()) {
        const next = parts[index + 1];
        expect(part.x2).toBeGreaterThan(part.x);
        if (next !== undefined && next.panel === part.panel && next.x > part.x) {
          expect(next.x - outside(next) - part.x2 - outside(part)).toBeGreaterThanOrEqual(white);
        }
      }
    }
  });

  it('text on a level, a band or a shade has a contrast of 4.5 or more', () => {
    const shades = Array.from({ length: 101 }, (_, at) => tint('#12436D', at / 100));
    const fills = [...divergingLevels(seven.levels), ...Object.values(LEAN_COLOURS)].map(
      ({ colour }) => colour,
    );
    for (const fill of [...fills, ...shades]) expect(contrast(inkOn(fill), fill)).toBeGreaterThanOrEqual(4.5);
  });

  it('groups differ in shape, not in colour alone, and bars stand out from the page', () => {
    const points = layerValues(comparisonSpec(comparison), 'legend keys');
    expect(points.map(({ group }) => group)).toEqual(['WS', 'ACC', 'PWB']);
    expect(JSON.stringify(comparisonSpec(comparison))).toContain('"range":["circle","square","triangle-up"]');
    expect(contrast(CATEGORIES[0], '#ffffff')).toBeGreaterThanOrEqual(3);
  });
});

describe('no text lies over another or leaves the sheet', () => {
  it.each<readonly [string, ChartSpec, number]>([
    ['distribution', distributionSpec(seven), SHEET_WIDTH],
    ['three bands', bandsSpec(seven), 304],
    ['dot plot', comparisonSpec(comparison), SHEET_WIDTH],
    ['bars of one row', comparisonSpec({ ...comparison, rows: ['Everyone is referred'] }), SHEET_WIDTH],
    ['heat table', heatSpec(heat), SHEET_WIDTH],
    ['bars in panels', barPanelsSpec(bars), SHEET_WIDTH],
    ['overview', overviewSpec({ ...overview, parts: [seven, ...overview.parts] }), 960],
  ])('%s', (_, spec, width) => {
    expect(overlaps(spec)).toEqual([]);
    for (const { left, right } of textsOf(spec)) {
      expect(left).toBeGreaterThanOrEqual(-0.5);
      expect(right).toBeLessThanOrEqual(width + 0.5);
    }
  });
});

describe('heat table', () => {
  it('shades each cell by its value and prints it; a shorthand stands on white', () => {
    const cells = layerValues(heatSpec(heat), 'cells') as readonly { printed?: string; colour?: string }[];
    expect(cells.map(({ printed }) => printed)).toEqual(['75', '75', '82', '50', '[c]']);
    expect(cells[0]?.colour).toBe(cells[1]?.colour);
    expect(cells.at(-1)?.colour).toBe('#ffffff');
    expect(contrast(cells[2]?.colour ?? '', '#ffffff')).toBeGreaterThan(
      contrast(cells[3]?.colour ?? '', '#ffffff'),
    );
  });
});

describe('three bands', () => {
  it('give negative, neutral and positive shares of those who gave a rating; nobody is "no answers"', () => {
    const bands = layerValues(bandsSpec(distribution), 'bands') as readonly {
      percent?: string;
      lean?: number;
    }[];
    // 3, 4 and 13 of 20; then 7 of 7.
    expect(bands.map(({ lean, percent }) => [lean, percent])).toEqual([
      [-1, '15'],
      [0, '20'],
      [1, '65'],
      [1, '100'],
    ]);
    expect(layerValues(bandsSpec(distribution), 'nobody').map(({ text }) => text)).toEqual(['no answers']);
  });
});

describe('overview', () => {
  it('is no taller than an A4 page is for its width, and names each distribution once', () => {
    const spec = overviewSpec(overview) as { readonly height?: number; readonly width?: number };
    expect((spec.height ?? 0) / (spec.width ?? 1)).toBeLessThan(1.35);
    expect(layerValues(spec, 'parts').map(({ text }) => text)).toEqual([
      'Perceptions of referral',
      'Delivery',
      'Value',
    ]);
    expect(layerValues(spec, 'positive').map(({ text }) => text)).toEqual([
      '65%',
      '100%',
      '–',
      '65%',
      '100%',
      '–',
      '65%',
      '100%',
      '–',
    ]);
  });

  it('draws an overview of nothing', () => {
    expect(layerValues(overviewSpec({ ...overview, parts: [] }), 'bands')).toEqual([]);
  });
});
