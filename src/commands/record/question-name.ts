import { dimensionOf } from '../../study/lookup.ts';
import type { Question, Study } from '../../study/study.ts';

/** A question as a reader knows it: its wording, and in brackets the groups it is about (such as a pathway). */
export function questionName(study: Study, { text, facets }: Question): string {
  const groups = Object.entries(facets).map(
    ([dimension, id]) => dimensionOf(study, dimension)?.groups.find((group) => group.id === id)?.label ?? id,
  );
  return groups.length === 0 ? text : `${text} (${groups.join(', ')})`;
}
