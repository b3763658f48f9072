import { resolve } from 'node:path';
import { Command } from 'commander';
import { formatProblem, InputError, type Problem } from '../study/problem.ts';
import type { Study } from '../study/study.ts';
import { counted } from './count-text.ts';
import { EXIT, type Io } from './io.ts';

interface CheckOptions {
  readonly study?: string;
  readonly codebook?: string;
  readonly answers?: string;
  readonly json?: true;
}

/** `crs-eval codebook check`: what is wrong with the codebook, each with file, line and column. Ends with exit code 1 where a rule is broken or can never propose anything. */
export function codebookCheckCommand(io: Io): Command {
  return new Command('check')
    .description('find broken, unreachable, duplicate, empty and overlapping rules')
    .option('--study <dir>', 'the folder of a study definition (default: the CRS evaluation)')
    .option('--codebook <file>', "a YAML of codes in place of the study's")
    .option(
      '--answers <file>',
      'also find rules that hit nothing in this CSV of answers (as for "code apply")',
    )
    .option('--json', 'print it for programs')
    .addHelpText('after', HELP)
    .action(async (options: CheckOptions) => {
      process.exitCode = await runCheck(options, io);
    });
}

const HELP = `
Errors: rules that can't be read; rules that can never propose anything (no question in common with their code, "not" of
what they ask for). Warnings: the same rule twice, in one code or in two; rules and alternatives that find nothing beyond
what another finds, such as "housing" beside "hous*"; with --answers, rules without a hit. A note names the codes without rules.

Exit codes: 0 no errors, 1 errors.`;

async function runCheck(options: CheckOptions, io: Io): Promise<number> {
  const { study, problems } = await checkAll(options, io);
  const of = (severity: Problem['severity']) =>
    problems.filter((problem) => problem.severity === severity).length;
  const codes = study?.codebook?.codes ?? [];
  const rules = codes.flatMap((code) => code.rules).length;
  if (options.json === true) {
    const codebook = study?.codebook?.sha256 ?? null;
    io.stdout(`${JSON.stringify({ codebook, codes: codes.length, rules, problems }, null, 2)}\n`);
  } else {
    for (const problem of problems) io.stdout(`${problem.severity}: ${formatProblem(problem)}\n`);
    const size = study === null ? '' : `${counted(codes.length, 'code')}, ${counted(rules, 'rule')}: `;
    io.stdout(
      `${size}${counted(of('error'), 'error')}, ${counted(of('warning'), 'warning')}, ${counted(of('note'), 'note')}.\n`,
    );
  }
  return of('error') > 0 ? EXIT.failed : EXIT.done;
}

/** Faults that keep the codebook from being read at all are what is wrong with it; then there is no study. */
async function checkAll(
  options: CheckOptions,
  io: Io,
): Promise<{ readonly study: Study | null; readonly problems: readonly Problem[] }> {
  const [{ chooseStudy }, { withCodebook }] = await Promise.all([
    import('./choose-study.ts'),
    import('./choose-codebook.ts'),
  ]);
  let study: Study;
  try {
    study = await withCodebook(await chooseStudy(options.study, io), options.codebook, io);
  } catch (error) {
    if (error instanceof InputError) return { study: null, problems: error.problems };
    throw error;
  }
  const { checkCodebook } = await import('../qualitative/rules/check-codebook.ts');
  const problems = checkCodebook(study);
  const isBroken = problems.some(({ severity }) => severity === 'error');
  if (options.answers === undefined || isBroken) return { study, problems };
  const { findIdleRules } = await import('./find-idle-rules.ts');
  const answers = { path: resolve(io.cwd, options.answers), named: options.answers };
  return { study, problems: [...problems, ...(await findIdleRules(study, answers))] };
}
