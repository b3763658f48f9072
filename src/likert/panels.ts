import type { Study, TableDefinition } from '../study/study.ts';
import type { Evidence } from './evidence.ts';
import type { FrequencyTable } from './frequency.ts';
import { type PlannedCell, planCells } from './plan-cells.ts';
import { nameLots } from './tell-apart.ts';

/** Columns of a table that show the same answers in other measures, as one group of a chart. */
export interface Panel {
  readonly label: string;
  /** One a row of the table. */
  readonly cells: readonly PlannedCell[];
}

/**
 * The groups a table compares: its columns, those that select the same answers taken together ("% agreement" and "Mean
 * (SD)"). Named as `nameLots` does, and by its questionnaire where the table has but one; no two alike.
 */
export function panelsOf(study: Study, frequency: FrequencyTable, definition: TableDefinition): Panel[] {
  const planned = planCells(study, frequency, definition);
  const groups = new Map<string, number[]>();
  definition.columns.forEach((column, at) => {
    const key = JSON.stringify([column.item, Object.entries(column.where).sort()]);
    groups.set(key, [...(groups.get(key) ?? []), at]);
  });
  const lots = [...groups.values()];
  const names = nameLots(lots.map((columns) => columns.flatMap((at) => definition.columns[at] ?? [])));
  return lots.map(([at = 0], lot) => {
    const cells = planned.map((row) => row[at]).filter((cell) => cell !== undefined);
    const asked = cells.find(({ evidence }) => evidence !== null)?.evidence ?? null;
    const only = groups.size === 1 && asked !== null ? whoseAnswers(study, asked) : '';
    return { label: only === '' ? (names[lot] ?? '') : only, cells };
  });
}

/** The evidence of a panel's rows, without those that no question asks. */
export function evidenceIn(panels: readonly Panel[]): Evidence[] {
  return panels.flatMap(({ cells }) =>
    cells.flatMap(({ evidence }) => (evidence === null ? [] : [evidence])),
  );
}

/** Whose answers they are, as the questionnaires' groups are labelled: "CRS staff, Phase 1". */
export function whoseAnswers(study: Study, { groups: found }: Evidence): string {
  return study.dimensions
    .filter(({ from }) => from === 'questionnaire')
    .map(({ id, groups }) => groups.find((group) => group.id === found[id])?.label ?? '')
    .filter((label) => label !== '')
    .join(', ');
}
