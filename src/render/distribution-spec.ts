import { formatExact, ratio } from '../exact/ratio.ts';
import {
  type ChartSpec,
  HAIRLINE,
  inkOn,
  type PlacedText,
  pixels,
  placeLegend,
  ruleLayer,
  SOFT_INK,
  sheet,
  textLayer,
} from './chart-sheet.ts';
import type { DistributionChart } from './contract.ts';
import {
  countOf,
  domainOf,
  HEAD_SIZE,
  headOf,
  type LaidBar,
  layOut,
  PANEL_SIZE,
  ROW_SIZE,
} from './distribution-layout.ts';
import { type DrawnLevel, divergingLevels } from './diverging-levels.ts';
import { textWidth } from './fonts/text-width.ts';
import { EDGE, inGap } from './three-bands.ts';
import { visibleLine } from './visible-text.ts';

/** A legend's swatch and the gap to its label. */
const KEY_WIDTH = 18;

/** Segments and keys hold their colours. */
const OWN_COLOURS = {
  fill: { field: 'colour', type: 'nominal', scale: null },
  stroke: { field: 'edge', type: 'nominal', scale: null },
};

/**
 * The Vega-Lite specification of a distribution: a bar for each group's answers to each statement, every level a
 * segment in scale order, negative ones left of the centre line, positive ones right of it, neutral ones half on either
 * side; shares are of those who gave a rating. At the ends of a bar stand the shares of all negative and all positive
 * answers; white gaps and outlines part the segments, since no seven steps of colour stand out from each other (3:1); apart at the right, don't knows (a thin bar of their share among those asked, and their number) and n.
 * The panels' bars stand together beside each statement, so that panels are compared where they differ. A bar of nobody says "no answers"; a statement that a panel wasn't asked has no bar there.
 */
export function distributionSpec(chart: DistributionChart): ChartSpec {
  const levels = divergingLevels(chart.levels);
  const legend = placeLegend(
    levels.map((level) => visibleLine(level.label)),
    KEY_WIDTH,
  );
  const layout = layOut(chart, legend.height);
  const { columns, bars, height } = layout;
  const domain = domainOf(chart, levels);
  const keys = levels.map((level, index) => ({
    ...level,
    x: legend.places[index]?.x ?? 0,
    y: (legend.places[index]?.y ?? 0) + 3,
  }));
  const middles = (x: number, text: (bar: LaidBar) => string) =>
    bars.map((bar): PlacedText => ({ x, y: bar.top + bar.height / 2, text: text(bar) }));
  const perPoint = (columns.barsEnd - columns.bars) / (domain[1] - domain[0]);
  const centre = columns.bars - domain[0] * perPoint;
  const segments = bars.flatMap((bar) => segmentsOf(bar, levels, centre, perPoint));
  const fitting = segments.filter(
    (segment) => (segment.to - segment.from) * perPoint >= textWidth(segment.percent, 10) + 4.5,
  );
  const someUnsure = bars.some((bar) => bar.bar.dontKnow > 0);
  const headY = legend.height + 14;
  return sheet(chart, height, [
    {
      name: 'legend keys',
      data: {
        values: keys.map(({ label, colour, edge, x, y }) => ({
          level: label,
          colour,
          edge,
          x,
          y,
          x2: x + 13,
          y2: y + 13,
        })),
      },
      mark: { type: 'rect', strokeWidth: EDGE },
      encoding: {
        x: pixels('x'),
        x2: { field: 'x2' },
        y: pixels('y'),
        y2: { field: 'y2' },
        ...OWN_COLOURS,
      },
    },
    textLayer(
      'legend labels',
      { size: legend.size },
      keys.map(({ label, x, y }) => ({ x: x + KEY_WIDTH, y: y + 7, text: visibleLine(label) })),
    ),
    textLayer('heads right', { size: HEAD_SIZE, bold: true, colour: SOFT_INK, align: 'right' }, [
      { x: columns.negative, y: headY, text: headOf(chart, -1) },
      { x: columns.n, y: headY, text: 'n' },
    ]),
    textLayer('heads left', { size: HEAD_SIZE, bold: true, colour: SOFT_INK }, [
      { x: columns.positive, y: headY, text: headOf(chart, 1) },
      ...(someUnsure ? [{ x: columns.unsure, y: headY, text: 'Don’t know' }] : []),
      ...layout.head.map((text) => ({ x: 0, y: headY, text })),
    ]),
    ruleLayer('rules', HAIRLINE, layout.rules),
    ruleLayer(
      'centre',
      '#9aa3a8',
      layout.centres.map(({ y, y2 }) => ({ x: centre, y, x2: centre, y2 })),
    ),
    {
      name: 'levels',
      data: { values: segments },
      mark: { type: 'rect', strokeWidth: EDGE },
      encoding: {
        x: pixels('x'),
        x2: { field: 'x2' },
        y: pixels('top'),
        y2: { field: 'bottom' },
        ...OWN_COLOURS,
      },
    },
    {
      name: 'level percents',
      data: { values: fitting },
      mark: { type: 'text', fontSize: 10, baseline: 'middle' },
      encoding: {
        x: pixels('middle'),
        y: pixels('line'),
        text: { field: 'percent', type: 'nominal' },
        color: { field: 'ink', type: 'nominal', scale: null },
      },
    },
    textLayer('statements', { size: ROW_SIZE, baseline: 'top' }, layout.rows),
    textLayer('panels', { size: PANEL_SIZE, baseline: 'top' }, layout.panels),
    textLayer(
      'negative',
      { size: 11, bold: true, align: 'right' },
      middles(columns.negative, sharesOf(levels, -1)),
    ),
    textLayer('positive', { size: 11, bold: true }, middles(columns.positive, sharesOf(levels, 1))),
    textLayer(
      'n',
      { size: 11, colour: SOFT_INK, align: 'right' },
      middles(columns.n, ({ bar }) => String(bar.base)),
    ),
    ...(someUnsure ? unsureLayers(bars, columns.unsure) : []),
    textLayer(
      'nobody',
      { size: 10.5, colour: SOFT_INK, align: 'center' },
      bars
        .filter((bar) => bar.bar.base === 0)
        .map((bar) => ({ x: centre, y: bar.top + bar.height / 2, text: 'no answers' })),
    ),
  ]);
}

function segmentsOf(
  { bar, top, height }: LaidBar,
  levels: readonly DrawnLevel[],
  centre: number,
  perPoint: number,
) {
  if (bar.base === 0) return [];
  const place = {
    row: bar.row,
    panel: bar.panel,
    result: bar.result,
    n: bar.base,
    top: top + EDGE / 2,
    bottom: top + height - EDGE / 2,
    line: top + height / 2,
  };
  let before = -countOf(bar, levels, -1) - countOf(bar, levels, 0) / 2;
  return levels.flatMap((level) => {
    const count = bar.counts[level.index] ?? 0;
    const from = (100 * before) / bar.base;
    before += count;
    const to = (100 * before) / bar.base;
    if (count === 0) return [];
    return [
      {
        ...place,
        level: level.label,
        count,
        percent: percentText(count, bar.base),
        from,
        to,
        ...inGap(centre + from * perPoint, centre + to * perPoint, level),
        middle: centre + ((from + to) / 2) * perPoint,
        ink: inkOn(level.colour),
      },
    ];
  });
}

function unsureLayers(bars: readonly LaidBar[], x: number): readonly ChartSpec[] {
  const width = 40;
  const thin = bars.map(({ bar, top, height }) => ({
    row: bar.row,
    panel: bar.panel,
    dontKnow: bar.dontKnow,
    asked: bar.base + bar.dontKnow,
    x,
    x2: x + (bar.dontKnow === 0 ? 0 : (width * bar.dontKnow) / (bar.base + bar.dontKnow)),
    x3: x + width,
    y: top + height / 2 - 3,
    y2: top + height / 2 + 3,
  }));
  const rect = (name: string, end: string, colour: string) => ({
    name,
    data: { values: thin },
    mark: { type: 'rect', color: colour },
    encoding: { x: pixels('x'), x2: { field: end }, y: pixels('y'), y2: { field: 'y2' } },
  });
  return [
    rect("don't know, all asked", 'x3', '#eceeef'),
    rect("don't know, share of those asked", 'x2', '#6f777b'),
    textLayer(
      "don't know, answers",
      { size: 11, colour: SOFT_INK },
      bars.map(({ bar, top, height }) => ({
        x: x + width + 7,
        y: top + height / 2,
        text: String(bar.dontKnow),
      })),
    ),
  ];
}

function sharesOf(levels: readonly DrawnLevel[], lean: -1 | 1): (bar: LaidBar) => string {
  return ({ bar }) => (bar.base === 0 ? '' : `${percentText(countOf(bar, levels, lean), bar.base)}%`);
}

function percentText(count: number, base: number): string {
  return formatExact(ratio(count * 100, base), 0);
}
