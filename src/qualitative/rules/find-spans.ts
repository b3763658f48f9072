import type { RuleNode } from './rule-syntax.ts';

/** A stretch of an answer that a condition found: UTF-16 units (half-open) and its first and last word. */
export interface Found {
  readonly start: number;
  readonly end: number;
  readonly first: number;
  readonly last: number;
}

/** A condition whose terms are numbers of a term index. */
export type Condition =
  | { readonly kind: 'term'; readonly term: number }
  | { readonly kind: 'or'; readonly parts: readonly Condition[] }
  | { readonly kind: 'and'; readonly parts: readonly Condition[]; readonly without: readonly Condition[] }
  | ({ readonly kind: 'near' } & Sides)
  | ({ readonly kind: 'before' } & Sides);

interface Sides {
  readonly words: number;
  readonly left: Condition;
  readonly right: Condition;
}

/** A parsed rule with its terms as numbers. `not` moves beside what it limits. */
export function numberTerms(
  node: RuleNode,
  numberOf: (term: RuleNode & { kind: 'term' }) => number,
): Condition {
  if (node.kind === 'term') return { kind: 'term', term: numberOf(node) };
  if (node.kind === 'or') return { kind: 'or', parts: node.parts.map((part) => numberTerms(part, numberOf)) };
  if (node.kind === 'near' || node.kind === 'before') {
    const { kind, words } = node;
    return { kind, words, left: numberTerms(node.left, numberOf), right: numberTerms(node.right, numberOf) };
  }
  const parts = node.kind === 'and' ? node.parts : [node];
  return {
    kind: 'and',
    parts: parts.filter(({ kind }) => kind !== 'not').map((part) => numberTerms(part, numberOf)),
    without: parts.flatMap((part) => (part.kind === 'not' ? [numberTerms(part.part, numberOf)] : [])),
  };
}

/**
 * What a condition finds in a text, in the order of starts and ends, nothing twice; `of` gives what each term finds, in
 * that order, and `sentenceOf` which sentence a word is in. An `and` that holds finds what its first part finds. Near and before join each finding of one side with the
 * nearest of the other (the following one where two are as near), if at most so many words on in the same sentence, overlapping
 * ones left out: what is found reaches from the first word of the two to the last.
 */
export function findSpans(
  condition: Condition,
  of: (term: number) => readonly Found[],
  sentenceOf: (word: number) => number,
): readonly Found[] {
  const spansOf = (part: Condition) => findSpans(part, of, sentenceOf);
  if (condition.kind === 'term') return of(condition.term);
  if (condition.kind === 'or') return ordered(condition.parts.flatMap(spansOf));
  if (condition.kind === 'and') {
    const [first, ...others] = condition.parts;
    if (first === undefined) return [];
    const found = spansOf(first);
    if (found.length === 0 || others.some((part) => spansOf(part).length === 0)) return [];
    return condition.without.some((part) => spansOf(part).length > 0) ? [] : found;
  }
  const left = spansOf(condition.left);
  if (left.length === 0) return [];
  const right = spansOf(condition.right);
  if (right.length === 0) return [];
  const either = condition.kind === 'near';
  const toRight = finder(right, sentenceOf);
  const toLeft = finder(left, sentenceOf);
  return ordered([
    ...left.flatMap((span) => join(span, toRight(span, either, true), condition.words)),
    ...right.flatMap((span) => join(span, toLeft(span, true, either), condition.words)),
  ]);
}

/** Sorted by start, then end; of equal ones one is left. */
function ordered(spans: readonly Found[]): readonly Found[] {
  const sorted = [...spans].sort((a, b) => a.start - b.start || a.end - b.end);
  return sorted.filter(({ start, end }, index) => {
    const previous = sorted[index - 1];
    return previous?.start !== start || previous.end !== end;
  });
}

function join(span: Found, other: Found | null, words: number): readonly Found[] {
  if (other === null) return [];
  const [earlier, later] = span.first < other.first ? [span, other] : [other, span];
  if (later.first - earlier.last > words) return [];
  return [{ start: earlier.start, end: later.end, first: earlier.first, last: later.last }];
}

/** Finds the nearest of some spans wholly before or wholly after one, in its sentence; of several as near, the one after it, then the shortest. */
function finder(
  spans: readonly Found[],
  sentenceOf: (word: number) => number,
): (span: Found, before: boolean, after: boolean) => Found | null {
  const byFirst = [...spans].sort((a, b) => a.first - b.first || a.last - b.last);
  const byLast = [...spans].sort((a, b) => a.last - b.last || a.first - b.first);
  return (span, before, after) => {
    const following = after ? byFirst[countWhile(byFirst, ({ first }) => first <= span.last)] : undefined;
    const preceding = before ? byLast[countWhile(byLast, ({ last }) => last < span.first) - 1] : undefined;
    // Where the nearest is in another sentence, all further ones are.
    const next = following && sentenceOf(following.first) === sentenceOf(span.last) ? following : undefined;
    const previous =
      preceding && sentenceOf(preceding.last) === sentenceOf(span.first) ? preceding : undefined;
    if (next === undefined || previous === undefined) return next ?? previous ?? null;
    return next.first - span.last <= span.first - previous.last ? next : previous;
  };
}

/** How many stand at the front of a list that holds first, then no longer. */
function countWhile(spans: readonly Found[], holds: (span: Found) => boolean): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const span = spans[middle];
    if (span !== undefined && holds(span)) low = middle + 1;
    else high = middle;
  }
  return low;
}
