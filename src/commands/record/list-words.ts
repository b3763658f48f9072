/** Words as a list in a sentence: `a`, `a and b`, `a, b and c`; with another last word where `last` says so. "" for none. */
export function listWords(words: readonly string[], last: 'and' | 'or' = 'and'): string {
  const head = words.slice(0, -1).join(', ');
  const tail = words.at(-1) ?? '';
  return head === '' ? tail : `${head} ${last} ${tail}`;
}

/** Each word in quotation marks. */
export function quoted(words: readonly string[]): string[] {
  return words.map((word) => `“${word}”`);
}
