import { describe, expect, it } from 'vitest';
import { drawChart, drawCharts } from './draw-chart.ts';
import { comparison, distribution, hostileTexts } from './testing/samples.ts';
import { visibleLine } from './visible-text.ts';

const textOf = (svg: string) =>
  svg
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

describe('drawChart', () => {
  it('names the picture and says what it shows', async () => {
    const { svg, png, spec } = await drawChart(distribution);
    expect(svg).toMatch(
      /^<svg [^>]*role="img" aria-labelledby="chart-S-1-title chart-S-1-desc"><title id="chart-S-1-title">Perceptions of referral<\/title><desc id="chart-S-1-desc">% of those who gave a rating\. Most agree\.<\/desc>/,
    );
    expect(textOf(svg)).toContain('SYNTHETIC');
    expect(spec).toMatchObject({ $schema: 'https://vega.github.io/schema/vega-lite/v6.json' });
    // The PNG signature; width at byte 16: 2 × (760 + two paddings of 16).
    expect([...png.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
    expect(new DataView(png.buffer, png.byteOffset).getUint32(16)).toBeGreaterThanOrEqual(2 * 792);
  });

  it('gives the same bytes alone, again, and among others', async () => {
    const alone = [await drawChart(distribution), await drawChart(comparison)];
    const together = await drawCharts([distribution, comparison]);
    for (const [index, drawn] of together.entries()) {
      expect(drawn.svg).toBe(alone[index]?.svg);
      expect(Buffer.compare(drawn.png, alone[index]?.png ?? Buffer.alloc(0))).toBe(0);
    }
    expect(await drawCharts([])).toEqual([]);
  });

  it('shows hostile text whole, and only shows it', async () => {
    const texts = hostileTexts.filter((text) => text.trim() !== '' && text.length < 1000);
    const bars = texts.map((row) => ({
      row,
      panel: 'WS',
      counts: [1, 1, 1, 1, 1],
      dontKnow: 0,
      base: 5,
      result: row,
    }));
    const chart = {
      ...distribution,
      rows: texts,
      bars,
      title: texts.join(' '),
      description: texts.join(' '),
    };
    const { svg } = await drawChart(chart);
    const tags = new Set([...svg.matchAll(/<\/?([a-z]+)/gi)].map(([, name]) => name));
    for (const name of tags)
      expect(['svg', 'title', 'desc', 'g', 'text', 'tspan', 'path', 'rect', 'line']).toContain(name);
    expect(svg).not.toMatch(/<[^>]*\son[a-z]+="[^>]*>/);
    const shown = textOf(svg).replace(/\s/g, '');
    for (const text of texts) expect(shown).toContain(visibleLine(text).replace(/\s/g, ''));
  });

  it('cuts no long text', async () => {
    const row = 'Word after word '.repeat(200).trim();
    const bars = [{ row, panel: 'WS', counts: [1, 1, 1, 1, 1], dontKnow: 0, base: 5, result: 'r' }];
    const { svg } = await drawChart({ ...distribution, rows: [row], bars });
    expect(textOf(svg).replace(/\s/g, '')).toContain(row.replace(/\s/g, ''));
  });
});
