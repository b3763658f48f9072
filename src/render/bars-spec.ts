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
import type { BarsChart } from './contract.ts';
import { shareOf } from './figure-share.ts';

import { textWidth, wrapText } from './fonts/text-width.ts';
import { visibleLine } from './visible-text.ts';

type Row = BarsChart['rows'][number];

const LABEL_SIZE = 12;
const VALUE_SIZE = 12;
const HEAD_SIZE = 12;

/**
 * The Vega-Lite specification of counts of codes: under each heading a horizontal bar a row, in the order given, on an axis from 0
 * to the largest percent (at least 10 %, at most 100 %), with `41 (23%)` at its end: the count and the percent as they are printed.
 * All bars start at one line and have one colour, so nothing is told by colour. Without a value there is no bar, and the shorthand
 * stands where it would begin.
 */
export function barsSpec(chart: BarsChart): ChartSpec {
  const labelWidth = Math.min(
    300,
    Math.ceil(Math.max(0, ...chart.rows.map((row) => textWidth(visibleLine(row.label), LABEL_SIZE)))),
  );
  const texts = chart.rows.map(valueText);
  const valueWidth = Math.ceil(Math.max(0, ...texts.map((text) => textWidth(text, VALUE_SIZE, true))));
  const from = labelWidth + 14;
  const longest = Math.min(1, Math.max(0.1, ...chart.rows.map((row) => shareOf(row.percent) ?? 0)));
  const perShare = (SHEET_WIDTH - valueWidth - 8 - from) / longest;
  const labels: PlacedText[] = [];
  const headings: PlacedText[] = [];
  const values: PlacedText[] = [];
  const bars: object[] = [];
  const rules: { x: number; y: number; x2: number; y2: number }[] = [];
  let y = 0;
  let top = 0;
  const endBlock = () => {
    if (y > top) rules.push({ x: from, y: top, x2: from, y2: y });
  };
  for (const [index, row] of chart.rows.entries()) {
    if (row.heading !== '' && row.heading !== chart.rows[index - 1]?.heading) {
      endBlock();
      y += index === 0 ? 0 : 12;
      const lines = wrapText(visibleLine(row.heading), SHEET_WIDTH, HEAD_SIZE, true);
      headings.push({ x: 0, y, text: lines.join('\n') });
      y += linesHeight(lines, HEAD_SIZE) + 5;
      top = y;
    }
    const lines = wrapText(visibleLine(row.label), labelWidth, LABEL_SIZE);
    const height = Math.max(24, linesHeight(lines, LABEL_SIZE) + 6);
    const middle = y + height / 2;
    labels.push({ x: 0, y: middle - linesHeight(lines, LABEL_SIZE) / 2 + 2, text: lines.join('\n') });
    const share = shareOf(row.percent);
    const end = from + Math.min(longest, share ?? 0) * perShare;
    if (share !== null && share > 0) {
      bars.push({
        row: row.label,
        heading: row.heading,
        count: figureText(row.count),
        percent: figureText(row.percent),
        result: row.percent.result,
        x: from,
        x2: end,
        y: middle - 8,
        y2: middle + 8,
      });
    }
    values.push({
      x: end + 7,
      y: middle,
      text: texts[index] ?? '',
      ...(share === null ? { colour: SOFT_INK } : {}),
    });
    y += height;
  }
  endBlock();
  return sheet(chart, y, [
    {
      name: 'bars',
      data: { values: bars },
      mark: { type: 'rect', color: CATEGORIES[0] },
      encoding: { x: pixels('x'), x2: { field: 'x2' }, y: pixels('y'), y2: { field: 'y2' } },
    },
    ruleLayer('base line', HAIRLINE, rules),
    textLayer('headings', { size: HEAD_SIZE, bold: true, baseline: 'top' }, headings),
    textLayer('labels', { size: LABEL_SIZE, baseline: 'top' }, labels),
    textLayer('values', { size: VALUE_SIZE, bold: true }, values),
  ]);
}

/** `41 (23%)`; a shorthand that stands for both once. */
function valueText({ count, percent }: Row): string {
  const [number, share] = [figureText(count), figureText(percent)];
  if (percent.exact === null) return number === share || number === '' ? share : `${number} ${share}`;
  return `${number} (${share}%)`;
}
