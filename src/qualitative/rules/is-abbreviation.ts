/** Words that are written with a full stop which ends nothing. "No." is not among them: it answers a question. */
const ABBREVIATIONS = new Set(
  'eg ie etc vs cf approx esp incl inc max min mins hr hrs wk wks yr yrs appt appts dept govt mr mrs ms dr prof st tel ext nb'.split(
    ' ',
  ),
);

/** The longest of them. */
const LONGEST = 6;

/**
 * Whether the full stop at a place belongs to the word before it, which begins at `start`: a known abbreviation, or a single letter of
 * several with full stops ("e.g.", "U.K."). Then it ends neither phrase nor sentence; nor does that of an "etc." at a sentence's end.
 */
export function isAbbreviation(text: string, start: number, stop: number): boolean {
  const length = stop - start;
  if (length === 1)
    return isLetterAt(text, stop + 1) || (text[start - 1] === '.' && isLetterAt(text, start - 2));
  return length <= LONGEST && ABBREVIATIONS.has(text.slice(start, stop).toLowerCase());
}

function isLetterAt(text: string, at: number): boolean {
  return /^\p{L}/u.test(text.charAt(at));
}
