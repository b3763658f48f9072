import { fold, foldTight } from '../study/fold.ts';
import type { Option, Question, Questionnaire, Study } from '../study/study.ts';

/** A place in a questionnaire that one column can fill: a question, or one option of a multi. */
export interface Slot {
  readonly question: Question;
  /** Position in the questionnaire, 0-based. */
  readonly order: number;
  /** 0-based option of a multi; null for every other kind. */
  readonly option: number | null;
}

/** A questionnaire's wordings, folded tight, and where they stand. */
export interface Wordings {
  /** Slots of questions other than multis by their wording. */
  readonly questions: ReadonlyMap<string, readonly Slot[]>;
  /** Slots of multis by the label of the option. */
  readonly options: ReadonlyMap<string, readonly Slot[]>;
  /** Multis by their wording. */
  readonly multis: ReadonlyMap<string, readonly Slot[]>;
  /** Options of each question that is a multi, 0 of the others, in the questionnaire's order. */
  readonly optionCounts: readonly number[];
  /** What names a question's block in a header: its stem, and labels of its groups and section, spaces kept. */
  readonly marks: readonly { readonly stem: string; readonly names: readonly string[] }[];
}

/** Whether an option is the one that "Other (specify)" texts belong to. */
export function isOther(option: Option): boolean {
  return option.id === 'other' || /^other\b/.test(fold(option.label));
}

/** Definitions never change, so what was folded for one file serves the next. */
const indexed = new WeakMap<Questionnaire, Wordings>();

/** Every wording of a questionnaire by which a column can be recognised. */
export function wordingsOf(questionnaire: Questionnaire, study: Study): Wordings {
  const known = indexed.get(questionnaire) ?? indexWordings(questionnaire, study);
  indexed.set(questionnaire, known);
  return known;
}

function indexWordings(questionnaire: Questionnaire, study: Study): Wordings {
  const questions = new Map<string, Slot[]>();
  const options = new Map<string, Slot[]>();
  const multis = new Map<string, Slot[]>();
  for (const [order, question] of questionnaire.questions.entries()) {
    const spellings = new Set([question.text, ...question.aliases].map(foldTight));
    const slot = { question, order, option: null };
    for (const spelling of spellings) push(question.kind === 'multi' ? multis : questions, spelling, slot);
    if (question.kind !== 'multi') continue;
    const scale = question.scale === null ? undefined : study.scales[question.scale];
    for (const [option, { label, aliases }] of (scale?.options ?? []).entries()) {
      const labels = new Set([label, ...aliases].map(foldTight));
      for (const spelling of labels) push(options, spelling, { question, order, option });
    }
  }
  return {
    questions,
    options,
    multis,
    marks: questionnaire.questions.map((question) => marksOf(question, questionnaire, study)),
    optionCounts: questionnaire.questions.map(({ kind, scale }) =>
      kind === 'multi' && scale !== null ? (study.scales[scale]?.options.length ?? 0) : 0,
    ),
  };
}

function marksOf(question: Question, questionnaire: Questionnaire, study: Study): Wordings['marks'][number] {
  const groups = Object.entries(question.facets).flatMap(([id, group]) => {
    const found = study.dimensions
      .find((dimension) => dimension.id === id)
      ?.groups.find((g) => g.id === group);
    return found === undefined ? [group] : [found.id, found.label, found.short];
  });
  const section = questionnaire.sections.find(({ id }) => id === question.section);
  return {
    stem: foldTight(question.stem ?? ''),
    names: [...groups, section?.title ?? ''].map(fold).filter((name) => name !== ''),
  };
}

function push(map: Map<string, Slot[]>, key: string, slot: Slot): void {
  if (key === '') return;
  const slots = map.get(key);
  if (slots === undefined) map.set(key, [slot]);
  else slots.push(slot);
}
