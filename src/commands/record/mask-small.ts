import { countText } from '../count-text.ts';

/** What stands in place of a number that is too small to be published. */
const HIDDEN = '[c]';

/** One part of a whole that is published: how many, and whether it counts people (who answered, refused, withdrew) or only rows. */
export interface Part {
  readonly count: number;
  readonly people: boolean;
}

/**
 * The parts of a published whole as they may be published, in their order: people's that are fewer than `below`, none
 * included, are `[c]`. Where that is one part alone, the smallest other one is hidden with it (people's before rows', the
 * first of equal ones), or it could be had by subtraction. Where all that would be hidden adds up to nobody, nothing is. A
 * `below` of 0 hides nothing. The whole may be had from what is shown, as in every table.
 */
export function maskParts(parts: readonly Part[], below: number): readonly string[] {
  const small = parts.flatMap(({ count, people }, at) => (people && count < below ? [at] : []));
  const hidden = new Set(small.some((at) => (parts[at]?.count ?? 0) > 0) ? small : []);
  if (hidden.size === 1) {
    const cover = parts
      .map((part, at) => ({ ...part, at }))
      .filter(({ at }) => !hidden.has(at))
      .sort((a, b) => Number(b.people) - Number(a.people) || a.count - b.count || a.at - b.at)[0];
    if (cover !== undefined) hidden.add(cover.at);
  }
  return parts.map(({ count }, at) => (hidden.has(at) ? HIDDEN : countText(count)));
}

/** A number of people that is no part of a published whole: `[c]` where it is smaller than `below`, none included. */
export function maskCount(count: number, below: number): string {
  return count < below ? HIDDEN : countText(count);
}

/** What `[c]` stands for, as a sentence under the tables that print it; nothing where none of them does. */
export function hiddenNote(tables: readonly (readonly (readonly string[])[])[], below: number): string[] {
  if (!tables.some((rows) => rows.some((row) => row.includes(HIDDEN)))) return [];
  return [
    `${HIDDEN}: fewer than ${countText(below)} (none included), or needed so that such a number cannot be worked out.`,
  ];
}
