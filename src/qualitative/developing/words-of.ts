import { foldWord, GAP, roomForWords, tokenise } from '../rules/tokenise.ts';

/** The words of a text, folded as rules compare them, in order; `breaks[i]` tells whether a phrase can't reach from the word before to word i. */
export interface FoldedWords {
  readonly words: readonly string[];
  readonly breaks: readonly boolean[];
}

/** Takes a text apart as the rules do. A text without words gives none. */
export function wordsOf(text: string): FoldedWords {
  const room = roomForWords();
  tokenise(text, room);
  const words: string[] = [];
  const breaks: boolean[] = [];
  for (let at = 0; at < room.count; at += 1) {
    words.push(foldWord(text.slice(room.starts[at], room.ends[at])));
    breaks.push(at === 0 || ((room.gaps[at] ?? 0) & GAP.phrase) !== 0);
  }
  return { words, breaks };
}

/** The runs of `length` words that stand next to each other, no stop or comma between them, as texts; in order. */
export function phrasesOf({ words, breaks }: FoldedWords, length: number): readonly string[] {
  const phrases: string[] = [];
  for (let from = 0; from + length <= words.length; from += 1) {
    if (breaks.slice(from + 1, from + length).includes(true)) continue;
    phrases.push(words.slice(from, from + length).join(' '));
  }
  return phrases;
}
