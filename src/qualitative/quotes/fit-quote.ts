import { plainLetters } from './plain-letters.ts';

/** A shortened quote as it may be shown, or the number, from 1, of the first of its words that is not the answer's. */
export type FittedQuote = { readonly text: string } | { readonly word: number };

/**
 * Checks that a quote which a person edited is made of a text's words, in their order: words may be left out, and any of `stands`
 * (such as `[name]`) may stand in place of some. Where words within the quote were left out without saying so, `[…]` is put in;
 * `[...]`, and `…` or `...` where something was left out, become `[…]`. Case, accents, punctuation and spacing are the person's own.
 * Of all ways to find the quote in the text the one with fewest such gaps counts, the earliest of equals (in texts of thousands
 * of words, the earliest of all). A quote without words fits nothing: word 1.
 */
export function fitQuote(edited: string, text: string, stands: ReadonlySet<string>): FittedQuote {
  const pieces = piecesOf(edited, stands);
  const words = pieces.filter(({ kind }) => kind !== 'gap');
  if (!words.some(({ kind }) => kind === 'word')) return { word: 1 };
  const given = piecesOf(text, stands).filter(({ kind }) => kind !== 'gap');
  const isMarked = words.map(
    (_, index) => pieces[pieces.indexOf(words[index] ?? NO_PIECE) - 1]?.kind === 'gap',
  );
  const found = earliest(words, given);
  if (found.length < words.length) return { word: found.length + 1 };
  const places = words.length * given.length > MOST_CELLS ? found : withFewestGaps(words, given, isMarked);
  return { text: withGaps(edited, pieces, words, places, given.length) };
}

interface Piece {
  readonly kind: 'word' | 'stand' | 'gap';
  /** Of a word in small plain letters. */
  readonly text: string;
  readonly at: number;
  readonly length: number;
}

const NO_PIECE: Piece = { kind: 'gap', text: '', at: -1, length: 0 };
const MOST_CELLS = 4_000_000;
const GAP = '[…]';
const PIECE =
  /(\[\s{0,3}(?:…|\.{3,9})\s{0,3}\]|…|\.{3,9})|(\[[^[\]\n]{1,60}\])|[\p{L}\p{M}\p{N}%](?:[\p{L}\p{M}\p{N}\p{Cf}%]|['’ʼ`´-](?=[\p{L}\p{N}])|(?<=\p{N})[.,](?=\p{N}))*|\p{S}/gu;

function piecesOf(text: string, stands: ReadonlySet<string>): readonly Piece[] {
  const pieces: Piece[] = [];
  const take = (part: string, offset: number): void => {
    for (const match of part.matchAll(PIECE)) {
      const [found, gap, bracketed] = match;
      const place = { at: offset + match.index, length: found.length };
      if (gap !== undefined) pieces.push({ kind: 'gap', text: gap, ...place });
      else if (bracketed === undefined) pieces.push({ kind: 'word', text: plainWord(found), ...place });
      else if (stands.has(bracketed)) pieces.push({ kind: 'stand', text: bracketed, ...place });
      else take(found.slice(1, -1), place.at + 1);
    }
  };
  take(text, 0);
  return pieces;
}

function plainWord(word: string): string {
  return plainLetters(word).text.toLowerCase();
}

function isMatch(wanted: Piece, given: Piece): boolean {
  return wanted.kind === 'stand' || (wanted.kind === given.kind && wanted.text === given.text);
}

/** Nothing for the same; next to nothing for what a person put in place of a word. A gap costs 1. */
function priceOf(wanted: Piece, given: Piece): number {
  if (!isMatch(wanted, given)) return Number.POSITIVE_INFINITY;
  return wanted.text === given.text ? 0 : 2 ** -12;
}

/** The first place of each word after that of the one before; it ends where a word has none. */
function earliest(words: readonly Piece[], given: readonly Piece[]): readonly number[] {
  const places: number[] = [];
  let at = 0;
  for (const word of words) {
    while (at < given.length && !isMatch(word, given[at] ?? NO_PIECE)) at += 1;
    if (at >= given.length) break;
    places.push(at);
    at += 1;
  }
  return places;
}

/** Places of words that are in the text in their order, so that as few as possible are apart from the one before and not marked so. */
function withFewestGaps(
  words: readonly Piece[],
  given: readonly Piece[],
  isMarked: readonly boolean[],
): readonly number[] {
  // Of word i at place j: the fewest gaps up to it, and where word i − 1 then is.
  let costs = given.map((piece) => priceOf(words[0] ?? NO_PIECE, piece));
  const origins: number[][] = [];
  for (const [i, word] of words.entries()) {
    if (i === 0) continue;
    const price = isMarked[i] === true || isStandBeside(words, i) ? 0 : 1;
    const own: number[] = [];
    const origin: number[] = [];
    let least = Number.POSITIVE_INFINITY;
    let leastAt = -1;
    for (const [j, piece] of given.entries()) {
      const next = costs[j - 1] ?? Number.POSITIVE_INFINITY;
      const apart = least + price;
      own.push(Math.min(next, apart) + priceOf(word, piece));
      origin.push(next <= apart ? j - 1 : leastAt);
      if (next < least) {
        least = next;
        leastAt = j - 1;
      }
    }
    costs = own;
    origins.push(origin);
  }
  let at = costs.indexOf(costs.reduce((least, cost) => Math.min(least, cost), Number.POSITIVE_INFINITY));
  const places = [at];
  for (const origin of origins.toReversed()) {
    at = origin[at] ?? 0;
    places.unshift(at);
  }
  return places;
}

/** What a person put in place of words says that they are left out. */
function isStandBeside(words: readonly Piece[], at: number): boolean {
  return words[at]?.kind === 'stand' || words[at - 1]?.kind === 'stand';
}

function withGaps(
  edited: string,
  pieces: readonly Piece[],
  words: readonly Piece[],
  places: readonly number[],
  end: number,
): string {
  const changes: { readonly at: number; readonly length: number; readonly text: string }[] = [];
  let seen = 0;
  for (const [index, { kind, text, at, length }] of pieces.entries()) {
    const before = places[seen - 1] ?? -1;
    const isApart = (places[seen] ?? end) !== before + 1;
    if (kind === 'gap') {
      if (isApart || text.startsWith('[')) changes.push({ at, length, text: GAP });
      continue;
    }
    if (seen > 0 && isApart && pieces[index - 1]?.kind !== 'gap' && !isStandBeside(words, seen))
      changes.push({ at, length: 0, text: `${GAP} ` });
    seen += 1;
  }
  let shown = edited;
  for (const { at, length, text } of changes.toReversed())
    shown = shown.slice(0, at) + text + shown.slice(at + length);
  return shown.trim();
}
