import type { Code, CodeRule, Wants } from '../../study/codebook.ts';
import type { CompiledRule } from './compile-codebook.ts';
import type { RegexFinder } from './compile-regex.ts';
import { type Condition, type Found, findSpans } from './find-spans.ts';
import { markDenied, PART } from './negation.ts';
import { markDeniedBefore } from './post-negation.ts';
import type { Reach } from './reach.ts';
import type { AtomUse, KnownWord, TermIndex } from './term-index.ts';
import { GAP, roomForWords, tokenise } from './tokenise.ts';

/** A rule proposes its code for a stretch of an answer: UTF-16 units, half-open, of the text as given. */
export interface RuleHit {
  readonly code: string;
  readonly rule: string;
  readonly start: number;
  readonly end: number;
}

/** The codes and rules for the answers to one question. */
export interface QuestionCoder {
  /** The codes that apply, in codebook order. */
  readonly codes: readonly Code[];
  /**
   * What the rules propose for an answer, sorted by start, end, code and rule, nothing twice; empty where none does. `groups`
   * are the respondent's groups by dimension; rules limited to groups of a dimension that isn't there propose nothing.
   */
  readonly code: (text: string, groups?: Readonly<Record<string, readonly string[]>>) => readonly RuleHit[];
}

interface ActiveRule {
  readonly code: string;
  readonly id: string;
  readonly wants: Wants;
  readonly condition: Condition;
  readonly reach: Reach;
  /** Groups the respondent must be in, by dimension; null: anyone. */
  readonly groups: readonly (readonly [string, readonly string[]])[] | null;
}

/** What a term leads to: rules it makes a hit of by itself, and rules it may fulfil with others. */
interface TermUse {
  readonly term: number;
  readonly alone: readonly number[];
  readonly together: readonly number[];
  /** Whether what it finds is needed for the latter. */
  readonly kept: boolean;
}

/** Prepares some rules for the answers to a question. */
export function questionCoder(
  codes: readonly Code[],
  applying: readonly { readonly rule: CompiledRule; readonly groups: CodeRule['where'] }[],
  index: TermIndex,
  finderOf: readonly (RegexFinder | null)[],
): QuestionCoder {
  const rules = applying
    .map(({ rule: { code, rule, condition, reach }, groups }): ActiveRule => {
      const entries = Object.entries(groups);
      return {
        code,
        id: rule.id,
        wants: rule.wants,
        condition,
        reach,
        groups: entries.length === 0 ? null : entries,
      };
    })
    .sort((a, b) => compare(a.code, b.code) || compare(a.id, b.id));
  const uses = usesOf(rules, index.terms.length);
  const regexes = uses.flatMap((use) => {
    const finder = use === undefined ? null : (finderOf[use.term] ?? null);
    return use === undefined || finder === null ? [] : [{ use, finder }];
  });
  const words = roomForWords();
  const known: (KnownWord | undefined)[] = [];
  const candidates = new Set<number>();
  const kept = new Map<number, Found[]>();
  let hits: Hit[] = [];
  let denied = new Uint8Array(words.starts.length);
  let cues = new Int32Array(words.starts.length);

  return { codes, code };

  function code(text: string, groups?: Readonly<Record<string, readonly string[]>>): readonly RuleHit[] {
    if (rules.length === 0) return NO_HITS;
    tokenise(text, words);
    reset();
    const { count, starts, ends } = words;
    let denying = 0;
    let denyingBefore = false;
    for (let at = 0; at < count; at += 1) {
      const word = index.lookUp(text.slice(starts[at], ends[at]));
      known[at] = word;
      denying |= word.negation;
      denyingBefore ||= word.deniesBefore;
    }
    for (let at = 0; at < count; at += 1) {
      const atoms = known[at]?.atoms ?? [];
      for (let each = 0; each < atoms.length; each += 1) tryAtom(atoms[each] ?? -1, at);
    }
    for (const { use, finder } of regexes)
      for (const [start, end] of finder(text)) {
        const first = wordEndingAfter(start);
        take(use, start, end, first, Math.max(first, wordStartingBefore(end)));
      }
    for (const rule of candidates) {
      const condition = rules[rule]?.condition;
      if (condition === undefined) continue;
      for (const { start, end, first, last } of findSpans(condition, termsFound, sentenceOf))
        hits.push({ rule, start, end, first, last });
    }
    if (hits.length === 0) return NO_HITS;
    const anyDenied = denyingBefore || (denying & (PART.denies | PART.fails)) !== 0;
    if (anyDenied) {
      if (denied.length < count) {
        denied = new Uint8Array(words.starts.length);
        cues = new Int32Array(words.starts.length);
      }
      markDenied(words, known, denied);
      if (denyingBefore) markDeniedBefore(words, known, denied, cues);
    }
    const found: RuleHit[] = [];
    if (hits.length > 1) hits.sort(byPlace);
    let previous: Hit | undefined;
    for (const hit of hits) {
      const rule = rules[hit.rule];
      const again = previous?.rule === hit.rule && previous?.start === hit.start && previous?.end === hit.end;
      previous = hit;
      if (again || rule === undefined || !isIn(rule.groups, groups)) continue;
      const isDenied =
        anyDenied &&
        hit.first < count &&
        (denied[hit.first] === 1 || (denyingBefore && (cues[hit.first] ?? 0) > hit.last));
      if (rule.wants === 'either' || (rule.wants === 'negated') === isDenied)
        found.push({ code: rule.code, rule: rule.id, start: hit.start, end: hit.end });
    }
    return found;
  }

  function termsFound(term: number): readonly Found[] {
    return inOrder(kept.get(term));
  }

  /** A place after the last word, where a regular expression may find something, is in the last sentence. */
  function sentenceOf(word: number): number {
    return words.sentences[Math.min(word, words.count - 1)] ?? 0;
  }

  function reset(): void {
    hits = [];
    if (candidates.size > 0) candidates.clear();
    if (kept.size > 0) kept.clear();
  }

  function tryAtom(atom: number, at: number): void {
    const tried = index.usesOf[atom] ?? [];
    for (let each = 0; each < tried.length; each += 1) {
      const { term, offset } = tried[each] ?? NO_USE;
      const use = uses[term];
      if (use === undefined) continue;
      const first = at - offset;
      const last = lastOfPhrase(index.atomsOf[term] ?? [], first, at);
      if (last >= 0) take(use, words.starts[first] ?? 0, words.ends[last] ?? 0, first, last);
    }
  }

  function take(use: TermUse, start: number, end: number, first: number, last: number): void {
    const { alone, together } = use;
    for (let each = 0; each < alone.length; each += 1)
      hits.push({ rule: alone[each] ?? 0, start, end, first, last });
    for (let each = 0; each < together.length; each += 1) candidates.add(together[each] ?? 0);
    if (!use.kept) return;
    const list = kept.get(use.term);
    if (list === undefined) kept.set(use.term, [{ start, end, first, last }]);
    else list.push({ start, end, first, last });
  }

  /** The last word of a phrase that begins at word `first`, of which the word at `sure` is known to fit; −1 where it does not stand there. */
  function lastOfPhrase(atoms: readonly number[], first: number, sure: number): number {
    const last = first + atoms.length - 1;
    if (first < 0 || last >= words.count) return -1;
    for (let at = first; at <= last; at += 1) {
      if (at > first && ((words.gaps[at] ?? 0) & GAP.phrase) !== 0) return -1;
      const atom = atoms[at - first] ?? -1;
      if (at !== sure && atom >= 0 && known[at]?.atoms.includes(atom) !== true) return -1;
    }
    return last;
  }

  /** The first word that ends after a place; the number of words where none does. */
  function wordEndingAfter(place: number): number {
    let at = 0;
    while (at < words.count && (words.ends[at] ?? 0) <= place) at += 1;
    return at;
  }

  function wordStartingBefore(place: number): number {
    let at = words.count - 1;
    while (at >= 0 && (words.starts[at] ?? 0) >= place) at -= 1;
    return at;
  }
}

interface Hit {
  readonly rule: number;
  readonly start: number;
  readonly end: number;
  readonly first: number;
  readonly last: number;
}

const NO_HITS: readonly RuleHit[] = [];
const NO_USE: AtomUse = { term: -1, offset: 0 };

function byPlace(a: Hit, b: Hit): number {
  return a.start - b.start || a.end - b.end || a.rule - b.rule;
}

function isIn(
  wanted: ActiveRule['groups'],
  groups: Readonly<Record<string, readonly string[]>> | undefined,
): boolean {
  if (wanted === null) return true;
  return wanted.every(
    ([dimension, ids]) => groups?.[dimension]?.some((group) => ids.includes(group)) === true,
  );
}

/** What finding each term leads to; nothing where no rule has it. */
function usesOf(rules: readonly ActiveRule[], terms: number): readonly (TermUse | undefined)[] {
  const alone = new Map<number, Set<number>>();
  const together = new Map<number, Set<number>>();
  const kept = new Set<number>();
  const add = (map: Map<number, Set<number>>, term: number, rule: number): void => {
    map.set(term, (map.get(term) ?? new Set()).add(rule));
  };
  for (const [rule, { reach }] of rules.entries()) {
    if (reach.alone) {
      for (const term of reach.terms) add(alone, term, rule);
    } else {
      for (const term of reach.terms) kept.add(term);
      for (const term of reach.needed) add(together, term, rule);
    }
  }
  return Array.from({ length: terms }, (_, term) => {
    if (!alone.has(term) && !together.has(term) && !kept.has(term)) return undefined;
    const [own, shared] = [alone.get(term) ?? [], together.get(term) ?? []];
    return { term, alone: [...own], together: [...shared], kept: kept.has(term) };
  });
}

function inOrder(found: Found[] | undefined): readonly Found[] {
  return found === undefined ? [] : found.sort((a, b) => a.start - b.start || a.end - b.end);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
