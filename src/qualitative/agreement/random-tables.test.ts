import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { cohenKappa, kappaOfAll, pairsOf } from './cohen-kappa.ts';
import { confusionOf } from './compare-with-reference.ts';
import { gwetAc1 } from './gwet-ac1.ts';
import { krippendorffAlpha } from './krippendorff-alpha.ts';
import type { Measure } from './measure.ts';
import { percentAgreement } from './percent-agreement.ts';
import type { Category, Level, Ratings } from './ratings.ts';
import { referenceMeasures } from './reference-measures.ts';
import { countUnits } from './unit-counts.ts';

interface Line {
  readonly units: readonly (readonly (number | null)[])[];
  readonly categories: readonly number[];
}

// From fixtures/agreement/random-tables.py: rational arithmetic in another language, by another route.
const LINES = readFileSync('fixtures/agreement/random-tables.jsonl', 'utf8').trimEnd().split('\n');

const show = (measure: Measure) =>
  measure.kind === 'undefined' ? 'undefined' : `${measure.numerator}/${measure.denominator}`;

/** The second coder against the first: whether a unit is in the highest category that occurs. */
function highestAgainstFirst(units: Line['units']) {
  const top = Math.max(...units.flat().filter((rating) => rating !== null));
  const both = units.flatMap(([first = null, second = null]) =>
    first === null || second === null ? [] : [[second === top, first === top] as const],
  );
  return confusionOf(both);
}

it('every measure of 320 random tables is, to the last digit, what rational arithmetic gives', () => {
  const ours = LINES.map((line) => {
    const { units, categories } = JSON.parse(line) as Line;
    const coders = (units[0] ?? []).map((_, index) => `r${index + 1}`);
    const ratings: Ratings = { coders, units, categories };
    const counts = countUnits(ratings);
    const { tp, fp, fn, tn, precision, recall, f1 } = referenceMeasures(highestAgainstFirst(units));
    return JSON.stringify({
      units,
      categories,
      percent: show(percentAgreement(counts)),
      kappas: pairsOf(coders.length).map(([a, b]) => show(cohenKappa(ratings, a, b))),
      kappa: show(kappaOfAll(ratings)),
      nominal: show(krippendorffAlpha(counts, 'nominal')),
      ordinal: show(krippendorffAlpha(counts, 'ordinal')),
      interval: show(krippendorffAlpha(counts, 'interval')),
      ac1: show(gwetAc1(counts)),
      reference: [tp, fp, fn, tn, show(precision), show(recall), show(f1)],
    });
  });
  expect(ours.length).toBe(320);
  for (const [index, line] of ours.entries())
    expect(JSON.parse(line)).toEqual(JSON.parse(LINES[index] ?? ''));
});

it('alpha heeds only what its level means: names may change, an order may be stretched, numbers shifted and scaled', () => {
  for (const line of LINES.slice(0, 60)) {
    const { units, categories } = JSON.parse(line) as Line;
    const alpha = (level: Level, rename: (category: number, rank: number) => Category) => {
      const renamed = new Map(categories.map((category, rank) => [category, rename(category, rank)]));
      const of = (rating: number | null) => (rating === null ? null : (renamed.get(rating) ?? null));
      const scale = categories.map((category) => renamed.get(category) ?? category);
      const coders = (units[0] ?? []).map(String);
      return show(
        krippendorffAlpha(
          countUnits({ coders, units: units.map((unit) => unit.map(of)), categories: scale }),
          level,
        ),
      );
    };
    const same = (category: number) => category;
    expect(alpha('nominal', (_, rank) => `x${-rank}`)).toBe(alpha('nominal', same));
    expect(alpha('ordinal', (_, rank) => rank ** 3)).toBe(alpha('ordinal', same));
    expect(alpha('interval', (category) => 4 * category - 1000)).toBe(alpha('interval', same));
  }
});

it('the order of units and of coders changes nothing', () => {
  const line = JSON.parse(LINES[7] ?? '') as Line;
  const turned: (Category | null)[][] = line.units.map((unit) => [...unit].reverse()).reverse();
  const coders = (line.units[0] ?? []).map(String);
  const measures = (units: Ratings['units']) => {
    const ratings = { coders, units, categories: line.categories };
    const counts = countUnits(ratings);
    return [
      percentAgreement(counts),
      kappaOfAll(ratings),
      krippendorffAlpha(counts, 'ordinal'),
      gwetAc1(counts),
    ].map(show);
  };
  expect(measures(turned)).toEqual(measures(line.units));
});
