import { porter2 } from './porter2.ts';
import type { Atom, RuleNode, Term } from './rule-syntax.ts';
import { fitsGlob, termKey } from './term-index.ts';

/** A text that conditions share that find the same: the order of alternatives and of the sides of near does not matter, nor does a repetition. */
export function conditionKey(node: RuleNode): string {
  const known = keys.get(node);
  if (known !== undefined) return known;
  const key = keyOf(node);
  keys.set(node, key);
  return key;
}

// A condition never changes, and is compared with many.
const keys = new WeakMap<RuleNode, string>();

function keyOf(node: RuleNode): string {
  if (node.kind === 'term') return termKey(node.term);
  if (node.kind === 'not') return `not(${conditionKey(node.part)})`;
  if (node.kind === 'or' || node.kind === 'and') {
    const keys = node.parts.map(conditionKey);
    // What an "and" finds is what its first part finds.
    const [first = '', ...others] = node.kind === 'or' ? ['', ...keys] : keys;
    const rest = [...new Set(others)].sort().join(', ');
    const all = node.kind === 'or' ? rest : `${first}; ${rest}`;
    return node.kind === 'or' && new Set(keys).size === 1 ? (keys[0] ?? '') : `${node.kind}(${all})`;
  }
  const sides = [conditionKey(node.left), conditionKey(node.right)];
  if (node.kind === 'near') sides.sort();
  return `${node.kind}/${node.words}(${sides.join(', ')})`;
}

/**
 * Whether all that `inner` finds begins where something begins that `outer` finds too, in any text: `hous*` covers `housing` and
 * "housing need". Says no where it can't tell.
 */
export function covers(outer: RuleNode, inner: RuleNode): boolean {
  return remembered(covering, outer, inner, computeCovers);
}

function computeCovers(outer: RuleNode, inner: RuleNode): boolean {
  if (conditionKey(outer) === conditionKey(inner)) return true;
  if (inner.kind === 'or') return inner.parts.every((part) => covers(outer, part));
  if (outer.kind === 'or' && outer.parts.some((part) => covers(part, inner))) return true;
  if (inner.kind === 'and') {
    const first = inner.parts.find(({ kind }) => kind !== 'not');
    if (outer.kind === 'and') return coversBoth(outer, inner);
    return first !== undefined && covers(outer, first);
  }
  if (isNearness(inner)) {
    if (outer.kind === inner.kind)
      return (
        outer.words >= inner.words && conditionKey({ ...outer, words: inner.words }) === conditionKey(inner)
      );
    // What it finds begins with one of the two sides.
    return covers(outer, inner.left) && (inner.kind === 'before' || covers(outer, inner.right));
  }
  return outer.kind === 'term' && inner.kind === 'term' && begins(outer.term, inner.term);
}

/** Whether `wider` finds something in every text in which `narrower` does. Says no where it can't tell. */
export function follows(wider: RuleNode, narrower: RuleNode): boolean {
  return remembered(following, wider, narrower, computeFollows);
}

function computeFollows(wider: RuleNode, narrower: RuleNode): boolean {
  if (conditionKey(wider) === conditionKey(narrower) || covers(wider, narrower)) return true;
  if (narrower.kind === 'or') return narrower.parts.every((part) => follows(wider, part));
  if (wider.kind === 'or' && wider.parts.some((part) => follows(part, narrower))) return true;
  if (narrower.kind === 'and')
    return narrower.parts.some((part) => part.kind !== 'not' && follows(wider, part));
  if (isNearness(narrower)) return follows(wider, narrower.left) || follows(wider, narrower.right);
  return wider.kind === 'term' && narrower.kind === 'term' && isWithin(wider.term, narrower.term);
}

type Answers = WeakMap<RuleNode, WeakMap<RuleNode, boolean>>;
const covering: Answers = new WeakMap();
const following: Answers = new WeakMap();

/** Two nested conditions meet again and again on the way down: without what is known of their parts this would double with every level. */
function remembered(
  known: Answers,
  one: RuleNode,
  other: RuleNode,
  compute: (one: RuleNode, other: RuleNode) => boolean,
): boolean {
  if (one.kind === 'term' || other.kind === 'term') return compute(one, other);
  const answers = known.get(one) ?? new WeakMap<RuleNode, boolean>();
  known.set(one, answers);
  const answer = answers.get(other) ?? compute(one, other);
  answers.set(other, answer);
  return answer;
}

/** Whether a folded word that fits `inner` fits `outer` too. Says no where it can't tell. */
function coversAtom(outer: Atom, inner: Atom): boolean {
  if (outer.kind === 'any') return true;
  if (inner.kind === 'any') return false;
  if (outer.kind === inner.kind && outer.text === inner.text) return true;
  if (outer.kind === 'stem') return inner.kind === 'word' && porter2(inner.text) === outer.text;
  if (outer.kind === 'word' || inner.kind === 'stem') return false;
  // A star of the inner one is any letters, so it must meet a star; one unknown letter may meet ? or a star.
  if (inner.kind === 'glob' && inner.text.includes('*') && outer.text.includes('?')) return false;
  return fitsGlob(inner.text, outer.text);
}

function begins(outer: Term, inner: Term): boolean {
  if (outer.kind === 'regex' || inner.kind === 'regex') return termKey(outer) === termKey(inner);
  return (
    outer.atoms.length <= inner.atoms.length &&
    outer.atoms.every((atom, at) => coversAtom(atom, inner.atoms[at] ?? { kind: 'any' }))
  );
}

function isWithin(wider: Term, narrower: Term): boolean {
  if (wider.kind === 'regex' || narrower.kind === 'regex') return termKey(wider) === termKey(narrower);
  return narrower.atoms.some((_, from) =>
    begins(wider, { kind: 'phrase', atoms: narrower.atoms.slice(from) }),
  );
}

/** Of two "and": the same is found first, every further part follows, and what bars the outer one bars the inner one. */
function coversBoth(outer: RuleNode & { kind: 'and' }, inner: RuleNode & { kind: 'and' }): boolean {
  const sought = (node: RuleNode & { kind: 'and' }) => node.parts.filter(({ kind }) => kind !== 'not');
  const barring = (node: RuleNode & { kind: 'and' }) =>
    node.parts.flatMap((part) => (part.kind === 'not' ? [part.part] : []));
  const [mine = null, ...others] = sought(outer);
  const [theirs = null] = sought(inner);
  if (mine === null || theirs === null || !covers(mine, theirs)) return false;
  return (
    others.every((part) => sought(inner).some((given) => follows(part, given))) &&
    barring(outer).every((part) => barring(inner).some((barred) => follows(barred, part)))
  );
}

function isNearness(node: RuleNode): node is RuleNode & { kind: 'near' | 'before' } {
  return node.kind === 'near' || node.kind === 'before';
}
