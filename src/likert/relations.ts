import type { Study } from '../study/study.ts';
import { type CellAddress, cellKey, type FrequencyTable } from './frequency.ts';

/** Counts that add up: the parent's are the sum of the children's, option by option. Members are cell keys. */
export interface Relation {
  readonly parent: string;
  readonly children: readonly string[];
}

/**
 * Everything about one item in one questionnaire that adds up, among the cells that are counted: groups of a breakdown to
 * the coarser breakdown and to the whole; questions of an item to their pooled cell. Overlapping groups, and groups that
 * leave out those who did not state theirs, are taken to add up too: what someone could nearly work out is protected as
 * if it were exact.
 */
export function relationsOf(frequency: FrequencyTable): Map<string, Relation[]> {
  const families = new Map<string, Member[]>();
  for (const [key, { address }] of frequency.cells) {
    const family = familyOf(address);
    const known = families.get(family);
    const member = { key, address, names: dimensionsOf(address) };
    if (known === undefined) families.set(family, [member]);
    else known.push(member);
  }
  return new Map(
    [...families].map(([family, members]) => [family, [...groupSums(members), ...pooledSums(members)]]),
  );
}

/** Cells that relations connect: those of one item in one questionnaire. */
export function familyOf({ questionnaire, item }: CellAddress): string {
  return `${questionnaire}|${item}`;
}

/** Groups of each respondent dimension, in the order of the study; the whole is the empty list. */
export function dimensionsOf(address: CellAddress): string[] {
  return Object.keys(address.dims).sort();
}

/** A cell of a family, with the names of the dimensions its respondents are grouped by. */
interface Member {
  readonly key: string;
  readonly address: CellAddress;
  readonly names: readonly string[];
}

function groupSums(members: readonly Member[]): Relation[] {
  const breakdowns = new Map<string, readonly string[]>();
  for (const { names } of members) breakdowns.set(names.join(';'), names);
  const sums = new Map<string, { parent: string; children: string[] }>();
  for (const { key: child, address, names } of members) {
    for (const coarser of breakdowns.values()) {
      if (coarser.length >= names.length || !coarser.every((name) => names.includes(name))) continue;
      const dims = Object.fromEntries(coarser.map((name) => [name, address.dims[name] ?? '']));
      const parent = cellKey({ ...address, dims });
      const key = `${parent}<${names.join(';')}`;
      const sum = sums.get(key);
      if (sum === undefined) sums.set(key, { parent, children: [child] });
      else sum.children.push(child);
    }
  }
  return [...sums.values()];
}

function pooledSums(members: readonly Member[]): Relation[] {
  const sums = new Map<string, string[]>();
  for (const { key, address } of members) if (address.question === null) sums.set(key, []);
  if (sums.size === 0) return [];
  for (const { key, address } of members)
    if (address.question !== null) sums.get(cellKey({ ...address, question: null }))?.push(key);
  return [...sums].map(([parent, children]) => ({ parent, children }));
}

/**
 * Whether the same counts stand elsewhere, for a cell of a question that puts respondents in groups: roles by region are
 * regions by role. Of two dimensions the later one's question may be broken down by the earlier, and not the other way;
 * neither where their crossing is itself counted. The test is made once an item; null where it asks for no groups.
 */
export function mirrorTest(study: Study, item: string): ((dims: readonly string[]) => boolean) | null {
  const own = study.dimensions.find(
    (dimension) => dimension.from === 'respondent' && dimension.item === item,
  );
  if (own === undefined || !study.breakdowns.flat().includes(own.id)) return null;
  const order = study.breakdowns.flatMap((names) => (names.length === 1 ? names : []));
  const crossed = new Set(study.breakdowns.filter((names) => names.includes(own.id)).flat());
  return (dims) =>
    dims.length > 1 || dims.some((name) => crossed.has(name) || order.indexOf(name) > order.indexOf(own.id));
}
