/** What a coder said of a unit: a name or a number. */
export type Category = string | number;

/** How categories relate: names; an order; numbers whose differences mean something. */
export type Level = 'nominal' | 'ordinal' | 'interval';

/** Units × coders: each unit's ratings in the order of the coders, null where a coder did not rate it. */
export interface Ratings {
  readonly coders: readonly string[];
  readonly units: readonly (readonly (Category | null)[])[];
  /** The categories of the scale in order, used or not; null: those that occur, numbers ascending, then names by code unit. */
  readonly categories: readonly Category[] | null;
}

/** The scale's categories in order. Throws a RangeError for a rating that is not among those given. */
export function categoriesOf(ratings: Ratings): readonly Category[] {
  const used = new Set<Category>();
  for (const unit of ratings.units) for (const rating of unit) if (rating !== null) used.add(rating);
  const { categories } = ratings;
  if (categories === null) return [...used].sort(byNumberThenName);
  for (const rating of used) {
    if (!categories.includes(rating)) throw new RangeError(`a rating that is no category of the scale`);
  }
  return categories;
}

function byNumberThenName(a: Category, b: Category): number {
  if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}
