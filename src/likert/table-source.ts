import type { Questionnaire, Study } from '../study/study.ts';
import type { PlannedCell } from './plan-cells.ts';

/** The line under a table: the questionnaires it is from with their periods. That answers are synthetic every renderer says. */
export function tableSource(study: Study, planned: readonly (readonly PlannedCell[])[]): string {
  const used = new Set(
    planned
      .flat()
      .flatMap(({ evidence }) => evidence?.addresses ?? [])
      .map(ofQuestionnaire),
  );
  const questionnaires = study.questionnaires.filter(({ id }) => used.has(id));
  return questionnaires.length === 0 ? study.title : questionnaires.map(nameOf).join('; ');
}

function ofQuestionnaire({ questionnaire }: { readonly questionnaire: string }): string {
  return questionnaire;
}

function nameOf({ title, period }: Questionnaire): string {
  return period === null ? title : `${title} (${period})`;
}
