import { parseRule } from '../parse-rule.ts';
import { porter2 } from '../porter2.ts';
import type { Atom, RuleNode } from '../rule-syntax.ts';

/*
 * The rule language once more, to be compared with the engine: each rule is tried at every place of the text by itself,
 * with regular expressions and loops in place of tables. Slow, and as plain as docs/rules.md reads.
 */

interface Word {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** What stands between it and the word before. */
  readonly before: string;
  readonly isSmall: boolean;
}

interface Stretch {
  readonly first: number;
  readonly last: number;
}

/** The stretches a rule finds, as `start-end`, in order; `wants` as in the codebook. */
export function naiveHits(when: string, wants: string, text: string): readonly string[] {
  const node = parseRule(when, (fault) => {
    throw new Error(fault.expected);
  });
  if (node === null) throw new Error(`no rule: ${when}`);
  const words = wordsOf(text);
  const kept = findAll(node, words).filter(
    ({ first }) => wants === 'either' || (wants === 'negated') === isDenied(words, first),
  );
  const spans = kept.map(({ first, last }) => [words[first]?.start ?? 0, words[last]?.end ?? 0] as const);
  const sorted = spans.sort((a, b) => a[0] - b[0] || a[1] - b[1]).map((span) => span.join('-'));
  return [...new Set(sorted)];
}

function wordsOf(text: string): readonly Word[] {
  const words: Word[] = [];
  let reached = 0;
  for (const match of text.matchAll(
    /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’][\p{L}\p{N}][\p{L}\p{N}\p{M}]*)*/gu,
  )) {
    const end = match.index + match[0].length;
    const folded = match[0].normalize('NFKC').toLowerCase().replaceAll('’', "'");
    const before = text.slice(reached, match.index);
    words.push({ start: match.index, end, text: folded, before, isSmall: /^\p{Ll}/u.test(match[0]) });
    reached = end;
  }
  return words;
}

function findAll(node: RuleNode, words: readonly Word[]): readonly Stretch[] {
  if (node.kind === 'term') {
    const { term } = node;
    if (term.kind === 'regex') throw new Error('regular expressions are not compared here');
    return words.flatMap((_, first) => {
      const last = first + term.atoms.length - 1;
      const stands =
        last < words.length &&
        term.atoms.every((atom, at) => {
          const word = words[first + at];
          if (word === undefined || !fits(atom, word.text)) return false;
          return at === 0 || !/[.,;:!?…()\n\r]|\s-|-\s/.test(word.before);
        });
      return stands ? [{ first, last }] : [];
    });
  }
  if (node.kind === 'or') return node.parts.flatMap((part) => findAll(part, words));
  if (node.kind === 'and') {
    const sought = node.parts.filter(({ kind }) => kind !== 'not');
    const found = sought.map((part) => findAll(part, words));
    const barred = node.parts.some((part) => part.kind === 'not' && findAll(part.part, words).length > 0);
    return barred || found.some(({ length }) => length === 0) ? [] : (found[0] ?? []);
  }
  if (node.kind === 'not') return [];
  const [left, right] = [findAll(node.left, words), findAll(node.right, words)];
  const ordered = node.kind === 'before';
  const pairs = left.flatMap((a) =>
    right.flatMap((b) => {
      const distance = a.last < b.first ? b.first - a.last : b.last < a.first ? a.first - b.last : 0;
      const [from, to] = a.last < b.first ? [a.last, b.first] : [b.last, a.first];
      const isOver = words.slice(from + 1, to + 1).some(beginsSentence);
      return isOver || distance === 0 || (ordered && b.last < a.first) ? [] : [{ a, b, distance }];
    }),
  );
  const nearestOf = (own: (typeof pairs)[number][], from: 'a' | 'b') =>
    own.sort((one, two) => {
      const [mine, yours] = from === 'a' ? [one.b, two.b] : [one.a, two.a];
      const me = from === 'a' ? one.a : one.b;
      const isBehind = (other: Stretch) => (other.first < me.first ? 1 : 0);
      return (
        one.distance - two.distance ||
        isBehind(mine) - isBehind(yours) ||
        mine.last - mine.first - (yours.last - yours.first)
      );
    })[0];
  const chosen = [
    ...left.map((a) =>
      nearestOf(
        pairs.filter((pair) => pair.a === a),
        'a',
      ),
    ),
    ...right.map((b) =>
      nearestOf(
        pairs.filter((pair) => pair.b === b),
        'b',
      ),
    ),
  ];
  return chosen.flatMap((pair) => {
    if (pair === undefined || pair.distance > node.words) return [];
    const [one, two] = pair.a.first < pair.b.first ? [pair.a, pair.b] : [pair.b, pair.a];
    return [{ first: one.first, last: two.last }];
  });
}

function beginsSentence({ before, isSmall }: Word): boolean {
  return /[.;!?]/.test(before) || (/[\n\r]/.test(before) && !isSmall);
}

function fits(atom: Atom, word: string): boolean {
  if (atom.kind === 'any') return true;
  if (atom.kind === 'stem') return porter2(word) === atom.text;
  const forms = word.endsWith("'s") ? [word, word.slice(0, -2)] : [word];
  const pattern = atom.text
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return forms.some((form) => new RegExp(`^${pattern}$`, 'su').test(form));
}

/** Looks back from a word for what denies it, as far as the clause goes. */
function isDenied(words: readonly Word[], at: number): boolean {
  let denied = false;
  let until = -1;
  let since = -9;
  for (const [index, { text, before }] of words.entries()) {
    const next = words[index + 1];
    if (/[.;:!?…\n\r]|\s-|-\s/.test(before)) until = -1;
    if (/^(but|however|although)$/.test(text) || (text === 'yet' && since !== index - 1)) until = -1;
    if (index === at) denied = index <= until;
    if (!/^(not|no|never|without|lack)$|n't$/.test(text)) continue;
    if (text === 'no' && next !== undefined && /[,.;:!?…()\n\r]|\s-|-\s/.test(next.before)) continue;
    const isNot = text === 'not' || text.endsWith("n't");
    if (isNot && next?.text === 'only' && !/[.,;:!?…()\n\r]|\s-|-\s/.test(next.before)) continue;
    if (/^(without|lack)$/.test(text) && index <= until && index - since <= 2) {
      until = -1;
      since = -9;
      continue;
    }
    since = index;
    until = index + (next?.text === 'of' ? 7 : 6);
  }
  return denied;
}
