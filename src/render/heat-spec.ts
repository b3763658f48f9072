import { figureText } from './cell-text.ts';
import {
  type ChartSpec,
  inkOn,
  linesHeight,
  type PlacedText,
  pixels,
  SHEET_WIDTH,
  SOFT_INK,
  sheet,
  textLayer,
  tint,
} from './chart-sheet.ts';
import { hasValue, numberOf, pointFields } from './comparison-axis.ts';
import type { HeatChart } from './contract.ts';
import { textWidth, wrapText } from './fonts/text-width.ts';
import { visibleLine } from './visible-text.ts';

const GAP = 3;
const ROW_SIZE = 11.5;
const HEAD_SIZE = 11;
const CELL_SIZE = 12.5;
/** No column is wider, or the cells of two groups would be bars. */
const WIDEST = 92;

/**
 * The Vega-Lite specification of a heat table: a row an item, a column a group, each cell its figure as printed on a
 * shade of blue that is stronger the higher the value, from end to end of the measure. White gaps part the cells, so the
 * shades needn't; every figure stands in its cell, so nothing is told by shade alone. A figure without value has its
 * shorthand on white. The columns keep the groups' order, the rows theirs.
 */
export function heatSpec(chart: HeatChart): ChartSpec {
  const heads = chart.groups.map(visibleLine);
  const labelWidth = Math.max(
    200,
    Math.min(330, ...chart.rows.map((row) => Math.ceil(textWidth(visibleLine(row), ROW_SIZE)))),
    SHEET_WIDTH - 14 - WIDEST * Math.max(1, heads.length),
  );
  const from = labelWidth + 14;
  const pitch = (SHEET_WIDTH - from) / Math.max(1, heads.length);
  const headLines = heads.map((head) => wrapText(head, pitch - 4, HEAD_SIZE, true));
  const bases = chart.groups.map((group) => basesOf(chart, group, pitch - 4));
  const headHeight = Math.max(0, ...headLines.map((lines) => linesHeight(lines, HEAD_SIZE)));
  const baseHeight = Math.max(0, ...bases.map((lines) => linesHeight(lines, 10)));
  const middleOf = (column: number) => from + pitch * column + pitch / 2;
  const labels: PlacedText[] = [];
  const cells: object[] = [];
  const values: PlacedText[] = [];
  let y = headHeight + baseHeight + 8;
  for (const row of chart.rows) {
    const lines = wrapText(visibleLine(row), labelWidth, ROW_SIZE);
    const height = Math.max(30, linesHeight(lines, ROW_SIZE) + 8);
    labels.push({ x: 0, y: y + (height - linesHeight(lines, ROW_SIZE)) / 2 + 2, text: lines.join('\n') });
    for (const [column, group] of chart.groups.entries()) {
      const point = chart.points.find((each) => each.row === row && each.group === group);
      if (point === undefined) continue;
      const colour = hasValue(point) ? shade(numberOf(point), chart.domain) : '#ffffff';
      cells.push({
        ...pointFields(point),
        colour,
        x: from + pitch * column + GAP / 2,
        x2: from + pitch * (column + 1) - GAP / 2,
        y: y + GAP / 2,
        y2: y + height - GAP / 2,
      });
      values.push({
        x: middleOf(column),
        y: y + height / 2,
        text: figureText(point.figure),
        colour: hasValue(point) ? inkOn(colour) : SOFT_INK,
      });
    }
    y += height;
  }
  return sheet(chart, y, [
    textLayer(
      'heads',
      { size: HEAD_SIZE, bold: true, align: 'center', baseline: 'top' },
      headLines.map((lines, column) => ({
        x: middleOf(column),
        y: headHeight - linesHeight(lines, HEAD_SIZE),
        text: lines.join('\n'),
      })),
    ),
    textLayer(
      'bases',
      { size: 10, colour: SOFT_INK, align: 'center', baseline: 'top' },
      bases.map((lines, column) => ({ x: middleOf(column), y: headHeight + 2, text: lines.join('\n') })),
    ),
    {
      name: 'cells',
      data: { values: cells },
      mark: { type: 'rect', stroke: '#7d868b', strokeWidth: 0.6 },
      encoding: {
        x: pixels('x'),
        x2: { field: 'x2' },
        y: pixels('y'),
        y2: { field: 'y2' },
        fill: { field: 'colour', type: 'nominal', scale: null },
      },
    },
    textLayer('values', { size: CELL_SIZE, align: 'center' }, values),
    textLayer('rows', { size: ROW_SIZE, baseline: 'top' }, labels),
  ]);
}

/** `n=26–29` below a group's name; none where no base is known. */
function basesOf(chart: HeatChart, group: string, width: number): readonly string[] {
  const bases = chart.points.flatMap((point) =>
    point.group === group && point.base !== null ? [point.base] : [],
  );
  if (bases.length === 0) return [];
  const [low, high] = [Math.min(...bases), Math.max(...bases)];
  return wrapText(low === high ? `n=${low}` : `n=${low}–${high}`, width, 10);
}

/** From nearly white at the low end of the axis to the palette's blue at the high end. */
function shade(value: number, [low, high]: readonly [number, number]): string {
  const part = high === low ? 1 : (value - low) / (high - low);
  return tint('#12436D', 0.06 + 0.94 * Math.min(1, Math.max(0, part)) ** 1.6);
}
