import { visibleLine, visibleText } from '../visible-text.ts';

/** Excel holds 32,767 UTF-16 units in a cell and refuses a file with more. */
const CELL_LIMIT = 32_767;

/**
 * A text as a cell may hold it: control characters made visible, line ends as `\n`. What Excel's cells have no room for
 * is cut off, and the text says so and how much.
 */
export function cellOf(text: string): string {
  return shorten(visibleText(text), CELL_LIMIT);
}

/** As `cellOf`, on one line. */
export function lineOf(text: string): string {
  return shorten(visibleLine(text), CELL_LIMIT);
}

/** The text within `limit` UTF-16 units; a longer one ends with how many units were left out. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  // A pair of surrogates stays whole or goes; the mark at the end has room for any length.
  let end = limit - 40;
  if (/[\ud800-\udbff]/.test(text.charAt(end - 1))) end -= 1;
  return `${text.slice(0, end)} … [${text.length - end} more characters]`;
}

const NUMBER_WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'] as const;

/** `one table`, `12 notes`: numbers below ten in words. */
export function countInWords(count: number, noun: string): string {
  return `${NUMBER_WORDS[count] ?? count} ${noun}${count === 1 ? '' : 's'}`;
}
