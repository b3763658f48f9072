import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { Decide } from '../qualitative/coded-answer.ts';
import { answerId, rowId } from '../qualitative/coding.ts';
import type { OpenAnswer } from '../qualitative/open-answers.ts';
import { placeOtherCodings } from '../qualitative/parse-other-codings.ts';
import { writeCsv } from '../render/csv.ts';
import type { Problem } from '../study/problem.ts';
import type { Study } from '../study/study.ts';
import { CODING_COLUMNS } from './coding-columns.ts';
import type { Io } from './io.ts';
import { faultsOf } from './read-decisions-file.ts';
import { readOtherCodings } from './read-other-codings.ts';
import type { OtherCodingsRecord } from './run-record.ts';
import { codingCells } from './write-codings.ts';

/** Codings by other coders beside a run's own: kept and shown, counted by nobody. */
export interface OtherCodings {
  /** The same decisions, but the answers that others coded are remembered as they go by. */
  readonly listen: (decide: Decide) => Decide;
  readonly record: readonly OtherCodingsRecord[];
  /** Codings on answers that the run does not have, and those beyond their ends, once all answers have gone by. */
  readonly problems: () => readonly Problem[];
  /** The codings as CSV in the columns of codings.csv, in the order of the files, once all answers have gone by. Internal. */
  readonly csv: () => string;
}

/** Reads codings by other coders for a run. Throws as `readOtherCodings` does. */
export function noteOtherCodings(paths: readonly string[], study: Study, io: Io): OtherCodings {
  const codings = readOtherCodings(paths, study, io);
  const wanted = new Set(codings.map(({ answer }) => answer));
  const answers = new Map<string, OpenAnswer>();
  const placed = () => placeOtherCodings(codings, answers.values());
  return {
    listen: (decide) => (answer, proposed) => {
      if (wanted.has(answerId(answer))) answers.set(rowId(answer), answer);
      return decide(answer, proposed);
    },
    record: paths.map((path) => {
      const file = basename(path);
      const sha256 = createHash('sha256')
        .update(readFileSync(resolve(io.cwd, path)))
        .digest('hex');
      return { file, sha256, codings: codings.filter((coding) => coding.file === file).length };
    }),
    problems: () => faultsOf(placed().problems).problems,
    csv: () => {
      const rows = placed().codings.map((coding) => {
        const { questionnaire, responseId, fileRow, question } = coding.answer;
        const { text = '' } = answers.get(rowId(coding.answer)) ?? {};
        return [questionnaire, responseId, String(fileRow), question, ...codingCells(coding, text)];
      });
      return writeCsv([CODING_COLUMNS, ...rows]);
    },
  };
}
