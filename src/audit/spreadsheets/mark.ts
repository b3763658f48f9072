/** Shorthand in square brackets, anywhere in a text: `[c]`, `[low]`. */
export const MARK = /\[[a-z]{1,4}\]/g;

/** Whether a text is one mark of shorthand and nothing else. */
export function isMark(text: string): boolean {
  return /^\[[a-z]{1,4}\]$/.test(text.trim());
}
