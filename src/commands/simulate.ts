import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { locatePublished } from '../study/locate-published.ts';
import { InputError } from '../study/problem.ts';
import { readPublished } from '../study/read-published.ts';
import { chooseStudy } from './choose-study.ts';
import { expandPaths } from './expand-paths.ts';
import type { Io } from './io.ts';
import { writeSimulation } from './write-simulation.ts';

interface Options {
  readonly published: readonly string[];
  readonly assumptions: string;
  readonly out: string;
  readonly seed: number;
  readonly corrections?: string;
  readonly study?: string;
  readonly alreadyPublished?: boolean;
  readonly questionnaire?: string;
  readonly respondents?: number;
}

/** `crs-eval simulate`: synthetic exports whose answers give published figures. */
export function simulateCommand(io: Io): Command {
  return new Command('simulate')
    .description(
      'Reconstruct synthetic exports from published figures: answers are invented so that n, %, mean and SD come out.',
    )
    .requiredOption('--published <files...>', 'CSV files of published figures, or a folder of them')
    .requiredOption(
      '--assumptions <file>',
      'YAML: bases nobody printed, file layouts, rows that no table counts, open texts',
    )
    .requiredOption('--out <dir>', 'folder for the exports')
    .option('--seed <n>', 'whole number; the same seed gives the same bytes everywhere', wholeNumber, 1)
    .option('--corrections <file>', 'where to write the corrections that the exports need')
    .option('--study <dir>', 'a study other than the built-in one')
    .option(
      '--already-published',
      'the figures are public: cells that few answers can explain disclose nothing new',
    )
    .option('--questionnaire <id>', 'only this questionnaire')
    .option(
      '--respondents <n>',
      'repeat its usable respondents, shuffled, to this number of rows (CSV)',
      wholeNumber,
    )
    .action(async (options: Options) => {
      const study = await chooseStudy(options.study, io);
      const { parseAssumptions } = await import('../simulate/assumptions.ts');
      const { simulate } = await import('../simulate/simulate.ts');
      const { discloses, disclosureMessage } = await import('../simulate/disclosure.ts');
      const assumptions = parseAssumptions(
        readText(resolve(io.cwd, options.assumptions), options.assumptions),
        options.assumptions,
      );
      const own = assumptions.questionnaires.filter(
        ({ id }) => options.questionnaire === undefined || id === options.questionnaire,
      );
      if (own.length === 0) throw unknownQuestionnaire(options);
      const paths = expandPaths(options.published, io.cwd).map((path) => resolve(io.cwd, path));
      const { located, problems } = locatePublished(study, readPublished(paths));
      if (problems.length > 0) throw new InputError(problems);
      const simulation = simulate(study, located, { ...assumptions, questionnaires: own }, options.seed);

      const few = simulation.picked.filter(discloses);
      if (few.length > 0) {
        const isPublic = options.alreadyPublished === true || assumptions.alreadyPublished !== null;
        if (!isPublic) throw new InputError([disclosureMessage(few, options.assumptions)]);
        io.stderr(
          `warning: ${few.length} published cells have so few possible answers that the synthetic ones are near the real ` +
            `ones; their figures are already public${
              assumptions.alreadyPublished === null ? '' : ` (${assumptions.alreadyPublished})`
            }.\n`,
        );
      }
      const written = writeSimulation(simulation, {
        out: resolve(io.cwd, options.out),
        corrections: options.corrections === undefined ? null : resolve(io.cwd, options.corrections),
        respondents: options.respondents ?? null,
        seed: options.seed,
      });
      for (const { file, rows } of written) io.stdout(`${join(options.out, file)}: ${rows} rows\n`);
      if (simulation.corrections.length > 0 && options.corrections === undefined) {
        io.stderr(
          `note: ${simulation.corrections.length} "Other" answers mean an option; --corrections FILE writes the list.\n`,
        );
      }
    });
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0)
    throw new InvalidArgumentError('Expected a whole number from 0.');
  return value;
}

function readText(path: string, file: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw new InputError([
      problem(file, 'a YAML file of assumptions', code === 'ENOENT' ? 'no such file' : code),
    ]);
  }
}

function unknownQuestionnaire(options: Options): InputError {
  return new InputError([
    problem(options.assumptions, 'a questionnaire of the assumptions', options.questionnaire ?? 'none'),
  ]);
}

function problem(file: string, expected: string, found: string) {
  return {
    severity: 'error',
    code: 'simulation-input',
    file,
    row: null,
    column: null,
    expected,
    found,
    advice: null,
  } as const;
}
