import { porter2 } from './porter2.ts';
import type { Atom, RuleFault, Term } from './rule-syntax.ts';
import { foldWord, roomForWords, tokenise } from './tokenise.ts';

/** A piece of a rule's text. `shown` is how a message calls it. */
export interface Lexeme {
  readonly kind: 'term' | 'and' | 'or' | 'not' | 'near' | 'before' | '(' | ')' | 'end';
  readonly at: number;
  readonly shown: string;
  readonly term: Term | null;
  /** Of near and before: how many words. */
  readonly words: number;
}

/** The farthest that near and before reach. */
const FARTHEST = 100;

const WORD = /[\p{L}\p{N}\p{M}\u00ad\u200b-\u200d\u2060*?~'‘’‛`´′＇-]+/uy;
const NEARNESS = /(near|before)\/([^\s()"“”]*)/iy;
const QUOTES = /["“”„]/;
const INSTEAD: Readonly<Record<string, string>> = {
  ',': 'write "or" or "and" between terms; in a phrase, put it in quotation marks',
  '|': 'write "or"',
  '&': 'write "and"; as a sign between letters, put both in quotation marks, such as "r&m"',
  '+': 'write "and"',
  '!': 'write "not"',
};

/** The pieces of a rule's text, an `end` the last of them. Tells every fault and goes on behind it. */
export function lexRule(text: string, report: (fault: RuleFault) => void): readonly Lexeme[] {
  const lexemes: Lexeme[] = [];
  const add = (
    kind: Lexeme['kind'],
    at: number,
    shown: string,
    term: Term | null = null,
    words = 0,
  ): void => {
    lexemes.push({ kind, at, shown, term, words });
  };
  let at = 0;
  while (at < text.length) {
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
    if (/\s/.test(character)) {
      at += 1;
    } else if (character === '(' || character === ')') {
      add(character, at, `"${character}"`);
      at += 1;
    } else if (QUOTES.test(character)) {
      const end = closing(text, at + 1, QUOTES);
      const inner = text.slice(at + 1, end);
      if (end === text.length) report(unclosed(at, 'quotation mark', text.slice(at)));
      add('term', at, text.slice(at, end + 1), phraseOf(inner, at + 1, report));
      at = end + 1;
    } else if (character === '/') {
      const end = closing(text, at + 1, /\//);
      if (end === text.length)
        report({
          ...unclosed(at, 'slash', text.slice(at)),
          advice: 'a term with a slash goes in quotation marks, such as "n/a"',
        });
      const source = text.slice(at + 1, end);
      if (source === '') report(empty(at, 'a regular expression between slashes', '"//"'));
      add('term', at, text.slice(at, end + 1), { kind: 'regex', source });
      at = end + 1;
    } else {
      NEARNESS.lastIndex = at;
      const nearness = /[nb]/i.test(character) ? NEARNESS.exec(text) : null;
      WORD.lastIndex = at;
      const word = WORD.exec(text)?.[0];
      if (nearness !== null) {
        const [shown, name = '', count = ''] = nearness;
        add(
          name.toLowerCase() === 'near' ? 'near' : 'before',
          at,
          `"${shown}"`,
          null,
          reach(count, at, report),
        );
        at += shown.length;
      } else if (word !== undefined) {
        const keyword = word.length <= 3 ? word.toLowerCase() : '';
        if (keyword === 'and' || keyword === 'or' || keyword === 'not') add(keyword, at, `"${word}"`);
        else add('term', at, `"${word}"`, phraseOf(word, at, report));
        at += word.length;
      } else {
        report({
          at,
          code: 'rule-character',
          expected:
            'a word, a phrase in quotation marks, a regular expression between slashes, or a parenthesis',
          found: `"${character}"`,
          advice: INSTEAD[character] ?? 'put what has other signs than letters and digits in quotation marks',
        });
        // What was meant to join terms joins them, so that nothing is said of them too.
        const last = lexemes.at(-1)?.kind;
        if (
          INSTEAD[character] !== undefined &&
          (last === 'term' || last === ')') &&
          /\S/.test(text.slice(at + 1))
        )
          add('or', at, `"${character}"`);
        at += character.length;
      }
    }
  }
  add('end', text.length, 'the end');
  return lexemes;
}

/** Where the mark that closes stands, one after a backslash left out; the text's length where none does. */
function closing(text: string, from: number, mark: RegExp): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (mark.test(text[at] ?? '')) return at;
  }
  return text.length;
}

function reach(count: string, at: number, report: (fault: RuleFault) => void): number {
  const words = /^\d{1,3}$/.test(count) ? Number(count) : 0;
  if (words >= 1 && words <= FARTHEST) return words;
  report({
    at,
    code: 'rule-reach',
    expected: `a whole number of words from 1 to ${FARTHEST} after the slash`,
    found: count === '' ? 'none' : `"${count}"`,
    advice: null,
  });
  return 1;
}

/**
 * The words of a phrase, or of a single term, parted as the words of answers are; `*` and `?` are no marks here but
 * letters that stand for others, and `~` before a word asks for its stem.
 */
function phraseOf(text: string, at: number, report: (fault: RuleFault) => void): Term {
  // Most terms hold nothing but small letters, and take a tenth of the time so.
  if (PLAIN_WORDS.test(text)) return { kind: 'phrase', atoms: text.split(' ').map(plainAtom) };
  // Letters of private use stand in for what no word holds, so that the text is parted just as an answer is.
  const letters = text.replaceAll('*', '\ue000').replaceAll('?', '\ue001').replaceAll('~', '\ue002');
  const atoms: Atom[] = [];
  for (const part of letters.matchAll(
    /[\p{L}\p{N}\p{M}\ue000-\ue002\u00ad\u200b-\u200d\u2060'‘’‛`´′＇]+/gu,
  )) {
    atoms.push(...atomsOf(part[0], at + part.index, report));
  }
  if (atoms.length === 0) report(empty(at, 'at least one word', `"${text}"`));
  else if (atoms.every(({ kind }) => kind === 'any'))
    report({
      at,
      code: 'rule-any-word',
      expected: 'at least one letter beside * and ?',
      found: `"${text}", which fits any word`,
      advice: null,
    });
  return { kind: 'phrase', atoms };
}

/** Words one space apart, which may end in `*`. */
const PLAIN_WORDS = /^[a-z]+\*?(?: [a-z]+\*?)*$/;

function plainAtom(text: string): Atom {
  return { kind: text.endsWith('*') ? 'glob' : 'word', text };
}

function atomsOf(part: string, at: number, report: (fault: RuleFault) => void): readonly Atom[] {
  const shown = part.replaceAll('\ue000', '*').replaceAll('\ue001', '?').replaceAll('\ue002', '~');
  const bare = part.replace(/^['‘’‛`´′＇]+|['‘’‛`´′＇]+$/gu, '');
  if (bare === '') return [];
  if (bare.startsWith('\ue002')) {
    const word = foldWord(bare.slice(1));
    if (/^[\p{L}\p{N}][\p{L}\p{N}\p{M}']*$/u.test(word)) return [{ kind: 'stem', text: porter2(word) }];
    report({
      at,
      code: 'rule-stem',
      expected: 'a word of letters after ~, such as ~refer',
      found: `"${shown}"`,
      advice: /[\ue000\ue001]/.test(word) ? 'use either ~ or * and ?, not both' : null,
    });
    return [{ kind: 'any' }, { kind: 'word', text: word }];
  }
  if (bare.includes('\ue002')) {
    report({ at, code: 'rule-stem', expected: '~ before a word', found: `"${shown}"`, advice: null });
    return [{ kind: 'word', text: shown }];
  }
  if (/[\ue000\ue001]/.test(bare)) {
    const text = foldWord(bare)
      .replace(/\ue000+/g, '*')
      .replaceAll('\ue001', '?');
    return /[^*?]/.test(text) || text.includes('?') ? [{ kind: 'glob', text }] : [{ kind: 'any' }];
  }
  const words = roomForWords();
  tokenise(bare, words);
  return Array.from(
    { length: words.count },
    (_, index): Atom => ({
      kind: 'word',
      text: foldWord(bare.slice(words.starts[index], words.ends[index])),
    }),
  );
}

function unclosed(at: number, mark: string, shown: string): RuleFault {
  return {
    at,
    code: 'rule-unclosed',
    expected: `the ${mark} that opens here to be closed`,
    found: `the end of the rule after ${shown}`,
    advice: null,
  };
}

function empty(at: number, expected: string, found: string): RuleFault {
  return { at, code: 'rule-empty-term', expected, found, advice: null };
}
