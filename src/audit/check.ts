import type { Exact } from '../exact/ratio.ts';
import type { FrequencyTable } from '../likert/frequency.ts';
import type { Table } from '../render/contract.ts';
import { locatePublished, type PublishedLocation } from '../study/locate-published.ts';
import { formatProblem, type Problem } from '../study/problem.ts';
import type {
  PublishedCount,
  PublishedFigures,
  PublishedLikert,
  PublishedRow,
  PublishedText,
} from '../study/published.ts';
import { publishedId } from '../study/published.ts';
import type { Study } from '../study/study.ts';
import { answeredBase, blockBase } from './block-base.ts';
import {
  type CheckedCell,
  type CheckReport,
  countVerdicts,
  type FigureName,
  type Verdict,
} from './check-report.ts';
import { type ComparedFigure, compareFigure, percentOf } from './compare-figure.ts';
import { findConflict } from './find-conflict.ts';
import { type OurFigures, ourFigures } from './our-figures.ts';
import { possibleBases, possibleShares } from './published-possible.ts';

/** A finished run, and what was published of the same survey. */
export interface CheckInput {
  readonly study: Study;
  readonly frequencies: FrequencyTable;
  /** All tables of the study, as arranged before suppression. */
  readonly tables: readonly Table[];
  /** Shares of the study's quoted figures, by position; null where there is none. */
  readonly quoted: readonly (Exact | null)[];
  readonly published: PublishedFigures;
}

/**
 * Compares every published figure with ours, at the decimals printed. Cells stand in the order of the published
 * files: ratings, counts, quoted figures, then one a header n. A cell's verdict is its worst figure's; where something
 * differs, answers are sought that would give what is printed, for 2 respondents up to the larger of the header's n and
 * the largest base of the block (see `blockBase`): where no number of them has any, the verdict is `none`.
 */
export function checkFigures(input: CheckInput): CheckReport {
  const { located, problems } = locatePublished(input.study, input.published);
  const byPlace = new Map(located.map((location) => [place(location.published), location]));
  const lost = new Map(problems.map((problem) => [`${problem.file}:${problem.row}`, problem]));
  const shares = located.filter(
    (location) => location.published.kind !== 'likert',
  ) as readonly ShareLocation[];
  const rows: readonly PublishedRow[] = [
    ...input.published.likert,
    ...input.published.counts,
    ...input.published.texts,
  ];
  const cells = rows.map((row): CheckedCell => {
    const location = byPlace.get(place(row));
    if (location === undefined) return missingCell(row, lost.get(place(row)));
    return row.kind === 'likert'
      ? checkRating(input, location as PublishedLocation<PublishedLikert>)
      : checkShare(input, location as ShareLocation, shares);
  });
  const all = [...cells, ...checkHeaders(input, located)];
  return { summary: countVerdicts(all), cells: all };
}

type ShareLocation = PublishedLocation<PublishedCount | PublishedText>;

function checkRating(input: CheckInput, location: PublishedLocation<PublishedLikert>): CheckedCell {
  const { published } = location;
  const ours = oursOf(input, location);
  const figures = {
    ...(published.percent === null
      ? {}
      : {
          percent: compare(published.percent, percentOf(ours.percent?.exact ?? null), ours.percent?.decimals),
        }),
    mean: compare(published.mean, ours.mean?.exact ?? null, ours.mean?.decimals),
    sd: compare(published.sd, ours.sd?.exact ?? null, ours.sd?.decimals),
  };
  const searched = [2, Math.max(Number(published.headerN ?? 0), block(input, location))] as const;
  const verdict = worst(figures);
  const common = { ...describe(published), figures: plain(figures), searched };
  if (verdict === 'match' || verdict === 'missing') return { ...common, verdict, reason: notes(figures) };
  const base = answeredBase(input.frequencies, location);
  const said = [differences(figures), notes(figures)].filter((text) => text !== '').join('; ');
  const difference = `${said}${base === null ? '' : ` (our n ${base})`}`;
  if (possibleBases(input.study, location, searched)?.length !== 0)
    return { ...common, verdict, reason: difference };
  const reason = `no n from ${searched[0]} to ${searched[1]} gives the published figures; ${difference}`;
  return { ...common, verdict: 'none', reason };
}

function checkShare(
  input: CheckInput,
  location: ShareLocation,
  shares: readonly ShareLocation[],
): CheckedCell {
  const { published } = location;
  const ours = oursOf(input, location);
  const figures = compareShare(published, ours);
  const verdict = worst(figures);
  const searched = published.percent === null ? null : ([2, Math.max(2, block(input, location))] as const);
  const common = { ...describe(published), figures: plain(figures), searched };
  if (verdict !== 'differs') return { ...common, verdict, reason: notes(figures) };
  const difference = differences(figures);
  if (searched === null) return { ...common, verdict, reason: difference };
  if (possibleShares(published, searched).length === 0) {
    const reason = `no n from ${searched[0]} to ${searched[1]} gives the published figures; ${difference}`;
    return { ...common, verdict: 'none', reason };
  }
  const upheld = shares.filter(
    (other) => other !== location && worst(compareShare(other.published, oursOf(input, other))) === 'match',
  );
  const conflict = findConflict(input.study, location, upheld, searched);
  if (conflict === null) return { ...common, verdict, reason: difference };
  return { ...common, verdict: 'conflict', reason: `${conflict}; ${difference}` };
}

/** One cell a header that prints an n: `base` where ours is another number, `conflict` where the rows disagree on it. */
function checkHeaders(input: CheckInput, located: readonly PublishedLocation[]): CheckedCell[] {
  const headers = new Map<string, PublishedLocation<PublishedLikert>[]>();
  for (const location of located) {
    const { published } = location;
    if (published.kind !== 'likert' || published.headerN === null) continue;
    const id = ['n', published.tables.join('/'), published.respondents, published.group].join('|');
    headers.set(id, [...(headers.get(id) ?? []), location as PublishedLocation<PublishedLikert>]);
  }
  return [...headers].map(([id, locations]): CheckedCell => {
    const printed = [...new Set(locations.map(({ published }) => published.headerN ?? ''))];
    const [published = ''] = printed;
    const header = locations.map((location) => oursOf(input, location).n).find((n) => n !== undefined);
    const compared = compare(published, header?.exact ?? null, 0);
    const verdict: Verdict =
      printed.length > 1 ? 'conflict' : compared.verdict === 'differs' ? 'base' : compared.verdict;
    const reasons: Partial<Record<Verdict, string>> = {
      conflict: `the published rows print ${printed.join(' and ')} over the same column`,
      base: `printed n=${published}; the most who answered one of its items here is ${compared.ours}`,
      missing: 'our table has no n over this column',
    };
    const first = locations[0]?.published;
    return {
      id,
      table: first?.tables.join('/') ?? '',
      row: '(header n)',
      column: first?.group ?? '',
      kind: 'n',
      figures: { n: { published, ours: compared.ours, verdict } },
      verdict,
      searched: null,
      reason: reasons[verdict] ?? '',
    };
  });
}

function oursOf(input: CheckInput, location: PublishedLocation): OurFigures {
  return ourFigures(input.tables, input.quoted, location);
}

function block(input: CheckInput, location: PublishedLocation): number {
  return blockBase(input.study, input.frequencies, location);
}

type Compared = Readonly<Partial<Record<FigureName, ComparedFigure>>>;

function compareShare(published: PublishedCount | PublishedText, ours: OurFigures): Compared {
  const percent =
    published.percent === null
      ? {}
      : {
          percent: compare(published.percent, percentOf(ours.percent?.exact ?? null), ours.percent?.decimals),
        };
  if (published.kind === 'text') return percent;
  return { count: compare(published.count, ours.count?.exact ?? null, 0), ...percent };
}

function compare(published: string, ours: Exact | null, decimals: number | undefined): ComparedFigure {
  return compareFigure(published, ours, decimals ?? 0);
}

function worst(figures: Compared): Verdict {
  const verdicts = Object.values(figures).map(({ verdict }) => verdict);
  const order: readonly Verdict[] = ['missing', 'differs', 'rounding'];
  return order.find((verdict) => verdicts.includes(verdict)) ?? 'match';
}

function notes(figures: Compared): string {
  return entries(figures)
    .filter(([, { note }]) => note !== '')
    .map(([name, { note }]) => `${NAMES[name]} ${note}`)
    .join('; ');
}

function differences(figures: Compared): string {
  return entries(figures)
    .filter(([, { verdict }]) => verdict === 'differs')
    .map(([name, { published, ours }]) => `${NAMES[name]} ${published} printed, ours ${ours}`)
    .join('; ');
}

const NAMES: Readonly<Record<FigureName, string>> = {
  percent: '%',
  mean: 'mean',
  sd: 'SD',
  count: 'count',
  n: 'n',
};

function entries(figures: Compared): [FigureName, ComparedFigure][] {
  return Object.entries(figures) as [FigureName, ComparedFigure][];
}

function plain(figures: Compared): CheckedCell['figures'] {
  return Object.fromEntries(
    entries(figures).map(([name, { published, ours, verdict }]) => [name, { published, ours, verdict }]),
  );
}

function missingCell(row: PublishedRow, problem: Problem | undefined): CheckedCell {
  const printed: Partial<Record<FigureName, string | null>> =
    row.kind === 'likert'
      ? { percent: row.percent, mean: row.mean, sd: row.sd }
      : row.kind === 'count'
        ? { count: row.count, percent: row.percent }
        : { percent: row.percent };
  const figures = Object.entries(printed).filter(([, published]) => published !== null);
  return {
    ...describe(row),
    figures: Object.fromEntries(
      figures.map(([name, published]) => [name, { published, ours: null, verdict: 'missing' }]),
    ),
    verdict: 'missing',
    searched: null,
    reason: problem === undefined ? 'not in the study' : formatProblem(problem),
  };
}

function describe(row: PublishedRow): Pick<CheckedCell, 'id' | 'table' | 'row' | 'column' | 'kind'> {
  const id = publishedId(row);
  if (row.kind === 'likert')
    return {
      id,
      table: row.tables.join('/'),
      row: row.statement,
      column: row.group,
      kind: row.percent === null ? 'pair' : 'triple',
    };
  if (row.kind === 'count')
    return {
      id,
      table: row.table,
      row: [row.phase, row.label, row.statement].filter((part) => part !== null).join(', '),
      column: row.respondents,
      kind: 'count',
    };
  return {
    id,
    table: row.section,
    row: row.measure,
    column: `${row.respondents}, ${row.group}`,
    kind: 'text',
  };
}

function place(row: PublishedRow): string {
  return `${row.file}:${row.row}`;
}
