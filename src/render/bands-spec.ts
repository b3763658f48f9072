import { bandLayer, bandLegend } from './bands-layer.ts';
import {
  type ChartSpec,
  HAIRLINE,
  inkOn,
  linesHeight,
  type PlacedText,
  ruleLayer,
  SMALL_WIDTH,
  SOFT_INK,
  sheet,
  textLayer,
} from './chart-sheet.ts';
import type { DistributionChart } from './contract.ts';
import { divergingLevels } from './diverging-levels.ts';
import { textWidth, wrapText } from './fonts/text-width.ts';
import { threeBands } from './three-bands.ts';
import { visibleLine } from './visible-text.ts';

const ROW_SIZE = 12;
const PANEL_SIZE = 11;
const BAR_HEIGHT = 16;

/**
 * The Vega-Lite specification of a distribution for small spaces: on a narrow sheet, each statement above its groups'
 * bars, each bar in three bands (negative, neutral, positive) with their percents where they fit, and n at the right. A
 * bar of nobody says "no answers".
 */
export function bandsSpec(chart: DistributionChart): ChartSpec {
  const levels = divergingLevels(chart.levels);
  const legend = bandLegend([chart], SMALL_WIDTH);
  const several = chart.panels.length > 1;
  const widest = Math.max(0, ...chart.panels.map((panel) => textWidth(visibleLine(panel), PANEL_SIZE)));
  const panelWidth = several ? Math.min(110, Math.ceil(widest)) + 8 : 0;
  const bars = { from: panelWidth, width: SMALL_WIDTH - panelWidth - 34 };
  const rows: PlacedText[] = [];
  const panels: PlacedText[] = [];
  const bases: PlacedText[] = [];
  const percents: PlacedText[] = [];
  const nobody: PlacedText[] = [];
  const rules: { x: number; y: number; x2: number; y2: number }[] = [];
  const bands: object[] = [];
  let y = legend.height + 18;
  for (const row of chart.rows) {
    rules.push({ x: 0, y, x2: SMALL_WIDTH, y2: y });
    const lines = wrapText(visibleLine(row), SMALL_WIDTH, ROW_SIZE);
    rows.push({ x: 0, y: y + 7, text: lines.join('\n') });
    y += 7 + linesHeight(lines, ROW_SIZE) + 4;
    for (const bar of chart.bars.filter((each) => each.row === row)) {
      const label = several ? wrapText(visibleLine(bar.panel), panelWidth - 8, PANEL_SIZE) : [];
      const height = Math.max(BAR_HEIGHT + 3, linesHeight(label, PANEL_SIZE) + 3);
      const middle = y + height / 2;
      panels.push({
        x: 0,
        y: middle - linesHeight(label, PANEL_SIZE) / 2 + 2,
        text: label.join('\n'),
      });
      bases.push({ x: SMALL_WIDTH, y: middle, text: String(bar.base) });
      if (bar.base === 0) nobody.push({ x: bars.from, y: middle, text: 'no answers' });
      for (const band of threeBands(bar, levels, bars.from, bars.width)) {
        bands.push({
          row,
          panel: bar.panel,
          result: bar.result,
          n: bar.base,
          ...band,
          y: middle - BAR_HEIGHT / 2,
          y2: middle + BAR_HEIGHT / 2,
        });
        if (band.x2 - band.x >= textWidth(band.percent, PANEL_SIZE) + 2) {
          percents.push({
            x: (band.x + band.x2) / 2,
            y: middle,
            text: band.percent,
            colour: inkOn(band.colour),
          });
        }
      }
      y += height;
    }
    y += 8;
  }
  const heads = [{ x: SMALL_WIDTH, y: legend.height + 8, text: 'n' }];
  return sheet(
    chart,
    y,
    [
      ...legend.layers,
      ruleLayer('rules', HAIRLINE, rules),
      textLayer('heads', { size: 10.5, colour: SOFT_INK, align: 'right' }, heads),
      textLayer('statements', { size: ROW_SIZE, baseline: 'top' }, rows),
      textLayer('panels', { size: PANEL_SIZE, baseline: 'top' }, panels),
      bandLayer('bands', bands),
      textLayer('percents', { size: PANEL_SIZE, align: 'center' }, percents),
      textLayer('nobody', { size: PANEL_SIZE, colour: SOFT_INK }, nobody),
      textLayer('n', { size: PANEL_SIZE, colour: SOFT_INK, align: 'right' }, bases),
    ],
    SMALL_WIDTH,
  );
}
