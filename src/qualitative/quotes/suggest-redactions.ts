import { plainLetters } from './plain-letters.ts';

/** What of a text may be a name that the study's list does not have. */
export type Suggest = (text: string) => readonly string[];

/** What suggestions rest on. */
export interface SuggestionSources {
  /** The run's texts but for `workplaces`: a word that somebody writes in small letters is no name. */
  readonly texts: Iterable<string>;
  /** Answers that name workplaces. */
  readonly workplaces: Iterable<string>;
  /** The study's own words, such as the wordings of its questions: these are no names. */
  readonly known: Iterable<string>;
}

/**
 * Suggests words to be redacted: those with a capital letter that nobody of the run writes in small letters and the study
 * does not use itself; and words of the answers that name workplaces, in any case, by the same measure. No words in
 * capitals only (NPS, R&M), none of two letters or fewer, no days, months, languages or countries. Runs of them that stand
 * together are one suggestion. A measure for a person to look at: it misses names that are words (Dawn) where others write the word, and has false alarms.
 */
export function suggestRedactions({ texts, workplaces, known }: SuggestionSources): Suggest {
  const common = new Set(COMMON);
  for (const text of known) for (const { word } of wordsIn(text)) common.add(word.toLowerCase());
  for (const text of texts)
    for (const { word } of wordsIn(text)) if (word === word.toLowerCase()) common.add(word);
  const places = new Set<string>();
  for (const text of workplaces)
    for (const { word } of wordsIn(text))
      if (word.length > 2 && !isAcronym(word)) places.add(word.toLowerCase());
  return (text) => {
    const found: { start: number; end: number }[] = [];
    for (const { word, start, end } of wordsIn(text)) {
      const bare = word.toLowerCase().replace(/'s?$/, '');
      const isName = /^\p{Lu}/u.test(word) && !isAcronym(word);
      if (bare.length < 3 || common.has(bare) || bare.startsWith("i'")) continue;
      if (!isName && !places.has(bare)) continue;
      const last = found.at(-1);
      if (last !== undefined && /^[ \t]$/.test(text.slice(last.end, start))) last.end = end;
      else found.push({ start, end });
    }
    return [...new Set(found.map(({ start, end }) => text.slice(start, end).replace(/['’]s?$/, '')))];
  };
}

const COMMON: readonly string[] = [
  ...['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
  ...['mondays', 'tuesdays', 'wednesdays', 'thursdays', 'fridays', 'saturdays', 'sundays'],
  ...['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october'],
  ...['november', 'december', 'christmas', 'easter', 'english', 'welsh', 'polish', 'british', 'england'],
  ...['wales', 'britain', 'covid', 'the', 'this', 'that', 'they', 'there', 'what', 'when', 'where', 'with'],
  ...['and', 'but', 'because', 'for', 'from', 'how', 'its', 'our', 'some', 'more', 'most', 'many', 'very'],
  ...[
    'please',
    'thank',
    'thanks',
    'good',
    'great',
    'also',
    'just',
    'only',
    'every',
    'everyone',
    'everything',
  ],
  ...['nothing', 'never', 'always', 'often', 'sometimes', 'people', 'staff', 'these', 'those', 'you', 'your'],
];

function isAcronym(word: string): boolean {
  return word.length > 1 && word === word.toUpperCase();
}

interface Word {
  /** In plain letters. */
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

/** Words with their places in the text; what stands in square brackets is none. */
function* wordsIn(text: string): Generator<Word> {
  const plain = plainLetters(text);
  for (const match of plain.text.matchAll(/\[[^\]\n]{1,30}\]|\p{L}[\p{L}\p{N}']*/gu)) {
    const [word] = match;
    if (word.startsWith('[')) continue;
    yield {
      word,
      start: plain.from[match.index] ?? 0,
      end: plain.from[match.index + word.length] ?? text.length,
    };
  }
}
