import { chanceOfBase, listNumbers, type Misfit, type WeighedExplanation } from './explain-misfit.ts';
import type { Conventions } from './reproduce.ts';

const SEARCH = 'Source: exhaustive search for answers, after CLOSURE (Wilner, Wood & Simons 2018).';

/** Chances of each kind of slip, before looking at the cell; judgements, used for order alone. */
const CHANCE = {
  otherN: 0.05,
  larger: 0.05,
  percentTruncated: 0.05,
  percentHalfEven: 0.04,
  allTruncated: 0.02,
  allHalfEven: 0.02,
  populationSd: 0.05,
  dontKnows: 0.1,
  percentOfOthers: 0.03,
} as const;

/** That the figures are right and the n is not theirs: fewer answered, more did, or it is another column's n. */
export function explainByBase(misfit: Misfit): WeighedExplanation[] {
  const { cell, ns, searched, otherNs, reproducer } = misfit;
  const { n } = cell;
  const chance = (bases: readonly number[]): number =>
    bases.reduce((sum, base) => sum + chanceOfBase(base, n), 0);
  const fewer = ns.filter((base) => base < n).reverse();
  const more = ns.filter((base) => base > n);
  const found: WeighedExplanation[] = [];
  if (fewer.length > 0)
    found.push({
      kind: 'fewer-answers',
      ns: [...fewer].reverse(),
      weight: chance(fewer),
      text: `Some of the ${n} may not have answered this item: answers of ${listNumbers(fewer)} give the figures. ${SEARCH}`,
    });
  if (more.length > 0)
    found.push({
      kind: 'larger-n',
      ns: more,
      weight: chance(more) + CHANCE.larger / more.length,
      text: `The n may be another than ${n}, or the block's base larger: answers of ${listNumbers(more)} give the figures. ${SEARCH}`,
    });
  const others = otherNs.filter((other) => other.n !== n);
  const fitting = others.filter(
    (other) => other.n <= reproducer.largest && reproducer.fits(cell.figures, other.n),
  );
  if (fitting.length > 0)
    found.push({
      kind: 'other-n',
      ns: distinct(fitting.map((other) => other.n)),
      weight: (CHANCE.otherN * fitting.length) / others.length,
      text: `Another figure's n may belong here: with ${fitting
        .slice(0, 3)
        .map((other) => `${other.n}, the n of ${other.column}`)
        .join(
          ', or ',
        )}, answers exist${fitting.some((other) => other.n > searched[1]) ? ' (outside the range searched)' : ''}. ${SEARCH}`,
    });
  return found;
}

/** That the figures were made otherwise than assumed: rounding, kind of SD, bases of percentage and mean. */
export function explainByConvention(misfit: Misfit): WeighedExplanation[] {
  const { percent, mean, sd } = misfit.cell.figures;
  const found: WeighedExplanation[] = [];
  const add = (kind: string, chance: number, how: Conventions, text: string): void => {
    const ns = basesToTry(misfit).filter((base) => misfit.reproducer.fits(misfit.cell.figures, base, how));
    if (ns.length === 0) return;
    const weight = chance * ns.reduce((sum, base) => sum + chanceOfBase(base, misfit.cell.n), 0);
    const of = listNumbers(ns);
    found.push({ kind, ns, weight, text: `${text} Answers of ${of} then give the figures. ${SEARCH}` });
  };
  if (percent !== null) {
    add(
      'percent-truncated',
      CHANCE.percentTruncated,
      { percentRounding: 'truncate' },
      'The percentage may have been cut off instead of rounded.',
    );
    add(
      'percent-half-even',
      CHANCE.percentHalfEven,
      { percentRounding: 'half-even' },
      'The percentage may have been rounded half to even.',
    );
  }
  if (mean !== null || sd !== null) {
    add(
      'all-truncated',
      CHANCE.allTruncated,
      { rounding: 'truncate' },
      'All figures may have been cut off instead of rounded.',
    );
    add(
      'all-half-even',
      CHANCE.allHalfEven,
      { rounding: 'half-even' },
      'All figures may have been rounded half to even.',
    );
  }
  if (sd !== null)
    add(
      'population-sd',
      CHANCE.populationSd,
      { deviation: 'population' },
      'The SD may be the population SD, which divides by n and not by n − 1.',
    );
  return percent === null || mean === null ? found : [...found, ...explainByTwoBases(misfit)];
}

/** That percentage and mean are not of the same people. */
function explainByTwoBases(misfit: Misfit): WeighedExplanation[] {
  const { cell, reproducer, searched } = misfit;
  const { n, figures } = cell;
  const found: WeighedExplanation[] = [];
  const nearest = descending(n - 1, Math.max(2, searched[0]));
  const rated = nearest.filter((base) => reproducer.fits(figures, base, { percentBase: n }));
  if (rated.length > 0)
    found.push({
      kind: 'dont-knows-in-percent',
      ns: [...rated].reverse(),
      weight: CHANCE.dontKnows * rated.reduce((sum, base) => sum + 2 * chanceOfBase(base, n), 0),
      text: `Don't knows may be in the base of the percentage but not of the mean: with the percentage of ${n} and the mean and SD of ${listNumbers(rated)}, answers exist. ${SEARCH}`,
    });
  const bases = [...nearest, ...ascending(n + 1, searched[1])];
  const others = bases.filter((base) => reproducer.fits(figures, n, { percentBase: base }));
  if (others.length > 0)
    found.push({
      kind: 'percent-of-other-n',
      ns: [n],
      weight: CHANCE.percentOfOthers * others.reduce((sum, base) => sum + 2 * chanceOfBase(base, n), 0),
      text: `The percentage and the mean may be of different n: with the mean and SD of ${n} and the percentage of ${listNumbers(others)}, answers exist. ${SEARCH}`,
    });
  return found;
}

/**
 * At which n a slip is tried: the printed one; where answers of no n at all give the figures as they are, then also
 * those of the range within a dozen below and a few above, because a slip and a blank may come together.
 */
export function basesToTry({ cell, search, searched }: Misfit): number[] {
  if (search !== 'none') return [cell.n];
  return ascending(Math.max(searched[0], cell.n - 12), Math.max(cell.n, Math.min(searched[1], cell.n + 3)));
}

function ascending(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}

function descending(last: number, first: number): number[] {
  return ascending(first, last).reverse();
}

function distinct(values: readonly number[]): number[] {
  return [...new Set(values)].sort((a, b) => a - b);
}
