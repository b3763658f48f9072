import { type ChartSpec, type PlacedText, pixels, placeLegend, textLayer } from './chart-sheet.ts';
import type { DistributionChart } from './contract.ts';
import { LEAN_COLOURS, sideName } from './diverging-levels.ts';
import { EDGE } from './three-bands.ts';
import { visibleLine } from './visible-text.ts';

const KEY_WIDTH = 18;

/** A layer of outlined rectangles whose data hold their places and colours. */
export function bandLayer(name: string, bands: readonly object[]): ChartSpec {
  return {
    name,
    data: { values: bands },
    mark: { type: 'rect', strokeWidth: EDGE },
    encoding: {
      x: pixels('x'),
      x2: { field: 'x2' },
      y: pixels('y'),
      y2: { field: 'y2' },
      fill: { field: 'colour', type: 'nominal', scale: null },
      stroke: { field: 'edge', type: 'nominal', scale: null },
    },
  };
}

/** The legend of three bands, named as the scales' sides are where all of them agree on it ("Agree"). */
export function bandLegend(
  charts: readonly DistributionChart[],
  width?: number,
): { readonly layers: readonly ChartSpec[]; readonly height: number } {
  const leans = ([-1, 0, 1] as const).filter((lean) =>
    charts.some(({ levels }) => levels.some((level) => level.lean === lean)),
  );
  const labels = leans.map((lean) => bandName(charts, lean));
  const legend = placeLegend(labels, KEY_WIDTH, width);
  const keys = leans.map((lean, index) => {
    const { x = 0, y = 0 } = legend.places[index] ?? {};
    return { ...LEAN_COLOURS[lean], x, x2: x + 13, y: y + 3, y2: y + 16 };
  });
  const texts = keys.map(
    ({ x, y }, index): PlacedText => ({ x: x + KEY_WIDTH, y: y + 7, text: labels[index] ?? '' }),
  );
  return {
    layers: [bandLayer('legend keys', keys), textLayer('legend labels', { size: legend.size }, texts)],
    height: legend.height,
  };
}

/** What a band is called: the scales' own word for the side where they share one. */
function bandName(charts: readonly DistributionChart[], lean: -1 | 0 | 1): string {
  const names = new Set(
    charts.map(({ levels }) => {
      const labels = levels.filter((level) => level.lean === lean).map(({ label }) => label);
      if (labels.length === 0) return '';
      return lean === 0 ? (labels.length === 1 ? (labels[0] ?? '') : '') : (sideName(levels, lean) ?? '');
    }),
  );
  const [name = ''] = names;
  if (names.size === 1 && name !== '') return visibleLine(name);
  return { '-1': 'Negative', '0': 'Neutral', '1': 'Positive' }[`${lean}`];
}
