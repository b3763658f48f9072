/** A scale that a note states, and the words of what it is stated of. */
export interface StatedScale {
  readonly limits: readonly [number, number];
  readonly subject: readonly string[];
}

const LIMITS =
  /(-?\d{1,3})\s*(?:-|–|−|to)\s*(\d{1,3})[- ]?(?:point)?\s*(?:likert\s*)?scale|scale\s*(?:of|from|:)?\s*\(?(-?\d{1,3})\s*(?:[^\d().;]{0,40}\)?)\s*(?:-|–|−|to)\s*(\d{1,3})/i;

/** Every scale that the sentences of a note or caption state: "scored on a 1-7 scale", "rated on a scale of 0-10". */
export function statedScales(text: string): StatedScale[] {
  return text.split(/[.;](?:\s|$)/).flatMap((sentence) => {
    const match = LIMITS.exec(sentence);
    const low = Number(match?.[1] ?? match?.[3]);
    const high = Number(match?.[2] ?? match?.[4]);
    if (match === null || !(low < high)) return [];
    return [{ limits: [low, high] as const, subject: words(sentence.slice(0, match.index)) }];
  });
}

/**
 * The scale of a row: one stated of something whose first two words both stand in the row ("Social value was rated"
 * for "Social Value Score"), else the first stated at all; null where none is.
 */
export function scaleOfRow(row: string, stated: readonly StatedScale[]): readonly [number, number] | null {
  const own = new Set(words(row));
  const special = stated.find(
    ({ subject }) => subject.length >= 2 && subject.slice(0, 2).every((word) => own.has(word)),
  );
  return (special ?? stated[0])?.limits ?? null;
}

function words(text: string): string[] {
  return text.toLowerCase().match(/[a-z]+/g) ?? [];
}
