import type { DraftReport } from '../audit/draft/check-draft.ts';
import { writeCsv } from '../render/csv.ts';

/** Every number of a draft as a row, in the draft's order, what is no figure included. */
export function draftCsv({ findings }: DraftReport): string {
  return writeCsv([
    [
      'number',
      'verdict',
      'draft',
      'kind',
      'run',
      'result',
      'of',
      'sure',
      'matched_on',
      'reason',
      'headings',
      'table',
      'row',
      'column',
      'position',
      'excerpt',
    ],
    ...findings.map(({ number, verdict, text, kind, run, result, of, sure, matchedOn, reason, place }) => [
      String(number),
      verdict,
      text,
      kind,
      run,
      result,
      of,
      sure,
      matchedOn.join(', '),
      reason,
      place.headings.join(' > '),
      place.table,
      place.row,
      place.column,
      place.position,
      place.excerpt,
    ]),
  ]);
}
