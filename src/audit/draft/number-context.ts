import { fold } from '../../study/fold.ts';
import type { WordsOf } from './content-words.ts';
import type { DraftNumber } from './draft-numbers.ts';
import { groupsOfNumber } from './groups-of-number.ts';
import { findMentions, type Lexicon, type Mention } from './mentions.ts';

/** What stands around a number, from near to far. */
export interface Surroundings {
  /** The sentence, or a table's caption, row and column in words; numbers and places are in it. */
  readonly sentence: string;
  readonly number: DraftNumber;
  readonly numbers: readonly DraftNumber[];
  /** The sentence before in the same paragraph; "" for none. */
  readonly before: string;
  readonly headings: readonly string[];
}

/** A number's surroundings as words and groups. */
export interface NumberContext {
  /** How near each word is, up to 1. */
  readonly words: ReadonlyMap<string, number>;
  /** By family, the groups the sentence says it is of; any of them where it does not say which. */
  readonly stated: ReadonlyMap<string, readonly Mention[]>;
  /** The same from the sentence before or a heading, where the sentence names none. */
  readonly carried: ReadonlyMap<string, readonly Mention[]>;
  /** The number's own clause, and its words. */
  readonly clause: string;
  readonly clauseWords: ReadonlySet<string>;
  /** The sentence with its case, quotation marks and commas folded away. */
  readonly folded: string;
  readonly sentenceWords: ReadonlySet<string>;
  /** Whether the sentence or a heading speaks of themes, comments or open answers. */
  readonly ofThemes: boolean;
}

/** Reads a number's surroundings. Names of groups are no words of its topic. */
export function contextOf(around: Surroundings, lexicon: Lexicon, words: WordsOf): NumberContext {
  const { sentence, number, numbers, before, headings } = around;
  const mentions = findMentions(sentence, lexicon);
  const clause = clauseOf(sentence, number, numbers);
  const near = new Map<string, number>();
  const add = (text: string, nearness: number): void => {
    for (const word of words(text)) near.set(word, Math.max(near.get(word) ?? 0, nearness));
  };
  add(without(sentence, mentions), 0.8);
  // Repeats of the sentence's words in its own clause weigh more: "59 % preferred contracts and 18 % grants".
  add(clause, 1);
  const carried = new Map<string, readonly Mention[]>();
  for (const text of [before, ...[...headings].reverse()]) {
    const named = findMentions(text, lexicon);
    for (const { family } of named) {
      if (carried.has(family)) continue;
      const own = named.filter((mention) => mention.family === family);
      if (new Set(own.map(({ key }) => key)).size === 1) carried.set(family, own.slice(0, 1));
    }
    add(without(text, named), text === before ? 0.4 : 0.3);
  }
  const { byFamily } = groupsOfNumber(sentence, number, numbers, mentions);
  for (const family of byFamily.keys()) carried.delete(family);
  return {
    words: near,
    stated: byFamily,
    carried,
    clause,
    clauseWords: new Set(words(clause)),
    folded: fold(sentence),
    sentenceWords: new Set(words(sentence)),
    ofThemes: THEMES.test([sentence, ...headings].join(' ')),
  };
}

const THEMES =
  /\b(?:themes?|cod(?:e|es|ed|ing)|mention(?:ed|ing|s)?|comment(?:s|ed)?|raised|open[- ](?:text|answers?|questions?|ended)|free[- ]text|cited)\b/i;

function clauseOf(sentence: string, number: DraftNumber, numbers: readonly DraftNumber[]): string {
  const last = numbers.filter(({ end }) => end <= number.start).at(-1)?.end ?? 0;
  const next = numbers.find(({ start }) => start >= number.end)?.start ?? sentence.length;
  const left = sentence.slice(last, number.start);
  const right = sentence.slice(number.end, next);
  const from = Math.max(left.lastIndexOf(';'), left.lastIndexOf(', '), left.lastIndexOf(' and ')) + 1;
  const to = /[;,]|\sand\s/.exec(right)?.index ?? right.length;
  return `${left.slice(from)} ${right.slice(0, to)}`;
}

function without(text: string, mentions: readonly Mention[]): string {
  let rest = '';
  let from = 0;
  for (const { start, end } of mentions) {
    rest += `${text.slice(from, start)} `;
    from = end;
  }
  return rest + text.slice(from);
}
