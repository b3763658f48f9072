import { scaleOf } from '../study/lookup.ts';
import { isOffBase, NOT_ASKED, type ResponseBatch } from '../study/responses.ts';
import type { Question, Questionnaire, Scale, Study } from '../study/study.ts';
import { closedQuestions, scoresOf } from './scale.ts';

/** One answer for a data frame: null is missing, whatever the reason. */
export type Plain = number | string | null;

/**
 * The closed answers of one questionnaire as plain columns, one entry a respondent in file order, for a data frame:
 * `table(columns)` of arquero, `new DataFrame(columns)` of danfojs. A question on a scored scale gives its scores, another
 * choice its option ids, a multi a column of 0 and 1 for each option (`area.north`). Blanks, don't know and other named
 * missing answers, and questions not asked are null in `<question>`; which of them, `<question>.missing` says (null where
 * there is an answer). Rows that answered the wrong questionnaire are left out, as in every count. Beware that danfojs
 * 1.2.0 counts null as 0 in grouped means. Row-level data: never to be published.
 */
export async function toColumns(
  batches: AsyncIterable<ResponseBatch> | Iterable<ResponseBatch>,
  study: Study,
  questionnaire: Questionnaire,
): Promise<Record<string, Plain[]>> {
  const columns: Record<string, Plain[]> = {};
  const plans = closedQuestions(questionnaire).flatMap((question) => {
    const scale = scaleOf(study, question);
    return scale === null ? [] : planColumns(question, scale, columns);
  });
  for await (const batch of batches) {
    for (let row = 0; row < batch.rows; row++)
      if (!isOffBase(batch, row)) for (const { column, answerOf } of plans) column.push(answerOf(batch, row));
  }
  return columns;
}

interface ColumnPlan {
  readonly column: Plain[];
  readonly answerOf: (batch: ResponseBatch, row: number) => Plain;
}

function planColumns(question: Question, scale: Scale, columns: Record<string, Plain[]>): ColumnPlan[] {
  const { id } = question;
  const codeOf = (batch: ResponseBatch, row: number) => batch.closed.get(id)?.[row] ?? 0;
  const column = (name: string, answerOf: ColumnPlan['answerOf']): ColumnPlan => {
    const values: Plain[] = [];
    columns[name] = values;
    return { column: values, answerOf };
  };
  if (question.kind === 'multi')
    return scale.options.map((option, at) =>
      column(`${id}.${option.id}`, (batch, row) =>
        codeOf(batch, row) > 0 ? (batch.ticked.get(id)?.[at]?.[row] ?? null) : null,
      ),
    );
  const scores = scoresOf(scale);
  return [
    column(id, (batch, row) => {
      const option = scale.options[codeOf(batch, row) - 1];
      if (option === undefined || option.missing !== null) return null;
      return scores === null ? option.id : option.value;
    }),
    column(`${id}.missing`, (batch, row) => {
      const code = codeOf(batch, row);
      if (code > 0) return scale.options[code - 1]?.missing ?? null;
      return code === NOT_ASKED ? 'not_asked' : 'blank';
    }),
  ];
}
