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

/** Words after which a denying word denies nothing: "not only", "no doubt", "nothing but". */
const PSEUDO: Readonly<Record<string, readonly string[]>> = {
  not: ['only', 'just', 'merely', 'simply', 'solely'],
  no: ['doubt', 'wonder'],
  without: ['doubt', 'question'],
  nothing: ['but'],
  cannot: ['fault'],
  "can't": ['fault'],
  cant: ['fault'],
  "couldn't": ['fault'],
  couldnt: ['fault'],
};

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

/**
 * Marks which words of a text stand where something is denied, after NegEx (Chapman et al. 2001, J Biomed Inform 34:301): the
 * six words after a denying one, up to a word that ends it ("but", "however" …), the end of the clause or
 * of the sentence. A "no" before a comma answers a question and denies nothing; "not only", "no doubt" and their like
 * deny nothing; "not without" and "no lack of" affirm. What denies is not denied by itself. `word` gives the folded
 * word at a position.
 */
export function markDenied(words: Words, word: (index: number) => string, denied: Uint8Array): void {
  const { count, gaps } = words;
  let open = -1;
  let trigger = -1;
  for (let index = 0; index < count; index += 1) {
    const text = word(index);
    const part = partInNegation(text);
    // "Not yet" goes on denying.
    const ends = part === PART.ends && !(text === 'yet' && index > 0 && trigger === index - 1);
    if (ends || ((gaps[index] ?? 0) & GAP.clause) !== 0) open = -1;
    denied[index] = index <= open ? 1 : 0;
    if (part === PART.none || part === PART.ends) continue;
    const following = index + 1 < count ? word(index + 1) : '';
    const gap = index + 1 < count ? (gaps[index + 1] ?? 0) : GAP.none;
    if (part === PART.fails && following !== 'to') continue;
    if ((gap !== GAP.none && text === 'no') || PSEUDO[text]?.includes(following) === true) continue;
    if (CANCELLING.has(text) && index <= open && index - trigger <= CANCELS_WITHIN) {
      open = -1;
      trigger = -1;
      continue;
    }
    trigger = index;
    open = index + REACH + (following === 'of' || following === 'to' ? 1 : 0);
  }
}
