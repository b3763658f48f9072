import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { type OpenAnswer, openAnswersOf } from '../qualitative/open-answers.ts';
import { writeCsv } from '../render/csv.ts';
import type { ResponseBatch } from '../study/responses.ts';
import type { Questionnaire } from '../study/study.ts';
import { writeAll } from './write-all.ts';

/** Passes batches on and writes their open answers to a file as they go by, so that no run holds them all in memory. */
export interface OpenAnswerWriter {
  readonly tee: (
    questionnaire: Questionnaire,
    batches: AsyncIterable<ResponseBatch>,
  ) => AsyncGenerator<ResponseBatch>;
  /** Writes answers that come from elsewhere, such as the turns of interviews. */
  readonly take: (answers: Iterable<OpenAnswer>) => void;
  readonly close: () => void;
}

const HEADER = ['questionnaire', 'response_id', 'row', 'question', 'wrong_questionnaire', 'answer'];

/** One row an answer, in file order; blank answers are not written. Internal: it holds respondents' own words and ids. */
export function writeOpenAnswers(path: string): OpenAnswerWriter {
  mkdirSync(dirname(path), { recursive: true });
  const file = openSync(path, 'w');
  writeAll(file, writeCsv([HEADER]));
  const take = (answers: Iterable<OpenAnswer>): void => {
    const rows = Array.from(answers, (answer) => [
      answer.questionnaire,
      answer.responseId,
      String(answer.fileRow),
      answer.question,
      answer.wrongQuestionnaire ? 'yes' : 'no',
      answer.text,
    ]);
    if (rows.length > 0) writeAll(file, writeCsv(rows));
  };
  return {
    tee: async function* (questionnaire, batches) {
      for await (const batch of batches) {
        take(openAnswersOf(questionnaire, batch));
        yield batch;
      }
    },
    take,
    close: () => closeSync(file),
  };
}
