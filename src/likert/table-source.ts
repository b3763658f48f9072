import type { Questionnaire, Study } from '../study/study.ts';
import type { PlannedCell } from './plan-cells.ts';

/** The line under a table: the questionnaires it is from with their periods. That answers are synthetic every renderer says. */
export function tableSource(study: Study, planned: readonly (readonly PlannedCell[])[]): string {
  const questionnaires = questionnairesOf(study, planned);
  return questionnaires.length === 0 ? study.title : questionnaires.map(nameOf).join('; ');
}

/** When its answers were collected, each period once, in the questionnaires' order; "" where none is stated. */
export function periodsOf(study: Study, planned: readonly (readonly PlannedCell[])[]): string {
  const periods = questionnairesOf(study, planned).flatMap(({ period }) => period ?? []);
  return [...new Set(periods)].join('; ');
}

function questionnairesOf(study: Study, planned: readonly (readonly PlannedCell[])[]): Questionnaire[] {
  const used = new Set(
    planned
      .flat()
      .flatMap(({ evidence }) => evidence?.addresses ?? [])
      .map(ofQuestionnaire),
  );
  return study.questionnaires.filter(({ id }) => used.has(id));
}

function ofQuestionnaire({ questionnaire }: { readonly questionnaire: string }): string {
  return questionnaire;
}

function nameOf({ title, period }: Questionnaire): string {
  return period === null ? title : `${title} (${period})`;
}
