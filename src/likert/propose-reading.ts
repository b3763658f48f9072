import { type Exact, formatExact, percentOf, type Ratio, ratio } from '../exact/ratio.ts';
import type { Chart, DistributionChart, Figure } from '../render/contract.ts';

/** One figure a reading may name. */
interface Named {
  readonly exact: Ratio;
  /** Of what, as the reading says it: `“Support is good”, WS`. */
  readonly of: string;
}

/**
 * One line that says what a chart's figures show: the highest, the lowest and how far apart they are, and that no
 * difference is claimed. A proposal, for a person to confirm or reword. It is made of what the chart holds, which is
 * suppressed already; figures without value are left out. The first of equal ones is named and the others are counted. The
 * distance is rounded once from the exact figures, so it can differ by one from that of the rounded ones. Of a distribution it
 * reads the shares of agreement (all levels that lean so). "" where there is no figure to read.
 */
export function proposeReading(chart: Chart): string {
  switch (chart.kind) {
    case 'distribution':
      return rangeText('Agreement', agreeing(chart), percents);
    case 'overview':
      return rangeText('Agreement', chart.parts.flatMap(agreeing), percents);
    case 'comparison':
    case 'heat': {
      const figures = chart.points.map(({ row, group, figure }) => ({ figure, of: `“${row}”, ${group}` }));
      return chart.measure === 'percent'
        ? rangeText('Shares', valued(figures), percents)
        : rangeText('Mean ratings', valued(figures), scores);
    }
  }
}

interface Wording {
  readonly value: (exact: Exact) => string;
  readonly apart: (difference: Exact) => string;
}

const percents: Wording = {
  value: (exact) => `${formatExact(percentOf(exact), 0)} %`,
  apart: (difference) => {
    const points = formatExact(percentOf(difference), 0);
    return `${points} percentage ${points === '1' ? 'point' : 'points'} apart`;
  },
};

const scores: Wording = {
  value: (exact) => formatExact(exact, 2),
  apart: (difference) => `${formatExact(difference, 2)} apart`,
};

function rangeText(what: string, figures: readonly Named[], wording: Wording): string {
  const [first, second] = figures;
  if (first === undefined) return '';
  if (second === undefined) return `${what}: ${wording.value(first.exact)} (${first.of}).`;
  const sorted = figures.toSorted((a, b) => compare(a.exact, b.exact));
  const lowest = sorted[0] ?? first;
  const highest = figures.find(({ exact }) => compare(exact, sorted.at(-1)?.exact ?? exact) === 0) ?? first;
  if (compare(lowest.exact, highest.exact) === 0) {
    return `${what}: all ${figures.length} are ${wording.value(first.exact)}. No difference is claimed.`;
  }
  const named = ({ exact, of }: Named) => {
    const others = figures.filter((each) => compare(each.exact, exact) === 0).length - 1;
    const same =
      others === 0 ? '' : others === 1 ? '; 1 other is the same' : `; ${others} others are the same`;
    return `${wording.value(exact)} (${of}${same})`;
  };
  return `${what} range from ${named(lowest)} to ${named(highest)}, ${wording.apart(difference(highest.exact, lowest.exact))}. No difference is claimed.`.replace(
    /^Agreement range/,
    'Agreement ranges',
  );
}

function agreeing(chart: DistributionChart): readonly Named[] {
  const agree = chart.levels.flatMap(({ lean }, level) => (lean === 1 ? [level] : []));
  if (agree.length === 0) return [];
  return chart.bars.flatMap(({ row, panel, counts, base }) => {
    if (base === 0) return [];
    const agreed = agree.reduce((sum, level) => sum + (counts[level] ?? 0), 0);
    return [{ exact: ratio(agreed, base), of: `“${row}”, ${panel}` }];
  });
}

function valued(figures: readonly { readonly figure: Figure; readonly of: string }[]): readonly Named[] {
  return figures.flatMap(({ figure: { exact }, of }) =>
    exact === null || exact.kind === 'root' ? [] : [{ exact, of }],
  );
}

function compare(a: Ratio, b: Ratio): number {
  const [left, right] = [a.numerator * b.denominator, b.numerator * a.denominator];
  return left < right ? -1 : left > right ? 1 : 0;
}

function difference(a: Ratio, b: Ratio): Ratio {
  return ratio(a.numerator * b.denominator - b.numerator * a.denominator, a.denominator * b.denominator);
}
