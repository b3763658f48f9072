import { fold, foldTight } from '../study/fold.ts';
import type { Option, Question, Questionnaire, Study } from '../study/study.ts';
import { bareWording } from './bare-wording.ts';

/** A place in a questionnaire that one column can fill: a question, or one option of a multi. */
export interface Slot {
  readonly question: Question;
  /** Position in the questionnaire, 0-based. */
  readonly order: number;
  /** 0-based option of a multi; null for every other kind. */
  readonly option: number | null;
}

/** What a header or a part of it says: its wording folded tight, and bare of numbering and end marks. */
export interface Said {
  readonly tight: string;
  readonly bare: string;
}

/** Slots by wording, folded tight and bare. */
export interface WordingIndex {
  readonly tight: ReadonlyMap<string, readonly Slot[]>;
  readonly bare: ReadonlyMap<string, readonly Slot[]>;
}

/** A questionnaire's wordings, and where they stand. */
export interface Wordings {
  /** Slots of questions other than multis by their wording. */
  readonly questions: WordingIndex;
  /** Slots of multis by the label of the option. */
  readonly options: WordingIndex;
  /** Multis by their wording. */
  readonly multis: WordingIndex;
  /** Options of each question that is a multi, 0 of the others, in the questionnaire's order. */
  readonly optionCounts: readonly number[];
  /** What names a question's block in a header: its stem, and labels of its groups and section, spaces kept. */
  readonly marks: readonly { readonly stem: string; readonly names: readonly string[] }[];
}

/** The two forms in which a text is looked up. */
export function said(text: string): Said {
  return { tight: foldTight(text), bare: bareWording(text) };
}

/** The slots of a wording: those of exactly that wording, else those that differ in numbering and end marks only; none for an empty one. */
export function slotsOf(index: WordingIndex, { tight, bare }: Said): readonly Slot[] {
  return index.tight.get(tight) ?? index.bare.get(bare) ?? [];
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
  const questions = newIndex();
  const options = newIndex();
  const multis = newIndex();
  for (const [order, question] of questionnaire.questions.entries()) {
    const slot = { question, order, option: null };
    add(question.kind === 'multi' ? multis : questions, [question.text, ...question.aliases], slot);
    if (question.kind !== 'multi') continue;
    const scale = question.scale === null ? undefined : study.scales[question.scale];
    for (const [option, { label, aliases }] of (scale?.options ?? []).entries()) {
      add(options, [label, ...aliases], { question, order, option });
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
    stem: bareWording(question.stem ?? ''),
    names: [...groups, section?.title ?? ''].map(fold).filter((name) => name !== ''),
  };
}

interface GrowingIndex {
  readonly tight: Map<string, Slot[]>;
  readonly bare: Map<string, Slot[]>;
}

function newIndex(): GrowingIndex {
  return { tight: new Map(), bare: new Map() };
}

function add({ tight, bare }: GrowingIndex, spellings: readonly string[], slot: Slot): void {
  for (const key of new Set(spellings.map(foldTight))) push(tight, key, slot);
  for (const key of new Set(spellings.map(bareWording))) push(bare, key, slot);
}

function push(map: Map<string, Slot[]>, key: string, slot: Slot): void {
  if (key === '') return;
  const slots = map.get(key);
  if (slots === undefined) map.set(key, [slot]);
  else slots.push(slot);
}
