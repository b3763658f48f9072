import { codesId, openId } from '../../qualitative/theme-study.ts';
import type { Study } from '../../study/study.ts';

/** Where a figure's counts stand, as far as its causes are concerned. */
export interface FigurePlace {
  /** The same for all figures of the same counts. */
  readonly cell: string;
  readonly questionnaires: ReadonlySet<string>;
  /** `questionKey` of each question whose answers are in it; none for a number of respondents. */
  readonly questions: ReadonlySet<string>;
  /** The open item itself for figures of themes. */
  readonly item: string;
  /** Groups of respondents by dimension; several are pooled. Empty for the whole. */
  readonly groups: Readonly<Record<string, readonly string[]>>;
  /** `share`, `mean` …; for figures of themes also `respondents`, `mentions`. */
  readonly statistic: string;
  /** The set or options counted; of themes the code, empty for the base. */
  readonly levels: string;
  readonly theme: boolean;
  /** Whether it is one of the figures that only tables make: several cells pooled, or a number of respondents. */
  readonly joined: boolean;
  /** The table it is printed in (`quoted` for the running text); null in a list of figures. */
  readonly table: string | null;
}

/** What a figure is known by in results.csv and themes.csv. */
export interface FigureName {
  readonly id: string;
  readonly statistic: string;
  readonly levels: string;
  readonly theme: boolean;
}

/** One question of one questionnaire. */
export function questionKey(questionnaire: string, question: string): string {
  return `${questionnaire}\n${question}`;
}

interface Asked {
  readonly name: string;
  readonly questionnaires: ReadonlySet<string>;
  readonly questions: ReadonlySet<string>;
  readonly item: string;
}

const NOWHERE: Asked = { name: '', questionnaires: new Set(), questions: new Set(), item: '' };

/** Finds the place of figures of any of the studies, by their ids. Of an id that none of them explains, a place without questions. */
export function figurePlacer(studies: readonly Study[]): (figure: FigureName) => FigurePlace {
  const names = namesOf(studies);
  const asked = new Map<string, Asked>();
  const groups = new Map<string, FigurePlace['groups']>();
  return ({ id, statistic, levels, theme }) => {
    const cut = id.indexOf('@');
    const head = cut < 0 ? id : id.slice(0, cut);
    const suffix = cut < 0 ? '' : id.slice(cut + 1);
    let where = asked.get(head);
    if (where === undefined) {
      where = askedBy(head, names);
      asked.set(head, where);
    }
    let who = groups.get(suffix);
    if (who === undefined) {
      who = groupsIn(suffix);
      groups.set(suffix, who);
    }
    const joined = where.questions.size === 0 || head.includes('+');
    const { name, questionnaires, questions, item } = where;
    const cell = `${name}@${suffix}`;
    // Written out: there are tens of thousands of them, and a spread costs.
    return {
      cell,
      questionnaires,
      questions,
      item,
      groups: who,
      statistic,
      levels,
      theme,
      joined,
      table: null,
    };
  };
}

function namesOf(studies: readonly Study[]): ReadonlyMap<string, Asked> {
  const names = new Map<string, Asked & { questionnaires: Set<string>; questions: Set<string> }>();
  const add = (name: string, questionnaire: string, question: string | null, item: string): void => {
    const known = names.get(name) ?? { name, questionnaires: new Set(), questions: new Set(), item };
    known.questionnaires.add(questionnaire);
    if (question !== null) known.questions.add(questionKey(questionnaire, question));
    names.set(name, known);
  };
  for (const { questionnaires } of studies)
    for (const { id, questions } of questionnaires) {
      add(`${id}.respondents`, id, null, '');
      for (const { id: question, item, kind } of questions) {
        const named = kind === 'text' ? codesId : (name: string) => name;
        add(`${id}.${named(question)}`, id, question, item);
        add(`${id}.pooled.${named(item)}`, id, question, item);
      }
    }
  return names;
}

/** The questions that the part of an id before its statistic names, several joined by `+`. */
function askedBy(head: string, names: ReadonlyMap<string, Asked>): Asked {
  for (const match of head.matchAll(/\.(?:count|share|mean|sd|median|mentions|share-of-\w+)(?=\.|$)/g)) {
    const found = join(
      head
        .slice(0, match.index)
        .split('+')
        .map((name) => names.get(name)),
    );
    if (found !== null) return found;
  }
  if (head.endsWith('.respondents')) {
    const all = head.slice(0, -'.respondents'.length).split('+');
    return join(all.map((id) => names.get(`${id}.respondents`))) ?? NOWHERE;
  }
  return NOWHERE;
}

function join(parts: readonly (Asked | undefined)[]): Asked | null {
  const known = parts.filter((part) => part !== undefined);
  if (known.length < parts.length) return null;
  return {
    name: known.map(({ name }) => name).join('+'),
    questionnaires: new Set(known.flatMap(({ questionnaires }) => [...questionnaires])),
    questions: new Set(known.flatMap(({ questions }) => [...questions])),
    item: openId(known[0]?.item ?? ''),
  };
}

function groupsIn(suffix: string): FigurePlace['groups'] {
  if (suffix === '') return {};
  return Object.fromEntries(
    suffix.split(';').map((part) => {
      const cut = part.indexOf('=');
      return [part.slice(0, cut), part.slice(cut + 1).split('+')];
    }),
  );
}
