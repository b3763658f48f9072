import { parsePrinted } from '../audit/printed-interval.ts';
import { ratio, roundToUnits } from '../exact/ratio.ts';
import type { PublishedLocation } from '../study/locate-published.ts';
import type { Option, Question, Scale } from '../study/study.ts';

/** A published count, or percentage, or both, of those who chose one of a set of options. */
export interface Known {
  readonly levels: readonly string[];
  readonly count: number | null;
  readonly percent: string | null;
}

/** The levels of a scale: its options but the named missing answers. */
export function levelsOf(options: readonly Option[]): readonly Option[] {
  return options.filter((option) => option.missing === null);
}

/** What counts and quoted percentages say of one question, each set of options once. */
export function knownSets(
  located: readonly PublishedLocation[],
  questionnaire: string,
  question: string,
  scale: Scale,
): readonly Known[] {
  const { options } = scale;
  const found = new Map<string, Known>();
  for (const { published, questions, selection } of located) {
    const [place] = questions;
    if (published.kind === 'likert' || questions.length !== 1 || place === undefined) continue;
    if (place.questionnaire !== questionnaire || place.question !== question) continue;
    const named = selection.levels ?? 'agree';
    const levels = typeof named === 'string' ? scale.sets[named] : named;
    if (levels === undefined) continue;
    const key = levels.join('+');
    // A table's count comes before a rounded percentage of the running text, and before one that contradicts it.
    if (found.get(key)?.count !== undefined && found.get(key)?.count !== null) continue;
    if (published.kind === 'text' && contradicts(found, levels, options)) continue;
    found.set(key, {
      levels,
      count: published.kind === 'count' ? Number(published.count) : null,
      percent: published.percent,
    });
  }
  return [...found.values()];
}

/** Whether the rest of the options is known already: then a further percentage is theirs to give, right or wrong. */
function contradicts(
  found: ReadonlyMap<string, Known>,
  levels: readonly string[],
  options: readonly Option[],
): boolean {
  const rest = levelsOf(options)
    .map((option) => option.id)
    .filter((id) => !levels.includes(id));
  return found.has(rest.join('+'));
}

/** The largest base up to `most` for which every set has a numerator. */
export function fittingBase(known: readonly Known[], most: number): number | null {
  for (let base = most; base > 0; base--) {
    if (known.every((set) => numeratorFor(set, base) !== null)) return base;
  }
  return null;
}

/** How many of `base` chose the set: the published count if its percentage fits, else the middle of those that fit. */
export function numeratorFor(set: Known, base: number): number | null {
  const fits = (count: number): boolean => {
    if (set.percent === null) return count <= base;
    const printed = parsePrinted(set.percent);
    return (
      count <= base && base > 0 && roundToUnits(ratio(100 * count, base), printed.decimals) === printed.units
    );
  };
  if (set.count !== null) return fits(set.count) ? set.count : null;
  const all = Array.from({ length: base + 1 }, (_, count) => count).filter(fits);
  return all[Math.floor(all.length / 2)] ?? null;
}

/** Counts for each option of the known sets; within a set of several, and for what is left, by weight. */
export function shareOut(
  question: Question,
  options: readonly Option[],
  known: readonly Known[],
  base: number,
  weights: readonly number[],
): readonly (number | null)[] {
  const counts: (number | null)[] = options.map(() => null);
  const members = (ids: readonly string[]) =>
    options.flatMap((option, index) => (ids.includes(option.id) ? [index] : []));
  for (const set of known) {
    const inside = members(set.levels);
    const parts = proportion(
      numeratorFor(set, base) ?? 0,
      inside.map((index) => weights[index] ?? 0),
    );
    inside.forEach((index, at) => {
      counts[index] = parts[at] ?? 0;
    });
  }
  if (question.kind === 'multi') return counts;
  const rest = options.flatMap((option, index) =>
    option.missing === null && counts[index] === null ? [index] : [],
  );
  const left = base - counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
  const parts = proportion(
    left,
    rest.map((index) => weights[index] ?? 0),
  );
  rest.forEach((index, at) => {
    counts[index] = parts[at] ?? 0;
  });
  return counts;
}

/** `total` shared out by weight in whole numbers, the largest remainders rounded up (the first of equals). */
export function proportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  const fair = sum === 0 ? weights.map(() => 1) : weights;
  const whole = fair.reduce((a, b) => a + b, 0);
  const parts = fair.map((weight) => Math.floor((total * weight) / whole));
  const order = fair
    .map((weight, index) => ({ index, rest: (total * weight) % whole }))
    .sort((a, b) => b.rest - a.rest || a.index - b.index);
  const short = total - parts.reduce((a, b) => a + b, 0);
  for (const { index } of order.slice(0, short)) parts[index] = (parts[index] ?? 0) + 1;
  return parts;
}
