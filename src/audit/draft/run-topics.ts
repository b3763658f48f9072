import type { Ratio } from '../../exact/ratio.ts';
import type { CellAddress, FrequencyTable } from '../../likert/frequency.ts';
import { labelOf } from '../../likert/plan-cells.ts';
import { questionsAt } from '../../likert/question-index.ts';
import { closedQuestions, type Levels, levelsIn, namedLevels } from '../../likert/scale.ts';
import type { Why } from '../../likert/suppress.ts';
import type { Table } from '../../render/contract.ts';
import { joinSelections, scaleOf } from '../../study/lookup.ts';
import type { Scale, Selection, Study } from '../../study/study.ts';
import { contentWords, type Stem } from './content-words.ts';

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
  /** What it counts, in words: "Probation staff questionnaire, Phase 1: rows read". */
  readonly words: string;
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
  readonly cells: readonly CellAddress[];
  /** Whose percentage or count: the levels that tables and quoted figures show, or one answer. By scale, as far as it has them. */
  readonly levels: (scale: Scale) => readonly Levels[];
  /** One answer of a list of them, whose words are in the wordings. */
  readonly single: boolean;
  /** The words of that answer; empty where not single. */
  readonly answer: readonly string[];
  /** Of open answers: only what speaks of themes or comments can be about it. */
  readonly theme: boolean;
  readonly count: RecordCount | null;
}

/** What a run's topics are, and how telling each word is: the fewer items have it, the more, as the square of its inverse document frequency. */
export interface Topics {
  readonly all: readonly Topic[];
  readonly weight: (word: string) => number;
}

/** Every topic of a run, in the study's order. A word that no topic has weighs nothing. */
export function topicsOf(parts: readonly RunPart[], counts: readonly RecordCount[], stem: Stem): Topics {
  const all = [
    ...parts.flatMap((part, at) => topicsOfPart(part, stem, at > 0)),
    ...counts.map(
      (count): Topic => ({
        part: null,
        item: count.id,
        statement: count.words,
        wordings: [contentWords(count.words, stem)],
        cells: [],
        levels: () => [],
        single: true,
        answer: [],
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
  return {
    all,
    weight: (word) => {
      const seen = items.get(word)?.size ?? 0;
      if (seen === 0 || total < 2) return 0;
      const rare = Math.log((total + 1) / seen);
      return (rare * rare) / Math.log(total + 1);
    },
  };
}

function topicsOfPart(part: RunPart, stem: Stem, theme: boolean): Topic[] {
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
      ...shown.map(({ label }) => label),
    ];
    const statement = texts.find((text) => text !== '') ?? item;
    const wordings = distinct(texts.map((text) => contentWords(text, stem)));
    const base = { part, item, statement, cells: addresses, theme, count: null };
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
          wordings: distinct(wordings.map((words) => [...new Set([...words, ...contentWords(label, stem)])])),
          levels: (scale) =>
            namedLevels(scale).levels.filter(({ options: [at = -1] }) => scale.options[at]?.id === id),
          single: true,
          answer: contentWords(label, stem),
        }),
      ),
    ];
  });
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
