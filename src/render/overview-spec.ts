import { bandLayer, bandLegend } from './bands-layer.ts';
import {
  type ChartSpec,
  HAIRLINE,
  linesHeight,
  type PlacedText,
  ruleLayer,
  SOFT_INK,
  sheet,
  textLayer,
} from './chart-sheet.ts';
import type { DistributionChart, OverviewChart } from './contract.ts';
import { divergingLevels } from './diverging-levels.ts';
import { textWidth, wrapText } from './fonts/text-width.ts';
import { threeBands } from './three-bands.ts';
import { visibleLine } from './visible-text.ts';

/** Wider than other charts, so that it fits on one upright page. */
const WIDTH = 960;
const ROW_SIZE = 10;
const HEAD_SIZE = 10;
const TITLE_SIZE = 11.5;
const VALUE_SIZE = 10.5;
const BAR_HEIGHT = 9;
/** Room for "100%" and the gaps beside it. */
const VALUE_WIDTH = 40;
/** Between two distributions side by side. */
const GUTTER = 28;
/** How much of a column's width is the statements'. */
const HALF_LABELS = 262;

/**
 * The Vega-Lite specification of an overview: every distribution as a table of small bars, a row a statement, a column a
 * group, each bar in three bands with the share of positive answers beside it. Those of three groups or more take the
 * sheet's width; the others stand below in two columns, first down, then across. A bar of nobody says "–"; where a
 * group wasn't asked, or is hidden, there is nothing.
 */
export function overviewSpec(chart: OverviewChart): ChartSpec {
  const legend = bandLegend(chart.parts);
  const texts = noTexts();
  const rules: { x: number; y: number; x2: number; y2: number }[] = [];
  const bands: object[] = [];
  let y = legend.height + 8;
  const isBroad = (part: DistributionChart) => part.panels.length > 2;
  for (const part of chart.parts.filter(isBroad)) {
    y = layPart(part, { x: 0, top: y, width: WIDTH, labels: 390 }, texts, rules, bands) + 14;
  }
  const half = (WIDTH - GUTTER) / 2;
  const narrow = chart.parts.filter((part) => !isBroad(part));
  const heights = narrow.map(
    (part) => layPart(part, { x: 0, top: 0, width: half, labels: HALF_LABELS }, noTexts(), [], []) + 14,
  );
  const first = firstColumn(heights);
  const columns = [narrow.slice(0, first), narrow.slice(first)];
  const ends = columns.map((parts, column) =>
    parts.reduce((top, part) => {
      const place = { x: column * (half + GUTTER), top, width: half, labels: HALF_LABELS };
      return layPart(part, place, texts, rules, bands) + 14;
    }, y),
  );
  return sheet(
    chart,
    Math.max(...ends) - 6,
    [
      ...legend.layers,
      ruleLayer('rules', HAIRLINE, rules),
      textLayer('parts', { size: TITLE_SIZE, bold: true, baseline: 'top' }, texts.titles),
      textLayer('groups', { size: HEAD_SIZE, colour: SOFT_INK, baseline: 'top' }, texts.heads),
      textLayer('statements', { size: ROW_SIZE, baseline: 'top' }, texts.rows),
      bandLayer('bands', bands),
      textLayer('positive', { size: VALUE_SIZE, bold: true, align: 'right' }, texts.values),
    ],
    WIDTH,
  );
}

interface Texts {
  readonly titles: PlacedText[];
  readonly heads: PlacedText[];
  readonly rows: PlacedText[];
  readonly values: PlacedText[];
}

function noTexts(): Texts {
  return { titles: [], heads: [], rows: [], values: [] };
}

/** How many of the blocks, in their order, go in the first of two columns, so that the taller is as short as can be. */
function firstColumn(heights: readonly number[]): number {
  const sum = (some: readonly number[]) => some.reduce((total, height) => total + height, 0);
  const taller = (first: number) => Math.max(sum(heights.slice(0, first)), sum(heights.slice(first)));
  return heights.reduce((best, _, index) => (taller(index + 1) < taller(best) ? index + 1 : best), 0);
}

interface Place {
  readonly x: number;
  readonly top: number;
  readonly width: number;
  /** How much of the width is the statements'. */
  readonly labels: number;
}

/** Lays one distribution in its place; gives where it ends. */
function layPart(
  part: DistributionChart,
  { x: left, top, width, labels }: Place,
  texts: Texts,
  rules: { x: number; y: number; x2: number; y2: number }[],
  bands: object[],
): number {
  const levels = divergingLevels(part.levels);
  const pitch = (width - labels) / Math.max(1, part.panels.length);
  const xOf = (column: number) => left + labels + column * pitch;
  const heads = part.panels.map((panel) => wrapText(visibleLine(panel), pitch - 10, HEAD_SIZE));
  const title = wrapText(visibleLine(subjectOf(part)), labels - 12, TITLE_SIZE, true);
  const headHeight = Math.max(
    linesHeight(title, TITLE_SIZE),
    ...heads.map((head) => linesHeight(head, HEAD_SIZE)),
  );
  texts.titles.push({
    x: left,
    y: top + headHeight - linesHeight(title, TITLE_SIZE),
    text: title.join('\n'),
  });
  for (const [column, head] of heads.entries()) {
    texts.heads.push({
      x: xOf(column),
      y: top + headHeight - linesHeight(head, HEAD_SIZE),
      text: head.join('\n'),
    });
  }
  let y = top + headHeight + 5;
  rules.push({ x: left, y, x2: left + width, y2: y });
  y += 3;
  for (const row of part.rows) {
    const lines = wrapText(visibleLine(row), labels - 12, ROW_SIZE);
    const height = Math.max(BAR_HEIGHT + 5, linesHeight(lines, ROW_SIZE) + 3);
    const middle = y + height / 2;
    texts.rows.push({ x: left, y: middle - linesHeight(lines, ROW_SIZE) / 2 + 1.5, text: lines.join('\n') });
    for (const [column, panel] of part.panels.entries()) {
      const bar = part.bars.find((each) => each.row === row && each.panel === panel);
      if (bar === undefined) continue;
      const drawn = threeBands(bar, levels, xOf(column), pitch - VALUE_WIDTH - 8);
      const place = { row, panel, result: bar.result, n: bar.base };
      bands.push(
        ...drawn.map((band) => ({
          ...place,
          ...band,
          y: middle - BAR_HEIGHT / 2,
          y2: middle + BAR_HEIGHT / 2,
        })),
      );
      const positive = drawn.find(({ lean }) => lean === 1)?.percent ?? '0';
      const text = bar.base === 0 ? '–' : `${positive}%`;
      const x = xOf(column) + pitch - VALUE_WIDTH + textWidth('100%', VALUE_SIZE, true) - 4;
      texts.values.push({ x, y: middle, text });
    }
    y += height;
  }
  return y;
}

/** A distribution's title without what all of them say. */
function subjectOf(part: DistributionChart): string {
  return part.title.split(' – ')[0] ?? part.title;
}
