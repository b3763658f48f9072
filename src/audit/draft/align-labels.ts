import { fold } from '../../study/fold.ts';
import { letterPairs, likenessOfPairs } from '../../study/likeness.ts';
import { findMentions, type Lexicon } from './mentions.ts';

/** A label of the draft beside one of the run: by name, by likeness, or by its place between others that are. */
export interface Aligned {
  readonly draft: number;
  readonly run: number;
  readonly by: 'name' | 'likeness' | 'place';
}

/** Less alike than this, two labels are not taken for one. */
const LEAST = 0.6;

/** A label made ready to be compared. */
export interface Label {
  readonly text: string;
  readonly folded: string;
  /** Its last part alone, without the stubs before it. */
  readonly last: string;
  readonly pairs: ReadonlyMap<string, number>;
  /** How many pairs of letters. */
  readonly size: number;
  /** The groups it names, where it names nothing else. */
  readonly groups: string;
}

/** Prepares the parts of a label (stubs and row, or group and column): an n, marks of notes and the table's emphasis dropped. */
export function labelOf(parts: readonly string[], lexicon: Lexicon): Label {
  const texts = parts.map(plain).filter((text) => text !== '');
  const text = texts.join(' ');
  const last = texts.at(-1) ?? '';
  const pairs = letterPairs(text);
  const mentions = findMentions(last, lexicon);
  const rest = mentions.reduceRight((left, { start, end }) => left.slice(0, start) + left.slice(end), last);
  const named = mentions.length > 0 && !/[\p{L}\p{N}]{2}/u.test(rest);
  return {
    text,
    folded: key(text),
    last: key(last),
    pairs,
    size: [...pairs.values()].reduce((sum, count) => sum + count, 0),
    groups: named ? mentions.map(({ key: groups }) => groups).join(' ') : '',
  };
}

/**
 * Pairs the draft's labels with the run's, each at most once: equal ones first, then by likeness, best first and of equals
 * those nearest in place, then a single one left between two neighbours that are paired (a renamed label). Order is the draft's.
 */
export function alignLabels(draft: readonly Label[], run: readonly Label[], byPlace: boolean): Aligned[] {
  const taken = new Map<number, Aligned>();
  const used = new Set<number>();
  const candidates = draft.flatMap((a, i) =>
    run.flatMap((b, j) => {
      const score = labelLikeness(a, b);
      return score >= LEAST ? [{ i, j, score }] : [];
    }),
  );
  candidates.sort(
    (a, b) => b.score - a.score || Math.abs(a.i - a.j) - Math.abs(b.i - b.j) || a.i - b.i || a.j - b.j,
  );
  for (const { i, j, score } of candidates) {
    if (taken.has(i) || used.has(j)) continue;
    taken.set(i, { draft: i, run: j, by: score >= 0.95 ? 'name' : 'likeness' });
    used.add(j);
  }
  if (byPlace && taken.size > 0)
    for (let i = 0; i < draft.length; i += 1) {
      if (taken.has(i)) continue;
      const before = i === 0 ? -1 : taken.get(i - 1)?.run;
      const after = i === draft.length - 1 ? run.length : taken.get(i + 1)?.run;
      if (before === undefined || after === undefined || after - before !== 2 || used.has(before + 1))
        continue;
      taken.set(i, { draft: i, run: before + 1, by: 'place' });
      used.add(before + 1);
    }
  return [...taken.values()].sort((a, b) => a.draft - b.draft);
}

/** How alike two labels are, 0 to 1: 1 for the same words, nearly that for the same groups by other names (WS, Women's services). */
export function labelLikeness(a: Label, b: Label): number {
  if (a.folded === b.folded) return 1;
  if (a.folded === '' || b.folded === '') return 0;
  if (a.groups !== '' && a.groups === b.groups) return 0.96;
  if (a.groups !== '' && b.groups !== '') return shareGroup(a.groups, b.groups) ? 0.95 : 0;
  // No two texts are more alike than their lengths let them.
  const most = (2 * Math.min(a.size, b.size)) / Math.max(1, a.size + b.size);
  if (most < LEAST && a.last !== b.last) return 0;
  const whole = likenessOf(a, b);
  return a.last === b.last && a.last !== '' ? Math.max(whole, 0.9 + whole * 0.04) : whole;
}

const compared = new WeakMap<Label, Map<string, number>>();

/** Tables of one kind have the same labels: each pair of texts is compared once. */
function likenessOf(a: Label, b: Label): number {
  const known = compared.get(a) ?? new Map<string, number>();
  compared.set(a, known);
  const found = known.get(b.text) ?? likenessOfPairs(a.pairs, b.pairs);
  known.set(b.text, found);
  return found;
}

function shareGroup(a: string, b: string): boolean {
  const known = new Set(a.split(/[ |]/));
  return b.split(/[ |]/).some((group) => known.has(group));
}

function plain(text: string): string {
  return text
    .replace(/\(?\s*\bn\s*=\s*[^)\s]*\s*\)?/gi, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function key(text: string): string {
  return fold(text)
    .replace(/[.:*†]+$/, '')
    .replace(/\bper ?cent(age)?\b/g, '%')
    .trim();
}
