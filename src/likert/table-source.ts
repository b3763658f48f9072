import type { Questionnaire, Study } from '../study/study.ts';
import type { PlannedCell } from './plan-cells.ts';
import type { Marks } from './summarise.ts';

/** The line under a table: the questionnaires it is from with their periods, and whether the answers are synthetic. */
export function tableSource(
  study: Study,
  planned: readonly (readonly PlannedCell[])[],
  marks: Marks,
): string {
  const used = new Set(
    planned
      .flat()
      .flatMap(({ evidence }) => evidence?.addresses ?? [])
      .map(ofQuestionnaire),
  );
  const questionnaires = study.questionnaires.filter(({ id }) => used.has(id));
  const names = questionnaires.length === 0 ? study.title : questionnaires.map(nameOf).join('; ');
  return marks.synthetic ? `Synthetic answers, not respondents’: ${names}` : names;
}

function ofQuestionnaire({ questionnaire }: { readonly questionnaire: string }): string {
  return questionnaire;
}

function nameOf({ title, period }: Questionnaire): string {
  return period === null ? title : `${title} (${period})`;
}
