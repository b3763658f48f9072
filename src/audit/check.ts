import { locatePublished, type PublishedLocation } from '../study/locate-published.ts';
import { formatProblem, type Problem } from '../study/problem.ts';
import type { PublishedLikert, PublishedRow } from '../study/published.ts';
import { checkHeaders } from './check-headers.ts';
import { type CheckedCell, type CheckReport, countVerdicts, type FigureName } from './check-report.ts';
import { type CheckInput, describe, judgeRating, judgeShare, type ShareLocation } from './judge-cell.ts';

/**
 * Compares every published figure with ours, at the decimals printed. Cells stand in the order of the published
 * files: ratings, counts, quoted figures, then one a header n. Where a figure is no match, answers are sought that would
 * give what is printed, for 2 respondents up to the larger of the header's n and the largest base of the block (see
 * `blockBase`): where no number of them has any, the verdict is `none`, even if another rounding would make ours the same
 * (the reason says so). Else it is that of the worst figure.
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
      ? judgeRating(input, location as PublishedLocation<PublishedLikert>)
      : judgeShare(input, location as ShareLocation, shares);
  });
  const all = [...cells, ...checkHeaders(input, located)];
  return { summary: countVerdicts(all), cells: all };
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

function place(row: PublishedRow): string {
  return `${row.file}:${row.row}`;
}
