import { isMark, MARK } from './mark.ts';

/** How much of a column's body is numbers: none; at least as much as words; or more than anything else. */
export type Numbers = 'none' | 'some' | 'most';

/** The rule that a text in a value's place breaks, and what stands there: never the text itself but a sign of one or two characters. */
export interface ValueFault {
  readonly rule: 'number-as-text' | 'one-value' | 'value-marker' | 'shorthand-alone' | 'shorthand-symbol';
  readonly found: string;
}

/** A longer text is prose, whatever it holds. */
const LONGEST = 200;
const DIGITS = String.raw`(?:\d{1,3}(?:[, \u00a0\u202f]\d{3})+(?!\d)|\d+)(?:\.\d+)?|\.\d+`;
const NUMBER = String.raw`[-+−]?\s?[£$€]?(?:${DIGITS})\s*%?`;
const A_NUMBER = new RegExp(`^(?:${NUMBER}|\\(${NUMBER}\\))$`);
const NUMBERS = new RegExp(`[£$€]?(?:${DIGITS})%?`, 'g');
/** What may stand between the numbers of a text that is values and no words. */
const JOINT = /^(?:[\s()[\]{}/±|;:,%+=~<>−–—-]|\b(?:to|and|of|or|vs|n|sd|se|ci|p)\b)*$/i;
/** What joins the ends of a range, such as an age band, or the parts of a code: no bracket, no stroke. */
const RANGE = /^[\s%]*(?:[–—−-][\s%–—−-]*|\b(?:to|and|or)\b[\s%]*)$/i;
/** The last band of a row of them. */
const TOP_BAND = /^\d+(?:\s*\+|\s+(?:or|and) (?:more|over|above))$/i;
const DAY = String.raw`\d{1,4}([/.-])\d{1,2}\1\d{1,4}`;
const TIME = String.raw`\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?Z?`;
const DATE = new RegExp(`^(?:${DAY}(?:[ T]+${TIME})?|${TIME})$`);
/** Numbers that are parts of one name: an address 192.0.2.3, a version 1.2.3, a chapter 4.1.2. */
const PARTS = /^\d+(?:\.\d+){2,}$|^\d+(?::\d+){2,}$/;
const YEARS = /^(?:19|20)\d\d\s*(?:[-–/]|to)\s*(?:\d\d|(?:19|20)\d\d)$/;
const YEAR = /^(?:19|20)\d\d$/;
/** A code, such as 001 or 0113 496 0000: its zeros would be lost if it were a number. */
const CODE = /^0\d/;
const FOOTNOTE = '*†‡§¶^¹²³⁰⁴-⁹ᵃ-ᶻ';
const WITH_FOOTNOTE = new RegExp(`^(?:${NUMBER}\\s*[${FOOTNOTE}]+|[${FOOTNOTE}]+\\s*${NUMBER})$`, 'u');
const WITH_BRACKET = new RegExp(`^${NUMBER}\\s*\\[\\w[\\w ]*\\]$`, 'u');
const WITH_LETTER = new RegExp(
  `^(?:${NUMBER}\\s*\\(?\\p{L}{1,2}\\)?|\\(?\\p{L}{1,2}\\)?\\.?\\s*${NUMBER})$`,
  'u',
);

/** Signs that stand for a missing value in print, and mean nothing when they are read out. */
const SYMBOLS = new Set('- – — − -- . .. ... … : * ** ~ # / n/a na n.a. n/k null nan'.split(' '));
/** Words and bare letters that stand where a column of numbers has none. */
const WORDS =
  /^\(?(?:\p{L}{1,2}|low|nil|none|nul|tbc|tbd|dk|missing|unknown|suppressed|redacted|withheld|confidential|(?:not )?(?:available|applicable|known|asked|recorded|collected)|no data|don.t know)\)?$/iu;

/** Whether a text is a number and nothing else, `1,234` or `(45%)`; no code whose zeros lead, as `001`. */
export function isNumberText(text: string): boolean {
  const trimmed = text.trim();
  return A_NUMBER.test(trimmed) && !CODE.test(trimmed);
}

/** Whether a text is a year or years: `2024`, `2023/24`, `2019 to 2020`. */
export function isYearText(text: string): boolean {
  const trimmed = text.trim();
  return YEAR.test(trimmed) || YEARS.test(trimmed);
}

/** Whether a text stands in place of a value: shorthand such as `[c]`, or a sign or word used as such. */
export function isStandIn(text: string): boolean {
  const trimmed = text.trim();
  return isMark(trimmed) || SYMBOLS.has(trimmed.toLowerCase()) || WORDS.test(trimmed);
}

/**
 * What is wrong with a text where a table has its values, in a column with so many numbers; null where nothing is. Dates, years,
 * and codes that begin with a zero are texts in their own right. Signs that also make labels (`16–24`, `<5`, `3 (good)`) are
 * faults in a column of numbers only. A text of more than 200 characters is prose.
 */
export function valueFault(text: string, numbers: Numbers): ValueFault | null {
  const trimmed = text.trim();
  if (trimmed.length > LONGEST) return null;
  const marks = trimmed.match(MARK) ?? [];
  const rest = trimmed.replace(MARK, '').trim();
  if (marks.length > 0 && A_NUMBER.test(rest))
    return { rule: 'shorthand-alone', found: 'a value beside a mark' };
  if (marks.length > 1 && rest === '') return { rule: 'shorthand-alone', found: 'several marks' };
  if (SYMBOLS.has(trimmed.toLowerCase())) return { rule: 'shorthand-symbol', found: `“${trimmed}”` };
  if (numbers !== 'none' && WORDS.test(trimmed))
    return { rule: 'shorthand-symbol', found: 'a letter or words without square brackets' };
  if (!/\d/.test(trimmed) || isName(trimmed)) return null;
  if (A_NUMBER.test(trimmed)) return { rule: 'number-as-text', found: 'a number stored as text' };
  if (WITH_FOOTNOTE.test(trimmed) || WITH_BRACKET.test(trimmed))
    return { rule: 'value-marker', found: 'a number with a marker beside it' };
  if (numbers !== 'none' && WITH_LETTER.test(trimmed))
    return { rule: 'value-marker', found: 'a number with a letter beside it' };
  return severalNumbers(trimmed, numbers) ?? besideNumber(trimmed, numbers);
}

/** Whether a text of numbers names something: a code, a date or time, years, an address. */
function isName(text: string): boolean {
  return [CODE, DATE, YEARS, PARTS].some((form) => form.test(text));
}

function severalNumbers(text: string, numbers: Numbers): ValueFault | null {
  const found = text.match(NUMBERS) ?? [];
  const between = text.replace(NUMBERS, ' ').trim();
  if (found.length < 2 || !/^[-−(]?\s?[£$€]?[\d.]/.test(text) || !JOINT.test(between)) return null;
  if (RANGE.test(between) && numbers !== 'most') return null;
  return { rule: 'one-value', found: 'more than one number' };
}

function besideNumber(text: string, numbers: Numbers): ValueFault | null {
  if (numbers !== 'most' || TOP_BAND.test(text)) return null;
  const words = /\p{L}/u.test(text);
  return { rule: 'value-marker', found: `a number with ${words ? 'words' : 'a sign'} beside it` };
}
