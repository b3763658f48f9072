import { porter2 } from '../rules/porter2.ts';
import { wordsOf } from './words-of.ts';

/** Texts that are alike, as places in the list given: the most central first, then from the most alike to it to the least. */
export interface TextGroup {
  readonly members: readonly number[];
  /** Mean similarity of each two of them, 0 to 1; 1 of one alone. */
  readonly cohesion: number;
}

/** Groups are joined while the mean similarity of their texts is at least this. */
const ALIKE = 0.15;
/** So many different texts, evenly spaced in the order of code units, are grouped with each other; further ones join the group they are most like, or begin one. */
const COMPARED = 1500;

/**
 * Groups of texts with words in common: average-linkage clustering of the cosine similarity of tf-idf vectors (1 + ln tf, times
 * ln(N / df) + 1, N the different texts) of stemmed words, cut where the mean similarity falls under 0.15. The largest group
 * first, then the more alike, then by the most central text; texts alone, and those without words, last. The order of texts decides nothing:
 * ties go by code unit. Method: Manning, Raghavan & Schütze (2008), Introduction to Information Retrieval, 6.2 and 17.3.
 */
export function groupTexts(texts: readonly string[]): readonly TextGroup[] {
  const places = new Map<string, number[]>();
  for (const [place, text] of texts.entries()) {
    const known = places.get(text);
    if (known === undefined) places.set(text, [place]);
    else known.push(place);
  }
  const distinct = sampleFirst([...places.keys()].sort());
  const vectors = vectorsOf(distinct);
  const compared = vectors.slice(0, COMPARED);
  const weights = distinct.map((text) => places.get(text)?.length ?? 1);
  const groups = cluster(compared, weights).map((group) => [...group]);
  joinFurther(groups, vectors);
  return groups
    .map((group) => arrange(group, vectors, distinct, places))
    .sort(
      (a, b) => b.members.length - a.members.length || b.cohesion - a.cohesion || compareText(texts, a, b),
    );
}

/** The texts to be compared with each other first, evenly spaced; then the others. */
function sampleFirst(sorted: readonly string[]): readonly string[] {
  if (sorted.length <= COMPARED) return sorted;
  const chosen = new Set(
    Array.from({ length: COMPARED }, (_, at) => Math.floor((at * sorted.length) / COMPARED)),
  );
  return [...sorted.filter((_, at) => chosen.has(at)), ...sorted.filter((_, at) => !chosen.has(at))];
}

type Vector = ReadonlyMap<string, number>;

function vectorsOf(texts: readonly string[]): readonly Vector[] {
  const counts = texts.map((text) => {
    const count = new Map<string, number>();
    for (const word of wordsOf(text).words) {
      const root = porter2(word);
      count.set(root, (count.get(root) ?? 0) + 1);
    }
    return count;
  });
  const frequency = new Map<string, number>();
  for (const count of counts)
    for (const word of count.keys()) frequency.set(word, (frequency.get(word) ?? 0) + 1);
  return counts.map((count) => {
    const weighted = [...count].map(([word, tf]): readonly [string, number] => [
      word,
      (1 + Math.log(tf)) * (Math.log(texts.length / (frequency.get(word) ?? 1)) + 1),
    ]);
    const length = Math.sqrt(weighted.reduce((sum, [, weight]) => sum + weight * weight, 0));
    return new Map(weighted.map(([word, weight]) => [word, weight / length]));
  });
}

function similarity(a: Vector, b: Vector): number {
  const [fewer, more] = a.size <= b.size ? [a, b] : [b, a];
  let sum = 0;
  for (const [word, weight] of fewer) sum += weight * (more.get(word) ?? 0);
  return sum;
}

/** Average linkage; each text weighs as often as it was given. Of pairs as alike the first goes first. */
function cluster(vectors: readonly Vector[], weights: readonly number[]): readonly (readonly number[])[] {
  const count = vectors.length;
  const alike = similarities(vectors);
  const groups = vectors.map((_, at): number[] | null => [at]);
  const sizes = vectors.map((_, at) => weights[at] ?? 1);
  const best = alike.map(mostAlike);
  for (;;) {
    let left = -1;
    for (let at = 0; at < count; at += 1) {
      if (groups[at] === null) continue;
      if (left < 0 || (alike[at]?.[best[at] ?? 0] ?? -1) > (alike[left]?.[best[left] ?? 0] ?? -1)) left = at;
    }
    const right = best[left] ?? -1;
    const [own, other] = [groups[left], groups[right]];
    if (!own || !other || (alike[left]?.[right] ?? -1) < ALIKE) break;
    merge(alike, sizes, left, right);
    groups[left] = [...own, ...other];
    groups[right] = null;
    for (let at = 0; at < count; at += 1) {
      const row = alike[at];
      if (groups[at] === null || row === undefined) continue;
      const known = best[at] ?? -1;
      if (at === left || known === left || known === right) best[at] = mostAlike(row);
      else if (isBetter(row, left, known)) best[at] = left;
    }
  }
  return groups.filter((group) => group !== null);
}

const NOTHING: Vector = new Map();

/** By word, the texts that have it and with what weight. */
type Postings = Map<string, { readonly at: number; readonly weight: number }[]>;

function postingsOf(vectors: readonly Vector[]): Postings {
  const postings: Postings = new Map();
  for (const [at, vector] of vectors.entries()) addPostings(postings, vector, at);
  return postings;
}

function addPostings(postings: Postings, vector: Vector, at: number): void {
  for (const [word, weight] of vector) {
    const known = postings.get(word);
    if (known === undefined) postings.set(word, [{ at, weight }]);
    else known.push({ at, weight });
  }
}

/** How alike a text is to each of those listed. */
function scoresOf(vector: Vector, postings: Postings, count: number): Float64Array {
  const scores = new Float64Array(count);
  for (const [word, weight] of vector)
    for (const other of postings.get(word) ?? [])
      scores[other.at] = (scores[other.at] ?? 0) + weight * other.weight;
  return scores;
}

/** Each with each, −1 with itself; the same number from either side. */
function similarities(vectors: readonly Vector[]): readonly Float64Array[] {
  const postings = postingsOf(vectors);
  const rows = vectors.map((vector) => scoresOf(vector, postings, vectors.length));
  for (const [at, row] of rows.entries()) {
    row[at] = -1;
    for (let other = 0; other < at; other += 1) row[other] = rows[other]?.[at] ?? 0;
  }
  return rows;
}

/** Joins two rows of similarities: the mean weighted by how many texts each group has. */
function merge(alike: readonly Float64Array[], sizes: number[], left: number, right: number): void {
  const [own, other] = [sizes[left] ?? 1, sizes[right] ?? 1];
  const [row, gone] = [alike[left], alike[right]];
  if (row === undefined || gone === undefined) return;
  for (let at = 0; at < row.length; at += 1) {
    const line = alike[at];
    if (line === undefined || at === left || at === right) continue;
    const joined =
      (row[at] ?? -1) < 0 ? -1 : (own * (row[at] ?? 0) + other * (gone[at] ?? 0)) / (own + other);
    row[at] = joined;
    line[left] = joined;
    line[right] = -1;
    gone[at] = -1;
  }
  row[right] = -1;
  gone[left] = -1;
  sizes[left] = own + other;
}

function mostAlike(row: Float64Array): number {
  let best = 0;
  for (let at = 1; at < row.length; at += 1) if (isBetter(row, at, best)) best = at;
  return best;
}

function isBetter(row: Float64Array, at: number, than: number): boolean {
  const [one, other] = [row[at] ?? -1, row[than] ?? -1];
  return one > other || (one === other && at < than);
}

/**
 * Puts each further text into the group to which it is most alike on average, or else by itself, where others can join it.
 * Of a group count those that were compared and the one that began it.
 */
function joinFurther(groups: number[][], vectors: readonly Vector[]): void {
  const postings = postingsOf(vectors.slice(0, COMPARED));
  const leading = groups.map((group) => group.slice());
  for (let at = COMPARED; at < vectors.length; at += 1) {
    const own = vectors[at] ?? NOTHING;
    const scores = scoresOf(own, postings, vectors.length);
    let best = -1;
    let most = ALIKE;
    for (const [place, group] of leading.entries()) {
      const mean = group.reduce((sum, other) => sum + (scores[other] ?? 0), 0) / group.length;
      if (mean > most || (mean === most && best < 0)) [best, most] = [place, mean];
    }
    groups[best]?.push(at);
    if (best >= 0) continue;
    groups.push([at]);
    leading.push([at]);
    addPostings(postings, own, at);
  }
}

function arrange(
  group: readonly number[],
  vectors: readonly Vector[],
  distinct: readonly string[],
  places: ReadonlyMap<string, readonly number[]>,
): TextGroup {
  const weightOf = (at: number) => places.get(distinct[at] ?? '')?.length ?? 1;
  const to = (a: number, b: number) =>
    a === b ? 1 : similarity(vectors[Math.min(a, b)] ?? NOTHING, vectors[Math.max(a, b)] ?? NOTHING);
  const size = group.reduce((sum, at) => sum + weightOf(at), 0);
  const ordered = [...group].sort((a, b) => a - b);
  const totals = new Map(
    ordered.map((at) => [at, ordered.reduce((sum, other) => sum + weightOf(other) * to(at, other), 0) - 1]),
  );
  const [centre = 0] = [...ordered].sort((a, b) => (totals.get(b) ?? 0) - (totals.get(a) ?? 0) || a - b);
  const all = ordered.reduce((sum, at) => sum + weightOf(at) * (totals.get(at) ?? 0), 0);
  return {
    members: [...ordered]
      .sort((a, b) => to(centre, b) - to(centre, a) || a - b)
      .flatMap((at) => places.get(distinct[at] ?? '') ?? []),
    cohesion: size < 2 ? 1 : all / (size * (size - 1)),
  };
}

function compareText(texts: readonly string[], a: TextGroup, b: TextGroup): number {
  const [one, other] = [texts[a.members[0] ?? 0] ?? '', texts[b.members[0] ?? 0] ?? ''];
  return one < other ? -1 : one > other ? 1 : 0;
}
