import { scaleOf } from '../study/lookup.ts';
import type { ResponseBatch } from '../study/responses.ts';
import type { Questionnaire, Study } from '../study/study.ts';

/** Of each row its groups of the respondents' dimensions, none of a dimension that is not stated; ids of groups. */
export type GroupsOfRow = (batch: ResponseBatch, row: number) => Readonly<Record<string, readonly string[]>>;

/** How to find the groups of a questionnaire's respondents. Of some who answered the wrong questionnaire there are none. */
export function respondentGroups(study: Study, questionnaire: Questionnaire): GroupsOfRow {
  const sources = study.dimensions.flatMap((dimension) => {
    if (dimension.from !== 'respondent') return [];
    const question = questionnaire.questions.find(
      ({ item, kind }) => item === dimension.item && kind !== 'text',
    );
    const scale = question === undefined ? null : scaleOf(study, question);
    if (question === undefined || scale === null) return [];
    const known = new Set(dimension.groups.map(({ id }) => id));
    return [
      {
        dimension: dimension.id,
        question,
        options: scale.options.map(({ id }) => (known.has(id) ? id : null)),
      },
    ];
  });
  return (batch, row) => {
    const groups: Record<string, readonly string[]> = {};
    for (const { dimension, question, options } of sources) {
      const state = batch.closed.get(question.id)?.[row] ?? 0;
      if (state <= 0) continue;
      const ticked = batch.ticked.get(question.id) ?? [];
      const own = options.filter((_, at) =>
        question.kind === 'multi' ? ticked[at]?.[row] === 1 : at === state - 1,
      );
      const stated = own.filter((group) => group !== null);
      if (stated.length > 0) groups[dimension] = stated;
    }
    return groups;
  };
}
