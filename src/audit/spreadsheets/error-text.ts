/** Errors that spreadsheet programs show in a cell, which end in no mark of their own. */
const NAMED = /^#(?:N\/A|GETTING_DATA)$/i;
/** `#DIV/0!`, `#REF!`, `#NAME?`, in any language: `#WERT!`, `#BEZUG!`. */
const SHOUTED = /^#[\p{Lu}_]{2,}(?:\/0)?[!?]$/u;
/** LibreOffice's: `Err:502`. */
const NUMBERED = /^Err:\d{3}$/;

/** Whether a cell's whole text is the name of an error, such as a formula leaves behind: also one typed or pasted as text. */
export function isErrorText(text: string): boolean {
  const trimmed = text.trim();
  return NAMED.test(trimmed) || SHOUTED.test(trimmed) || NUMBERED.test(trimmed);
}
