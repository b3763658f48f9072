import type { PublishedLocation } from '../study/locate-published.ts';
import { respondentDimensions } from '../study/lookup.ts';
import type { PublishedCount, PublishedText } from '../study/published.ts';
import type { Study } from '../study/study.ts';
import { levelIds, possibleShares, scaleOf } from './published-possible.ts';

type ShareRow = PublishedCount | PublishedText;
type ShareLocation = PublishedLocation<ShareRow>;

/**
 * Another published share of the same question that can't stand beside this one, in words; null where all can.
 * Two shares are of one thing when their questions and groups are the same and their levels are the same or each
 * other's complement; they conflict when no number of respondents in the range lets both be rounded as printed.
 * Named missing answers are no levels, so both are taken over those who answered.
 */
export function findConflict(
  study: Study,
  location: ShareLocation,
  others: readonly ShareLocation[],
  range: readonly [number, number],
): string | null {
  const scale = scaleOf(study, location);
  if (scale === null || location.published.percent === null) return null;
  const all = scale.options.filter(({ missing }) => missing === null).map(({ id }) => id);
  const mine = levelIds(scale, location.selection.levels);
  for (const other of others) {
    if (!comparable(study, location, other) || other.published.percent === null) continue;
    const theirs = levelIds(scale, other.selection.levels);
    const same = all.every((id) => mine.has(id) === theirs.has(id));
    const complement = all.every((id) => mine.has(id) !== theirs.has(id));
    if (!same && !complement) continue;
    const allowed = new Set(possibleShares(other.published, range).map(({ k, n }) => `${k}/${n}`));
    const both = possibleShares(location.published, range).some(({ k, n }) =>
      allowed.has(`${complement ? n - k : k}/${n}`),
    );
    if (!both) return words(location.published, other.published, complement);
  }
  return null;
}

function words(mine: ShareRow, theirs: ShareRow, complement: boolean): string {
  const where = theirs.kind === 'count' ? `table ${theirs.table}` : `section ${theirs.section}`;
  const figure = theirs.kind === 'count' ? `${theirs.count} (${theirs.percent} %)` : `${theirs.percent} %`;
  const relation = complement ? 'the other answers' : 'the same answers';
  return `${mine.percent} % cannot stand beside ${figure} for ${relation} to this question in ${where}: no number of respondents gives both`;
}

/** Asked the same of the same people: equal questions, equal groups of respondents, and shares of those who answered. */
function comparable(study: Study, a: PublishedLocation, b: PublishedLocation): boolean {
  const [first, second] = [a, b].map(({ questions, selection, quotedIndex }) => ({
    questions: questions.map(({ questionnaire, question }) => `${questionnaire}|${question}`).sort(),
    groups: respondentDimensions(study).map(({ id }) => selection.where[id] ?? null),
    base: quotedIndex === null ? 'answered' : study.quoted[quotedIndex]?.base,
  }));
  return (
    a.questions.length > 0 && first?.base === 'answered' && JSON.stringify(first) === JSON.stringify(second)
  );
}
