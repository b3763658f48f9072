import { fold } from './fold.ts';

/** How alike two wordings are, 0 to 1: Dice's coefficient on the pairs of neighbouring letters of their folded words. 0 where either is empty. */
export function likeness(a: string, b: string): number {
  return likenessOfPairs(letterPairs(a), letterPairs(b));
}

/** The pairs of neighbouring letters of a text's folded words, with how often each occurs. */
export function letterPairs(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const word of fold(text).split(' ')) {
    for (let at = 0; at + 1 < word.length; at += 1) {
      const pair = word.slice(at, at + 2);
      counts.set(pair, (counts.get(pair) ?? 0) + 1);
    }
  }
  return counts;
}

/** `likeness` of texts whose pairs are at hand. */
export function likenessOfPairs(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let shared = 0;
  let total = 0;
  for (const [pair, count] of a) {
    shared += Math.min(count, b.get(pair) ?? 0);
    total += count;
  }
  for (const count of b.values()) total += count;
  return total === 0 ? 0 : (2 * shared) / total;
}
