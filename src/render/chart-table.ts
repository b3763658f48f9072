import { formatExact, ratio } from '../exact/ratio.ts';
import { figureText } from './cell-text.ts';
import type { Chart, DistributionChart } from './contract.ts';

/** A chart's figures as plain texts: what a reader who cannot see it needs, and what its CSV holds. */
interface ChartTable {
  readonly headers: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * Every figure a chart draws, a row a bar or point, as printed: of a distribution the percent and number of each level,
 * don't knows and n. Of an overview the shares of each side only, as it draws them.
 */
export function chartTable(chart: Chart): ChartTable {
  switch (chart.kind) {
    case 'distribution':
      return {
        headers: [
          'Statement',
          'Group',
          ...chart.levels.flatMap(({ label }) => [`${label}: %`, `${label}: number`]),
          'Don’t know: number',
          'n',
        ],
        rows: chart.bars.map(({ row, panel, counts, dontKnow, base }) => [
          row,
          panel,
          ...chart.levels.flatMap((_, level) => {
            const count = counts[level] ?? 0;
            return [percentOf(count, base), String(count)];
          }),
          String(dontKnow),
          String(base),
        ]),
      };
    case 'overview':
      return {
        headers: ['Statement', 'Group', 'Negative: %', 'Neutral: %', 'Positive: %', 'n'],
        rows: chart.parts.flatMap(bandRows),
      };
    case 'comparison':
    case 'heat':
      return {
        headers: ['Statement', 'Group', chart.measure === 'percent' ? '%' : 'Mean', 'n'],
        rows: chart.points.map(({ row, group, figure, base }) => [
          row,
          group,
          figureText(figure),
          base === null ? '' : String(base),
        ]),
      };
  }
}

function bandRows({ levels, bars }: DistributionChart): readonly (readonly string[])[] {
  return bars.map(({ row, panel, counts, base }) => [
    row,
    panel,
    ...([-1, 0, 1] as const).map((lean) => {
      const count = levels.reduce(
        (sum, level, at) => (level.lean === lean ? sum + (counts[at] ?? 0) : sum),
        0,
      );
      return percentOf(count, base);
    }),
    String(base),
  ]);
}

/** Empty where nobody answered. */
function percentOf(count: number, base: number): string {
  return base === 0 ? '' : formatExact(ratio(100 * count, base), 0);
}
