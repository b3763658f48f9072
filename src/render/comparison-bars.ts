import { figureText } from './cell-text.ts';
import {
  CATEGORIES,
  type ChartSpec,
  linesHeight,
  type PlacedText,
  pixels,
  ruleLayer,
  SHEET_WIDTH,
  SOFT_INK,
  sheet,
  textLayer,
} from './chart-sheet.ts';
import { axisLayers, hasValue, numberOf, pointFields, scaleOf, ticksOf } from './comparison-axis.ts';
import type { ComparisonChart } from './contract.ts';
import { textWidth, wrapText } from './fonts/text-width.ts';
import { visibleLine } from './visible-text.ts';

/** A comparison of a single row: a bar for each group from the low end of the axis, with its value and n. */
export function barSpec(chart: ComparisonChart): ChartSpec {
  const groupLabels = chart.groups.map(visibleLine);
  const labelWidth = Math.min(230, Math.max(...groupLabels.map((label) => textWidth(label, 12))));
  const plot = { from: labelWidth + 14, to: SHEET_WIDTH - 70 };
  const x = scaleOf(chart, plot);
  const row = chart.rows[0] ?? '';
  const heading = wrapText(visibleLine(row), SHEET_WIDTH, 12, true);
  const top = linesHeight(heading, 12) + 10;
  const barHeight = 22;
  let y = top + 6;
  const labels: PlacedText[] = [];
  const values: PlacedText[] = [];
  const bases: PlacedText[] = [];
  const bars: object[] = [];
  for (const group of chart.groups) {
    const point = chart.points.find((candidate) => candidate.group === group && candidate.row === row);
    if (point === undefined) continue;
    const lines = wrapText(visibleLine(group), labelWidth, 12);
    const pitch = Math.max(barHeight, linesHeight(lines, 12)) + 10;
    const middle = y + pitch / 2;
    labels.push({ x: 0, y: middle - linesHeight(lines, 12) / 2 + 2.5, text: lines.join('\n') });
    const end = hasValue(point) ? x(numberOf(point)) : plot.from;
    if (hasValue(point)) {
      bars.push({
        ...pointFields(point),
        x: plot.from,
        x2: end,
        y: middle - barHeight / 2,
        y2: middle + barHeight / 2,
      });
    }
    values.push({ x: end + 7, y: middle, text: figureText(point.figure) });
    if (point.base !== null) bases.push({ x: SHEET_WIDTH, y: middle, text: `n=${point.base}` });
    y += pitch;
  }
  const bottom = y + 4;
  const ticks = ticksOf(chart.domain);
  return sheet(chart, bottom + 34, [
    textLayer('heading', { size: 12, bold: true, baseline: 'top' }, [
      { x: 0, y: 0, text: heading.join('\n') },
    ]),
    ruleLayer(
      'grid',
      '#eceeef',
      ticks.map((tick) => ({ x: x(tick), y: top, x2: x(tick), y2: bottom })),
    ),
    ...axisLayers(chart, x, [bottom + 12], bottom + 28, plot),
    {
      name: 'bars',
      data: { values: bars },
      mark: { type: 'rect', color: CATEGORIES[0] },
      encoding: { x: pixels('x'), x2: { field: 'x2' }, y: pixels('y'), y2: { field: 'y2' } },
    },
    textLayer('labels', { size: 12, baseline: 'top' }, labels),
    textLayer('values', { size: 12, bold: true }, values),
    textLayer('n', { size: 11, colour: SOFT_INK, align: 'right' }, bases),
  ]);
}
