import { UNCODED } from '../../qualitative/theme-study.ts';
import type { Study } from '../../study/study.ts';
import type { Cause } from './cause.ts';
import { type CodingChange, codingReach } from './coding-changes.ts';
import type { DefinitionChange } from './compare-studies.ts';
import type { ComparedRun } from './load-compared-run.ts';
import { type FigurePlace, questionKey } from './place-figure.ts';
import { type Compared, type RespondentChange, reachesAt } from './respondent-causes.ts';

/** What a changed definition is judged by: what the two runs kept. */
export interface Grounds {
  readonly earlier: ComparedRun;
  readonly later: ComparedRun;
  readonly compared: Compared;
  /** Null where one of the runs does not say who counts. */
  readonly respondents: readonly RespondentChange[] | null;
  readonly codings: readonly CodingChange[];
}

type Reach = Cause['reach'];
type Test = (place: FigurePlace) => boolean;

const NONE: Reach = () => 0;

/**
 * Which figures a changed definition can have moved: a statement's wording none unless its column was found elsewhere, an
 * option's lean the shares of who agrees and no mean, and so on (docs/diff.md). What only words follow from moves none.
 */
export function definitionReach(change: DefinitionChange, grounds: Grounds): Reach {
  const [part = ''] = change.path;
  return REACHES[part]?.(change, grounds) ?? NONE;
}

/** By part of the study; what is not named here is in no figure. */
const REACHES: Readonly<Record<string, (change: DefinitionChange, grounds: Grounds) => Reach>> = {
  scales: scaleReach,
  dimensions: ({ path: [, id = '', part, , field], ...change }) => {
    const words = part === 'label' || field === 'label' || field === 'short';
    if (words) return NONE;
    const from = [change.earlier, change.later].some((value) => String(value) === 'questionnaire');
    return numbers((place) => place.groups[id] !== undefined || (from && place.table !== null));
  },
  questionnaires: questionnaireReach,
  tables: tableReach,
  quoted: () => (place, aspect) =>
    place.table === 'quoted' || (aspect === 'presence' && place.joined && place.table === null) ? 1 : 0,
  breakdowns: (change) => {
    const names = setOf(change.later ?? change.earlier);
    return (place, aspect) =>
      aspect === 'suppression' || (aspect === 'presence' && sameNames(place, names)) ? 1 : 0;
  },
  rules: ({ path }, { earlier, later }) =>
    path[1] === 'suppressBelow' &&
    earlier.record.settings.suppressBelow !== later.record.settings.suppressBelow
      ? (_, aspect) => (aspect === 'suppression' ? 1 : 0)
      : NONE,
  themes: (change) => {
    if (change.path[1] === 'breakdowns') {
      const names = setOf(change.later ?? change.earlier);
      return (place, aspect) =>
        place.theme && (aspect === 'suppression' || sameNames(place, names)) ? 1 : 0;
    }
    return numbers(
      (place) => place.theme && Object.keys(place.groups).some((name) => /^agreement:/.test(name)),
    );
  },
  codebook: codebookReach,
};

function numbers(test: Test): Reach {
  return (place, aspect) => (aspect !== 'labels' && test(place) ? 1 : 0);
}

function scaleReach({ path: [, id = '', part, option, field] }: DefinitionChange, grounds: Grounds): Reach {
  const { studies } = grounds.compared;
  const questions = studies.questionsWhere(({ scale }) => scale === id);
  const rests: Test = (place) => studies.rests(place, questions);
  const own: Test = (place) => [...place.questions].some((question) => questions.has(question));
  if (part === 'labels') return NONE;
  if (part === 'sets')
    return (place, aspect) => (own(place) && (aspect === 'presence' || place.levels === option) ? 1 : 0);
  if (part !== 'options' || field === undefined || field === 'missing') {
    // The order of options is what the codes of an export stand for; labels do without.
    if (option === '(order)') return numbers((place) => rests(place) && decodedBy(place, 'codes', grounds));
    return numbers(rests);
  }
  if (field === 'label' || field === 'aliases')
    return numbers((place) => rests(place) && decodedBy(place, 'labels', grounds));
  if (field === 'value')
    return (place, aspect) => {
      if (!own(place) || aspect === 'labels') return 0;
      return aspect === 'base' || ['mean', 'sd', 'median'].includes(place.statistic) ? 1 : 0;
    };
  // The lean: who agrees, and the sides that themes are broken down by.
  return (place, aspect) => {
    const sides = rests(place) && Object.keys(place.groups).some((name) => name.startsWith('agreement:'));
    return aspect !== 'labels' &&
      ((own(place) && (place.levels === 'agree' || aspect === 'presence')) || sides)
      ? 1
      : 0;
  };
}

/** Whether a file of one of the place's questionnaires has its answers as codes, or as labels. */
function decodedBy(place: FigurePlace, as: 'codes' | 'labels', { earlier, later }: Grounds): boolean {
  return [...earlier.record.inputs, ...later.record.inputs].some(
    ({ questionnaire, codes }) => codes === as && place.questionnaires.has(questionnaire),
  );
}

function questionnaireReach(change: DefinitionChange, grounds: Grounds): Reach {
  const [, id = '', part, name = '', field] = change.path;
  if (part === undefined || part === 'facets') return numbers((place) => place.questionnaires.has(id));
  if (part === 'withdrawn' || part === 'wrongQuestionnaire')
    return whoCountsReach(id, grounds, String(change.later ?? change.earlier));
  if (part === 'sections')
    return field === 'kind' || field === undefined ? whoCountsReach(id, grounds) : NONE;
  return part === 'questions' && name !== '(order)' ? questionReach(id, name, field, change, grounds) : NONE;
}

function questionReach(
  questionnaire: string,
  question: string,
  field: string | undefined,
  change: DefinitionChange,
  grounds: Grounds,
): Reach {
  const { studies } = grounds.compared;
  const own = new Set([questionKey(questionnaire, question)]);
  const rests: Reach = numbers((place) => studies.rests(place, own));
  if (field === undefined || field === 'kind' || field === 'scale' || field === 'askedIf') {
    const routed = studies.withRouted(own);
    return numbers((place) => studies.rests(place, routed));
  }
  if (field === 'item' || field === 'facets') {
    const items = [change.earlier, change.later].filter((value) => typeof value === 'string');
    const pooled = studies.questionsWhere(
      ({ id, item }, of) => of === questionnaire && (id === question || items.includes(item)),
    );
    return (place, aspect) => (studies.rests(place, pooled) || aspect === 'labels' ? 1 : 0);
  }
  if (field === 'other') return rests;
  if (field === 'section' || field === 'routing' || field === 'consent')
    return whoCountsReach(questionnaire, grounds);
  // Its words: they matter where they made the question be found in another column.
  return columnsOf(grounds.earlier, questionnaire, question) ===
    columnsOf(grounds.later, questionnaire, question)
    ? NONE
    : rests;
}

function columnsOf({ record }: ComparedRun, questionnaire: string, question: string): string {
  return JSON.stringify(
    record.columns
      .filter((each) => each.questionnaire === questionnaire && each.question === question)
      .map(({ columns }) => columns),
  );
}

/** Figures moved by respondents who came or went; of the questionnaire where it is not known who they are. */
function whoCountsReach(questionnaire: string, { compared, respondents }: Grounds, id?: string): Reach {
  if (respondents === null) return numbers((place) => place.questionnaires.has(questionnaire));
  const own = respondents.filter(
    (change) => change.questionnaire === questionnaire && (id === undefined || change.id === id),
  );
  return (place, aspect) => (own.some((change) => reachesAt(compared, change, place, aspect)) ? 1 : 0);
}

/** A table's own figures; of the lists, those pooled ones that only tables make, and what a change of disclosure hides. */
function tableReach({ path: [, id = '', part] }: DefinitionChange, { earlier, later }: Grounds): Reach {
  if (['caption', 'section', 'notes', 'stubHeaders', 'distribution'].includes(part ?? '')) return NONE;
  const items = new Set([earlier.study, later.study].flatMap((study) => itemsIn(study, id)));
  return (place, aspect) => {
    if (aspect === 'labels') return 0;
    if (part !== 'disclosure' && place.table === id) return 1;
    if (aspect === 'suppression' && (part === 'disclosure' || part === undefined))
      return items.has(place.item) ? 1 : 0;
    return part !== 'disclosure' &&
      aspect === 'presence' &&
      place.table === null &&
      (items.has(place.item) || place.item === '')
      ? 1
      : 0;
  };
}

function itemsIn({ tables }: Study, id: string): readonly string[] {
  const table = tables.find((each) => each.id === id);
  return [...(table?.rows ?? []), ...(table?.columns ?? [])].flatMap(({ item }) => item ?? []);
}

/** Of rules see `definitionCauses`: they are judged by the codings that they made. */
function codebookReach(
  { path: [, part, code = '', field], ...change }: DefinitionChange,
  grounds: Grounds,
): Reach {
  if (part === undefined) return numbers(({ theme }) => theme);
  if (part !== 'codes' || code === '(order)') return NONE;
  const { codes } = grounds.compared;
  if (field === 'name') return (place, aspect) => (aspect === 'labels' && place.levels === code ? 1 : 0);
  if (field !== undefined && field !== 'parent' && field !== 'questions') return NONE;
  const given = codingReach(
    grounds.compared,
    grounds.codings.filter((coding) => coding.code === code),
  );
  if (field === 'parent') {
    const parents = [change.earlier, change.later].filter((value) => typeof value === 'string');
    const touched = new Set(parents.flatMap((each) => codes.above(each)));
    return (place, aspect) => (place.theme && aspect !== 'labels' && touched.has(place.levels) ? 1 : 0);
  }
  return (place, aspect) => {
    // A code that comes may be the first that a question has, which then has figures.
    const first = place.theme && aspect === 'presence' && [code, '', UNCODED].includes(place.levels);
    return first ? 1 : given(place, aspect);
  };
}

function setOf(value: unknown): ReadonlySet<string> {
  return new Set(Array.isArray(value) ? value.map(String) : []);
}

function sameNames({ groups }: FigurePlace, names: ReadonlySet<string>): boolean {
  const own = Object.keys(groups);
  return own.length === names.size && own.every((name) => names.has(name));
}
