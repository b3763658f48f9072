import type { Chart } from '../render/contract.ts';
import type { Study } from '../study/study.ts';
import { drawComparison } from './draw-comparison.ts';
import { drawDistribution } from './draw-distribution.ts';
import type { FrequencyTable } from './frequency.ts';
import type { Result } from './result.ts';
import type { Marks } from './summarise.ts';
import { hiddenCells, maskWith, type Why } from './suppress.ts';

export interface Charted {
  readonly charts: readonly Chart[];
  /** Every Result that a bar or point stands for, once, in order of appearance. */
  readonly results: readonly Result[];
}

/**
 * The charts of a study: the full distribution of each table of Likert items, in the order of the tables, then the report's
 * figures. Like tables they see masked Results only: `hidden` as in `tabulate`.
 */
export function drawCharts(
  study: Study,
  frequency: FrequencyTable,
  options: Marks & { readonly hidden?: ReadonlyMap<string, Why> },
): Charted {
  const mask = maskWith(options.hidden ?? hiddenCells(study, frequency, study.rules.suppressBelow));
  const results = new Map<string, Result>();
  const keep = (result: Result): Result => {
    const known = results.get(result.id) ?? mask(result);
    results.set(result.id, known);
    return known;
  };
  const distributions = study.tables
    .filter(({ distribution }) => distribution)
    .flatMap((definition) => drawDistribution(study, frequency, definition, options, keep));
  const figures = study.figures.map((figure) => drawComparison(study, frequency, figure, options, keep));
  return { charts: [...distributions, ...figures], results: [...results.values()] };
}
