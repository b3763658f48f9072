import type { Ratio } from '../../exact/ratio.ts';
import type { CellAddress, FrequencyTable } from '../../likert/frequency.ts';
import { labelOf } from '../../likert/plan-cells.ts';
import { questionsAt } from '../../likert/question-index.ts';
import { closedQuestions, type Levels, levelsIn, namedLevels } from '../../likert/scale.ts';
import type { Why } from '../../likert/suppress.ts';
import type { Table } from '../../render/contract.ts';
import { foldStatement } from '../../study/alike.ts';
import { joinSelections, scaleOf } from '../../study/lookup.ts';
import type { Scale, Selection, Study } from '../../study/study.ts';
import type { WordsOf } from './content-words.ts';
import { findMentions, type Lexicon } from './mentions.ts';

/** One lot of a run's counts, of closed questions or of themes, with its tables as `publish/` has them. */
export interface RunPart {
  readonly study: Study;
  readonly frequency: FrequencyTable;
  readonly hidden: ReadonlyMap<string, Why>;
  readonly tables: readonly Table[];
}

/** A count of the run's record that is no result: rows read, left out, usable. */
export interface RecordCount {
  readonly id: string;
  /** What it counts, for people: "Probation staff questionnaire, Phase 1: rows read". */
  readonly words: string;
  /** The words that a sentence says it with, besides its groups. */
  readonly said: string;
  readonly groups: Readonly<Record<string, string>>;
  readonly exact: Ratio;
}

/** What a sentence can be about: a question, or one answer to it, or a count of the record. */
export interface Topic {
  readonly part: RunPart | null;
  readonly item: string;
  /** The question as a message names it. */
  readonly statement: string;
  /** Other wordings of the same, each as its distinct words. */
  readonly wordings: readonly (readonly string[])[];
  /** The same as they stand, folded; those of three words and more. */
  readonly verbatim: readonly string[];
  readonly cells: readonly CellAddress[];
  /** Whose percentage or count: the levels that tables and quoted figures show, or one answer. By scale, as far as it has them. */
  readonly levels: (scale: Scale) => readonly Levels[];
  /** One answer of a list of them, whose words are in the wordings. */
  readonly single: boolean;
  /** The words of that answer; empty where not single. */
  readonly answer: readonly string[];
  /** Groups that its own wording names, which then say nothing of whose figure a number is. */
  readonly names: ReadonlySet<string>;
  /** Of open answers: only what speaks of themes or comments can be about it. */
  readonly theme: boolean;
  readonly count: RecordCount | null;
}

/** What a run's topics are, and how telling each word is: the fewer items have it, the more, as the square of its inverse document frequency. */
export interface Topics {
  readonly wordings: readonly Wording[];
  /** By word: its weight and the wordings (by place) that have it. */
  readonly byWord: ReadonlyMap<string, { readonly weight: number; readonly wordings: readonly number[] }>;
}

/** One wording of a topic. */
export interface Wording {
  readonly topic: Topic;
  readonly words: readonly string[];
  /** Of all its words. */
  readonly weight: number;
}

/** Every topic of a run, in the study's order. A word that no topic has weighs nothing. */
export function topicsOf(
  parts: readonly RunPart[],
  counts: readonly RecordCount[],
  words: WordsOf,
  lexicon: Lexicon,
): Topics {
  const all = [
    ...parts.flatMap((part, at) => topicsOfPart(part, words, at > 0, lexicon)),
    ...counts.map(
      (count): Topic => ({
        part: null,
        item: count.id,
        statement: count.words,
        wordings: [words(count.said)],
        verbatim: [],
        cells: [],
        levels: () => [],
        single: true,
        answer: [],
        names: new Set(),
        theme: false,
        count,
      }),
    ),
  ];
  const items = new Map<string, Set<string>>();
  for (const { item, wordings, part } of all)
    for (const word of new Set(wordings.flat()))
      items.set(word, (items.get(word) ?? new Set()).add(part === null ? 'record' : item));
  const total = new Set(all.map(({ item }) => item)).size;
  const weightOf = (word: string): number => {
    const rare = Math.log((total + 1) / (items.get(word)?.size ?? total));
    return (rare * rare) / Math.log(total + 1);
  };
  const wordings = all.flatMap((topic) =>
    topic.wordings.map(
      (own): Wording => ({ topic, words: own, weight: own.reduce((sum, word) => sum + weightOf(word), 0) }),
    ),
  );
  const byWord = new Map<string, { weight: number; wordings: number[] }>();
  wordings.forEach(({ words: own }, at) => {
    for (const word of own) {
      const known = byWord.get(word) ?? { weight: weightOf(word), wordings: [] };
      byWord.set(word, known);
      known.wordings.push(at);
    }
  });
  return { wordings, byWord };
}

function topicsOfPart(part: RunPart, words: WordsOf, theme: boolean, lexicon: Lexicon): Topic[] {
  const { study, frequency } = part;
  const cells = new Map<string, CellAddress[]>();
  for (const { address } of frequency.cells.values()) {
    const known = cells.get(address.item);
    if (known === undefined) cells.set(address.item, [address]);
    else known.push(address);
  }
  const selections = shownSelections(study);
  return [...cells].flatMap(([item, addresses]): Topic[] => {
    const questions = study.questionnaires
      .flatMap(closedQuestions)
      .filter((question) => question.item === item);
    const shown = selections.get(item) ?? [];
    const texts = [
      study.items[item] ?? '',
      ...questions.map(({ text }) => text),
      // A row that is a group says nothing of its question.
      ...shown.map(({ label }) => label).filter((label) => !isGroup(label, lexicon)),
    ];
    const statement = texts.find((text) => text !== '') ?? item;
    const wordings = distinct(texts.map(words));
    const facets = new Set(
      addresses.flatMap((address) =>
        questionsAt(study, address).flatMap(({ question, questionnaire }) => [
          ...Object.keys(question.facets),
          ...Object.keys(questionnaire.facets),
        ]),
      ),
    );
    const names = new Set(
      texts
        .flatMap((text) => findMentions(text, lexicon))
        .filter(({ groups }) => groups.every(({ dimension }) => !facets.has(dimension)))
        .map(({ key }) => key),
    );
    const verbatim = [...new Set(texts.map(foldStatement))].filter((text) => text.split(' ').length > 2);
    const base = { names, verbatim, part, item, statement, cells: addresses, theme, count: null };
    const scales = [...new Set(questions.flatMap((question) => scaleOf(study, question) ?? []))];
    const main: Topic = {
      ...base,
      wordings,
      levels: (scale) => shownLevels(scale, shown),
      single: false,
      answer: [],
    };
    const answers = scales.flatMap((scale) => singleAnswers(scale));
    return [
      main,
      ...answers.map(
        ({ label, id }): Topic => ({
          ...base,
          statement: `${statement}: ${label}`,
          wordings: distinct(wordings.map((known) => [...new Set([...known, ...words(label)])])),
          levels: (scale) =>
            namedLevels(scale).levels.filter(({ options: [at = -1] }) => scale.options[at]?.id === id),
          single: true,
          answer: words(label),
        }),
      ),
    ];
  });
}

function isGroup(label: string, lexicon: Lexicon): boolean {
  const rest = findMentions(label, lexicon).reduceRight(
    (left, { start, end }) => left.slice(0, start) + left.slice(end),
    label,
  );
  return !/\p{L}{2}/u.test(rest);
}

interface Shown {
  readonly label: string;
  readonly levels: Selection['levels'];
}

/** Which levels the study's tables and quoted figures show of each item, and in which words. */
function shownSelections(study: Study): Map<string, Shown[]> {
  const shown = new Map<string, Shown[]>();
  const add = (item: string | null, one: Shown): void => {
    if (item === null) return;
    const known = shown.get(item) ?? [];
    shown.set(item, known);
    if (!known.some((other) => other.label === one.label && String(other.levels) === String(one.levels)))
      known.push(one);
  };
  for (const table of study.tables)
    for (const row of table.rows)
      for (const column of table.columns) {
        const { item, levels, show } = joinSelections(row, column);
        if (show === null || /percent/.test(show)) add(item, { label: labelOf(study, row), levels });
      }
  for (const { item, levels, measure } of study.quoted) add(item, { label: measure, levels });
  return shown;
}

function shownLevels(scale: Scale, shown: readonly Shown[]): Levels[] {
  const found = new Map<string, Levels>();
  for (const { levels } of shown) {
    // A selection of another question of the item may be of another scale.
    try {
      const of = levelsIn(scale, levels);
      if (of.options.length > 0) found.set(of.name, of);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  const [first] = namedLevels(scale).sets;
  if (found.size === 0 && first !== undefined) return [first];
  if (found.size === 0)
    return namedLevels(scale).levels.filter(({ options: [at = -1] }) => scale.options[at]?.id === 'yes');
  return [...found.values()];
}

/** The answers of a list without order, such as roles or codes; not yes and no, which are said otherwise. */
function singleAnswers(scale: Scale): { readonly id: string; readonly label: string }[] {
  if (scale.kind !== 'nominal') return [];
  return scale.options
    .filter(
      ({ id, missing, label }) => missing === null && !/^(yes|no|other)$/i.test(id) && !label.startsWith('('),
    )
    .map(({ id, label }) => ({ id, label }));
}

function distinct(wordings: readonly (readonly string[])[]): string[][] {
  const seen = new Set<string>();
  return wordings.flatMap((words) => {
    const key = [...words].sort().join(' ');
    if (words.length === 0 || seen.has(key)) return [];
    seen.add(key);
    return [[...words]];
  });
}

/** The scale of the question at an address. */
export function scaleAt(part: RunPart, address: CellAddress): Scale | null {
  const [asked] = questionsAt(part.study, address);
  return asked === undefined ? null : scaleOf(part.study, asked.question);
}
