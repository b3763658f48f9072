import type { Problem } from '../study/problem.ts';
import type { CodingVocabulary } from './agreement/coding-vocabulary.ts';
import { faultsOf, readCsvTable, shown } from './agreement/csv-table.ts';
import { parseCodings } from './agreement/parse-codings.ts';
import type { Coding } from './coding.ts';
import { unitSpan } from './rules/code-point-span.ts';

/**
 * Codings by another coder, human or model, from a CSV as `parseCodings` reads it, which may also have `start` and `end` (code
 * points over LF text, half-open; without them the whole answer is coded), `memo` and `by` (person or model). `texts` are the
 * answers by `answerId`. A row without a code gives none, nor does one whose code does not apply to its question (a
 * warning). Faults besides those of `parseCodings`: an answer that is not there, a span that is none, another `by`.
 */
export function parseOtherCodings(
  text: string,
  file: string,
  coder: string,
  vocabulary: CodingVocabulary,
  texts: ReadonlyMap<string, string>,
): { readonly codings: readonly Coding[]; readonly problems: readonly Problem[] } {
  const { rows, problems: found } = parseCodings(text, file, coder, vocabulary);
  const problems = [...found];
  const fault = faultsOf(file, 'bad-coding', problems);
  const table = readCsvTable(text, () => undefined);
  const names = (table?.header ?? []).map((name) => name.toLowerCase());
  const cells = new Map(table?.rows.map((each) => [each.row, each.cells]));
  const codings = rows.flatMap(({ row, answer, question, code, coder: name }): readonly Coding[] => {
    const cell = (column: string) => cells.get(row)?.[names.indexOf(column)] ?? '';
    const words = texts.get(answer);
    if (words === undefined) {
      fault(row, '"response_id"', 'an answer of the run', 'one that it does not have');
      return [];
    }
    const by = cell('by') === '' ? 'person' : cell('by').toLowerCase();
    if (by !== 'person' && by !== 'model') {
      fault(row, '"by"', 'person or model', shown(cell('by')));
      return [];
    }
    const [start, end] = [cell('start'), cell('end')];
    const whole = start === '' && end === '';
    const span = whole ? { start: 0, end: words.length } : unitSpan(words, Number(start), Number(end));
    if (!whole && !(/^\d{1,9}$/.test(start) && /^\d{1,9}$/.test(end) && span.start < span.end)) {
      const expected = 'two whole numbers, the first less than the second, within the answer, or nothing';
      fault(row, '"start", "end"', expected, `${shown(start)} and ${shown(end)}`);
      return [];
    }
    const [questionnaire = '', responseId = '', ...rest] = answer.split('\n');
    const key = { questionnaire, responseId, question: rest.join('\n') };
    const outside = code === null || !vocabulary.applies(code, question);
    return outside ? [] : [{ answer: key, code, ...span, by: { kind: by, coder: name }, memo: cell('memo') }];
  });
  return { codings, problems };
}
