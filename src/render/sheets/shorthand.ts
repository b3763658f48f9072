/** What stands in place of a value, in the order the Analysis Function lists it, with words for where a table has none of its own. */
export const SHORTHAND_WORDS: Readonly<Record<string, string>> = {
  '[c]': 'suppressed to keep answers confidential.',
  '[low]': 'a figure that is not nought but rounds to it.',
  '[u]': 'undefined, or of low reliability.',
  '[x]': 'not available.',
  '[z]': 'not applicable.',
};

/** Where there is no such question, or no such figure in a row. */
export const NOT_APPLICABLE_MARK = '[z]';
/** Where there is neither a value nor a reason. */
export const NOT_AVAILABLE_MARK = '[x]';

/** The mark a note explains, such as `[c]` of "[c] suppressed: …"; null for any other note. */
export function shorthandOf(note: string): string | null {
  return /^(\[[a-z]+\])\s/.exec(note)?.[1] ?? null;
}
