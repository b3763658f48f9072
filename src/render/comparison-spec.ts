import { toNumber } from '../exact/ratio.ts';
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
import type { ComparisonChart } from './contract.ts';
import { textWidth, wrapText } from './fonts/text-width.ts';
import { placeLabels } from './place-labels.ts';
import { visibleLine } from './visible-text.ts';

const SHAPES = ['circle', 'square', 'triangle-up', 'diamond', 'triangle-down', 'cross'] as const;
const STEP = 13;

/**
 * The Vega-Lite specification of a comparison: one row an item, a point for each group on the measure's axis, told
 * apart by colour, shape and, where they fit, labels (the lowest and highest point of a row by name and value). Points that would cover each other
 * are stacked. A single row is drawn as a bar for each group. A figure without value isn't drawn: its group and shorthand
 * stand at the right end of its row.
 */
export function comparisonSpec(chart: ComparisonChart): ChartSpec {
  return chart.rows.length === 1 ? barSpec(chart) : dotSpec(chart);
}

type Point = ComparisonChart['points'][number];

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
    const placed = stack(points.filter(hasValue).map((point) => ({ point, x: x(numberOf(point)) })));
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

function barSpec(chart: ComparisonChart): ChartSpec {
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

function axisLayers(
  chart: ComparisonChart,
  x: (value: number) => number,
  lines: readonly number[],
  titleLine: number,
  plot: { readonly from: number; readonly to: number },
): readonly ChartSpec[] {
  const sign = chart.measure === 'percent' ? '%' : '';
  const title = chart.measure === 'percent' ? 'Share of those who gave a rating' : 'Mean score';
  return [
    textLayer(
      'axis',
      { size: 10.5, colour: SOFT_INK, align: 'center' },
      lines.flatMap((y) => ticksOf(chart.domain).map((tick) => ({ x: x(tick), y, text: `${tick}${sign}` }))),
    ),
    textLayer('axis title', { size: 10.5, colour: SOFT_INK, align: 'center' }, [
      { x: (plot.from + plot.to) / 2, y: titleLine, text: title },
    ]),
  ];
}

interface Dot {
  readonly point: Point;
  readonly x: number;
}

/** Points nearer than a symbol's width go into stacks, centred on the row's line: `offset` in steps from it. */
function stack(dots: readonly Dot[]): readonly (Dot & { readonly depth: number; readonly offset: number })[] {
  const sorted = dots.toSorted((left, right) => left.x - right.x);
  const clusters: (Dot & { depth: number })[][] = [];
  for (const dot of sorted) {
    const cluster = clusters.at(-1);
    const last = cluster?.at(-1);
    if (cluster === undefined || last === undefined || dot.x - last.x >= STEP) {
      clusters.push([{ ...dot, depth: 0 }]);
      continue;
    }
    const taken = new Set(cluster.filter((other) => dot.x - other.x < STEP).map((other) => other.depth));
    let depth = 0;
    while (taken.has(depth)) depth += 1;
    cluster.push({ ...dot, depth });
  }
  return clusters.flatMap((cluster) => {
    const deepest = Math.max(...cluster.map((dot) => dot.depth));
    return cluster.map((dot) => ({ ...dot, offset: dot.depth - deepest / 2 }));
  });
}

function scaleOf(chart: ComparisonChart, plot: { readonly from: number; readonly to: number }) {
  const [low, high] = chart.domain;
  return (value: number) => plot.from + ((value - low) / (high - low)) * (plot.to - plot.from);
}

/** Four to ten round steps from end to end of the axis. */
function ticksOf([low, high]: readonly [number, number]): readonly number[] {
  const step =
    [1, 2, 5, 10, 20, 25, 50, 100].find((candidate) => (high - low) / candidate <= 10) ?? high - low;
  const first = Math.ceil(low / step) * step;
  return Array.from({ length: Math.floor((high - first) / step) + 1 }, (_, index) => first + index * step);
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

function hasValue(point: Point): boolean {
  return point.figure.exact !== null;
}

function numberOf(point: Point): number {
  const value = point.figure.exact === null ? 0 : toNumber(point.figure.exact);
  return point.figure.measure === 'percent' ? value * 100 : value;
}

function shorthandText(point: Point): string {
  return `${visibleLine(point.group)} ${figureText(point.figure)}`;
}

function pointFields(point: Point): object {
  return {
    row: point.row,
    group: point.group,
    value: numberOf(point),
    printed: figureText(point.figure),
    n: point.base,
    result: point.figure.result,
  };
}
