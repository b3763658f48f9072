import type { Problem } from '../study/problem.ts';
import type { CodingVocabulary } from './agreement/coding-vocabulary.ts';
import { faultsOf, readCsvTable, shown } from './agreement/csv-table.ts';
import { parseCodings } from './agreement/parse-codings.ts';
import type { Coding } from './coding.ts';
import { unitSpan } from './rules/code-point-span.ts';

/** A coding by another coder before its place in the answer is known. */
export interface OtherCoding {
  readonly file: string;
  /** As a spreadsheet numbers it. */
  readonly row: number;
  /** `answerId` of the answer. */
  readonly answer: string;
  readonly code: string;
  readonly kind: 'person' | 'model';
  readonly coder: string;
  readonly memo: string;
  /** Code points over LF text, half-open, as written; null for the whole answer. */
  readonly span: { readonly start: number; readonly end: number } | null;
}

/**
 * Codings by another coder, human or model, from a CSV as `parseCodings` reads it, which may also have `start` and `end` (code
 * points over LF text, half-open; without them the whole answer is coded), `memo` and `by` (person or model; without it a
 * person). A row without a code gives none, nor does one whose code does not apply to its question (a warning). Faults
 * besides those of `parseCodings`: a span that is none, another `by`.
 */
export function parseOtherCodings(
  text: string,
  file: string,
  coder: string,
  vocabulary: CodingVocabulary,
): { readonly codings: readonly OtherCoding[]; readonly problems: readonly Problem[] } {
  const { rows, problems: found } = parseCodings(text, file, coder, vocabulary);
  const problems = [...found];
  const fault = faultsOf(file, 'bad-coding', problems);
  const table = readCsvTable(text, () => undefined);
  const names = (table?.header ?? []).map((name) => name.toLowerCase());
  const cells = new Map(table?.rows.map((each) => [each.row, each.cells]));
  const codings = rows.flatMap(({ row, answer, question, code, coder: name }): readonly OtherCoding[] => {
    const cell = (column: string) => cells.get(row)?.[names.indexOf(column)] ?? '';
    const kind = cell('by') === '' ? 'person' : cell('by').toLowerCase();
    if (kind !== 'person' && kind !== 'model') {
      fault(row, '"by"', 'person or model', shown(cell('by')));
      return [];
    }
    const [start, end] = [cell('start'), cell('end')];
    const whole = start === '' && end === '';
    const span = { start: Number(start), end: Number(end) };
    if (!whole && !(/^\d{1,9}$/.test(start) && /^\d{1,9}$/.test(end) && span.start < span.end)) {
      fault(row, '"start", "end"', SPAN, `${shown(start)} and ${shown(end)}`);
      return [];
    }
    if (code === null || !vocabulary.applies(code, question)) return [];
    return [{ file, row, answer, code, kind, coder: name, memo: cell('memo'), span: whole ? null : span }];
  });
  return { codings, problems };
}

const SPAN = 'two whole numbers, the first less than the second, or nothing';

/**
 * Puts codings in their places, in the order given. `texts` are the answers by `answerId`. Faults: an answer that is not there,
 * a span beyond its end.
 */
export function placeOtherCodings(
  codings: readonly OtherCoding[],
  texts: ReadonlyMap<string, string>,
): { readonly codings: readonly Coding[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const placed = codings.flatMap(
    ({ file, row, answer, code, kind, coder, memo, span }): readonly Coding[] => {
      const fault = faultsOf(file, 'misplaced-coding', problems);
      const text = texts.get(answer);
      if (text === undefined) {
        fault(row, '"response_id"', 'an answer of the run', 'one that it does not have');
        return [];
      }
      const { start, end } =
        span === null ? { start: 0, end: text.length } : unitSpan(text, span.start, span.end);
      if (start >= end) {
        fault(row, '"start", "end"', 'a span within the answer', 'one beyond its end');
        return [];
      }
      const [questionnaire = '', responseId = '', question = ''] = answer.split('\n');
      return [
        { answer: { questionnaire, responseId, question }, code, start, end, by: { kind, coder }, memo },
      ];
    },
  );
  return { codings: placed, problems };
}
