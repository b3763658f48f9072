import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { writeCsv } from '../render/csv.ts';
import { OFF_BASE, type ResponseBatch } from '../study/responses.ts';
import type { Questionnaire } from '../study/study.ts';

/** Passes batches on and writes their open answers to a file as they go by, so that no run holds them all in memory. */
export interface OpenAnswerWriter {
  readonly tee: (questionnaire: Questionnaire, batches: AsyncIterable<ResponseBatch>) => AsyncGenerator<ResponseBatch>;
  readonly close: () => void;
}

const HEADER = ['questionnaire', 'response_id', 'row', 'question', 'wrong_questionnaire', 'answer'];

/** One row an answer, in file order; blank answers are not written. Internal: it holds respondents' own words and ids. */
export function writeOpenAnswers(path: string): OpenAnswerWriter {
  mkdirSync(dirname(path), { recursive: true });
  const file = openSync(path, 'w');
  writeSync(file, writeCsv([HEADER]));
  return {
    tee: async function* (questionnaire, batches) {
      for await (const batch of batches) {
        const rows = openAnswersOf(questionnaire, batch);
        if (rows.length > 0) writeSync(file, writeCsv(rows));
        yield batch;
      }
    },
    close: () => closeSync(file),
  };
}

function openAnswersOf(questionnaire: Questionnaire, batch: ResponseBatch): string[][] {
  const rows: string[][] = [];
  for (let row = 0; row < batch.rows; row++) {
    let wrong: string | null = null;
    for (const [question, texts] of batch.text) {
      const text = texts[row] ?? '';
      if (text === '') continue;
      wrong ??= isOffBase(batch, row) ? 'yes' : 'no';
      rows.push([questionnaire.id, batch.id[row] ?? '', String(batch.fileRow[row]), question, wrong, text]);
    }
  }
  return rows;
}

function isOffBase(batch: ResponseBatch, row: number): boolean {
  for (const answers of batch.closed.values()) return answers[row] === OFF_BASE;
  return false;
}
