import { partInNegation } from '../negation.ts';
import { foldWord, roomForWords, tokenise } from '../tokenise.ts';

/** The words of a text with what each is to denial. */
export function readWords(text: string) {
  const words = roomForWords();
  tokenise(text, words);
  const list = Array.from({ length: words.count }, (_, at) => {
    const folded = foldWord(text.slice(words.starts[at], words.ends[at]));
    return { folded, negation: partInNegation(folded) };
  });
  return { words, list, denied: new Uint8Array(words.count) };
}
