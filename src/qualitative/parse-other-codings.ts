import type { Problem } from '../study/problem.ts';
import type { CodingVocabulary } from './agreement/coding-vocabulary.ts';
import { faultsOf, readCsvTable, shown } from './agreement/csv-table.ts';
import { type CodedRow, parseCodings } from './agreement/parse-codings.ts';
import type { Coding } from './coding.ts';
import { pointsIn, unitSpan } from './rules/code-point-span.ts';

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
): {
  readonly codings: readonly OtherCoding[];
  /** All rows, those that say that no code applies among them. */
  readonly rows: readonly CodedRow[];
  readonly problems: readonly Problem[];
} {
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
  return { codings, rows, problems };
}

const SPAN = 'two whole numbers, the first less than the second, or nothing';

/** What a span of an answer of so many code points is expected to be. */
export function spanWithin(points: number): string {
  return `a span within the answer, whose end is ${points}`;
}

/**
 * Puts codings in their places, in the order given. `texts` are the answers by `answerId`. Faults: an answer that is not there,
 * a span that ends beyond its end.
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
      const points = pointsIn(text);
      if (span !== null && span.end > points) {
        fault(row, '"start", "end"', spanWithin(points), `one that ends at ${span.end}`);
        return [];
      }
      const { start, end } =
        span === null ? { start: 0, end: text.length } : unitSpan(text, span.start, span.end);
      const [questionnaire = '', responseId = '', question = ''] = answer.split('\n');
      return [
        { answer: { questionnaire, responseId, question }, code, start, end, by: { kind, coder }, memo },
      ];
    },
  );
  return { codings: placed, problems };
}
