import { fold } from '../study/fold.ts';

/** `Q12. `, `12) `, `Q12 - `, `(3) `, `* ` before a wording. A figure that goes on (`1.5`) is none. */
const NUMBERING =
  /^(?:[*\s]*)(?:\(?(?:q(?:uestion ?)?)?\d{1,3}[a-z]?\s?[.):]+\s*(?=\D)|q(?:uestion ?)?\d{1,3}[a-z]?\s?(?:-\s)?\s*(?=\D)|\d{1,3} - )?/;
/** What survey makers put behind a question: an asterisk, `(required)`, a stop, colon or question mark. */
const ENDING = /(?:[\s*?.:;!…-]|\((?:required|mandatory|optional)\))+$/;

/**
 * A wording without what a survey's maker or platform adds around it: numbering, the asterisk of a required question, the
 * mark at its end; `&` is `and`. Folded, no spaces. For wordings that aren't found as they stand: two that differ in
 * nothing else are told apart by `foldTight`. Empty for a text of nothing else.
 */
export function bareWording(text: string): string {
  return fold(text).replaceAll('&', 'and').replace(NUMBERING, '').replace(ENDING, '').replaceAll(' ', '');
}
