/** How one statement stands to another: the same answers, or all the other answers ("does not prefer"). */
type Relation = 'same' | 'complement';

const SMALL_WORDS = new Set(
  'a an and are as at be been by do does did for from had has have i in is it my of on or our that the their there this to was we were which who with'.split(
    ' ',
  ),
);
const NEGATIONS = new Set(['not', 'no', 'never', 'without', 'dont', 'doesnt', 'didnt']);
/** Words count as one when they begin with the same so many letters: prefer and preference, support and supported. */
const STEM = 6;
/** A text's own wording is shorter than the table's; so many of its words in a row make it the same statement. */
const ENOUGH_WORDS = 4;
const LEAST_SHARE = 0.4;

/**
 * Whether a statement quoted in a text is one that a table prints, by its words: all its words stand in the other in
 * their order, and it is nearly as long, or has four words or more and no less than two fifths of the other's. One
 * negation more or less makes them complements. Null where they are different; what is in brackets is passed over in both.
 */
export function sameStatement(quoted: string, printed: string): Relation | null {
  const mine = wordsOf(quoted);
  const theirs = wordsOf(printed);
  if (mine.words.length === 0) return null;
  const inOrder = isWithin(mine.words, theirs.words);
  const share = mine.words.length / Math.max(1, theirs.words.length);
  const alike = inOrder && (share >= 0.8 || (mine.words.length >= ENOUGH_WORDS && share >= LEAST_SHARE));
  if (!alike) return null;
  return mine.negated === theirs.negated ? 'same' : 'complement';
}

function wordsOf(text: string): { readonly words: readonly string[]; readonly negated: boolean } {
  const all = text
    .toLowerCase()
    .replace(/\([^)]*\)/g, ' ')
    .replace(/[’']/g, '')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '' && !SMALL_WORDS.has(word));
  return {
    words: all
      .filter((word) => !NEGATIONS.has(word))
      .map((word) => (word.length > 3 ? word.replace(/s$/, '') : word).slice(0, STEM)),
    negated: all.filter((word) => NEGATIONS.has(word)).length % 2 === 1,
  };
}

function isWithin(short: readonly string[], long: readonly string[]): boolean {
  let at = -1;
  return short.every((word) => {
    at = long.indexOf(word, at + 1);
    return at >= 0;
  });
}
