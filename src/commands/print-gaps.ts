import { resolve } from 'node:path';
import { findGaps } from '../qualitative/developing/find-gaps.ts';
import { InputError } from '../study/problem.ts';
import { runWithCodebook } from './choose-codebook.ts';
import { chooseQuestions } from './choose-questions.ts';
import type { GapsOptions } from './code-gaps.ts';
import { gapsJson, gapsText } from './gaps-text.ts';
import type { Io } from './io.ts';
import { loadRun } from './load-run.ts';
import { noCodebook } from './read-decisions-file.ts';
import { readRunAnswers } from './run-answers.ts';
import { writeTogether } from './write-together.ts';

/** Prints what a run's codes do not reach, or writes it to a file. */
export async function printGaps(options: GapsOptions, io: Io): Promise<void> {
  const run = await runWithCodebook(loadRun(options.from, io), options.codebook, io);
  if (run.study.codebook === null) throw new InputError([noCodebook(run.study)]);
  const isChosen = chooseQuestions(run.study, options.question);
  const answers = (await readRunAnswers(run)).filter(({ answer }) => isChosen(answer));
  const gaps = findGaps(run.study, answers, Number(options.least));
  const detailed = options.question.length > 0;
  const text = options.json ? gapsJson(gaps) : gapsText(gaps, detailed);
  if (options.out === undefined) io.stdout(text);
  else {
    writeTogether([{ path: resolve(io.cwd, options.out), content: [text] }]);
    io.stderr(`Written to ${options.out}; it holds respondents’ own words: internal.\n`);
  }
}
