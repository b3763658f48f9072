import { foldTight } from '../study/fold.ts';
import { saysOther } from './column-readings.ts';
import type { RawColumn } from './questionpro/raw-sheet.ts';

/**
 * Whether a column beside one that answers a question can only hold its "Other (specify)" text: it stands directly
 * after it, and its header is empty, the same, or the same with `Other …` behind.
 */
export function isFollowOn(before: RawColumn, column: RawColumn): boolean {
  if (column.index !== before.index + 1) return false;
  const header = foldTight(column.header);
  const first = foldTight(before.header);
  const sub = foldTight(column.subheader);
  if (sub !== '' && sub !== foldTight(before.subheader) && !saysOther(column.subheader)) return false;
  return (
    header === '' ||
    header === first ||
    saysOther(column.header) ||
    (header.startsWith(first) && /^[-:]?\(?other/.test(header.slice(first.length))) ||
    isOtherOfSame(before.header, column.header)
  );
}

/** `Regions - Wales`, then `Regions - Other`; `3 - 12 - Wales`, then `3 - 13 - Other`. */
function isOtherOfSame(before: string, header: string): boolean {
  const a = before.split(/\s-\s/);
  const b = header.split(/\s-\s/);
  return (
    b.length > 1 &&
    a.length === b.length &&
    foldTight(a[0] ?? '') === foldTight(b[0] ?? '') &&
    saysOther(b.at(-1) ?? '')
  );
}
