import { describe, expect, it } from 'vitest';
import { comparisonSpec } from './comparison-spec.ts';
import { layerValues } from './testing/layer-values.ts';
import { comparison } from './testing/samples.ts';

describe('comparisonSpec', () => {
  it('places points on the axis and stacks those that would cover each other', () => {
    const points = layerValues(comparisonSpec(comparison), 'points');
    expect(points.map(({ group, printed, n }) => [group, printed, n])).toEqual([
      ['WS', '75', 28],
      ['ACC', '75', 49],
      ['PWB', '82', 34],
      ['WS', '50', 27],
    ]);
    const [first, second] = points;
    expect(first?.x).toBe(second?.x);
    expect(first?.y).not.toBe(second?.y);
  });

  it('says which groups have no value, and why', () => {
    expect(layerValues(comparisonSpec(comparison), 'no value').map((value) => value.text)).toEqual([
      'ACC [c]',
    ]);
  });

  it('gives bases in the legend', () => {
    const texts = layerValues(comparisonSpec(comparison), 'legend labels').map((value) => value.text);
    expect(texts).toEqual(['WS (n=27–28)', 'ACC (n=49)', 'PWB (n=34)']);
  });

  it('draws a single row as bars, each with its value and base', () => {
    const spec = comparisonSpec({ ...comparison, rows: ['Everyone is referred'] });
    expect(layerValues(spec, 'bars').map((bar) => bar.group)).toEqual(['WS', 'ACC', 'PWB']);
    expect(layerValues(spec, 'values').map((value) => value.text)).toEqual(['75', '75', '82']);
    expect(layerValues(spec, 'n').map((value) => value.text)).toEqual(['n=28', 'n=49', 'n=34']);
  });

  it('draws a chart of nothing', () => {
    expect(
      layerValues(comparisonSpec({ ...comparison, rows: [], groups: [], points: [] }), 'points'),
    ).toEqual([]);
  });
});
