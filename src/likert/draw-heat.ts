import type { HeatChart } from '../render/contract.ts';
import type { Study, TableDefinition } from '../study/study.ts';
import { drawComparison } from './draw-comparison.ts';
import type { FrequencyTable } from './frequency.ts';
import type { Result } from './result.ts';
import type { Marks } from './summarise.ts';

/** With fewer statements or groups a table of shades says nothing that the table does not. */
const FEWEST = 3;

/**
 * The percentages of a table as a heat table: its statements by its groups (items by pathways). What is left out is as in
 * `drawComparison`; empty where fewer than three statements or groups remain.
 */
export function drawHeat(
  study: Study,
  frequency: FrequencyTable,
  definition: TableDefinition,
  marks: Marks,
  keep: (result: Result) => Result,
): HeatChart[] {
  const { id, caption, notes } = definition;
  const figure = { id: `${id}-heat`, caption, table: id, items: [], show: 'percent' as const, notes };
  const chart = drawComparison(study, frequency, figure, marks, keep);
  const groups = chart.groups.filter((group) => chart.points.some((point) => point.group === group));
  if (chart.rows.length < FEWEST || groups.length < FEWEST) return [];
  return [{ ...chart, groups, kind: 'heat' }];
}
