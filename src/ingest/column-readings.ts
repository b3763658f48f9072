import { fold, foldTight } from '../study/fold.ts';
import type { RawColumn } from './questionpro/raw-sheet.ts';
import { isOther, type Slot, type Wordings } from './wordings.ts';

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
  readonly readings: readonly { readonly label: string; readonly stem: string; readonly context: string }[];
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
    const readings = parted.map(({ stem, label }) => {
      const context = fold(stem);
      return { label: foldTight(label), context, stem: context.replaceAll(' ', '') };
    });
    return [{ column, readings }];
  });
}

/** Each column with the slots its header could mean; none where no question has its wording. */
export function matchHeaders(headers: readonly HeaderReadings[], wordings: Wordings): ReadColumn[] {
  return headers.map(({ column, readings }) => ({ column, ...firstHit(readings, wordings) }));
}

interface Parted {
  readonly stem: string;
  readonly label: string;
}

function twoRows(column: RawColumn, over: string): Parted[] {
  if (column.subheader === '') return column.header === '' ? [] : oneRow(column.header);
  const both = [{ stem: over, label: column.subheader }];
  return column.header === '' ? both : [...both, { stem: column.subheader, label: column.header }];
}

/** The whole header, then each way to part it: `Question - Option`, `3 - 1 - Label`, `Services: statement`. */
function oneRow(header: string): Parted[] {
  const parted = [{ stem: '', label: header }];
  for (const mark of header.matchAll(/\s[-‐‑–—]\s|:\s/g)) {
    parted.push({ stem: header.slice(0, mark.index), label: header.slice(mark.index + mark[0].length) });
  }
  return parted;
}

function firstHit(readings: HeaderReadings['readings'], wordings: Wordings): Omit<ReadColumn, 'column'> {
  let strangerIn: Slot | null = null;
  let weak: Omit<ReadColumn, 'column'> | null = null;
  for (const { stem, label, context } of readings) {
    const questions = wordings.questions.get(label);
    if (questions !== undefined) return { slots: questions, context, strangerIn: null };
    const under = wordings.multis.get(stem) ?? [];
    const options = wordings.options.get(label) ?? [];
    const strong = options.filter(({ question }) => under.some((multi) => multi.question === question));
    if (strong.length > 0) return { slots: strong, context, strangerIn: null };
    const others = under.flatMap((multi) => otherSlots(multi, label, wordings));
    if (others.length > 0) return { slots: others, context, strangerIn: null };
    strangerIn ??= under[0] ?? null;
    if (options.length > 0 && !wordings.questions.has(stem))
      weak ??= { slots: options, context, strangerIn: null };
  }
  return weak ?? { slots: [], context: '', strangerIn };
}

/** `Other (please specify)` under a multi that has such an option, however the study spells it. */
function otherSlots(multi: Slot, tight: string, wordings: Wordings): readonly Slot[] {
  if (!multi.question.other || !tight.startsWith('other')) return [];
  const slots = [...wordings.options.entries()].flatMap(([label, all]) =>
    label.startsWith('other') ? all.filter(({ question }) => question === multi.question) : [],
  );
  return slots.slice(0, 1);
}

/** Whether a header says that its column holds an "Other (specify)" text. */
export function saysOther(text: string): boolean {
  return isOther({ id: '', label: text, aliases: [], value: null, lean: null, missing: null });
}
