import { type AddressedQuestion, dimensionOf, questionsOf, scaleOf } from '../study/lookup.ts';
import type { Scale, Selection, Study } from '../study/study.ts';
import { type CellAddress, cellKey, type FrequencyTable, type Tally, usableKey } from './frequency.ts';
import { partAsking, questionsAt } from './question-index.ts';
import type { Result } from './result.ts';
import { type Moments, momentsOf } from './statistic.ts';
import { addTallies, emptyTally } from './tally.ts';

/** The counts that figures are made of: one cell or several pooled, with what is needed to name and read them. */
export interface Evidence {
  /** What ids of Results start with, such as `probation-p1.ws.refer-everyone`. */
  readonly name: string;
  /** What ids end with: `@region=wales`; empty for the whole. */
  readonly suffix: string;
  readonly item: string;
  readonly addresses: readonly CellAddress[];
  readonly cells: readonly string[];
  readonly scale: Scale;
  readonly multi: boolean;
  /** All zeros where the run has no data of the questionnaire. */
  readonly tally: Tally;
  /** Whether several questions of one questionnaire are in it, so that a respondent may count several times. */
  readonly pooled: boolean;
  /** Distinct respondents who answered; null where some but not all questions of an item are pooled: not counted. */
  readonly respondents: number | null;
  /** Group by dimension, pooled groups joined by `+`. */
  readonly groups: Readonly<Record<string, string>>;
  /** The groups as results.csv has them. */
  readonly places: Places;
  /** Σx and Σx² of those who answered; null where the options have no scores. */
  readonly moments: Moments | null;
}

/** Which part of a Selection says whose answers: an item, in groups of any dimensions. */
export type Where = Pick<Selection, 'item' | 'where'>;

/**
 * The counts a selection asks for; null where no questionnaire has such a question ("n/a"). All questions of an item in
 * a questionnaire are taken together where no question dimension narrows them. Several groups of a respondent dimension
 * are added up. Throws a RangeError for an unknown dimension, for a breakdown that is not counted, and where the
 * questions do not share one scale.
 */
export function evidenceFor(study: Study, frequency: FrequencyTable, selection: Where): Evidence | null {
  const { item, where } = selection;
  if (item === null) return null;
  const dims = groupChoices(study, where);
  const asked = questionsOf(partAsking(study, item), selection);
  const addresses = [...new Set(asked.map(({ questionnaire }) => questionnaire))].flatMap((questionnaire) =>
    addressedIn(
      frequency,
      asked.filter((addressed) => addressed.questionnaire === questionnaire),
    ).flatMap((question) =>
      dims.map((groups) => ({ questionnaire: questionnaire.id, question, item, dims: groups })),
    ),
  );
  return addresses.length === 0 ? null : evidenceOf(study, frequency, addresses);
}

/** The counts of these cells together. At least one address. Of a single cell they are found once and kept. */
export function evidenceOf(
  study: Study,
  frequency: FrequencyTable,
  addresses: readonly CellAddress[],
): Evidence {
  const [only, another] = addresses;
  if (only === undefined || another !== undefined) return findEvidence(study, frequency, addresses);
  const cells = knownEvidence(study, frequency);
  const key = cellKey(only);
  const kept = cells.get(key);
  if (kept !== undefined) return kept;
  const found = findEvidence(study, frequency, addresses);
  cells.set(key, found);
  return found;
}

const known = new WeakMap<
  FrequencyTable,
  { readonly study: Study; readonly byCell: Map<string, Evidence> }
>();

function knownEvidence(study: Study, frequency: FrequencyTable): Map<string, Evidence> {
  const kept = known.get(frequency);
  if (kept?.study === study) return kept.byCell;
  const byCell = new Map<string, Evidence>();
  known.set(frequency, { study, byCell });
  return byCell;
}

function findEvidence(study: Study, frequency: FrequencyTable, addresses: readonly CellAddress[]): Evidence {
  const [at, ...more] = addresses.map((address) => questionsAt(study, address));
  const asked = more.length === 0 ? (at ?? []) : [at ?? [], ...more].flat();
  const [first] = asked;
  const scale = first === undefined ? null : scaleOf(study, first.question);
  if (first === undefined || scale === null) throw new RangeError('no closed question at the address');
  if (asked.some(({ question }) => question.scale !== first.question.scale))
    throw new RangeError(
      `${first.question.item}: answers on different scales cannot be pooled: ` +
        [...new Set(asked.map(({ question }) => question.scale))].join(', '),
    );
  const cells = addresses.map(cellKey);
  const tallies = cells.map((cell) => frequency.cells.get(cell)?.tally);
  const [only, ...others] = tallies.filter((tally) => tally !== undefined);
  const tally = others.reduce(addTallies, only ?? emptyTally(scale.options.length));
  const groups = groupsOf(study, addresses, asked);
  const oneEach = new Set(addresses.map(({ questionnaire, dims }) => usableKey(questionnaire, dims)));
  return {
    name: [...new Set(addresses.map(addressName))].join('+'),
    suffix: suffixOf(addresses),
    item: first.question.item,
    addresses,
    cells,
    scale,
    multi: first.question.kind === 'multi',
    tally,
    pooled: asked.length > oneEach.size,
    respondents: oneEach.size === addresses.length ? tally.respondents : null,
    groups,
    places: placesOf(groups),
    moments: first.question.kind === 'multi' ? null : momentsOf(scale, tally),
  };
}

/** One record of respondent groups for each combination chosen; one empty record for the whole. */
export function groupChoices(study: Study, where: Selection['where']): Record<string, string>[] {
  let choices: Record<string, string>[] = [{}];
  for (const [name, groups] of Object.entries(where)) {
    const dimension = dimensionOf(study, name);
    if (dimension === null) throw new RangeError(`the study has no dimension "${name}"`);
    if (dimension.from === 'respondent')
      choices = choices.flatMap((choice) => groups.map((group) => ({ ...choice, [name]: group })));
  }
  return choices;
}

/** The questions of an item in one questionnaire that are taken together: pooled (null), or each. */
function addressedIn(frequency: FrequencyTable, asked: readonly AddressedQuestion[]): (string | null)[] {
  const [first] = asked;
  if (first === undefined) return [];
  const { questionnaire, question } = first;
  if (asked.length === 1) return [question.id];
  const { item } = question;
  const all = questionnaire.questions.filter((other) => other.item === item);
  const pooled = cellKey({ questionnaire: questionnaire.id, question: null, item, dims: {} });
  // Only there are distinct respondents known.
  if (asked.length === all.length && frequency.cells.has(pooled)) return [null];
  return asked.map((addressed) => addressed.question.id);
}

function addressName({ questionnaire, question, item }: CellAddress): string {
  return `${questionnaire}.${question ?? `pooled.${item}`}`;
}

function suffixOf(addresses: readonly CellAddress[]): string {
  const text = recordText(joinGroups(addresses.map(({ dims }) => dims)));
  return text === '' ? '' : `@${text}`;
}

function groupsOf(
  study: Study,
  addresses: readonly CellAddress[],
  asked: readonly AddressedQuestion[],
): Record<string, string> {
  const dims = joinGroups(addresses.map((address) => address.dims));
  return { ...facetsOf(study, asked), ...dimensionsIn(study, dims) };
}

const facets = new WeakMap<readonly AddressedQuestion[], Record<string, string>>();

/** The groups that questions are in by themselves; worked out once for each list of questions. */
function facetsOf(study: Study, asked: readonly AddressedQuestion[]): Record<string, string> {
  const kept = facets.get(asked);
  if (kept !== undefined) return kept;
  const records = asked.map(({ questionnaire, question }) => ({
    ...questionnaire.facets,
    ...question.facets,
  }));
  const found = dimensionsIn(study, joinGroups(records));
  facets.set(asked, found);
  return found;
}

function dimensionsIn(study: Study, groups: Record<string, string>): Record<string, string> {
  for (const name of Object.keys(groups)) if (dimensionOf(study, name) === null) delete groups[name];
  return groups;
}

/** Columns of results.csv that every study has, whether or not it has the dimension; `dims` holds them all. */
export type Places = Pick<Result, 'respondents' | 'phase' | 'pathway' | 'region' | 'dims'>;

/** The groups of a figure as results.csv has them. */
export function placesOf(groups: Readonly<Record<string, string>>): Places {
  const { respondents = '', phase = '', pathway = '', region = '' } = groups;
  return { respondents, phase, pathway, region, dims: recordText(groups) };
}

/** Each name with its distinct groups in order of appearance, joined by `+`. */
export function joinGroups(records: readonly Readonly<Record<string, string>>[]): Record<string, string> {
  const [only, another] = records;
  if (only !== undefined && another === undefined) return { ...only };
  const joined = new Map<string, Set<string>>();
  for (const record of records)
    for (const [name, group] of Object.entries(record))
      joined.set(name, (joined.get(name) ?? new Set<string>()).add(group));
  return Object.fromEntries([...joined].map(([name, groups]) => [name, [...groups].join('+')]));
}

/** `name=group` in name order, joined by `;`. */
export function recordText(record: Readonly<Record<string, string>>): string {
  return Object.keys(record)
    .sort()
    .map((name) => `${name}=${record[name]}`)
    .join(';');
}
