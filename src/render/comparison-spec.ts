import { barPanelsSpec } from './bar-panels-spec.ts';
import { figureText } from './cell-text.ts';
import {
  CATEGORIES,
  type ChartSpec,
  HAIRLINE,
  linesHeight,
  type PlacedText,
  pixels,
  placeLegend,
  ruleLayer,
  SHEET_WIDTH,
  SOFT_INK,
  sheet,
  textLayer,
} from './chart-sheet.ts';
import {
  axisLayers,
  hasValue,
  numberOf,
  type Point,
  pointFields,
  scaleOf,
  ticksOf,
} from './comparison-axis.ts';
import { barSpec } from './comparison-bars.ts';
import type { ComparisonChart } from './contract.ts';
import { wrapText } from './fonts/text-width.ts';
import { placeLabels } from './place-labels.ts';
import { STEP, stackPoints } from './stack-points.ts';
import { visibleLine } from './visible-text.ts';

const SHAPES = ['circle', 'square', 'triangle-up', 'diamond', 'triangle-down', 'cross'] as const;

/**
 * The Vega-Lite specification of a comparison: one row an item, a point for each group on the measure's axis, told
 * apart by colour, shape and, where they fit, labels (the lowest and highest point of a row by name and value). Points that would cover each other
 * are stacked. A single row is drawn as a bar for each group; bars, where the chart asks for them, in a panel for each group. A figure without value isn't drawn: its group and shorthand
 * stand at the right end of its row.
 */
export function comparisonSpec(chart: ComparisonChart): ChartSpec {
  if (chart.marks === 'bars') return barPanelsSpec(chart);
  return chart.rows.length === 1 ? barSpec(chart) : dotSpec(chart);
}

function dotSpec(chart: ComparisonChart): ChartSpec {
  const labelWidth = 270;
  const plot = { from: labelWidth + 24, to: SHEET_WIDTH - 62 };
  const x = scaleOf(chart, plot);
  const legendLabels = chart.groups.map((group) => legendLabel(chart, group));
  const legend = placeLegend(legendLabels, 18);
  const labels: PlacedText[] = [];
  const valueTexts: PlacedText[] = [];
  const ranges: { x: number; y: number; x2: number; y2: number }[] = [];
  const rules: { x: number; y: number; x2: number; y2: number }[] = [];
  const dots: object[] = [];
  const without: PlacedText[] = [];
  const plotTop = legend.height + 28;
  let y = plotTop;
  for (const row of chart.rows) {
    const points = chart.points.filter((point) => point.row === row);
    const placed = stackPoints(points.filter(hasValue).map((point) => ({ point, x: x(numberOf(point)) })));
    const levels = 1 + Math.max(0, ...placed.map((dot) => dot.depth));
    const lines = wrapText(visibleLine(row), labelWidth, 11.5);
    const none = points.filter((point) => !hasValue(point));
    const height = Math.max(linesHeight(lines, 11.5), levels * STEP, 18) + 20 + (none.length > 0 ? 14 : 0);
    const middle = y + (height - (none.length > 0 ? 14 : 0)) / 2;
    rules.push({ x: 0, y, x2: SHEET_WIDTH, y2: y });
    labels.push({ x: 0, y: middle - linesHeight(lines, 11.5) / 2 + 2.5, text: lines.join('\n') });
    const atRow = placed.map((dot) => ({ ...dot, y: middle + dot.offset * STEP }));
    const xs = placed.map((dot) => dot.x);
    if (xs.length > 1) ranges.push({ x: Math.min(...xs), y: middle, x2: Math.max(...xs), y2: middle });
    for (const dot of atRow) {
      dots.push({ ...pointFields(dot.point), x: dot.x, y: dot.y });
    }
    valueTexts.push(
      ...placeLabels(
        atRow.map((dot) => ({
          x: dot.x,
          y: dot.y,
          name: visibleLine(dot.point.group),
          value: figureText(dot.point.figure),
        })),
        { from: plot.from - 18, to: SHEET_WIDTH, top: y + 3, bottom: y + height - 3 },
      ),
    );
    if (none.length > 0) {
      without.push({ x: SHEET_WIDTH, y: y + height - 9, text: none.map(shorthandText).join('  ') });
    }
    y += height;
  }
  const ticks = ticksOf(chart.domain);
  return sheet(chart, y + 34, [
    ruleLayer(
      'grid',
      '#eceeef',
      ticks.map((tick) => ({ x: x(tick), y: plotTop, x2: x(tick), y2: y })),
    ),
    ruleLayer('rules', HAIRLINE, [...rules, { x: 0, y, x2: SHEET_WIDTH, y2: y }]),
    ...axisLayers(chart, x, [plotTop - 11, y + 12], y + 28, plot),
    ruleLayer('ranges', '#b1b8bc', ranges),
    textLayer('labels', { size: 11.5, baseline: 'top' }, labels),
    pointLayer('points', chart, dots),
    haloLayer(valueTexts),
    textLayer('values', { size: 10, align: 'center' }, valueTexts),
    textLayer('no value', { size: 10, colour: SOFT_INK, align: 'right' }, without),
    pointLayer(
      'legend keys',
      chart,
      chart.groups.map((group, index) => ({
        group,
        x: (legend.places[index]?.x ?? 0) + 7,
        y: (legend.places[index]?.y ?? 0) + 8,
      })),
    ),
    textLayer(
      'legend labels',
      { size: legend.size },
      legendLabels.map((text, index) => ({
        x: (legend.places[index]?.x ?? 0) + 18,
        y: (legend.places[index]?.y ?? 0) + 8,
        text,
      })),
    ),
  ]);
}

/** White behind the values, so that the range line doesn't strike them through. */
function haloLayer(texts: readonly PlacedText[]): ChartSpec {
  return {
    name: 'halos',
    data: { values: texts },
    mark: {
      type: 'text',
      fontSize: 10,
      align: 'center',
      baseline: 'middle',
      stroke: '#ffffff',
      strokeWidth: 4,
    },
    encoding: { x: pixels('x'), y: pixels('y'), text: { field: 'text', type: 'nominal' } },
  };
}

function pointLayer(name: string, chart: ComparisonChart, values: readonly object[]): ChartSpec {
  const scale = (range: readonly string[]) => ({
    domain: chart.groups,
    range: chart.groups.map((_, index) => range[index % range.length]),
  });
  return {
    name,
    data: { values },
    mark: { type: 'point', filled: true, size: 95, opacity: 1, stroke: '#ffffff', strokeWidth: 0.8 },
    encoding: {
      x: pixels('x'),
      y: pixels('y'),
      fill: { field: 'group', type: 'nominal', scale: scale(CATEGORIES), legend: null },
      shape: { field: 'group', type: 'nominal', scale: scale(SHAPES), legend: null },
    },
  };
}

function legendLabel(chart: ComparisonChart, group: string): string {
  const bases = chart.points.flatMap((point) =>
    point.group === group && point.base !== null ? [point.base] : [],
  );
  const low = Math.min(...bases);
  const high = Math.max(...bases);
  const name = visibleLine(group);
  if (bases.length === 0) return name;
  return low === high ? `${name} (n=${low})` : `${name} (n=${low}–${high})`;
}

function shorthandText(point: Point): string {
  return `${visibleLine(point.group)} ${figureText(point.figure)}`;
}
