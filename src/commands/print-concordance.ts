import { type Concordance, findInContext } from '../qualitative/developing/find-in-context.ts';
import { codePointSpan } from '../qualitative/rules/code-point-span.ts';
import { writeCsv } from '../render/csv.ts';
import { visibleLine, visibleOrder } from '../render/visible-text.ts';
import { alignColumns } from './align-columns.ts';
import { chooseQuestions } from './choose-questions.ts';
import { counted } from './count-text.ts';
import type { Io } from './io.ts';
import type { KwicOptions } from './kwic.ts';
import { loadRun } from './load-run.ts';
import { readOpenAnswers } from './run-answers.ts';

/** Prints where a run's answers meet a condition; says on standard error in how many. */
export async function printConcordance(term: string, options: KwicOptions, io: Io): Promise<void> {
  const run = loadRun(options.from, io);
  const isChosen = chooseQuestions(run.study, options.question);
  const answers = (await readOpenAnswers(run)).filter(isChosen);
  const around = Number(options.context);
  const found = findInContext(term, answers, run.study, { around, order: options.sort });
  if (options.json) io.stdout(concordanceJson(found));
  else if (options.csv) io.stdout(concordanceCsv(found));
  else io.stdout(concordanceText(found));
  const own = new Set(found.map(({ answer }) => answer));
  io.stderr(
    `${counted(found.length, 'place')} in ${own.size} of ${counted(answers.length, 'answer')}; internal\n`,
  );
}

function concordanceText(found: readonly Concordance[]): string {
  const shown = (text: string) => visibleOrder(visibleLine(text)).trim();
  const rows = found.map(({ answer, left, match, right }) => [
    `${answer.questionnaire}/${answer.question}`,
    answer.responseId,
    shown(left),
    `[${shown(match)}]`,
    shown(right),
  ]);
  return alignColumns(rows, [false, false, true])
    .map((line) => `${line}\n`)
    .join('');
}

function concordanceCsv(found: readonly Concordance[]): string {
  return writeCsv([
    ['questionnaire', 'response_id', 'row', 'question', 'start', 'end', 'left', 'match', 'right'],
    ...found.map((line) => {
      const { questionnaire, responseId, row, question, start, end, left, match, right } = plain(line);
      return [
        questionnaire,
        responseId,
        String(row),
        question,
        String(start),
        String(end),
        left,
        match,
        right,
      ];
    }),
  ]);
}

function concordanceJson(found: readonly Concordance[]): string {
  return `${JSON.stringify({ internal: true, places: found.map(plain) }, null, 2)}\n`;
}

function plain({ answer, left, match, right, start, end }: Concordance) {
  return {
    questionnaire: answer.questionnaire,
    responseId: answer.responseId,
    row: answer.fileRow,
    question: answer.question,
    ...codePointSpan(answer.text, start, end),
    left: left.trim(),
    match,
    right: right.trim(),
  };
}
