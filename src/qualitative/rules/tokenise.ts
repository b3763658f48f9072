import { findAddresses } from './find-addresses.ts';
import { isAbbreviation } from './is-abbreviation.ts';

/** What stands between a word and the one before it, or the start: marks that end a phrase, a clause, a sentence. */
export const GAP = { none: 0, phrase: 1, clause: 2, sentence: 4 } as const;

/** The words of a text in their order, as places in it. Reused from text to text: read it before the next is taken apart. */
export interface Words {
  count: number;
  /** Where each word starts and ends (half-open), in UTF-16 units. */
  starts: Int32Array;
  ends: Int32Array;
  /** Bits of `GAP` for what stands before each word. */
  gaps: Uint8Array;
  /** Which sentence each word is in, from 0. */
  sentences: Int32Array;
}

/** Room for the words of one text. */
export function roomForWords(): Words {
  const places = (): Int32Array => new Int32Array(256);
  return { count: 0, starts: places(), ends: places(), gaps: new Uint8Array(256), sentences: places() };
}

const OTHER = 1;
const LETTER = 2;
const DIGIT = 3;
const MARK = 4;
const APOSTROPHE = 5;
const SPACE = 6;
const STOP = 7;
const COMMA = 8;
const BRACKET = 9;
const END = 10;
const DASH = 11;
const CLAUSE_END = 12;
const BREAK = 13;

/** Classes of the characters met so far, by code point below 65536; 0: not met. */
const classes = new Uint8Array(0x10000);

/**
 * Finds the words of a text: runs of letters, marks and digits, with apostrophes (straight or curly) between them.
 * Hyphens and all else part words; e-mail and web addresses hold none. Full stops, question and exclamation marks, semicolons,
 * colons, line breaks and dashes with a space beside them end a clause (and a phrase); commas, brackets and addresses end a phrase
 * only; a stop, comma or colon between digits ends nothing, nor does the stop of an abbreviation. Of those a full stop,
 * question or exclamation mark or semicolon ends the sentence too; several full stops do not; a line break does unless the
 * next line goes on with a small letter. A text without words gives none.
 */
export function tokenise(text: string, words: Words): void {
  const { length } = text;
  const addresses = findAddresses(text);
  let met = 0;
  let address = addresses[0];
  let count = 0;
  let gap: number = GAP.none;
  let sentence = 0;
  let breaks = 0;
  let at = 0;
  while (at < length) {
    if (address !== undefined && at >= address.start) {
      at = address.end;
      met += 1;
      address = addresses[met];
      gap |= GAP.phrase;
      continue;
    }
    let kind = classAt(text, at);
    if (kind !== LETTER && kind !== DIGIT) {
      if (kind === BREAK) {
        breaks += 1;
        if (text.charCodeAt(at) === 13 && text.charCodeAt(at + 1) === 10) at += 1;
      } else if (kind !== SPACE && breaks > 0) breaks = MARKED;
      const endsWord = kind === STOP && count > 0 && words.ends[count - 1] === at;
      if (!endsWord || !isAbbreviation(text, words.starts[count - 1] ?? 0, at)) gap |= gapOf(text, at, kind);
      at += widthAt(text, at);
      continue;
    }
    const start = at;
    const stop = address?.start ?? length;
    at += widthAt(text, at);
    while (at < stop) {
      kind = classAt(text, at);
      if (kind === LETTER || kind === DIGIT || kind === MARK) at += widthAt(text, at);
      else if (kind === APOSTROPHE && isWordAt(text, at + 1)) at += 1 + widthAt(text, at + 1);
      else break;
    }
    if (breaks > 1 || (breaks === 1 && !/^\p{Ll}/u.test(text.slice(start, start + 2)))) gap |= GAP.sentence;
    if (count > 0 && (gap & GAP.sentence) !== 0) sentence += 1;
    if (count === words.starts.length) grow(words);
    words.starts[count] = start;
    words.ends[count] = at;
    words.gaps[count] = gap;
    words.sentences[count] = sentence;
    count += 1;
    gap = GAP.none;
    breaks = 0;
  }
  words.count = count;
}

/** As many line breaks as a line break and a sign at the next line's start, such as a bullet, are worth. */
const MARKED = 2;

/** A word as it is compared: compatibility forms and case folded, every apostrophe straight, invisible characters dropped. */
export function foldWord(word: string): string {
  return word
    .replace(/[‘’‛ʼ`´′＇]/g, "'")
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFC')
    .replace(/\u00ad|[\u200b-\u200d]|\u2060|[\ufe00-\ufe0f]/g, '');
}

function gapOf(text: string, at: number, kind: number): number {
  if (kind === OTHER || kind === SPACE || kind === APOSTROPHE || kind === MARK) return GAP.none;
  if (kind === STOP || kind === COMMA) {
    if (at > 0 && classAt(text, at - 1) === DIGIT && at + 1 < text.length && classAt(text, at + 1) === DIGIT)
      return GAP.none;
    if (kind === COMMA) return GAP.phrase;
    const isFullStop = text[at] === '.' && text[at - 1] !== '.' && text[at + 1] !== '.';
    return GAP.phrase | GAP.clause | (isFullStop ? GAP.sentence : GAP.none);
  }
  if (kind === BRACKET) return GAP.phrase;
  if (kind === DASH) {
    const spaced = at === 0 || at + 1 === text.length || isSpaceAt(text, at - 1) || isSpaceAt(text, at + 1);
    return spaced ? GAP.phrase | GAP.clause : GAP.none;
  }
  return GAP.phrase | GAP.clause | (kind === END ? GAP.sentence : GAP.none);
}

function isSpaceAt(text: string, at: number): boolean {
  const kind = classAt(text, at);
  return kind === SPACE || kind === BREAK || kind === END;
}

function isWordAt(text: string, at: number): boolean {
  if (at >= text.length) return false;
  const kind = classAt(text, at);
  return kind === LETTER || kind === DIGIT;
}

/** UTF-16 units of the character: 2 of a pair of surrogates, else 1. */
function widthAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xd800 && unit < 0xdc00 && (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

function classAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  if (unit >= 0xd800 && unit < 0xdc00) return classify(String.fromCodePoint(text.codePointAt(at) ?? 0));
  const known = classes[unit] ?? 0;
  if (known !== 0) return known;
  const found = classify(String.fromCharCode(unit));
  classes[unit] = found;
  return found;
}

function classify(character: string): number {
  if (/^\p{L}$/u.test(character)) return character === 'ʼ' ? APOSTROPHE : LETTER;
  if (/^\p{N}$/u.test(character)) return DIGIT;
  if (/^[\p{M}\u00ad\u200b-\u200d\u2060]$/u.test(character)) return MARK;
  if (/^['‘’‛`´′＇]$/.test(character)) return APOSTROPHE;
  if (/^[\n\r\u0085\u2028\u2029]$/.test(character)) return BREAK;
  if (/^[;!?]$/.test(character)) return END;
  if (/^[.:]$/.test(character)) return STOP;
  if (character === ',') return COMMA;
  if (/^\s$/.test(character)) return SPACE;
  if (/^[-‐‑‒–]$/.test(character)) return DASH;
  if (/^[—―•…]$/.test(character)) return CLAUSE_END;
  return /^[()[\]{}]$/.test(character) ? BRACKET : OTHER;
}

function grow(words: Words): void {
  const size = words.starts.length * 2;
  const starts = new Int32Array(size);
  starts.set(words.starts);
  const ends = new Int32Array(size);
  ends.set(words.ends);
  const gaps = new Uint8Array(size);
  gaps.set(words.gaps);
  const sentences = new Int32Array(size);
  sentences.set(words.sentences);
  Object.assign(words, { starts, ends, gaps, sentences });
}
