import type { Chart } from '../render/contract.ts';
import type { Study, TableDefinition } from '../study/study.ts';
import { drawComparison } from './draw-comparison.ts';
import { drawDistribution } from './draw-distribution.ts';
import { drawHeat } from './draw-heat.ts';
import { drawOverview } from './draw-overview.ts';
import { type FrequencyTable, usableKey } from './frequency.ts';
import type { Result } from './result.ts';
import type { Marks } from './summarise.ts';
import { hiddenCells, maskWith, type Why } from './suppress.ts';

export interface Charted {
  readonly charts: readonly Chart[];
  /** Every Result that a bar or point stands for, once, in order of appearance. */
  readonly results: readonly Result[];
  /** Tables that would have a chart, were their questions put by a questionnaire that has answers here. */
  readonly absent: readonly string[];
}

/**
 * The charts of a study: an overview of all distributions where there are several; for each table of Likert items, in the
 * order of the tables, the full distribution and, where it has three statements and three groups or more, a heat table; then the report's
 * figures; of tables whose questionnaires aren't in the run there is none. Like tables they see masked Results only: `hidden`
 * as in `tabulate`.
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
  const absent = new Set(
    study.tables.filter((table) => !isInRun(study, frequency, table)).map(({ id }) => id),
  );
  const drawn = study.tables
    .filter(({ id, distribution }) => distribution && !absent.has(id))
    .map((definition) => ({
      distributions: drawDistribution(study, frequency, definition, options, keep),
      heat: drawHeat(study, frequency, definition, options, keep),
    }));
  const figures = study.figures
    .filter(({ table }) => !absent.has(table))
    .map((figure) => drawComparison(study, frequency, figure, options, keep));
  const overview = drawOverview(
    drawn.flatMap(({ distributions }) => distributions),
    options,
  );
  const charts = [...overview, ...drawn.flatMap(({ distributions, heat }) => [...distributions, ...heat])];
  const charted = new Set([
    ...study.tables.filter(({ distribution }) => distribution).map(({ id }) => id),
    ...study.figures.map(({ table }) => table),
  ]);
  return {
    charts: [...charts, ...figures],
    results: [...results.values()],
    absent: [...absent].filter((id) => charted.has(id)),
  };
}

/** Whether any of a table's questions is put by a questionnaire that has answers here. */
function isInRun(study: Study, frequency: FrequencyTable, table: TableDefinition): boolean {
  return study.questionnaires.some(
    ({ id, questions }) =>
      frequency.usable.has(usableKey(id, {})) &&
      questions.some(
        ({ item }) =>
          table.rows.some((row) => row.item === item) || table.columns.some((column) => column.item === item),
      ),
  );
}
