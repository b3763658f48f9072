import { ratio, roundToUnits } from '../exact/ratio.ts';
import type { PublishedLocation } from '../study/locate-published.ts';
import type { PublishedCount, PublishedLikert, PublishedText } from '../study/published.ts';
import type { Scale, Study } from '../study/study.ts';
import { prepareSearch } from './search.ts';

/**
 * The numbers of respondents in the range, ends included, for which whole answer counts on the question's scale give
 * every published figure of the row at once, or null where its scale has no numeric values to search on.
 */
export function possibleBases(
  study: Study,
  location: PublishedLocation<PublishedLikert>,
  range: readonly [number, number],
): readonly number[] | null {
  const scale = scaleOf(study, location);
  const levels = scale?.options.filter((option) => option.missing === null && option.value !== null) ?? [];
  if (scale === null || levels.length === 0) return null;
  const agreeing = levelIds(scale, location.selection.levels);
  const { percent, mean, sd } = location.published;
  const search = prepareSearch(
    {
      scale: levels.map((option) => option.value ?? 0),
      agree:
        percent === null ? null : levels.filter(({ id }) => agreeing.has(id)).map(({ value }) => value ?? 0),
      percent,
      mean,
      sd,
      rounding: 'half-away',
      deviation: 'sample',
    },
    range[1],
  );
  return span(range).filter(search.feasible);
}

/** What a count and percentage allow: every (k, n) in the range with k printed, if it is, and 100k/n rounding to the percentage. */
export function possibleShares(
  published: PublishedCount | PublishedText,
  range: readonly [number, number],
): readonly { readonly k: number; readonly n: number }[] {
  const { percent } = published;
  const counted = published.kind === 'count' ? Number(published.count) : null;
  return span(range).flatMap((n) => {
    const numerators = counted === null ? span([0, n]) : counted <= n ? [counted] : [];
    return numerators.filter((k) => percent === null || roundsTo(100 * k, n, percent)).map((k) => ({ k, n }));
  });
}

/** Option ids that a percentage is of: a named set of the scale, or a list; agreeing ones where nothing is named. */
export function levelIds(scale: Scale, levels: string | readonly string[] | null): ReadonlySet<string> {
  if (levels !== null && typeof levels !== 'string') return new Set(levels);
  if (levels === null || levels === 'agree')
    return new Set(scale.options.filter(({ lean }) => lean === 1).map(({ id }) => id));
  return new Set(scale.sets[levels] ?? [levels]);
}

/** The scale of the first question a figure counts; null where it counts respondents. */
export function scaleOf(study: Study, location: PublishedLocation): Scale | null {
  const [first] = location.questions;
  const question = study.questionnaires
    .find(({ id }) => id === first?.questionnaire)
    ?.questions.find(({ id }) => id === first?.question);
  const id = question?.scale;
  return id === undefined || id === null ? null : (study.scales[id] ?? null);
}

function roundsTo(numerator: number, denominator: number, printed: string): boolean {
  const decimals = printed.split('.')[1]?.length ?? 0;
  return roundToUnits(ratio(numerator, denominator), decimals) === BigInt(printed.replace('.', ''));
}

function span([first, last]: readonly [number, number]): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}
