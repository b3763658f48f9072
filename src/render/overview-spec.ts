import type { ChartSpec } from './chart-sheet.ts';
import { sheet } from './chart-sheet.ts';
import type { OverviewChart } from './contract.ts';

export function overviewSpec(chart: OverviewChart): ChartSpec {
  return sheet(chart, 0, []);
}
