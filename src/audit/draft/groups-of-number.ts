import type { Mention } from './mentions.ts';

/** Of each family of dimensions, whose figure a number is, as far as its sentence says. */
export interface NumberGroups {
  /** Any of these mentions, where a sentence names several and does not say which. */
  readonly byFamily: ReadonlyMap<string, readonly Mention[]>;
}

interface Place {
  readonly start: number;
  readonly end: number;
}

const CONNECTED = /^[\s(]*(?:(?:of|among|amongst|for|from|in|by|at)\s+)?(?:(?:all|the|those|our|both)\s+)*$/i;
const CONNECTED_LATER = /^[^,;:.()\d]*\s(?:of|among|amongst|for|from|in)\s+(?:(?:all|the|those|our)\s+)*$/i;

/**
 * Which group each number of a sentence is of. What follows goes first ("58 % of probation staff", "39 % (ACC)"), then a
 * list in the same order ("PWB and D&R (81 % and 77 % respectively)"), then what stands before ("CRS staff (40 %)"), then the
 * only one the sentence names. Where several remain, all of them.
 */
export function groupsOfNumber(
  sentence: string,
  number: Place,
  numbers: readonly Place[],
  mentions: readonly Mention[],
): NumberGroups {
  const byFamily = new Map<string, readonly Mention[]>();
  for (const family of new Set(mentions.map((mention) => mention.family))) {
    const own = mentions.filter((mention) => mention.family === family);
    byFamily.set(family, choose(sentence, number, numbers, own));
  }
  return { byFamily };
}

function choose(
  sentence: string,
  number: Place,
  numbers: readonly Place[],
  own: readonly Mention[],
): readonly Mention[] {
  const [first] = own;
  if (first === undefined || new Set(own.map(({ key }) => key)).size === 1)
    return first === undefined ? [] : [first];
  const nextNumber = numbers.find(({ start }) => start > number.start)?.start ?? sentence.length;
  const next = own.find(({ start, end }) => start >= number.end && end <= nextNumber);
  const listed = inOrder(sentence, number, numbers, own);
  if (listed !== null) return [listed];
  if (next !== undefined) {
    const between = sentence.slice(number.end, next.start);
    if (CONNECTED.test(between) || CONNECTED_LATER.test(between)) return alongside(sentence, next, own);
  }
  const before = own.filter(({ end }) => end <= number.start).at(-1);
  if (before !== undefined) {
    // "CRS staff were more confident than probation staff that …, with 85 %": whose is not said.
    const compared = /\b(?:than|unlike|versus|compared (?:with|to))\s+(?:the\s+|for\s+)?$/i.test(
      sentence.slice(0, before.start),
    );
    if (compared && !/^\s*[(,]?\s*$/.test(sentence.slice(before.end, number.start))) return own;
    return alongsideBefore(sentence, before, own);
  }
  return own;
}

/** "of CRS and probation staff": both. */
function alongside(sentence: string, mention: Mention, own: readonly Mention[]): Mention[] {
  const after = own.find(({ start }) => start > mention.end);
  return after !== undefined && /^\s*(?:and|or|&)\s*$/i.test(sentence.slice(mention.end, after.start))
    ? [mention, after]
    : [mention];
}

function alongsideBefore(sentence: string, mention: Mention, own: readonly Mention[]): Mention[] {
  const other = own.filter(({ end }) => end <= mention.start).at(-1);
  return other !== undefined && /^\s*(?:and|or|&)\s*$/i.test(sentence.slice(other.end, mention.start))
    ? [other, mention]
    : [mention];
}

/** As many numbers one after the other as names just before them: each has its own. Null where it is not so. */
function inOrder(
  sentence: string,
  number: Place,
  numbers: readonly Place[],
  own: readonly Mention[],
): Mention | null {
  const at = numbers.findIndex(({ start }) => start === number.start);
  let from = at;
  let to = at;
  const joins = (left: Place | Mention | undefined, right: Place | Mention | undefined): boolean =>
    left !== undefined &&
    right !== undefined &&
    /^[\s\u00a0]*(?:,|and|or|&|than|versus|vs\.?|,\s*and|compared (?:with|to))[\s\u00a0]*$/i.test(
      sentence.slice(left.end, right.start),
    );
  while (joins(numbers[from - 1], numbers[from])) from -= 1;
  while (joins(numbers[to], numbers[to + 1])) to += 1;
  const length = to - from + 1;
  const start = numbers[from]?.start ?? 0;
  if (length < 2) return null;
  const names = own.filter(({ end }) => end <= start).slice(-length);
  if (names.length < length) return null;
  for (let index = 1; index < length; index += 1) if (!joins(names[index - 1], names[index])) return null;
  return names[at - from] ?? null;
}
