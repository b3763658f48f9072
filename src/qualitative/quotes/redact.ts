import type { Redaction } from '../../study/codebook.ts';
import { codePointSpan } from '../rules/code-point-span.ts';
import { plainLetters } from './plain-letters.ts';

/** A stretch of a text that something else stands for: code points over LF text, half-open. Not the words themselves. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  /** What stands in its place, such as `[name]`. */
  readonly replace: string;
}

/** A text fit to be shown, and what is replaced in it, in order. */
export interface Redacted {
  readonly text: string;
  readonly replacements: readonly Replacement[];
}

/** Takes names and other personal data out of a text. */
export interface Redactor {
  readonly redact: (text: string) => Redacted;
  /** Everything that may stand in the place of something. */
  readonly stands: ReadonlySet<string>;
}

/**
 * A redactor with a study's list and what has a form to be known by: e-mail and web addresses, telephone numbers, case
 * numbers (probation's X123456, prison's A1234BC, police's 2001/1234567A; what follows "CRN" and the like), postcodes, numbers of seven or more digits,
 * names after Mr, Mrs, Dr and the like. Listed words are found whole, in any case, accent, apostrophe and spacing, as plurals
 * and possessives too. What overlaps is replaced as one, by what stands for its longest part. Redacting twice changes nothing.
 * It takes out too much rather than too little: what it can't know (a nickname, a story that gives somebody away) is for a
 * person to see.
 */
export function redactor(redactions: readonly Redaction[]): Redactor {
  const listed = listedWords(redactions);
  const patterns = [
    ...FORMS.map(({ form, replace }) => ({ pattern: form, replaceOf: () => replace })),
    ...(listed === null ? [] : [listed]),
  ];
  const stands = new Set([
    ...FORMS.map(({ replace }) => replace),
    ...redactions.map(({ replace }) => replace),
  ]);
  return {
    stands,
    redact: (text) => {
      const { text: plain, from } = plainLetters(text);
      const all: Found[] = [];
      let rest = plain;
      // What stood next to something found may be a word of its own now: "0163296041Dawn".
      for (let found = findIn(rest); found.length > 0; found = findIn(rest)) {
        all.push(...found);
        for (const { start, end } of found)
          rest = rest.slice(0, start) + FOUND.repeat(end - start) + rest.slice(end);
      }
      const places = all.map(({ start, end, replace }) => ({
        start: from[start] ?? text.length,
        end: from[end] ?? text.length,
        replace,
      }));
      return replaced(text, merged(places));
    },
  };

  function findIn(plain: string): readonly Found[] {
    return patterns.flatMap(({ pattern, replaceOf }) =>
      Array.from(plain.matchAll(pattern), (match) => ({
        start: match.index,
        end: match.index + match[0].length,
        replace: replaceOf(match[0]),
      })).filter(({ start, end }) => end > start),
    );
  }
}

interface Found {
  readonly start: number;
  readonly end: number;
  readonly replace: string;
}

/** Stands in place of what is found already: part of no word or number. */
const FOUND = '|';

const CASE = '[case number]';

/** Over plain letters. Every repetition has an end, so that no text takes long. */
const FORMS: readonly { readonly form: RegExp; readonly replace: string }[] = [
  {
    form: /[\p{L}\p{N}._%+'-]{1,200}\s{0,3}(?:@|[([{]\s{0,3}at\s{0,3}[)\]}])\s{0,3}[\p{L}\p{N}-]{1,100}(?:\.[\p{L}\p{N}-]{1,100}){0,8}/giu,
    replace: '[e-mail]',
  },
  {
    form: /\b(?:https?:\/\/|www\.)[^\s"<>]{1,2000}|\b(?:[a-z0-9-]{1,63}\.){1,5}(?:com|org|net|info|uk|eu|io|gov|wales|cymru)\b(?:\/[^\s"<>]{0,2000})?/giu,
    replace: '[web address]',
  },
  {
    form: /(?:\+|\b00|\(0|\b0)(?:[\s().-]{0,3}\d){8,14}\b(?:\s{0,3}(?:ext|x)\.?\s{0,3}\d{1,6}\b)?/giu,
    replace: '[phone]',
  },
  { form: /\b(?:ext|extension)\.?\s{0,3}\d{3,6}\b/giu, replace: '[phone]' },
  { form: /\b[A-Z]\s?\d{6}\b/giu, replace: CASE },
  { form: /\b[A-Z]\d{4}[A-Z]{2}\b/giu, replace: CASE },
  { form: /\b(?:\d{2}|\d{4})\/\d{4,7}[A-Z]\b|\b\d{3,6}\/\d{2}[A-Z]\b/giu, replace: CASE },
  {
    form: /(?<=\b(?:CRN|NOMIS|PNC|PNCID|CRO|NINO|case no|case number|prison number)\.?[\s:#-]{1,4}(?:(?:no|number)[.:\s]{1,3})?)(?=[A-Z/-]{0,5}\d)[A-Z0-9/-]{3,20}\b/giu,
    replace: CASE,
  },
  { form: /\b[A-Z]{2}(?:\s?\d{2}){3}\s?[A-D]\b/giu, replace: CASE },
  {
    // Years such as 2021-2024 are none.
    form: /(?<![\d.,])(?!(?:19|20)\d\d[ -](?:19|20)\d\d(?![ -]?\d))\d(?:[ -]?\d){6,30}(?!\d)/giu,
    replace: '[number]',
  },
  {
    form: /\b(?:[A-Z]{1,2}\d[A-Z\d]?\s{0,2}(?!\d(?:nd|rd|th|st|am|pm)\b)\d[A-Z]{2}|BFPO\s?\d{1,4})\b/giu,
    replace: '[postcode]',
  },
  {
    form: /(?<=\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sir|Dame|MR|MRS|MS|MISS|MX|DR)\.?\s{1,3})(?!['-])[\p{Lu}][\p{L}'-]{0,40}(?:\s\p{Lu}[\p{L}'-]{1,40}){0,2}(?<!'s|')/gu,
    replace: '[name]',
  },
];

/** All listed words as one pattern over plain letters, the longest first; null where none is listed. */
function listedWords(
  redactions: readonly Redaction[],
): { readonly pattern: RegExp; readonly replaceOf: (found: string) => string } | null {
  const byKey = new Map<string, Redaction>();
  for (const redaction of redactions) {
    const key = keyOf(redaction.find);
    if (key !== '' && !byKey.has(key)) byKey.set(key, redaction);
  }
  if (byKey.size === 0) return null;
  const sources = [...byKey.keys()]
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
    .map((key) => key.split(' ').map(escaped).join('[\\s-]{1,4}'));
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}_])(?:${sources.join('|')})(?=s?(?![\\p{L}\\p{N}_]))`, 'giu');
  return { pattern, replaceOf: (found) => byKey.get(keyOf(found))?.replace ?? '[…]' };
}

/** Words as they are told from others: plain, in small letters, single spaces between. */
function keyOf(words: string): string {
  return plainLetters(words)
    .text.toLowerCase()
    .split(/[\s-]+/)
    .filter((word) => word !== '')
    .join(' ');
}

function escaped(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

/** In order; those that overlap are one, replaced as the longest of them (the first of equals). */
function merged(found: readonly Found[]): readonly Found[] {
  const apart: (Found & { readonly longest: number })[] = [];
  for (const each of [...found].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = apart.at(-1);
    const length = each.end - each.start;
    if (last === undefined || each.start >= last.end) {
      apart.push({ ...each, longest: length });
      continue;
    }
    apart[apart.length - 1] = {
      start: last.start,
      end: Math.max(last.end, each.end),
      replace: length > last.longest ? each.replace : last.replace,
      longest: Math.max(last.longest, length),
    };
  }
  return apart;
}

function replaced(text: string, found: readonly Found[]): Redacted {
  let shown = '';
  let at = 0;
  for (const { start, end, replace } of found) {
    shown += text.slice(at, start) + replace;
    at = end;
  }
  return {
    text: shown + text.slice(at),
    replacements: found.map(({ start, end, replace }) => ({ ...codePointSpan(text, start, end), replace })),
  };
}
