import { resolve } from 'node:path';
import { rowId } from '../qualitative/coding.ts';
import { composeProject, type RespondentRecord } from '../qualitative/exchange/compose-project.ts';
import { writeProject } from '../qualitative/exchange/write-project.ts';
import { InputError } from '../study/problem.ts';
import type { ProjectExport } from './code-export.ts';
import { counted } from './count-text.ts';
import type { Io } from './io.ts';
import { loadRun } from './load-run.ts';
import { noCodebook } from './read-decisions-file.ts';
import { readRunRespondents } from './read-run-respondents.ts';
import { readRunAnswers, readRunOthers } from './run-answers.ts';
import { VERSION } from './version.ts';
import { writeTogether } from './write-together.ts';

/** Writes a run's answers and codings as a project; says how much it holds. Throws an InputError where the run or its codebook is missing. */
export async function exportProject(options: ProjectExport, io: Io): Promise<void> {
  const run = loadRun(options.from, io);
  const { study } = run;
  if (study.codebook === null) throw new InputError([noCodebook(study)]);
  const reviewed = await readRunAnswers(run);
  const answers = reviewed.map(({ answer }) => answer);
  const own = reviewed.flatMap(({ codings }) => codings);
  const codings = [...own, ...(await readRunOthers(run, answers))];
  const respondents: readonly RespondentRecord[] = await readRunRespondents(run);
  const origin = `crs-eval ${VERSION}`;
  const project = composeProject({ study, answers, codings, respondents, origin }, options.source);
  writeTogether([{ path: resolve(io.cwd, options.out), content: [writeProject(project)] }]);
  const { sources, cases, users } = project;
  const given = sources.reduce(
    (sum, { selections }) => sum + selections.reduce((more, each) => more + each.codings.length, 0),
    0,
  );
  const held = new Set(answers.map(rowId)).size;
  io.stderr(
    `${counted(held, 'answer')} in ${counted(sources.length, 'source')} of ${counted(cases.length, 'respondent')}, ${counted(given, 'coding')} by ${counted(users.length, 'coder')}: respondents’ own words, internal.\n`,
  );
  io.stderr(
    'note: a project cannot carry rules and the list of changed codes: "crs-eval codebook export" does\n',
  );
  io.stderr(`Written to ${options.out}\n`);
}
