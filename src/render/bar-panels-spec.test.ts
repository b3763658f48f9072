import { describe, expect, it } from 'vitest';
import { barPanelsSpec } from './bar-panels-spec.ts';
import { comparisonSpec } from './comparison-spec.ts';
import { layerValues } from './testing/layer-values.ts';
import { bars } from './testing/samples.ts';

describe('barPanelsSpec', () => {
  it('is what a comparison that asks for bars is drawn as', () => {
    expect(comparisonSpec(bars)).toEqual(barPanelsSpec(bars));
  });

  it('has a panel a group with its n, and in each a bar a row from the panel’s own zero, all on one scale', () => {
    const spec = barPanelsSpec(bars);
    expect(layerValues(spec, 'panels').map(({ text }) => text)).toEqual([
      'WS\nn=28',
      'ACC\nn=49',
      'PWB\nn=34',
    ]);
    const drawn = layerValues(spec, 'bars') as readonly {
      group: string;
      printed: string;
      x: number;
      x2: number;
    }[];
    expect(drawn.map(({ group, printed }) => [group, printed])).toEqual([
      ['WS', '75'],
      ['ACC', '75'],
      ['PWB', '82'],
      ['WS', '50'],
    ]);
    const panels = layerValues(spec, 'panels').map(({ x }) => x);
    expect([drawn[0]?.x, drawn[1]?.x, drawn[2]?.x, drawn[3]?.x]).toEqual([
      panels[0],
      panels[1],
      panels[2],
      panels[0],
    ]);
    const length = (at: number) => (drawn[at]?.x2 ?? 0) - (drawn[at]?.x ?? 0);
    expect(length(0)).toBeCloseTo(length(1), 9);
    expect(length(3) / length(0)).toBeCloseTo(50 / 75, 2);
  });

  it('prints the shorthand where there is no value', () => {
    expect(layerValues(barPanelsSpec(bars), 'without value').map(({ text }) => text)).toEqual(['[c]']);
  });

  it('draws a chart of nothing', () => {
    expect(layerValues(barPanelsSpec({ ...bars, rows: [], groups: [], points: [] }), 'bars')).toEqual([]);
  });
});
