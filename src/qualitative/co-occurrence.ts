import type { ThemeCounts } from './count-themes.ts';

/** Two codes and how many answers were given both, over all questions; null where that is too few to be shown. */
export interface Pair {
  readonly a: string;
  readonly b: string;
  readonly answers: number | null;
}

/**
 * Pairs of codes that stand together in some answer, over all items; the most answers first, equal ones by their ids, and those
 * given to fewer than `below` answers last, without their number and in the order of their ids.
 */
export function coOccurrence({ pairs }: Pick<ThemeCounts, 'pairs'>, below: number): readonly Pair[] {
  const totals = new Map<string, { readonly a: string; readonly b: string; answers: number }>();
  for (const [key, answers] of pairs) {
    const [, a = '', b = ''] = key.split('|');
    const known = totals.get(`${a}|${b}`) ?? { a, b, answers: 0 };
    totals.set(`${a}|${b}`, { ...known, answers: known.answers + answers });
  }
  return [...totals.values()]
    .map((pair): Pair => ({ ...pair, answers: pair.answers < below ? null : pair.answers }))
    .sort((x, y) => (y.answers ?? 0) - (x.answers ?? 0) || compare(x.a, y.a) || compare(x.b, y.b));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
