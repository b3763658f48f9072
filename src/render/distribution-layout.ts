import { linesHeight, type PlacedText, SHEET_WIDTH } from './chart-sheet.ts';
import type { DistributionBar, DistributionChart } from './contract.ts';
import { type DrawnLevel, sideName } from './diverging-levels.ts';
import { textWidth, wrapText } from './fonts/text-width.ts';
import { visibleLine } from './visible-text.ts';

export const ROW_SIZE = 11;
export const PANEL_SIZE = 10.5;
export const HEAD_SIZE = 10.5;

/** A bar and where it stands, in pixels. */
export interface LaidBar {
  readonly bar: DistributionBar;
  readonly top: number;
  readonly height: number;
}

/**
 * Where everything of a distribution but its segments stands: the columns' edges, statements, panel names, bars and
 * rules from top to bottom, starting below a legend of this height.
 */
export function layOut(chart: DistributionChart, legendHeight: number) {
  const several = chart.panels.length > 1;
  const panelTexts = chart.panels.map(visibleLine);
  const widest = (texts: readonly string[], size: number) =>
    Math.ceil(Math.max(0, ...texts.map((text) => textWidth(text, size))));
  const rowWidth = Math.min(
    chart.panels.length > 1 ? 200 : 250,
    widest(chart.rows.map(visibleLine), ROW_SIZE),
  );
  const panelWidth = several ? Math.min(120, widest(panelTexts, PANEL_SIZE)) + 14 : 0;
  const headWidth = (lean: -1 | 1) =>
    Math.max(34, Math.ceil(textWidth(headOf(chart, lean), HEAD_SIZE, true)));
  const unsureWidth = chart.bars.some((bar) => bar.dontKnow > 0) ? 76 : 0;
  const panelsFrom = rowWidth + 14;
  const negative = panelsFrom + panelWidth + headWidth(-1);
  const unsure = SHEET_WIDTH - 32 - unsureWidth;
  const positive = unsure - 12 - headWidth(1);
  const columns = {
    panels: panelsFrom,
    negative,
    bars: negative + 7,
    barsEnd: positive - 7,
    positive,
    unsure,
    n: SHEET_WIDTH,
  };
  const rows: PlacedText[] = [];
  const panels: PlacedText[] = [];
  const bars: LaidBar[] = [];
  const rules: { x: number; y: number; x2: number; y2: number }[] = [];
  const centres: { y: number; y2: number }[] = [];
  const barHeight = several ? 13 : 20;
  let y = legendHeight + 26;
  for (const row of chart.rows) {
    rules.push({ x: 0, y, x2: SHEET_WIDTH, y2: y });
    y += 7;
    const lines = wrapText(visibleLine(row), rowWidth, ROW_SIZE);
    const rowBlock = linesHeight(lines, ROW_SIZE);
    const ofRow = chart.panels.flatMap((panel) =>
      chart.bars.filter((bar) => bar.row === row && bar.panel === panel),
    );
    let barTop = several ? y : y + Math.max(0, (rowBlock - barHeight) / 2);
    const rowTop = several ? y : y + Math.max(0, (barHeight - rowBlock) / 2);
    rows.push({ x: 0, y: rowTop + 1.5, text: lines.join('\n') });
    for (const bar of ofRow) {
      const label = several ? wrapText(visibleLine(bar.panel), panelWidth - 14, PANEL_SIZE) : [];
      const pitch = Math.max(barHeight, linesHeight(label, PANEL_SIZE));
      const middle = barTop + pitch / 2;
      panels.push({
        x: columns.panels,
        y: middle - linesHeight(label, PANEL_SIZE) / 2 + 2.5,
        text: label.join('\n'),
      });
      bars.push({ bar, top: middle - barHeight / 2, height: barHeight });
      barTop += pitch + 2.5;
    }
    const drawn = bars.slice(bars.length - ofRow.length);
    const [first, last] = [drawn[0], drawn.at(-1)];
    // A bar of nobody says so in words, which the line would strike through.
    if (first !== undefined && last !== undefined && ofRow.every((bar) => bar.base > 0)) {
      centres.push({ y: first.top - 4, y2: last.top + last.height + 4 });
    }
    y = Math.max(rowTop + rowBlock, barTop) + (several ? 5 : 7);
  }
  // A single panel's name heads the statements, where it fits.
  const head = several ? [] : panelTexts.filter((text) => textWidth(text, HEAD_SIZE, true) < rowWidth);
  return { columns, centres, rows, panels, bars, rules, height: y, head };
}

/** In percentage points, the farthest any bar reaches left and right, and at least 5 to either side. */
export function domainOf(chart: DistributionChart, levels: readonly DrawnLevel[]): readonly [number, number] {
  const reach = (lean: -1 | 1) =>
    Math.max(
      5,
      ...chart.bars
        .filter((bar) => bar.base > 0)
        .map((bar) => (100 * (countOf(bar, levels, lean) + countOf(bar, levels, 0) / 2)) / bar.base),
    );
  return [-reach(-1), reach(1)];
}

/** How many of a bar's answers lean this way. */
export function countOf(bar: DistributionBar, levels: readonly DrawnLevel[], lean: -1 | 0 | 1): number {
  return levels.reduce((sum, level) => (level.lean === lean ? sum + (bar.counts[level.index] ?? 0) : sum), 0);
}

/** What stands over the shares of a side: its name where that is short. */
export function headOf(chart: DistributionChart, lean: -1 | 1): string {
  const name = sideName(chart.levels, lean);
  if (name !== null && textWidth(name, HEAD_SIZE, true) <= 70) return visibleLine(name);
  return lean === 1 ? 'Positive' : 'Negative';
}
