import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { formatExact, ratio } from '../exact/ratio.ts';
import { cellKey, type FrequencyTable, usableKey } from '../likert/frequency.ts';
import { chosen, meanOf, medianOf, momentsOf, sdOf, type Value } from '../likert/statistic.ts';
import { tabulate } from '../likert/tabulate.ts';
import { foldStatement } from '../study/alike.ts';
import { positionsOf, scaleOf } from '../study/lookup.ts';
import type { Scale, Study } from '../study/study.ts';
import { countFixtures, FIXTURES } from './testing/fixture-run.ts';

/** A line of independent/figures.csv, which compute.R made from the same exports: everything as text. */
type Line = Readonly<Record<(typeof COLUMNS)[number], string>>;
const COLUMNS = [
  'questionnaire',
  'pathway',
  'region',
  'statement',
  'of',
  'n',
  'k',
  'percent',
  'sum',
  'sum_squares',
  'mean',
  'sd',
  'median',
] as const;

/** What compute.R calls the questions that no table prints in full. */
const ITEMS: Readonly<Record<string, string>> = {
  region: 'region',
  'R&M system is working well': 'rm-working',
  'refers people to this CRS': 'refers',
  'co-location present': 'colocated',
  'Social Value Score': 'social-value',
  'aware of providers who were unable to apply': 'providers-unable',
  'type of CRS delivered': 'crs-type',
  'something different in their community': 'new-activity',
  'service could be accessed after the community order': 'accessed-after',
  'linking people into new activities': 'linking',
  'prefers co-commissioning': 'prefers-co-commissioning',
  'I have lived experience which I draw upon in my role': 'lived-experience',
  'I have regular (at least monthly) supervision': 'regular-supervision',
};

let study: Study;
let frequency: FrequencyTable;
let lines: readonly Line[];

beforeAll(async () => {
  ({ study, frequency } = await countFixtures());
  const records: Record<string, string>[] = parse(readFileSync(`${FIXTURES}/independent/figures.csv`), {
    columns: true,
  });
  lines = records.map((record) => {
    const cells = COLUMNS.map((column) => [column, record[column] ?? 'no such column']);
    return Object.fromEntries(cells) as Line;
  });
}, 60_000);

describe('every figure also comes out of a second computation, in R, from the export files alone', () => {
  it('base, count, percentage, sums, mean, SD and median of each statement, whole and by region', () => {
    expect(lines.length).toBeGreaterThan(2400);
    expect(lines.map(ours)).toEqual(lines);
  });

  it('and covers each question that a table of the study counts, in each region that one breaks it down by', () => {
    const covered = new Set(
      lines.filter(({ statement }) => statement !== 'respondents').map((line) => addressOf(line).key),
    );
    const printed = tabulate(study, frequency, { synthetic: true, hidden: new Map() }).results;
    const cells = new Set(printed.flatMap((result) => result.cells));
    const respondents = new Set([...frequency.usable.keys()]);
    expect([...cells].filter((cell) => !covered.has(cell) && !respondents.has(cell))).toEqual([]);
  });
});

/** The same line with our figures in place of the independent ones. */
function ours(line: Line): Line {
  if (line.statement === 'respondents') {
    const usable = String(frequency.usable.get(usableKey(line.questionnaire, {})));
    return { ...line, n: usable, k: usable };
  }
  const { key, scale } = addressOf(line);
  const tally = frequency.cells.get(key)?.tally;
  if (tally === undefined) return { ...line, n: `no counts at ${key}` };
  if (line.of === 'respondents') {
    const distinct = String(tally.respondents);
    return { ...line, n: distinct, k: distinct, percent: tally.respondents === 0 ? '' : '100' };
  }
  const k = chosen(tally, levelsOf(scale, line.of));
  const moments = scale.kind === 'ordered' && line.sum !== '' ? momentsOf(scale, tally) : null;
  const value = (figure: Value, decimals: number): string =>
    moments === null || figure.exact === null ? '' : formatExact(figure.exact, decimals);
  return {
    ...line,
    n: String(tally.answered),
    k: String(k),
    percent: tally.answered === 0 ? '' : formatExact(ratio(100 * k, tally.answered), 0),
    sum: String(moments?.sum ?? ''),
    sum_squares: String(moments?.sumSquares ?? ''),
    mean: value(meanOf(scale, tally), 2),
    sd: value(sdOf(scale, tally), 2),
    median: value(medianOf(scale, tally), 1),
  };
}

function addressOf(line: Line): { readonly key: string; readonly scale: Scale } {
  const questionnaire = study.questionnaires.find(({ id }) => id === line.questionnaire);
  const candidates = (questionnaire?.questions ?? []).filter(
    (question) =>
      (question.facets['pathway'] ?? '') === line.pathway ||
      (line.pathway === 'all' && question.facets['pathway'] !== undefined),
  );
  const item = ITEMS[line.statement];
  const question = candidates.find((candidate) =>
    item === undefined
      ? foldStatement(candidate.text) === foldStatement(line.statement)
      : candidate.item === item || candidate.item === `${item}-overall`,
  );
  const scale = question === undefined ? null : scaleOf(study, question);
  if (question === undefined || scale === null) throw new Error(`no question for "${line.statement}"`);
  const region = study.scales['region']?.options.find(({ label }) => label === line.region)?.id;
  const address = {
    questionnaire: line.questionnaire,
    question: line.pathway === 'all' ? null : question.id,
    item: question.item,
    dims: region === undefined ? {} : { region },
  };
  return { key: cellKey(address), scale };
}

function levelsOf(scale: Scale, of: string): readonly number[] {
  if (of === '') return [];
  if (of === 'agree' || of === '5 to 7') return positionsOf(scale, null);
  if (of === 'all, most or some') return positionsOf(scale, 'some-or-more');
  return scale.options.flatMap(({ label }, position) =>
    foldStatement(label) === foldStatement(of) ? [position] : [],
  );
}
