import { GAP, type Words } from './tokenise.ts';

/** So many words before the cue are taken as denied, unless their part of the clause begins later. */
const REACH = 4;

const BEING = new Set(['is', 'are', 'was', 'were', 'be', 'been', 'being', 'seems', 'seemed']);
const HOW = new Set(
  'often sometimes always usually generally still currently also completely totally entirely altogether largely sadly severely sorely simply just'.split(
    ' ',
  ),
);
const GONE = new Set(['lacking', 'absent', 'missing', 'nonexistent']);
const NOT_DOING = new Set("doesn't don't didn't doesnt dont didnt".split(' '));

/** What may follow within the clause. After anything else the word is a verb with an object ("is missing appointments") or means something else ("lacking in"). */
const FOLLOWING = new Set([
  'and',
  'or',
  'but',
  'when',
  'because',
  'as',
  'so',
  'here',
  'there',
  'at',
  'across',
  'though',
  'although',
  'which',
]);

/** Words before which another part of the clause ends. */
const STARTING = new Set([
  ...BEING,
  ...'and or but that which who whom what because so as if when while where has have had do does did will would can could should although though however except yet whereas nevertheless instead'.split(
    ' ',
  ),
]);

/** Whether a folded word may be the last of a cue that denies what stands before it. */
export function mayDenyBefore(word: string): boolean {
  return GONE.has(word) || word === 'existent' || word === 'exist' || word === 'exists';
}

/**
 * Says of each word at which word a cue begins that denies it from behind, 0 where none does: up to four words before "is lacking",
 * "was absent", "are missing", "is non-existent", "does not exist" and "no longer exists", within their part of the clause.
 * A cue that is denied itself ("nothing is missing") denies nothing. `list` begins with the text's words.
 */
export function markDeniedBefore(
  words: Words,
  list: readonly ({ readonly folded: string } | undefined)[],
  denied: Uint8Array,
  cues: Int32Array,
): void {
  cues.fill(0, 0, words.count);
  const wordAt = (at: number): string => (at < 0 || at >= words.count ? '' : (list[at]?.folded ?? ''));
  const isJoined = (at: number): boolean => ((words.gaps[at] ?? 0) & GAP.phrase) === 0;
  for (let last = 1; last < words.count; last += 1) {
    const cue = mayDenyBefore(wordAt(last)) ? startOfCue(last, wordAt) : -1;
    if (cue < 1 || denied[cue] === 1) continue;
    const goesOn = last + 1 < words.count && isJoined(last + 1);
    if (goesOn && !FOLLOWING.has(wordAt(last + 1))) continue;
    for (let at = cue - 1; at >= 0 && at >= cue - REACH && isJoined(at + 1); at -= 1) {
      if (STARTING.has(wordAt(at))) break;
      cues[at] = cue;
    }
  }
}

/** The first word of the cue that ends with the word at `last`; −1 where none does. */
function startOfCue(last: number, wordAt: (at: number) => string): number {
  const word = wordAt(last);
  let at = last - 1;
  if (word === 'exist' || word === 'exists') {
    if (wordAt(at) === 'longer' && wordAt(at - 1) === 'no') return at - 1;
    if (NOT_DOING.has(wordAt(at))) return at;
    return wordAt(at) === 'not' && /^(?:do|does|did)$/.test(wordAt(at - 1)) ? at - 1 : -1;
  }
  if (word === 'existent') {
    if (wordAt(at) !== 'non') return -1;
    at -= 1;
  }
  if (HOW.has(wordAt(at))) at -= 1;
  return BEING.has(wordAt(at)) ? at : -1;
}
