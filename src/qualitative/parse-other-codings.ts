import type { Problem } from '../study/problem.ts';
import type { CodingVocabulary } from './agreement/coding-vocabulary.ts';
import { faultsOf, readCsvTable, shown } from './agreement/csv-table.ts';
import { type CodedRow, parseCodings } from './agreement/parse-codings.ts';
import { type AnswerRow, answerId, type Coding } from './coding.ts';
import { pointsIn, unitSpan } from './rules/code-point-span.ts';

/** A coding by another coder before its place in the answer is known. */
export interface OtherCoding {
  readonly file: string;
  /** As a spreadsheet numbers it. */
  readonly row: number;
  /** `answerId` of the answer. */
  readonly answer: string;
  /** The row of the export that the answer stands in; null where the file does not say. */
  readonly fileRow: number | null;
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
  const codings = rows.flatMap(
    ({ row, answer, fileRow, question, code, coder: name }): readonly OtherCoding[] => {
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
      return [
        {
          file,
          row,
          answer,
          fileRow,
          code,
          kind,
          coder: name,
          memo: cell('memo'),
          span: whole ? null : span,
        },
      ];
    },
  );
  return { codings, rows, problems };
}

const SPAN = 'two whole numbers, the first less than the second, or nothing';

/** What a span of an answer of so many code points is expected to be. */
export function spanWithin(points: number): string {
  return `a span within the answer, whose end is ${points}`;
}

const ADD_ROW =
  'the respondent answered the question in several rows: say which in a column "row", as internal/open-answers.csv does';

function oneOfRows(answers: readonly AnswerRow[]): string {
  return `a row of the respondent’s: ${answers.map(({ fileRow }) => fileRow).join(', ')}`;
}

/**
 * Puts codings in their places among the answers, in the order given. Faults: an answer that is not there, a row that is not
 * said, or is none of them, where the respondent answered the question in several, a span that ends beyond the answer's end.
 */
export function placeOtherCodings(
  codings: readonly OtherCoding[],
  answers: Iterable<AnswerRow & { readonly text: string }>,
): { readonly codings: readonly Coding[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const wanted = new Set(codings.map(({ answer }) => answer));
  const known = new Map<string, (AnswerRow & { readonly text: string })[]>();
  for (const answer of answers)
    if (wanted.has(answerId(answer)))
      known.set(answerId(answer), [...(known.get(answerId(answer)) ?? []), answer]);
  const placed = codings.flatMap(
    ({ file, row, answer: id, fileRow: own, code, kind, coder, memo, span }): readonly Coding[] => {
      const fault = faultsOf(file, 'misplaced-coding', problems);
      const all = known.get(id) ?? [];
      const found = all.length > 1 ? all.find(({ fileRow }) => fileRow === own) : all[0];
      if (found === undefined) {
        if (all.length === 0)
          fault(row, '"response_id"', 'an answer of the run', 'one that it does not have');
        else fault(row, '"row"', oneOfRows(all), own === null ? 'nothing' : `${own}`, ADD_ROW);
        return [];
      }
      const { questionnaire, responseId, fileRow, question, text } = found;
      const points = pointsIn(text);
      if (span !== null && span.end > points) {
        fault(row, '"start", "end"', spanWithin(points), `one that ends at ${span.end}`);
        return [];
      }
      const { start, end } =
        span === null ? { start: 0, end: text.length } : unitSpan(text, span.start, span.end);
      const answer = { questionnaire, responseId, fileRow, question };
      return [{ answer, code, start, end, by: { kind, coder }, memo }];
    },
  );
  return { codings: placed, problems };
}
