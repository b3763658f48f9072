import { type Category, categoriesOf, type Ratings } from './ratings.ts';

/** Units that were rated alike: how many ratings each category had in every one of them. */
export interface UnitPattern {
  /** Ratings of a unit by category, in the order of the categories. */
  readonly counts: readonly number[];
  /** Ratings of a unit: the sum of `counts`, at least 1. */
  readonly ratings: number;
  /** How many units have this pattern. */
  readonly units: number;
}

/** Ratings without their coders, which all measures but kappa need no more of. */
export interface UnitCounts {
  readonly categories: readonly Category[];
  /** In the order of their first unit. */
  readonly patterns: readonly UnitPattern[];
  /** Each unit's position in `patterns`, in the order of the units; −1 for a unit nobody rated. */
  readonly patternOf: readonly number[];
}

/** Counts each unit's ratings by category. Throws a RangeError for a rating that is no category of the scale. */
export function countUnits(ratings: Ratings): UnitCounts {
  const categories = categoriesOf(ratings);
  const position = new Map(categories.map((category, index) => [category, index]));
  const patterns: { counts: readonly number[]; ratings: number; units: number }[] = [];
  const known = new Map<string, number>();
  const patternOf = ratings.units.map((unit) => {
    const places: number[] = [];
    for (const rating of unit) if (rating !== null) places.push(position.get(rating) ?? -1);
    if (places.length === 0) return -1;
    const key = places.sort((a, b) => a - b).join();
    const at = known.get(key) ?? patterns.length;
    known.set(key, at);
    const pattern = patterns[at];
    if (pattern !== undefined) pattern.units += 1;
    else patterns.push({ counts: countPlaces(places, categories.length), ratings: places.length, units: 1 });
    return at;
  });
  return { categories, patterns, patternOf };
}

/** Those patterns whose units two coders or more rated: what agreement can be seen in. */
export function pairable(counts: UnitCounts): readonly UnitPattern[] {
  return counts.patterns.filter((pattern) => pattern.ratings >= 2);
}

/** How many units two coders or more rated. */
export function pairableUnits(counts: UnitCounts): number {
  return pairable(counts).reduce((sum, pattern) => sum + pattern.units, 0);
}

/** Whether the ratings of these units are of two categories or more. */
export function varies(patterns: readonly UnitPattern[]): boolean {
  const used = new Set<number>();
  for (const { counts } of patterns) {
    for (const [category, count] of counts.entries()) if (count > 0) used.add(category);
  }
  return used.size > 1;
}

function countPlaces(places: readonly number[], categories: number): readonly number[] {
  const counts = new Array<number>(categories).fill(0);
  for (const place of places) counts[place] = (counts[place] ?? 0) + 1;
  return counts;
}
