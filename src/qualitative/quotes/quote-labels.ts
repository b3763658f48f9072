import type { Questionnaire, Study } from '../../study/study.ts';
import type { AnswerKey } from '../coding.ts';

/** Groups of respondents' dimensions that a respondent is in; none of a dimension that is not stated. */
export type Groups = Readonly<Record<string, readonly string[]>>;

/** Counts who answered which question, and says how a quote from it is labelled. */
export interface QuoteLabels {
  /** Notes an answer and who gave it; whole once every answer of the run has been. Their order does not matter. */
  readonly add: (answer: AnswerKey, groups: Groups) => void;
  /** How many answered the question. */
  readonly answered: (answer: AnswerKey) => number;
  /** Such as `PQ, Phase 1, Wales`. */
  readonly label: (answer: AnswerKey, groups: Groups, synthetic: boolean) => string;
}

/**
 * Labels of quotes: the questionnaire's label (else its title), then of the study's `quotes.attributes` those that may be named,
 * and `synthetic` where the data are. An attribute is named where at least `below` respondents who answered the question share it
 * and what the label says already (that an earlier attribute is not named says something too), so that no crossing of
 * attributes is smaller; and where those whose attribute is not named are nobody or as many, else the next smallest group is
 * not named either, as "no region" would say which.
 * Respondents in several groups of a dimension, or none, have it not named. Groups of one size are taken in the order of their ids.
 */
export function quoteLabels(study: Study, below: number): QuoteLabels {
  const { attributes, labels } = study.quotes;
  const questionnaires = new Map(study.questionnaires.map((each) => [each.id, each]));
  // By question and attributes who is there: somebody with several rows is one respondent.
  const counts = new Map<
    string,
    Map<string, { readonly own: readonly string[]; readonly ids: Set<string> }>
  >();
  const keyOf = ({ questionnaire, question }: AnswerKey) => `${questionnaire}\n${question}`;
  const attributesOf = (answer: AnswerKey, groups: Groups) =>
    attributes.map((name) => groupOf(name, questionnaires.get(answer.questionnaire), groups));
  const peopleOf = (answer: AnswerKey): readonly Counted[] =>
    [...(counts.get(keyOf(answer))?.values() ?? [])].map(({ own, ids }) => ({ own, count: ids.size }));

  return {
    add: (answer, groups) => {
      const own = attributesOf(answer, groups);
      const people = counts.get(keyOf(answer)) ?? new Map();
      const entry = people.get(own.join('\n')) ?? { own, ids: new Set<string>() };
      entry.ids.add(answer.responseId);
      people.set(own.join('\n'), entry);
      counts.set(keyOf(answer), people);
    },
    answered: (answer) => sum(peopleOf(answer)),
    label: (answer, groups, synthetic) => {
      const own = attributesOf(answer, groups);
      const named: string[] = [];
      let people = peopleOf(answer);
      for (const [at, name] of attributes.entries()) {
        const group = own[at] ?? '';
        const may = mayBeNamed(people, at, below);
        // Of someone whose group is not named it is known that it is none of those named.
        people = people.filter((each) =>
          may.has(group) ? each.own[at] === group : !may.has(each.own[at] ?? ''),
        );
        if (may.has(group)) named.push(groupLabel(study, name, group));
      }
      const questionnaire = questionnaires.get(answer.questionnaire);
      const first = labels[answer.questionnaire] ?? questionnaire?.title ?? answer.questionnaire;
      return [first, ...named, ...(synthetic ? ['synthetic'] : [])].join(', ');
    },
  };
}

interface Counted {
  readonly own: readonly string[];
  readonly count: number;
}

/** "" where it is none or several. */
function groupOf(dimension: string, questionnaire: Questionnaire | undefined, groups: Groups): string {
  const facet = questionnaire?.facets[dimension];
  if (facet !== undefined) return facet;
  const [only, another] = groups[dimension] ?? [];
  return another === undefined ? (only ?? '') : '';
}

function mayBeNamed(people: readonly Counted[], at: number, below: number): ReadonlySet<string> {
  const sizes = new Map<string, number>();
  for (const { own, count } of people) sizes.set(own[at] ?? '', (sizes.get(own[at] ?? '') ?? 0) + count);
  const named = [...sizes]
    .filter(([group, size]) => group !== '' && size >= below)
    .sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1));
  let unnamed = sum(people) - named.reduce((total, [, size]) => total + size, 0);
  while (unnamed > 0 && unnamed < below) {
    const smallest = named.shift();
    if (smallest === undefined) break;
    unnamed += smallest[1];
  }
  return new Set(named.map(([group]) => group));
}

function sum(people: readonly Counted[]): number {
  return people.reduce((total, { count }) => total + count, 0);
}

function groupLabel(study: Study, dimension: string, group: string): string {
  const groups = study.dimensions.find(({ id }) => id === dimension)?.groups ?? [];
  return groups.find(({ id }) => id === group)?.label ?? group;
}
