import type { Problem } from '../study/problem.ts';
import type { Questionnaire } from '../study/study.ts';
import { bareWording } from './bare-wording.ts';
import { nameColumn } from './column-name.ts';
import type { ReadColumn } from './column-readings.ts';
import { isFollowOn } from './follow-on.ts';
import { type PlacedColumn, placeByOrder } from './place-by-order.ts';
import type { RawColumn } from './questionpro/raw-sheet.ts';
import type { ClaimedColumns } from './responses.ts';
import type { Slot, Wordings } from './wordings.ts';

/** Which columns answer which questions of one questionnaire. */
export interface Placement {
  /** Of the questions found, in the questionnaire's order. */
  readonly claimed: readonly ClaimedColumns[];
  readonly placed: readonly PlacedColumn[];
  /** Survey columns that no question claims. */
  readonly unclaimed: readonly RawColumn[];
  /** Positions of columns that several questions claim, with no telling which. */
  readonly doubtful: ReadonlySet<number>;
  /** Questions found, also where it could not be told which of several columns answers which. */
  readonly found: number;
  /** Errors: columns out of order, claimed twice, or an option that no question lists. */
  readonly problems: readonly Problem[];
}

/**
 * Places a file's columns on a questionnaire's questions, each at most once. A statement that stands in several blocks
 * goes to the block its header names, else by order within the stretch that routing questions mark off.
 */
export function placeColumns(
  file: string,
  columns: readonly ReadColumn[],
  questionnaire: Questionnaire,
  wordings: Wordings,
): Placement {
  const named = columns.map((read, position) => {
    const unlisted = isUnlistedOther(columns[position - 1], read, wordings);
    return { read, ...narrow(unlisted ? { ...read, slots: [] } : read, wordings) };
  });
  const { placed, unplaced, problems } = placeByOrder(file, named, questionnaire);
  const faults = [...problems];
  const { kept, others } = separateDoubles(placed, file, faults);
  const taken = new Map(kept.map((entry) => [entry.column.index, entry.slot]));
  for (const [index, slot] of others) taken.set(index, slot);

  const doubtful = new Set(unplaced.map(({ column }) => column.index));
  const unclaimed: RawColumn[] = [];
  for (const [position, { column, strangerIn }] of columns.entries()) {
    if (taken.has(column.index) || doubtful.has(column.index)) continue;
    const before = columns[position - 1]?.column;
    const slot = before === undefined ? undefined : taken.get(before.index);
    if (before !== undefined && slot?.question.other && isFollowOn(before, column)) {
      taken.set(column.index, slot);
      others.set(column.index, slot);
    } else {
      unclaimed.push(column);
      if (strangerIn !== null && column.subheader !== '') faults.push(stranger(file, column, strangerIn));
    }
  }
  return {
    claimed: claims(questionnaire, wordings, kept, others),
    placed: kept,
    unclaimed,
    doubtful,
    found: new Set([...kept.map(({ slot }) => slot.order), ...likely(unplaced)]).size,
    problems: faults,
  };
}

/**
 * Whether a column is the "Other (specify)" of a multi whose options list none: it stands beside another option of that
 * multi, and would else be taken for the "Other" of some other one.
 */
function isUnlistedOther(before: ReadColumn | undefined, read: ReadColumn, { options }: Wordings): boolean {
  const [slot, ...more] = before?.slots ?? [];
  if (before === undefined || slot === undefined || more.length > 0) return false;
  if (slot.option === null || !slot.question.other || !isFollowOn(before.column, read.column)) return false;
  return ![...options.tight].some(
    ([label, all]) => label.startsWith('other') && all.some(({ question }) => question === slot.question),
  );
}

function narrow(read: ReadColumn, { marks }: Wordings): { slots: readonly Slot[]; byName: boolean } {
  if (read.slots.length < 2) return { slots: read.slots, byName: false };
  const over = bareWording(read.context);
  const stemmed = read.slots.filter(({ order }) => over !== '' && marks[order]?.stem === over);
  const slots = stemmed.length > 0 ? stemmed : read.slots;
  if (slots.length === 1) return { slots, byName: true };
  const around = ` ${read.context.replace(/[^\p{L}\p{N}&-]+/gu, ' ')} `;
  const strength = slots.map(({ order }) =>
    Math.max(
      0,
      ...(marks[order]?.names ?? []).map((name) =>
        around.includes(` ${name.replace(/[^\p{L}\p{N}&-]+/gu, ' ').trim()} `) ? name.length : 0,
      ),
    ),
  );
  const strongest = Math.max(...strength);
  const best = strongest === 0 ? slots : slots.filter((_, index) => strength[index] === strongest);
  return { slots: best, byName: best.length === 1 };
}

function separateDoubles(placed: readonly PlacedColumn[], file: string, faults: Problem[]) {
  const bySlot = new Map<string, PlacedColumn>();
  const others = new Map<number, Slot>();
  for (const entry of placed) {
    const key = `${entry.slot.order}:${entry.slot.option}`;
    const first = bySlot.get(key);
    if (first === undefined) bySlot.set(key, entry);
    else if (entry.slot.question.other && isFollowOn(first.column, entry.column)) {
      others.set(entry.column.index, entry.slot);
    } else {
      faults.push({
        severity: 'error',
        code: 'column-claimed-twice',
        file,
        row: null,
        column: nameColumn(entry.column),
        expected: `one column for question ${entry.slot.question.id}`,
        found: `a second one; the first is ${nameColumn(first.column)}`,
        advice: 'remove the column that does not belong to this questionnaire',
      });
    }
  }
  return { kept: [...bySlot.values()], others };
}

function claims(
  questionnaire: Questionnaire,
  { optionCounts }: Wordings,
  kept: readonly PlacedColumn[],
  others: ReadonlyMap<number, Slot>,
): ClaimedColumns[] {
  const columns = new Map<number, (number | null)[]>();
  for (const { column, slot } of kept) {
    const list = columns.get(slot.order) ?? [];
    columns.set(slot.order, list);
    list[slot.option ?? 0] = column.index;
  }
  return [...columns.entries()]
    .sort(([a], [b]) => a - b)
    .map(([order, list]) => ({
      question: questionnaire.questions[order]?.id ?? '',
      columns: Array.from(
        { length: Math.max(1, optionCounts[order] ?? 0) },
        (_, option) => list[option] ?? null,
      ),
      other: [...others].filter(([, slot]) => slot.order === order).map(([index]) => index),
    }));
}

/** Of columns whose block is in doubt, as many questions as there are columns for them. */
function likely(unplaced: readonly ReadColumn[]): number[] {
  const taken = new Set<number>();
  for (const { slots } of unplaced) {
    const free = slots.find(({ order }) => !taken.has(order));
    if (free !== undefined) taken.add(free.order);
  }
  return [...taken];
}

function stranger(file: string, column: RawColumn, { question }: Slot): Problem {
  return {
    severity: 'error',
    code: 'unknown-option',
    file,
    row: null,
    column: nameColumn(column),
    expected: `an option of question ${question.id}`,
    found: 'a column of another option',
    advice: 'add the option, or this spelling as an alias, to the scale in the study',
  };
}
