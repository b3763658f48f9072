import { fold } from '../study/fold.ts';
import type { RawColumn } from './questionpro/raw-sheet.ts';
import { isOther, type Said, type Slot, said, slotsOf, type Wordings } from './wordings.ts';

/** A column of the survey with every slot its header could mean. */
export interface ReadColumn {
  readonly column: RawColumn;
  readonly slots: readonly Slot[];
  /** What stands over or before the statement, folded; "" where the header holds the statement alone. */
  readonly context: string;
  /** The multi it stands under by name, where its own label is none of that multi's options. */
  readonly strangerIn: Slot | null;
}

/** A survey column's header, folded, in every way it can be parted into what it asks and what stands over that. */
export interface HeaderReadings {
  readonly column: RawColumn;
  readonly readings: readonly { readonly label: Said; readonly stem: Said; readonly context: string }[];
}

/** The headers of the survey's own columns, in file order, system columns apart. */
export function readHeaders(columns: readonly RawColumn[], headerRows: 1 | 2): HeaderReadings[] {
  let over = '';
  return columns.flatMap((column) => {
    if (column.system !== null) {
      over = '';
      return [];
    }
    if (column.header !== '') over = column.header;
    const parted = headerRows === 2 ? twoRows(column, over) : oneRow(column.header);
    const readings = parted.map(({ stem, label }) => ({
      label: said(label),
      stem: said(stem),
      context: fold(stem),
    }));
    return [{ column, readings }];
  });
}

/** Each column with the slots its header could mean; none where no question has its wording. */
export function matchHeaders(headers: readonly HeaderReadings[], wordings: Wordings): ReadColumn[] {
  return headers.map(({ column, readings }) => ({ column, ...firstHit(readings, wordings) }));
}

/** A header has three or so; a text with more is no less what it is. */
const MOST_MARKS = 8;

interface Parted {
  readonly stem: string;
  readonly label: string;
}

function twoRows(column: RawColumn, over: string): Parted[] {
  if (column.subheader === '') return column.header === '' ? [] : oneRow(column.header);
  const both = [{ stem: over, label: column.subheader }];
  return column.header === '' ? both : [...both, { stem: column.subheader, label: column.header }];
}

/**
 * The whole header, then each way to part it: `Question - Option`, `3 - 1 - Label`, `Services: statement`, and with what
 * stands before a question left out, as the code in `3 - Q3 - Question - Option`.
 */
function oneRow(header: string): Parted[] {
  const parted = [{ stem: '', label: header }];
  const marks = [...header.matchAll(/(?<=\s)[-‐‑–—](?=\s)|:(?=\s)/g)].slice(0, MOST_MARKS);
  for (const [at, mark] of marks.entries()) {
    const label = header.slice(mark.index + 1);
    const starts = [0, ...marks.slice(0, at).map(({ index }) => index + 1)];
    for (const start of starts) parted.push({ stem: header.slice(start, mark.index), label });
  }
  return parted;
}

function firstHit(readings: HeaderReadings['readings'], wordings: Wordings): Omit<ReadColumn, 'column'> {
  let strangerIn: Slot | null = null;
  let weak: Omit<ReadColumn, 'column'> | null = null;
  for (const { stem, label, context } of readings) {
    const questions = slotsOf(wordings.questions, label);
    if (questions.length > 0) return { slots: questions, context, strangerIn: null };
    const under = slotsOf(wordings.multis, stem);
    const options = slotsOf(wordings.options, label);
    const strong = options.filter(({ question }) => under.some((multi) => multi.question === question));
    if (strong.length > 0) return { slots: strong, context, strangerIn: null };
    const others = under.flatMap((multi) => otherSlots(multi, label.tight, wordings));
    if (others.length > 0) return { slots: others, context, strangerIn: null };
    strangerIn ??= under[0] ?? null;
    // Under a multi that is named, a label is no option of another one.
    if (options.length > 0 && under.length === 0) weak ??= { slots: options, context, strangerIn: null };
  }
  // `Role - Other` is what was typed beside a choice, and no option of a multi that happens to have an "Other".
  const beside = readings.some(({ stem }) => slotsOf(wordings.questions, stem).length > 0);
  if (beside || strangerIn !== null) weak = null;
  return weak ?? { slots: [], context: '', strangerIn };
}

/** `Other (please specify)` under a multi that has such an option, however the study spells it. */
function otherSlots(multi: Slot, tight: string, wordings: Wordings): readonly Slot[] {
  if (!multi.question.other || !tight.startsWith('other')) return [];
  const slots = [...wordings.options.tight].flatMap(([label, all]) =>
    label.startsWith('other') ? all.filter(({ question }) => question === multi.question) : [],
  );
  return slots.slice(0, 1);
}

/** Whether a header says that its column holds an "Other (specify)" text. */
export function saysOther(text: string): boolean {
  return isOther({ id: '', label: text, aliases: [], value: null, lean: null, missing: null });
}
