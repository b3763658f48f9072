import { NOT_STATED } from '../likert/count.ts';
import { cellKey, type FrequencyCell, type FrequencyTable, usableKey } from '../likert/frequency.ts';
import { type Breakdown, breakdownsOf, membersOf } from '../likert/members.ts';
import { mergeFrequencies, NO_FREQUENCIES } from '../likert/merge-frequencies.ts';
import { addTallies } from '../likert/tally.ts';
import type { ResponseBatch } from '../study/responses.ts';
import type { Questionnaire, Study } from '../study/study.ts';
import type { CodedAnswer } from './coded-answer.ts';
import { codesAddress, type QuestionThemes, questionThemes } from './question-themes.ts';
import { codedQuestions, lineages } from './theme-study.ts';

/** Counts of codes. The cells are of the questions of `themeStudy`. */
export interface ThemeCounts {
  /** Respondents by code; `answered` is those who answered, coded or not; `otherMissing` those whose answer is set aside. */
  readonly frequency: FrequencyTable;
  /** Mentions by cell, then by option of the cell's scale; 0 for the options that are no code. */
  readonly mentions: ReadonlyMap<string, readonly number[]>;
  /** Answers that were given both codes, by item and pair (`pairKey`); codes as given, not those above them. */
  readonly pairs: ReadonlyMap<string, number>;
}

/** Folds the coded answers of one questionnaire, batch by batch, none of which is kept. */
export interface ThemeCounter {
  /** `coded` holds, by row of the batch, the answers of that row. */
  readonly add: (batch: ResponseBatch, coded: readonly (readonly CodedAnswer[])[]) => void;
  readonly counts: () => ThemeCounts;
}

/** The counts of nobody. */
export const NO_THEMES: ThemeCounts = { frequency: NO_FREQUENCIES, mentions: new Map(), pairs: new Map() };

/**
 * Counts the codes of a questionnaire's open questions: for the whole, for each group of the study's theme breakdowns, and by
 * the side on which a respondent's answer to each statement of `themes.by` is; questions of one item also pooled
 * (`respondents`: who answered at least once). A respondent counts for a code once a question, and for the codes above it
 * that apply there; mentions are spans of a code or one below it, overlapping ones as one. The base is everyone who answered
 * the question, those of the wrong questionnaire included, who are in no group. Every cell is present, with zeros. The order
 * of rows and batches makes no difference. `themes` is the `themeStudy` of `study`.
 */
export function themeCounter(study: Study, themes: Study, questionnaire: Questionnaire): ThemeCounter {
  const derived = themes.questionnaires.find(({ id }) => id === questionnaire.id);
  const { codebook } = study;
  if (derived === undefined || codebook === null) return { add: () => {}, counts: () => NO_THEMES };
  const breakdowns = breakdownsOf(themes, derived);
  const groups = breakdowns.flatMap(({ cells }) => cells);
  const lines = lineages(codebook);
  const items = new Map<string, ItemThemes>();
  for (const question of codedQuestions(study, questionnaire)) {
    const counts = questionThemes(study, themes, questionnaire, question, groups, lines);
    const known = items.get(question.item)?.questions ?? [];
    items.set(question.item, { questions: [...known, counts], raters: new Uint32Array(counts.cells.length) });
  }
  const usable = new Map<string, number>();
  const pairs = pairCounter(codebook.codes.map(({ id }) => id));
  const itemOf = new Map(questionnaire.questions.map(({ id, item }) => [id, item]));
  for (const dims of groups) usable.set(usableKey(questionnaire.id, dims), 0);
  return {
    add: (batch, coded) => {
      const own = groupsByRow(batch, breakdowns);
      countUsable(usable, questionnaire, breakdowns, own);
      for (let row = 0; row < batch.rows; row++) {
        const answers = coded[row] ?? [];
        for (const item of items.values()) addRow(item, batch, row, own[row] ?? [], answers);
        for (const one of answers) pairs.add(itemOf.get(one.answer.question) ?? '', one);
      }
    },
    counts: () => {
      const { cells, mentions } = collect(questionnaire, items);
      return { frequency: { cells, usable }, mentions, pairs: pairs.counts() };
    },
  };
}

/** Both together: of different questionnaires, or of different respondents of the same one. */
export function mergeThemes(a: ThemeCounts, b: ThemeCounts): ThemeCounts {
  const mentions = new Map(a.mentions);
  for (const [cell, counts] of b.mentions)
    mentions.set(
      cell,
      counts.map((count, at) => count + (mentions.get(cell)?.[at] ?? 0)),
    );
  const pairs = new Map(a.pairs);
  for (const [pair, answers] of b.pairs) pairs.set(pair, answers + (pairs.get(pair) ?? 0));
  return { frequency: mergeFrequencies(a.frequency, b.frequency), mentions, pairs };
}

/** An item's two codes that were given to one answer, in order of their ids. */
export function pairKey(item: string, a: string, b: string): string {
  return [item, ...[a, b].sort()].join('|');
}

interface ItemThemes {
  readonly questions: readonly QuestionThemes[];
  /** By cell: respondents who answered at least one of the questions. */
  readonly raters: Uint32Array;
}

/** Of each row the groups it is in, as places in the cells of all breakdowns in their order. */
function groupsByRow(batch: ResponseBatch, breakdowns: readonly Breakdown[]): readonly number[][] {
  const everybody = new Uint8Array(batch.rows).fill(1);
  const found: number[][] = Array.from({ length: batch.rows }, () => []);
  let first = 0;
  for (const breakdown of breakdowns) {
    const { rows, cells } = membersOf(batch, breakdown, everybody);
    for (const [pair, row] of rows.entries()) found[row]?.push(first + (cells[pair] ?? 0));
    first += breakdown.cells.length;
  }
  return found;
}

function countUsable(
  usable: Map<string, number>,
  questionnaire: Questionnaire,
  breakdowns: readonly Breakdown[],
  byRow: readonly (readonly number[])[],
): void {
  const add = (dims: Readonly<Record<string, string>>, respondents: number): void => {
    const key = usableKey(questionnaire.id, dims);
    usable.set(key, (usable.get(key) ?? 0) + respondents);
  };
  let first = 0;
  for (const { dimensions, cells } of breakdowns) {
    const from = first;
    const isHere = (group: number) => group >= from && group < from + cells.length;
    for (const own of byRow) for (const group of own.filter(isHere)) add(cells[group - from] ?? {}, 1);
    const [only, another] = dimensions;
    if (only !== undefined && another === undefined)
      add({ [only.dimension.id]: NOT_STATED }, byRow.filter((own) => !own.some(isHere)).length);
    first += cells.length;
  }
}

function addRow(
  { questions, raters }: ItemThemes,
  batch: ResponseBatch,
  row: number,
  groups: readonly number[],
  answers: readonly CodedAnswer[],
): void {
  const rated = new Set<number>();
  for (const each of questions) {
    const cells = each.cellsOf(batch, row, groups);
    const coded = answers.find(({ answer }) => answer.question === each.question.id) ?? null;
    if (each.add(batch, row, cells, coded)) for (const cell of cells) rated.add(cell);
  }
  for (const cell of rated) raters[cell] = (raters[cell] ?? 0) + 1;
}

/** Counts pairs of codes by number, as answers come by the hundred thousand. */
function pairCounter(ids: readonly string[]): {
  readonly add: (item: string, answer: CodedAnswer) => void;
  readonly counts: () => ReadonlyMap<string, number>;
} {
  const codes = [...ids].sort();
  const ranks = new Map(codes.map((id, rank) => [id, rank]));
  const byItem = new Map<string, Map<number, number>>();
  return {
    add: (item, { codings }) => {
      if (codings.length < 2) return;
      const given = new Set<number>();
      for (const { code } of codings) given.add(ranks.get(code) ?? 0);
      if (given.size < 2) return;
      const pairs = byItem.get(item) ?? new Map<number, number>();
      byItem.set(item, pairs);
      for (const a of given)
        for (const b of given) {
          if (a >= b) continue;
          const pair = a * codes.length + b;
          pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
        }
    },
    counts: () =>
      new Map(
        [...byItem].flatMap(([item, pairs]) =>
          [...pairs].map(([pair, answers]) => {
            const [a = '', b = ''] = [codes[Math.floor(pair / codes.length)], codes[pair % codes.length]];
            return [pairKey(item, a, b), answers] as const;
          }),
        ),
      ),
  };
}

function collect(
  questionnaire: Questionnaire,
  items: ReadonlyMap<string, ItemThemes>,
): { readonly cells: ReadonlyMap<string, FrequencyCell>; readonly mentions: ThemeCounts['mentions'] } {
  const cells = new Map<string, FrequencyCell>();
  const mentions = new Map<string, readonly number[]>();
  const put = (cell: FrequencyCell, own: readonly number[]): void => {
    cells.set(cellKey(cell.address), cell);
    mentions.set(cellKey(cell.address), own);
  };
  for (const { questions, raters } of items.values()) {
    const [first] = questions;
    for (const [cell, dims] of (first?.cells ?? []).entries()) {
      for (const each of questions)
        put(
          {
            address: { questionnaire: questionnaire.id, ...codesAddress(each.question), dims },
            tally: each.tally(cell),
          },
          each.mentions(cell),
        );
      if (first === undefined || questions.length < 2) continue;
      const tally = questions.map((each) => each.tally(cell)).reduce(addTallies);
      const pooled = questions
        .map((each) => each.mentions(cell))
        .reduce((a, b) => a.map((count, at) => count + (b[at] ?? 0)));
      const { item } = codesAddress(first.question);
      put(
        {
          address: { questionnaire: questionnaire.id, question: null, item, dims },
          tally: { ...tally, respondents: raters[cell] ?? 0 },
        },
        pooled,
      );
    }
  }
  return { cells, mentions };
}
