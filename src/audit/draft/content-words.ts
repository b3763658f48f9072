import { fold } from '../../study/fold.ts';

/** Gives the stem of an English word in lower case. */
export type Stem = (word: string) => string;

/** Words that say nothing of what a figure is of, and those that most statements and most sentences of a report share. */
const EMPTY = new Set(
  (
    'a an the and or but nor of to in on at by for from with without within into onto over under about between among amongst across per as than then that this these those there here it its is are was were be been being am do does did done has have had having will would shall should can could may might must not no ' +
    'i me my we our us you your they their them he she his her who whom whose which what when where why how if so such very more most less least much many few some any all both each every other another same own only just also too however while although though because since until during before after again further once ' +
    'said say says saying stated reported report reporting felt feel thought think considered respond responded response responses respondent respondents participant participants questionnaire questionnaires survey surveys staff percent percentage cent proportion share number figure table mean average score scores sd agree agreed agreement agreeing positive positively rated rating provided overall compared respectively one two three e.g i.e eg ie'
  ).split(' '),
);

/**
 * The words of a text that say what it is about, as stems, each once, in order. Hyphened words count whole and without
 * their hyphen (co-location as colocation).
 */
function contentWords(text: string, stem: Stem): string[] {
  const words = fold(text)
    .replace(/(?<=\p{L})-(?=\p{L})/gu, '')
    .match(/\p{L}[\p{L}\p{N}]*/gu);
  return [
    ...new Set(
      (words ?? []).filter((word) => !EMPTY.has(word) && word.length > 1).map((word) => reduced(stem(word))),
    ),
  ];
}

/** The content words of texts. */
export type WordsOf = (text: string) => readonly string[];

/** `contentWords` that remembers texts: sentences are read once for each of their numbers. */
export function wordsWith(stem: Stem): WordsOf {
  const known = new Map<string, readonly string[]>();
  const stems = new Map<string, string>();
  const once = (word: string): string => {
    const found = stems.get(word) ?? stem(word);
    stems.set(word, found);
    return found;
  };
  return (text) => {
    const found = known.get(text) ?? contentWords(text, once);
    known.set(text, found);
    return found;
  };
}

/** Nearer than stems of the dictionary: refer, referral and referred are one, and confidence and confident. */
function reduced(stem: string): string {
  const root = stem.length > 5 ? stem.replace(/(?:enc|ent|anc|ant|al|er|or|abl|iv)$/, '') : stem;
  const short = root.length < 4 ? stem : root;
  return short.replace(/([bdfglmnprt])\1$/, '$1');
}
