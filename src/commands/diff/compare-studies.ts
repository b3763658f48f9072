import type { Study } from '../../study/study.ts';

/** One thing that two studies define differently. */
export interface DefinitionChange {
  /** From the study's root, entries of lists by their id, else by their number from 0. */
  readonly path: readonly string[];
  /** As JSON values; undefined where it is not there. */
  readonly earlier: unknown;
  readonly later: unknown;
}

/** Where a text stands in the files, and what is made of the definitions themselves. */
const UNCOMPARED = new Set(['sha256', 'place']);
/** Lists of ids of respondents: each that came or went is a change of its own. */
const SETS = new Set(['withdrawn', 'wrongQuestionnaire', 'breakdowns']);
const ORDER = '(order)';

/**
 * Everything two studies define differently, in the order of the study's parts. A thing that came or went is one change, not
 * one for each of its parts; where the things of a list stand in another order, a change `(order)`. Neither the places of
 * definitions in their files nor hashes count. Two equal studies give none.
 */
export function compareStudies(earlier: Study, later: Study): readonly DefinitionChange[] {
  const changes: DefinitionChange[] = [];
  compare(earlier, later, [], changes);
  return changes;
}

function compare(earlier: unknown, later: unknown, path: readonly string[], into: DefinitionChange[]): void {
  if (JSON.stringify(earlier) === JSON.stringify(later)) return;
  if (Array.isArray(earlier) && Array.isArray(later)) compareLists(earlier, later, path, into);
  else if (isObject(earlier) && isObject(later)) {
    for (const name of new Set([...Object.keys(earlier), ...Object.keys(later)]))
      if (!UNCOMPARED.has(name)) compare(earlier[name], later[name], [...path, name], into);
  } else into.push({ path, earlier, later });
}

function compareLists(
  earlier: readonly unknown[],
  later: readonly unknown[],
  path: readonly string[],
  into: DefinitionChange[],
): void {
  const [before, after] = [byId(earlier), byId(later)];
  if (before !== null && after !== null) {
    for (const id of new Set([...before.keys(), ...after.keys()]))
      compare(before.get(id), after.get(id), [...path, id], into);
    const order = (ids: Iterable<string>, among: ReadonlyMap<string, unknown>) =>
      [...ids].filter((id) => among.has(id)).join();
    if (order(before.keys(), after) !== order(after.keys(), before))
      into.push({ path: [...path, ORDER], earlier: [...before.keys()], later: [...after.keys()] });
    return;
  }
  const plain = [...earlier, ...later].every((entry) => !isObject(entry));
  if (plain && !SETS.has(path.at(-1) ?? '')) {
    into.push({ path, earlier, later });
    return;
  }
  if (!plain && earlier.length === later.length) {
    for (const [at, entry] of earlier.entries()) compare(entry, later[at], [...path, String(at)], into);
    return;
  }
  const [texts, newTexts] = [earlier, later].map(
    (list) => new Set(list.map((entry) => JSON.stringify(entry))),
  );
  for (const entry of earlier)
    if (newTexts?.has(JSON.stringify(entry)) === false) into.push({ path, earlier: entry, later: undefined });
  for (const entry of later)
    if (texts?.has(JSON.stringify(entry)) === false) into.push({ path, earlier: undefined, later: entry });
}

function byId(list: readonly unknown[]): ReadonlyMap<string, unknown> | null {
  const entries = list.map((entry) => [isObject(entry) ? entry['id'] : undefined, entry] as const);
  if (!entries.every((entry): entry is [string, unknown] => typeof entry[0] === 'string')) return null;
  const map = new Map(entries);
  return map.size === list.length ? map : null;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
