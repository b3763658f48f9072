import { endOfPseudo } from './pseudo-negation.ts';
import { GAP, type Words } from './tokenise.ts';

/** So many words after what denies are taken as denied, unless the clause ends before. */
const REACH = 6;

/** Single words that deny what follows. Every word that ends in n't does too. */
const DENYING = new Set([
  ...[
    'no',
    'not',
    'never',
    'none',
    'nor',
    'neither',
    'nobody',
    'noone',
    'nothing',
    'nowhere',
    'without',
    'cannot',
  ],
  ...['hardly', 'barely', 'scarcely', 'rarely', 'seldom', 'lack', 'lacks', 'lacked', 'lacking', 'absence'],
  ...[
    'dont',
    'doesnt',
    'didnt',
    'cant',
    'couldnt',
    'wont',
    'wouldnt',
    'shouldnt',
    'isnt',
    'arent',
    'wasnt',
    'werent',
  ],
  ...['hasnt', 'havent', 'hadnt', 'aint', 'mustnt', 'neednt'],
]);

/** Words that deny when "to" follows: "fails to attend". */
const FAILING = new Set(['fail', 'fails', 'failed', 'failing', 'failure']);

/** Words that end what is denied. */
const ENDING = new Set([
  'but',
  'however',
  'although',
  'though',
  'except',
  'yet',
  'whereas',
  'nevertheless',
  'instead',
]);

/** Denying words that cancel one right before them: "not without delay", "no lack of support". */
const CANCELLING = new Set(['without', 'lack', 'lacks', 'lacked', 'lacking', 'absence']);

/** How near, in words, the denying word before them must be. */
const CANCELS_WITHIN = 2;

/** A word's part in denying. */
export const PART = { none: 0, denies: 1, fails: 2, ends: 4 } as const;

/** What part a folded word has in denying: bits of `PART`. */
export function partInNegation(word: string): number {
  if (DENYING.has(word) || word.endsWith("n't")) return PART.denies;
  if (FAILING.has(word)) return PART.fails;
  return ENDING.has(word) ? PART.ends : PART.none;
}

/** A word as far as denying goes. */
export interface Denying {
  readonly folded: string;
  /** Bits of `PART`. */
  readonly negation: number;
}

/**
 * Marks which words of a text stand where something is denied, after NegEx (Chapman et al. 2001, J Biomed Inform 34:301): the
 * six words after a denying one, up to a word that ends it ("but", "however" …) or the end of the clause or
 * sentence. A "no" before a comma answers a question and denies nothing; "not only", "cannot fault" and their like
 * deny nothing, "no problem" nothing beyond the problem; "not without" and "no lack of" affirm. What denies is not denied by itself. `list` begins with the
 * text's words.
 */
export function markDenied(words: Words, list: readonly (Denying | undefined)[], denied: Uint8Array): void {
  const { count, gaps } = words;
  let open = -1;
  let trigger = -1;
  for (let index = 0; index < count; index += 1) {
    const { folded, negation } = list[index] ?? NO_WORD;
    if (((gaps[index] ?? 0) & GAP.clause) !== 0) open = -1;
    // "Not yet" goes on denying.
    if (negation === PART.ends && !(folded === 'yet' && index > 0 && trigger === index - 1)) open = -1;
    denied[index] = index <= open ? 1 : 0;
    if (negation === PART.none || negation === PART.ends) continue;
    const following = index + 1 < count ? (list[index + 1] ?? NO_WORD).folded : '';
    const gap = index + 1 < count ? (gaps[index + 1] ?? 0) : GAP.none;
    if (negation === PART.fails && following !== 'to') continue;
    if (gap !== GAP.none && folded === 'no') continue;
    if (CANCELLING.has(folded) && index <= open && index - trigger <= CANCELS_WITHIN) {
      open = -1;
      trigger = -1;
      continue;
    }
    const last = endOfPseudo(index, words, list);
    if (last === index) continue;
    trigger = index;
    open = last ?? index + REACH + (following === 'of' || following === 'to' ? 1 : 0);
  }
}

const NO_WORD: Denying = { folded: '', negation: PART.none };
