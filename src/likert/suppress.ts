import type { Study } from '../study/study.ts';
import {
  type CellAddress,
  cellKey,
  type FrequencyCell,
  type FrequencyTable,
  usableKey,
} from './frequency.ts';
import { hide, type Protection } from './hide.ts';
import { planCells } from './plan-cells.ts';
import { familyOf, mirrorTest, relationsOf } from './relations.ts';
import type { Result } from './result.ts';

/**
 * Why a cell is hidden: `few` answers; `linked`, so that another hidden one can't be had by subtraction; `mirror`, the
 * same counts as another breakdown shows or hides (regions by role are roles by region).
 */
export type Why = 'few' | 'linked' | 'mirror';

/** Whether counts of all who answered a question are shown whatever their number, as where the source publishes them. */
export type Wholes = 'shown' | 'protected';

export interface Suppressed {
  /** What may leave: hidden figures say `[c]` and carry no count at all. */
  readonly publish: readonly Result[];
  readonly internal: readonly Result[];
  /** How many cells of counts are hidden. */
  readonly hidden: number;
  readonly why: ReadonlyMap<string, Why>;
}

/**
 * Results as they may be published. Hidden are the cells of `hiddenCells` and every figure with one of them in it.
 * Method: cell suppression (Hundepool et al., Statistical Disclosure Control, 2012, ch. 4), for additive attacks.
 */
export function suppress(
  study: Study,
  frequency: FrequencyTable,
  results: readonly Result[],
  options: { readonly below?: number } = {},
): Suppressed {
  const why = hiddenCells(study, frequency, options.below ?? study.rules.suppressBelow);
  const mask = maskWith(why);
  return { publish: results.map(mask), internal: results, hidden: why.size, why };
}

/**
 * The cells to hide: those of respondents' groups with fewer than `below` answers, none included, and what would give
 * them away. Answers pooled over questions count by those who gave them: ten answers by three people are three. The whole is never hidden, nor what a table prints that the source publishes as it stands. How many
 * respondents a group has is public (Table A.1 of the CRS report, say), so a group without any covers nobody. With `wholes`
 * protected, a question's counts over all its respondents are treated as a group's.
 */
export function hiddenCells(
  study: Study,
  frequency: FrequencyTable,
  below: number,
  wholes: Wholes = 'shown',
): Map<string, Why> {
  const why = new Map<string, Why>();
  if (below <= 0) return why;
  const published = publishedCells(study, frequency);
  const families = new Map<string, KeyedCell[]>();
  for (const entry of frequency.cells) {
    const family = familyOf(entry[1].address);
    const known = families.get(family);
    if (known === undefined) families.set(family, [entry]);
    else known.push(entry);
  }
  const relations = relationsOf(frequency);
  const crossed = study.breakdowns.some((names) => names.length > 1);
  const groups = crossed ? hiddenGroups(frequency, below) : new Map<string, Why>();
  for (const [key, reason] of groups) why.set(key, reason);
  for (const [family, cells] of families)
    protectFamily(
      study,
      frequency,
      cells,
      { relations: relations.get(family) ?? [], published, groups, below, wholes },
      why,
    );
  return why;
}

/** The figure as it may be shown: with any hidden cell in it, `[c]` and no counts. */
export function maskWith(why: ReadonlyMap<string, Why>): (result: Result) => Result {
  // All figures of a cell share one array, and mostly come one after the other.
  let cells: readonly string[] | null = null;
  let hidden = false;
  return (result) => {
    if (result.cells !== cells) {
      hidden = result.cells.some((cell) => why.has(cell));
      ({ cells } = result);
    }
    if (!hidden) return result;
    return {
      ...result,
      exact: null,
      shorthand: '[c]',
      tally: null,
      sum: null,
      sumSquares: null,
      numerator: null,
      denominator: null,
    };
  };
}

type KeyedCell = readonly [key: string, cell: FrequencyCell];

function protectFamily(
  study: Study,
  frequency: FrequencyTable,
  cells: readonly KeyedCell[],
  given: Pick<Protection, 'relations' | 'below'> & {
    readonly published: ReadonlySet<string>;
    readonly groups: ReadonlyMap<string, Why>;
    readonly wholes: Wholes;
  },
  why: Map<string, Why>,
): void {
  const answered = new Map<string, number>();
  const primary = new Set<string>();
  const known = new Set<string>();
  const mirrored = mirrorTest(study, cells[0]?.[1].address.item ?? '');
  const wholes = given.wholes === 'shown' ? new Map<string, Why>() : hiddenWholes(cells, given);
  for (const [key, { address, tally }] of cells) {
    answered.set(key, tally.answered);
    const hiddenWhole = wholes.get(key);
    if (hiddenWhole !== undefined) {
      why.set(key, hiddenWhole);
      primary.add(key);
    } else if (isWhole(address) || given.published.has(key)) {
      known.add(key);
    } else if (mirrored?.(Object.keys(address.dims)) === true) {
      why.set(key, 'mirror');
      primary.add(key);
    } else if (tally.respondents < given.below) {
      why.set(key, 'few');
      primary.add(key);
      if (isEmptyGroup(frequency, address.questionnaire, address.dims)) known.add(key);
    } else if (given.groups.has(usableKey(address.questionnaire, address.dims))) {
      why.set(key, 'linked');
      primary.add(key);
    }
  }
  for (const key of hide({ relations: given.relations, below: given.below, answered, primary, known }))
    if (!why.has(key)) why.set(key, 'linked');
}

/**
 * The wholes to hide for their own sake, before any group: few answers to a question, and what would give these away. What is
 * shown then of the others is no cover for groups, so that a breakdown costs no whole.
 */
function hiddenWholes(
  cells: readonly KeyedCell[],
  {
    relations,
    published,
    below,
  }: Pick<Protection, 'relations' | 'below'> & { readonly published: ReadonlySet<string> },
): Map<string, Why> {
  const own = cells.filter(([, { address }]) => isWhole(address));
  const keys = new Set(own.map(([key]) => key));
  const few = own
    .filter(([key, { tally }]) => tally.respondents < below && !published.has(key))
    .map(([key]) => key);
  const hidden = hide({
    relations: relations.filter(
      ({ parent, children }) => keys.has(parent) && children.every((cell) => keys.has(cell)),
    ),
    below,
    answered: new Map(own.map(([key, { tally }]) => [key, tally.answered])),
    primary: new Set(few),
    known: published,
  });
  return new Map([...hidden].map((key) => [key, few.includes(key) ? 'few' : 'linked']));
}

function isWhole({ dims }: CellAddress): boolean {
  return Object.keys(dims).length === 0;
}

function isEmptyGroup(
  frequency: FrequencyTable,
  questionnaire: string,
  dims: Readonly<Record<string, string>>,
): boolean {
  return Object.entries(dims).some(
    ([name, group]) => frequency.usable.get(usableKey(questionnaire, { [name]: group })) === 0,
  );
}

function publishedCells(study: Study, frequency: FrequencyTable): Set<string> {
  return new Set(
    study.tables
      .filter(({ disclosure }) => disclosure === 'published')
      .flatMap((definition) => planCells(study, frequency, definition).flat())
      .flatMap(({ evidence }) => evidence?.cells ?? []),
  );
}

/**
 * Crossed groups whose number of respondents is to be hidden, by their key in `usable`. That number is the base plus those
 * not asked of every cell shown for the group, so all questions must hide the same groups for its sake.
 */
function hiddenGroups(frequency: FrequencyTable, below: number): Map<string, Why> {
  const cells = new Map<string, FrequencyCell>();
  const answered = new Map<string, number>();
  const known = new Set<string>();
  const usable = new Map<string, string>();
  for (const { address, tally } of frequency.cells.values()) {
    const group = { ...address, question: null, item: '' };
    const key = cellKey(group);
    const size = usableKey(address.questionnaire, address.dims);
    cells.set(key, { address: group, tally });
    usable.set(key, size);
    answered.set(key, frequency.usable.get(size) ?? 0);
    const names = Object.keys(address.dims).length;
    if (names < 2 || isEmptyGroup(frequency, address.questionnaire, address.dims)) known.add(key);
  }
  const primary = new Set([...cells.keys()].filter((key) => (answered.get(key) ?? 0) < below));
  const relations = [...relationsOf({ cells, usable: new Map() }).values()].flat();
  const hidden = hide({ relations, answered, primary, known, below });
  return new Map([...hidden].map((key) => [usable.get(key) ?? '', primary.has(key) ? 'few' : 'linked']));
}
