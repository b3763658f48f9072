import { foldStatement } from './alike.ts';
import { questionsOf } from './lookup.ts';
import type { Selection, Study } from './study.ts';

/** Groups by every name they go by, folded: id, label, short label. */
export type GroupNames = ReadonlyMap<
  string,
  readonly { readonly dimension: string; readonly group: string }[]
>;

/** The study's groups by name, made once for many look-ups. */
export function groupNames(study: Study): GroupNames {
  const names = new Map<string, { readonly dimension: string; readonly group: string }[]>();
  for (const dimension of study.dimensions)
    for (const group of dimension.groups)
      for (const name of new Set([group.id, group.label, group.short].map(foldStatement))) {
        const known = names.get(name) ?? [];
        known.push({ dimension: dimension.id, group: group.id });
        names.set(name, known);
      }
  return names;
}

/**
 * How many of the published row's words the cell bears out, in its printed headers or in its groups; null where its
 * groups say otherwise (the word names WS, the cell is of ACC), or nobody is asked its item.
 */
export function wordsBorneOut(
  study: Study,
  names: GroupNames,
  selection: Selection,
  printed: readonly string[],
  words: readonly string[],
): number | null {
  const questions = questionsOf(study, selection);
  if (selection.item !== null && questions.length === 0) return null;
  const groupsOf = (dimension: string): readonly string[] | null => {
    const stated = selection.where[dimension];
    if (stated !== undefined) return stated;
    const facets = questions.map(
      ({ questionnaire, question }) => question.facets[dimension] ?? questionnaire.facets[dimension],
    );
    const known = [...new Set(facets)].filter((facet) => facet !== undefined);
    return known.length === 0 ? null : known;
  };
  let score = 0;
  for (const word of words) {
    const named = (names.get(foldStatement(word)) ?? []).map(({ dimension, group }) => ({
      group,
      groups: groupsOf(dimension),
    }));
    const stated = named.filter(({ groups }) => groups !== null);
    const borneOut = stated.some(({ group, groups }) => groups?.length === 1 && groups[0] === group);
    if (stated.length > 0 && !borneOut && !printed.includes(foldStatement(word))) return null;
    if (borneOut || printed.includes(foldStatement(word))) score += 1;
  }
  return score;
}
