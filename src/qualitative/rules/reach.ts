import type { Condition } from './find-spans.ts';

/** Which terms a rule's condition has to do with, by their numbers. */
export interface Reach {
  readonly terms: readonly number[];
  /** Any of them fulfils the condition by itself. */
  readonly alone: boolean;
  /** One of these at least must be found for the condition to hold: as few as can be said. */
  readonly needed: readonly number[];
}

/** Worked out once a rule, as a rule is used for many questions. */
export function reachOf(condition: Condition): Reach {
  const parts = condition.kind === 'or' ? condition.parts : [condition];
  return {
    terms: [...new Set(termsIn(condition))],
    alone: parts.every(({ kind }) => kind === 'term'),
    needed: [...new Set(needed(condition))],
  };
}

function termsIn(condition: Condition): readonly number[] {
  if (condition.kind === 'term') return [condition.term];
  if (condition.kind === 'or') return condition.parts.flatMap(termsIn);
  if (condition.kind === 'and') return [...condition.parts, ...condition.without].flatMap(termsIn);
  return [...termsIn(condition.left), ...termsIn(condition.right)];
}

function needed(condition: Condition): readonly number[] {
  if (condition.kind === 'term') return [condition.term];
  if (condition.kind === 'or') return condition.parts.flatMap(needed);
  const parts = condition.kind === 'and' ? condition.parts : [condition.left, condition.right];
  const lists = parts.map(needed);
  return lists.reduce((fewest, list) => (list.length < fewest.length ? list : fewest));
}
