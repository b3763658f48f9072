import type { Problem } from '../../study/problem.ts';
import { faultsOf } from './csv-table.ts';
import type { CodedRow } from './parse-codings.ts';

/**
 * The codings with answers that a respondent gave to one question in several rows of the export as answers of their own: where a
 * file names several rows of an answer, its key is a `rowId` in all files. All others stay as they are, so that a row that differs between
 * two exports, or files that have none, make no difference. Problems: a row that is not said of an answer that another file tells apart.
 */
export function tellRowsApart(codings: readonly CodedRow[]): {
  readonly rows: readonly CodedRow[];
  readonly problems: readonly Problem[];
} {
  const first = new Map<string, number>();
  const apart = new Map<string, CodedRow>();
  for (const coding of codings) {
    if (coding.fileRow === null) continue;
    const key = `${coding.file}\n${coding.answer}`;
    const known = first.get(key) ?? coding.fileRow;
    first.set(key, known);
    if (known !== coding.fileRow && !apart.has(coding.answer)) apart.set(coding.answer, coding);
  }
  if (apart.size === 0) return { rows: codings, problems: [] };
  const problems: Problem[] = [];
  const rows = codings.map((coding) => {
    const by = apart.get(coding.answer);
    if (by === undefined) return coding;
    if (coding.fileRow !== null) return { ...coding, answer: `${coding.answer}\n${coding.fileRow}` };
    const fault = faultsOf(coding.file, 'bad-coding', problems);
    const expected = `the row of the export, as ${by.file}:${by.row} tells several of the respondent’s apart`;
    fault(coding.row, '"row"', expected, 'nothing');
    return coding;
  });
  return { rows, problems };
}
