import { describe, expect, it } from 'vitest';
import { distributionSpec } from './distribution-spec.ts';
import { layerValues } from './testing/layer-values.ts';
import { distribution } from './testing/samples.ts';

describe('distributionSpec', () => {
  const spec = distributionSpec(distribution);

  it('stacks every level in order around the centre, the neutral half on either side', () => {
    const bar = layerValues(spec, 'levels').filter((level) => level.result === 'a');
    // 1, 2, 4, 8 and 5 of 20 are 5, 10, 20, 40 and 25 %; left of the centre stand 5 + 10 and half of 20.
    expect(bar.map(({ level, from, to, percent }) => [level, from, to, percent])).toEqual([
      ['Strongly disagree', -25, -20, '5'],
      ['Disagree', -20, -10, '10'],
      ['Neither', -10, 10, '20'],
      ['Agree', 10, 50, '40'],
      ['Strongly agree', 50, 75, '25'],
    ]);
  });

  it('puts shares of all negative and positive answers at the ends, and n and don’t knows at the right', () => {
    const texts = (name: string) => layerValues(spec, name).map((value) => value.text);
    expect(texts('negative')).toEqual(['15%', '0%', '']);
    expect(texts('positive')).toEqual(['65%', '100%', '']);
    expect(texts('n')).toEqual(['20', '7', '0']);
    expect(texts("don't know, answers")).toEqual(['3', '0', '2']);
    expect(texts('nobody')).toEqual(['no answers']);
    expect(texts('heads left')).toEqual(['Agree', 'Don’t know']);
  });

  it('has no place for don’t knows where there are none', () => {
    const bars = distribution.bars.map((bar) => ({ ...bar, dontKnow: 0 }));
    const texts = layerValues(distributionSpec({ ...distribution, bars }), 'heads left');
    expect(texts.map((value) => value.text)).toEqual(['Agree']);
  });

  it('wraps long statements and loses none of their words', () => {
    const row = 'word '.repeat(60).trim();
    const bars = distribution.bars.map((bar) => ({ ...bar, row }));
    const [text] = layerValues(distributionSpec({ ...distribution, rows: [row], bars }), 'statements');
    expect(String(text?.text).split('\n').length).toBeGreaterThan(5);
    expect(String(text?.text).replaceAll('\n', ' ')).toBe(row);
  });

  it('draws a chart of nothing', () => {
    const empty = { ...distribution, levels: [], panels: [], rows: [], bars: [] };
    expect(layerValues(distributionSpec(empty), 'levels')).toEqual([]);
  });

  it('says in the subtitle that data are synthetic', () => {
    expect(JSON.stringify(spec)).toContain('SYNTHETIC');
    expect(JSON.stringify(distributionSpec({ ...distribution, synthetic: false }))).not.toContain(
      'SYNTHETIC',
    );
  });
});
