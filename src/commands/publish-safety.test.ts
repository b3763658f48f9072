import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ingestFiles } from '../ingest/ingest-files.ts';
import { countResponses } from '../likert/count.ts';
import { mergeFrequencies, NO_FREQUENCIES } from '../likert/merge-frequencies.ts';
import { RESULT_COLUMNS, resultRows } from '../likert/result-rows.ts';
import { summarise } from '../likert/summarise.ts';
import { suppress } from '../likert/suppress.ts';
import { tabulate } from '../likert/tabulate.ts';
import { solveFor } from '../likert/testing/attack.ts';
import { loadStudy } from '../study/load.ts';
import type { Io } from './io.ts';
import { openExports } from './read-inputs.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const IO: Io = { stdout: () => {}, stderr: () => {}, cwd: ROOT, env: {} };

/** A cell as an attacker puts it together from rows of publish/results.csv. */
interface PublishedCell {
  readonly name: string;
  readonly family: string;
  readonly pooled: boolean;
  readonly groups: readonly string[];
  /** Null where hidden. */
  readonly answered: number | null;
}

describe.each([
  ['the CRS evaluation', 'src/study/crs-evaluation', 'fixtures/crs-evaluation/exports', 10],
  [
    'a study with overlapping groups and a crossing',
    'fixtures/second-study/study',
    'fixtures/second-study/exports',
    5,
  ],
])('publish/results.csv of %s', async (_, studyFolder, exportFolder, below) => {
  const rows = await publishedRows(studyFolder, exportFolder);
  const cells = cellsIn(rows);
  const sums = sumsOf(cells);
  const isEmpty = emptyGroups(rows);

  it('hides something', () => {
    expect(cells.some(({ answered }) => answered === null)).toBe(true);
  });

  it('has no number in the row of a hidden figure', () => {
    const counts = [
      'value',
      'numerator',
      'denominator',
      'sum',
      'sum_squares',
      'asked',
      'answered',
      'dont_know',
      'blank',
      'not_asked',
    ] as const;
    const hidden = rows.filter((row) => row.shorthand === '[c]');
    expect(hidden.filter((row) => counts.some((name) => row[name] !== ''))).toEqual([]);
  });

  it('shows no group of respondents with few answers', () => {
    const small = cells.filter(
      ({ groups, answered }) => groups.length > 0 && answered !== null && answered < below,
    );
    expect(small.map(({ name }) => name)).toEqual([]);
  });

  it('gives no hidden figure away to one who solves all of its sums, even if every group added up exactly', () => {
    const unknown = (cell: PublishedCell) => cell.answered === null && !isEmpty(cell);
    // Which unknowns the sums fix does not depend on what they amount to.
    const equations = sums.map(({ parent, children }) => ({
      factors: new Map([
        ...(unknown(parent) ? [[parent.name, -1] as const] : []),
        ...children.filter(unknown).map(({ name }) => [name, 1] as const),
      ]),
      equals: 0,
    }));
    expect([...solveFor(equations).keys()]).toEqual([]);
  });

  it('leaves over no fewer answers than the threshold, unless all of a sum is hidden', () => {
    const thin = sums.filter(({ parent, children }) => {
      const shown = children.filter((cell) => cell.answered !== null);
      const some = children.some((cell) => cell.answered === null && !isEmpty(cell));
      if (parent.answered === null || !some || shown.length === 0) return false;
      // Below 0 where groups overlap: then it is the size of nothing.
      const rest = parent.answered - shown.reduce((sum, { answered }) => sum + (answered ?? 0), 0);
      return rest >= 0 && rest < below;
    });
    expect(thin.map(({ parent, children }) => `${parent.name} < ${children[0]?.name}`)).toEqual([]);
  });
});

type Row = Record<(typeof RESULT_COLUMNS)[number], string>;

async function publishedRows(studyFolder: string, exportFolder: string): Promise<Row[]> {
  const study = await loadStudy(`${ROOT}${studyFolder}`);
  const files = readdirSync(`${ROOT}${exportFolder}`).map((name) => `${exportFolder}/${name}`);
  let frequency = NO_FREQUENCIES;
  for (const { questionnaire, batches } of ingestFiles(await openExports(files, IO), study, {})
    .questionnaires)
    frequency = mergeFrequencies(frequency, await countResponses(study, questionnaire, batches));
  const synthetic = { synthetic: true };
  const shown = tabulate(study, frequency, { ...synthetic, hidden: new Map() }).results;
  const { publish } = suppress(study, frequency, [...summarise(study, frequency, synthetic), ...shown]);
  return resultRows(publish).map(
    (row) => Object.fromEntries(RESULT_COLUMNS.map((column, at) => [column, row[at] ?? ''])) as Row,
  );
}

function cellsIn(rows: readonly Row[]): PublishedCell[] {
  const cells = new Map<string, PublishedCell>();
  for (const { id, item, levels, statistic, value } of rows) {
    // Figures pooled over several cells have several names joined.
    if (statistic !== 'count' || levels !== 'answered' || id.includes('+')) continue;
    const [question = '', groups = ''] = id.split('@');
    const name = question.replace(/\.count\.answered$/, '');
    const [questionnaire = ''] = name.split('.');
    cells.set(id, {
      name: `${name}@${groups}`,
      family: `${questionnaire} ${item}`,
      pooled: name.startsWith(`${questionnaire}.pooled.`),
      groups: groups === '' ? [] : groups.split(';'),
      answered: value === '' ? null : Number(value),
    });
  }
  return [...cells.values()];
}

/** All that adds up: groups to coarser groups, questions to what pools them. */
function sumsOf(cells: readonly PublishedCell[]): { parent: PublishedCell; children: PublishedCell[] }[] {
  const families = groupBy(cells, ({ family }) => family);
  return [...families.values()].flatMap((family) =>
    family.flatMap((parent) => {
      const question = parent.name.split('@')[0];
      const finer = family.filter(
        ({ name, groups }) =>
          name.split('@')[0] === question &&
          groups.length > parent.groups.length &&
          parent.groups.every((group) => groups.includes(group)),
      );
      const byDimensions = groupBy(finer, ({ groups }) =>
        groups.map((group) => group.split('=')[0]).join(';'),
      );
      const questions = parent.pooled
        ? family.filter(({ pooled, groups }) => !pooled && groups.join(';') === parent.groups.join(';'))
        : [];
      return [...byDimensions.values(), questions]
        .filter((children) => children.length > 0)
        .map((children) => ({ parent, children }));
    }),
  );
}

/** Groups that nobody is in, as everyone can read off the question that puts respondents in groups. */
function emptyGroups(rows: readonly Row[]): (cell: PublishedCell) => boolean {
  const empty = new Set(
    rows
      .filter(({ statistic, id, value }) => statistic === 'count' && value === '0' && !id.includes('@'))
      .map(({ id, item, levels }) => `${id.split('.')[0]} ${item}=${levels}`),
  );
  return ({ family, groups }) => groups.some((group) => empty.has(`${family.split(' ')[0]} ${group}`));
}

function groupBy<T>(list: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return groups;
}
