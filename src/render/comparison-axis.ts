import { toNumber } from '../exact/ratio.ts';
import { figureText } from './cell-text.ts';
import { type ChartSpec, SOFT_INK, textLayer } from './chart-sheet.ts';
import type { ComparisonChart } from './contract.ts';

export type Point = ComparisonChart['points'][number];

/** The measure's axis in pixels: where a value stands. */
export function scaleOf(chart: ComparisonChart, plot: { readonly from: number; readonly to: number }) {
  const [low, high] = chart.domain;
  return (value: number) => plot.from + ((value - low) / (high - low)) * (plot.to - plot.from);
}

/** Four to ten round steps from end to end of the axis. */
export function ticksOf([low, high]: readonly [number, number]): readonly number[] {
  const step =
    [1, 2, 5, 10, 20, 25, 50, 100].find((candidate) => (high - low) / candidate <= 10) ?? high - low;
  const first = Math.ceil(low / step) * step;
  return Array.from({ length: Math.floor((high - first) / step) + 1 }, (_, index) => first + index * step);
}

/** The axis's labels on each of `lines`, and what it measures below. */
export function axisLayers(
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

/** False where a shorthand stands for the value. */
export function hasValue(point: Point): boolean {
  return point.figure.exact !== null;
}

/** The value in the unit of the axis: a percent is 0 to 100. 0 where there is none. */
export function numberOf(point: Point): number {
  const value = point.figure.exact === null ? 0 : toNumber(point.figure.exact);
  return point.figure.measure === 'percent' ? value * 100 : value;
}

/** What a point's datum says besides its place: what it shows, as a number and as printed. */
export function pointFields(point: Point): object {
  return {
    row: point.row,
    group: point.group,
    value: numberOf(point),
    printed: figureText(point.figure),
    n: point.base,
    result: point.figure.result,
  };
}
