import { logLikelihood } from './log-likelihood.ts';
import { phrasesOf, wordsOf } from './words-of.ts';

/** A word or phrase that some answers have more often than others. */
export interface KeyPhrase {
  readonly phrase: string;
  /** How often it occurs in the answers looked at, and in how many of them. */
  readonly count: number;
  readonly answers: number;
  /** How often in the answers compared with. */
  readonly elsewhere: number;
  readonly g2: number;
}

/** Phrases are of up to so many words. */
const LONGEST = 3;
/** p < 0.05 for one phrase looked at; many are, so the order counts more than the limit. */
const AT_LEAST = 3.84;

/**
 * Words and phrases of two and three words that `texts` have at a higher rate than `others`, with a G² of at least 3.84 and at
 * least `least` occurrences; the highest G² first, then the more frequent, then by code unit. Rates are of all words, or
 * phrases of that length. A phrase is left out where one with higher rank that holds it occurs as often. Nothing where
 * either side has no words.
 */
export function overRepresented(
  texts: readonly string[],
  others: readonly string[],
  least: number,
): readonly KeyPhrase[] {
  const found = Array.from({ length: LONGEST }, (_, at) => keyPhrases(texts, others, at + 1, least)).flat();
  const sorted = found.sort(
    (x, y) => y.g2 - x.g2 || y.count - x.count || (x.phrase < y.phrase ? -1 : x.phrase > y.phrase ? 1 : 0),
  );
  return sorted.filter(
    ({ phrase, count }, at) =>
      !sorted
        .slice(0, at)
        .some((other) => other.count === count && ` ${other.phrase} `.includes(` ${phrase} `)),
  );
}

function keyPhrases(
  texts: readonly string[],
  others: readonly string[],
  length: number,
  least: number,
): readonly KeyPhrase[] {
  const here = countPhrases(texts, length);
  const there = countPhrases(others, length);
  return [...here.counts].flatMap(([phrase, { count, answers }]): readonly KeyPhrase[] => {
    if (count < least) return [];
    const elsewhere = there.counts.get(phrase)?.count ?? 0;
    const g2 = logLikelihood(count, elsewhere, here.size, there.size);
    if (g2 === null || g2 < AT_LEAST || count * there.size <= elsewhere * here.size) return [];
    return [{ phrase, count, answers, elsewhere, g2 }];
  });
}

function countPhrases(texts: readonly string[], length: number) {
  const counts = new Map<string, { count: number; answers: number }>();
  let size = 0;
  for (const text of texts) {
    const phrases = phrasesOf(wordsOf(text), length);
    size += phrases.length;
    for (const phrase of phrases) {
      const known = counts.get(phrase);
      if (known === undefined) counts.set(phrase, { count: 1, answers: 0 });
      else known.count += 1;
    }
    for (const phrase of new Set(phrases)) {
      const known = counts.get(phrase);
      if (known !== undefined) known.answers += 1;
    }
  }
  return { counts, size };
}
