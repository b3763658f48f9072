import { type Exact, percentOf } from '../exact/ratio.ts';
import type { FrequencyTable } from '../likert/frequency.ts';
import type { Table } from '../render/contract.ts';
import type { PublishedLocation } from '../study/locate-published.ts';
import {
  type PublishedCount,
  type PublishedFigures,
  type PublishedLikert,
  type PublishedRow,
  type PublishedText,
  publishedId,
} from '../study/published.ts';
import type { Study } from '../study/study.ts';
import { answeredBase, blockBase } from './block-base.ts';
import type { CheckedCell, FigureName, Verdict } from './check-report.ts';
import { type ComparedFigure, compareFigure } from './compare-figure.ts';
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

/** A count or quoted percentage, placed. */
export type ShareLocation = PublishedLocation<PublishedCount | PublishedText>;

/** A rating's cell: %, mean and SD, or mean and SD. See `checkFigures` for how it is judged. */
export function judgeRating(input: CheckInput, location: PublishedLocation<PublishedLikert>): CheckedCell {
  const { published } = location;
  const ours = oursOf(input, location);
  const figures = {
    ...(published.percent === null
      ? {}
      : {
          percent: comparePercent(published.percent, ours),
        }),
    mean: compare(published.mean, ours.mean?.exact ?? null, ours.mean?.decimals),
    sd: compare(published.sd, ours.sd?.exact ?? null, ours.sd?.decimals),
  };
  const searched = [2, Math.max(Number(published.headerN ?? 0), block(input, location))] as const;
  const verdict = worst(figures);
  const cell = (judged: Verdict, reason: string): CheckedCell => ({
    ...describe(published),
    figures: plain(figures),
    verdict: judged,
    searched,
    reason,
  });
  if (verdict === 'match' || verdict === 'missing') return cell(verdict, notes(figures));
  const base = answeredBase(input.frequencies, location);
  const why = `${differences(figures)}${base === null ? '' : ` (our n ${base})`}`;
  return possibleBases(input.study, location, searched)?.length === 0
    ? cell('none', `${noneWithin(searched)}; ${why}`)
    : cell(verdict, why);
}

/** A count with its percentage, or a quoted percentage; `shares` are all of these, among which it may find a conflict. */
export function judgeShare(
  input: CheckInput,
  location: ShareLocation,
  shares: readonly ShareLocation[],
): CheckedCell {
  const { published } = location;
  const ours = oursOf(input, location);
  const figures = compareShare(published, ours);
  const verdict = worst(figures);
  const searched = published.percent === null ? null : ([2, Math.max(2, block(input, location))] as const);
  const cell = (judged: Verdict, reason: string): CheckedCell => ({
    ...describe(published),
    figures: plain(figures),
    verdict: judged,
    searched,
    reason,
  });
  if (verdict === 'match' || verdict === 'missing') return cell(verdict, notes(figures));
  const why = differences(figures);
  if (searched === null) return cell(verdict, why);
  if (possibleShares(published, searched).length === 0)
    return cell('none', `${noneWithin(searched)}; ${why}`);
  const upheld = shares.filter(
    (other) => other !== location && worst(compareShare(other.published, oursOf(input, other))) === 'match',
  );
  const conflict = verdict === 'differs' ? findConflict(input.study, location, upheld, searched) : null;
  return conflict === null ? cell(verdict, why) : cell('conflict', `${conflict}; ${why}`);
}

function noneWithin([first, last]: readonly [number, number]): string {
  return `no n from ${first} to ${last} gives the published figures`;
}

/** What our tables print at a location. */
export function oursOf(input: CheckInput, location: PublishedLocation): OurFigures {
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
          percent: comparePercent(published.percent, ours),
        };
  if (published.kind === 'text') return percent;
  return { count: compare(published.count, ours.count?.exact ?? null, 0), ...percent };
}

function comparePercent(published: string, { percent }: OurFigures): ComparedFigure {
  const share = percent?.exact ?? null;
  return compare(published, share === null ? null : percentOf(share), percent?.decimals);
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

/** What is not the same, with what rounding would make it so where one does. */
function differences(figures: Compared): string {
  return entries(figures)
    .filter(([, { verdict }]) => verdict !== 'match')
    .map(([name, { published, ours, note }]) =>
      [`${NAMES[name]} ${published} printed, ours ${ours}`, note].filter((part) => part !== '').join(', '),
    )
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

/** What a published row is called in a report. */
export function describe(row: PublishedRow): Pick<CheckedCell, 'id' | 'table' | 'row' | 'column' | 'kind'> {
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
