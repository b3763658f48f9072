import { numberOf } from '../exact/number-of.ts';
import type { Problem } from '../study/problem.ts';
import type { Question, Questionnaire } from '../study/study.ts';
import { nameColumn } from './column-name.ts';
import type { ReadColumn } from './column-readings.ts';
import { isFollowOn } from './follow-on.ts';
import type { RawColumn } from './questionpro/raw-sheet.ts';
import type { Slot } from './wordings.ts';

/** How a column came to its question: its wording is the only such one, its block is named, or where it stands. */
export type PlacedBy = 'wording' | 'name' | 'order';

export interface PlacedColumn {
  readonly column: RawColumn;
  readonly slot: Slot;
  readonly by: PlacedBy;
}

interface Candidate {
  readonly read: ReadColumn;
  readonly slots: readonly Slot[];
  readonly byName: boolean;
}

/** A routing question's column; between two of them stand only the questions between those two. */
interface Anchor {
  readonly column: RawColumn;
  readonly order: number;
}

/** Columns that may answer the same slots; `followOns` are beside one of them and hold what was typed there. */
interface Apart {
  readonly slots: readonly Slot[];
  readonly reads: readonly ReadColumn[];
  readonly followOns: ReadonlyMap<ReadColumn | undefined, ReadColumn>;
}

const ADVICE =
  "export again with the columns in the survey's order, or with two header rows, which keep each block's name";

/**
 * Places every column that has one slot, and those with several by order: routing questions cut the file into
 * stretches, a stretch takes the slots between them in the questionnaire, and what repeats within a stretch goes in
 * order where there are exactly as many columns as slots. Anything else is an error that names the columns.
 */
export function placeByOrder(
  file: string,
  candidates: readonly Candidate[],
  questionnaire: Questionnaire,
): { placed: PlacedColumn[]; unplaced: ReadColumn[]; problems: Problem[] } {
  const placed: PlacedColumn[] = [];
  const pending: Candidate[] = [];
  for (const candidate of candidates) {
    const [slot, ...more] = candidate.slots;
    if (slot === undefined) continue;
    if (more.length > 0) pending.push(candidate);
    else placed.push({ column: candidate.read.column, slot, by: candidate.byName ? 'name' : 'wording' });
  }
  if (pending.length === 0) return { placed, unplaced: [], problems: [] };

  const anchors = anchorsOf(placed, pending, questionnaire);
  const shuffled = new Set<RawColumn>(outOfOrder(anchors));
  const groups = new Map<string, { slots: readonly Slot[]; reads: ReadColumn[] }>();
  for (const { read, slots } of pending) {
    const [low, high] = stretch(anchors, read.column.index);
    const within = slots.filter(({ order }) => order > low && order < high);
    if (within.length === 0) shuffled.add(read.column);
    const key = within.map(({ order, option }) => `${order}:${option}`).join();
    const group = groups.get(key) ?? { slots: within, reads: [] };
    groups.set(key, group);
    group.reads.push(read);
  }
  for (const { column, slot } of placed) {
    const opener = openerOf(slot.question, questionnaire);
    if (anchors.every(({ order }) => order !== opener)) continue;
    const [low, high] = stretch(anchors, column.index);
    if (slot.order <= low || slot.order >= high) shuffled.add(column);
  }

  const doubtful: ReadColumn[] = [];
  const apart = [...groups.values()].map(({ slots, reads }) => ({ slots, ...apartFollowOns(slots, reads) }));
  for (const { slots, reads, followOns } of apart) {
    if (slots.length === reads.length) {
      for (const [index, slot] of slots.entries()) {
        for (const read of [reads[index], followOns.get(reads[index])]) {
          if (read !== undefined) placed.push({ column: read.column, slot, by: 'order' });
        }
      }
    } else if (slots.length === 1) for (const { column } of reads.slice(1)) shuffled.add(column);
    else if (slots.length > 1) doubtful.push(...reads);
  }
  if (shuffled.size === 0) placeBetweenNeighbours(doubtful, apart, placed);
  placed.sort((a, b) => a.column.index - b.column.index);
  const problems: Problem[] = [];
  if (shuffled.size > 0) problems.push(shuffledBlocks(file, [...shuffled]));
  else if (doubtful.length > 0)
    problems.push(
      unknownBlock(
        file,
        doubtful.map(({ column }) => column),
      ),
    );
  const settled = new Set(placed.map(({ column }) => column.index));
  return {
    placed,
    unplaced: pending.map(({ read }) => read).filter(({ column }) => !settled.has(column.index)),
    problems,
  };
}

/** Columns with those apart that can only hold what was typed beside the column before, by that column. */
function apartFollowOns(slots: readonly Slot[], reads: readonly ReadColumn[]): Omit<Apart, 'slots'> {
  const followOns = new Map<ReadColumn | undefined, ReadColumn>();
  if (!slots.every(({ question }) => question.other)) return { reads, followOns };
  const own: ReadColumn[] = [];
  for (const read of reads) {
    const before = own.at(-1);
    if (before !== undefined && isFollowOn(before.column, read.column)) followOns.set(before, read);
    else own.push(read);
  }
  return { reads: own, followOns };
}

/**
 * Of columns still in doubt, as where a block's opening question is not in the file, places those between two columns
 * that are no others' by wording, when all of these stand in the questionnaire's order and leave one slot free between them.
 */
function placeBetweenNeighbours(
  doubtful: ReadColumn[],
  groups: readonly Apart[],
  placed: PlacedColumn[],
): void {
  const known = placed
    .filter(({ slot, by }) => slot.option === null && by !== 'order')
    .map(({ column, slot }) => ({ column, order: slot.order }))
    .sort((a, b) => a.column.index - b.column.index);
  if (outOfOrder(known).length > 0) return;
  for (const { slots, reads, followOns } of groups) {
    if (slots.length === reads.length || slots.length < 2) continue;
    const between = reads.map((read) => {
      const [low, high] = stretch(known, read.column.index);
      return { read, within: slots.filter(({ order }) => order > low && order < high) };
    });
    const taken = new Set(between.flatMap(({ within }) => within.map(({ order }) => order)));
    if (taken.size !== reads.length || between.some(({ within }) => within.length !== 1)) continue;
    for (const { read, within } of between) {
      for (const slot of within) {
        for (const one of [read, followOns.get(read)]) {
          if (one !== undefined) placed.push({ column: one.column, slot, by: 'order' });
        }
      }
      doubtful.splice(doubtful.indexOf(read), 1);
    }
  }
}

/** Columns of the questions that open the blocks in doubt; those of other blocks may stand elsewhere. */
function anchorsOf(
  placed: readonly PlacedColumn[],
  pending: readonly Candidate[],
  questionnaire: Questionnaire,
): Anchor[] {
  const openers = new Set(
    pending.flatMap(({ slots }) => slots.map(({ question }) => openerOf(question, questionnaire))),
  );
  return placed
    .filter(({ slot }) => slot.option === null && openers.has(slot.order))
    .map(({ column, slot }) => ({ column, order: slot.order }));
}

/** The position of the question that opens the outermost block a question is in; −1 where it is asked of all. */
function openerOf(question: Question, questionnaire: Questionnaire): number {
  let opener = -1;
  for (let asked = question.askedIf; asked !== null; ) {
    const router = asked.question;
    const next = questionnaire.questions.findIndex(({ id }) => id === router);
    if (next === -1 || next === opener) break;
    opener = next;
    asked = questionnaire.questions[next]?.askedIf ?? null;
  }
  return opener;
}

function outOfOrder(anchors: readonly Anchor[]): RawColumn[] {
  return anchors.flatMap((anchor, index) => {
    const before = anchors[index - 1];
    return before !== undefined && before.order >= anchor.order ? [before.column, anchor.column] : [];
  });
}

function stretch(anchors: readonly Anchor[], index: number): [number, number] {
  const before = anchors.findLast(({ column }) => column.index < index);
  const after = anchors.find(({ column }) => column.index > index);
  return [before?.order ?? -1, after?.order ?? Number.POSITIVE_INFINITY];
}

function shuffledBlocks(file: string, columns: readonly RawColumn[]): Problem {
  return {
    severity: 'error',
    code: 'shuffled-blocks',
    file,
    row: null,
    column: null,
    expected:
      'the statements that several blocks share in the order of the questionnaire, each after the question that opens its block',
    found: `${numberOf(columns.length, 'column')} elsewhere: ${listed(columns)}`,
    advice: ADVICE,
  };
}

function unknownBlock(file: string, columns: readonly RawColumn[]): Problem {
  return {
    severity: 'error',
    code: 'unknown-block',
    file,
    row: null,
    column: null,
    expected: 'a header that names its block, or one column for each block that asks the statement',
    found: `${numberOf(columns.length, 'column')} whose block can not be told: ${listed(columns)}`,
    advice: ADVICE,
  };
}

function listed(columns: readonly RawColumn[]): string {
  const sorted = [...columns].sort((a, b) => a.index - b.index);
  const more = sorted.length > 6 ? ` and ${sorted.length - 6} more` : '';
  return `${sorted.slice(0, 6).map(nameColumn).join(', ')}${more}`;
}
