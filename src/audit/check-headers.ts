import type { PublishedLocation } from '../study/locate-published.ts';
import type { PublishedLikert } from '../study/published.ts';
import type { CheckedCell, Verdict } from './check-report.ts';
import { compareFigure } from './compare-figure.ts';
import { type CheckInput, oursOf } from './judge-cell.ts';

/** One cell a header that prints an n: `base` where ours is another number, `conflict` where the rows disagree on it. */
export function checkHeaders(input: CheckInput, located: readonly PublishedLocation[]): CheckedCell[] {
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
    const compared = compareFigure(published, header?.exact ?? null, 0);
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
