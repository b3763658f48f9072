import { figureText } from './cell-text.ts';
import {
  CATEGORIES,
  type ChartSpec,
  HAIRLINE,
  linesHeight,
  type PlacedText,
  pixels,
  ruleLayer,
  SHEET_WIDTH,
  SOFT_INK,
  sheet,
  textLayer,
} from './chart-sheet.ts';
import { hasValue, numberOf, pointFields } from './comparison-axis.ts';
import type { ComparisonChart } from './contract.ts';
import { textWidth, wrapText } from './fonts/text-width.ts';
import { visibleLine } from './visible-text.ts';

const BAR = 14;
const GAP = 16;
/** Room after the longest bar for its value. */
const VALUE_ROOM = 26;

/**
 * A comparison as bars: rows down the sheet, a panel for each group beside the others, all on one scale from the low end of
 * the domain, each bar with its value. Panels are headed by the group and its n, the largest base among its points. A figure
 * without value has its shorthand and no bar.
 */
export function barPanelsSpec(chart: ComparisonChart): ChartSpec {
  const rowLabels = chart.rows.map((row) => visibleLine(row));
  const labelWidth = Math.min(
    230,
    Math.ceil(Math.max(0, ...rowLabels.map((label) => textWidth(label, 11.5)))) + 2,
  );
  const panels = Math.max(1, chart.groups.length);
  const width = Math.min(420, (SHEET_WIDTH - labelWidth - GAP * panels) / panels);
  const leftOf = (panel: number) => labelWidth + GAP + panel * (width + GAP);
  const [low, high] = chart.domain;
  const lengthOf = (value: number) => ((value - low) / (high - low)) * (width - VALUE_ROOM);

  const headings = chart.groups.map((group) => headingOf(chart, group, width));
  const headed = Math.max(0, ...headings.map((lines) => linesHeight(lines, 11)));
  const top = headed + 10;
  const labels: PlacedText[] = [];
  const values: PlacedText[] = [];
  const without: PlacedText[] = [];
  const bars: object[] = [];
  let y = top;
  for (const [at, row] of chart.rows.entries()) {
    const lines = wrapText(rowLabels[at] ?? '', labelWidth, 11.5);
    const height = Math.max(BAR, linesHeight(lines, 11.5)) + 8;
    const middle = y + height / 2;
    labels.push({ x: 0, y: middle - linesHeight(lines, 11.5) / 2 + 1, text: lines.join('\n') });
    for (const [panel, group] of chart.groups.entries()) {
      const point = chart.points.find((candidate) => candidate.row === row && candidate.group === group);
      if (point === undefined) continue;
      const x = leftOf(panel);
      if (!hasValue(point)) {
        without.push({ x: x + 5, y: middle, text: figureText(point.figure) });
        continue;
      }
      const x2 = x + lengthOf(numberOf(point));
      bars.push({ ...pointFields(point), x, x2, y: middle - BAR / 2, y2: middle + BAR / 2 });
      values.push({ x: x2 + 5, y: middle, text: figureText(point.figure) });
    }
    y += height;
  }
  const bottom = y + 4;
  return sheet(chart, bottom, [
    textLayer(
      'panels',
      { size: 11, bold: true, baseline: 'top' },
      headings.map((lines, panel) => ({
        x: leftOf(panel),
        y: headed - linesHeight(lines, 11),
        text: lines.join('\n'),
      })),
    ),
    {
      name: 'bars',
      data: { values: bars },
      mark: { type: 'rect', color: CATEGORIES[0] },
      encoding: { x: pixels('x'), x2: { field: 'x2' }, y: pixels('y'), y2: { field: 'y2' } },
    },
    ruleLayer(
      'zero',
      HAIRLINE,
      chart.groups.map((_, panel) => ({ x: leftOf(panel), y: top, x2: leftOf(panel), y2: bottom })),
    ),
    textLayer('labels', { size: 11.5, baseline: 'top' }, labels),
    textLayer('values', { size: 11 }, values),
    textLayer('without value', { size: 11, colour: SOFT_INK }, without),
  ]);
}

function headingOf(chart: ComparisonChart, group: string, width: number): readonly string[] {
  const bases = chart.points.flatMap((point) =>
    point.group === group && point.base !== null ? [point.base] : [],
  );
  const lines = wrapText(visibleLine(group), width, 11, true);
  return bases.length === 0 ? lines : [...lines, `n=${Math.max(...bases)}`];
}
