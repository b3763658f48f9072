import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { numberOf } from '../exact/number-of.ts';
import type { Assumptions } from '../simulate/assumptions.ts';
import type { Simulation } from '../simulate/simulate.ts';
import type { PublishedLocation } from '../study/locate-published.ts';
import { InputError, type Problem } from '../study/problem.ts';
import type { Study } from '../study/study.ts';
import { endingOf, fileEndingIn, isFileEnding } from './file-ending.ts';
import { EXIT, type Io } from './io.ts';
import { wholeNumber } from './whole-number.ts';

interface Options {
  readonly published?: readonly string[];
  readonly assumptions?: string;
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
      'reconstruct synthetic exports from published figures: answers are invented so that n, %, mean and SD come out',
    )
    .option('--published <files...>', 'CSV files of published figures, or a folder of them')
    .requiredOption('--out <dir>', 'folder for the exports; with --respondents, the CSV file')
    .option('--seed <n>', 'whole number: the same seed gives the same bytes everywhere', wholeNumber, 1)
    .option(
      '--corrections <file>',
      'where to write the corrections that the exports need',
      fileEndingIn('csv'),
    )
    .option('--study <dir>', 'the folder of a study definition (default: the CRS evaluation)')
    .option(
      '--assumptions <file>',
      'YAML: bases nobody printed, file layouts, rows that no table counts, open texts (default: the study’s own)',
    )
    .option(
      '--already-published',
      'the figures are public: cells that few answers can explain disclose nothing new',
    )
    .option('--questionnaire <id>', 'only this questionnaire')
    .option('--respondents <n>', 'this many rows of one questionnaire, to try out large files', wholeNumber)
    .action(async (options: Options, command: Command) => {
      const misuse = misuseOf(options);
      if (misuse !== null) command.error(`error: ${misuse}`, { exitCode: EXIT.usage });
      const { chooseStudy } = await import('./choose-study.ts');
      const study = await chooseStudy(options.study, io);
      const { readAssumptions } = await import('./read-assumptions.ts');
      const { simulate } = await import('../simulate/simulate.ts');
      const { path, shown } = assumptionsOf(study, options, io);
      const assumptions = readAssumptions(path, shown);
      const questionnaires = assumptions.questionnaires.filter(
        ({ id }) => options.questionnaire === undefined || id === options.questionnaire,
      );
      if (questionnaires.length === 0) {
        throw fault(shown, 'a questionnaire of the assumptions', options.questionnaire ?? 'none');
      }
      const located = await locate(study, options, io);
      const simulation = simulate(study, located, { ...assumptions, questionnaires }, options.seed);
      await weighDisclosure(simulation, assumptions, options, shown, io);
      await write(simulation, options, io);
    });
}

/** With `--respondents` one file is written, otherwise a folder of them. */
function misuseOf({ out, respondents }: Options): string | null {
  if (respondents === undefined)
    return isFileEnding(endingOf(out)) ? `option '--out' expected a folder, found "${out}"` : null;
  return ['csv', ''].includes(endingOf(out))
    ? null
    : `option '--out' expected a name that ends in .csv, found "${out}"`;
}

function assumptionsOf(
  study: Study,
  options: Options,
  io: Io,
): { readonly path: string; readonly shown: string } {
  if (options.assumptions !== undefined) {
    return { path: resolve(io.cwd, options.assumptions), shown: options.assumptions };
  }
  if (options.study !== undefined)
    throw fault('--assumptions', 'a file, as the study is not the built-in one', 'none');
  const builtIn = new URL(`../simulate/built-in/${study.id}.yaml`, import.meta.url);
  return { path: fileURLToPath(builtIn), shown: `${study.id}.yaml` };
}

/** Large files for trying out need no published figures; a reconstruction does. */
async function locate(study: Study, options: Options, io: Io): Promise<readonly PublishedLocation[]> {
  if (options.published === undefined) {
    if (options.respondents !== undefined) return [];
    throw fault('--published', 'files of published figures', 'none');
  }
  const [{ expandPaths }, { locatePublished }, { readPublished }] = await Promise.all([
    import('./expand-paths.ts'),
    import('../study/locate-published.ts'),
    import('../study/read-published.ts'),
  ]);
  const paths = expandPaths(options.published, io.cwd).map((path) => resolve(io.cwd, path));
  const { located, problems } = locatePublished(study, readPublished(paths));
  if (problems.length > 0) throw new InputError(problems);
  return located;
}

async function weighDisclosure(
  simulation: Simulation,
  assumptions: Assumptions,
  options: Options,
  shown: string,
  io: Io,
): Promise<void> {
  const { discloses, disclosureFault } = await import('../simulate/disclosure.ts');
  const few = simulation.picked.filter(discloses);
  if (few.length === 0) return;
  if (options.alreadyPublished !== true && assumptions.alreadyPublished === null) {
    throw new InputError([disclosureFault(few, shown)]);
  }
  const where = assumptions.alreadyPublished === null ? '' : ` (${assumptions.alreadyPublished})`;
  io.stderr(
    `warning: so few answers can explain ${few.length} of the published cells that the synthetic ones may be the real ` +
      `ones; their figures are already public${where}\n`,
  );
}

async function write(simulation: Simulation, options: Options, io: Io): Promise<void> {
  const { writeMany, writeSimulation } = await import('./write-simulation.ts');
  const { respondents, seed, out } = options;
  if (respondents !== undefined) {
    const [own, another] = simulation.exports;
    if (own === undefined || another !== undefined) {
      throw fault('--respondents', 'one questionnaire, named with --questionnaire', 'several');
    }
    writeMany(own, simulation.text, { file: resolve(io.cwd, out), respondents, seed });
    io.stdout(`${out}: ${numberOf(respondents, 'row')}\n`);
    return;
  }
  const corrections = options.corrections === undefined ? null : resolve(io.cwd, options.corrections);
  for (const { file, rows } of writeSimulation(simulation, { out: resolve(io.cwd, out), corrections })) {
    io.stdout(`${join(out, file)}: ${numberOf(rows, 'row')}\n`);
  }
  if (simulation.corrections.length > 0 && corrections === null) {
    const count = simulation.corrections.length;
    io.stderr(
      `note: ${count} "Other" answers mean an option; --corrections FILE writes the list for analyse\n`,
    );
  }
}

function fault(file: string, expected: string, found: string): InputError {
  const problem: Problem = {
    severity: 'error',
    code: 'simulation-input',
    file,
    row: null,
    column: null,
    expected,
    found,
    advice: null,
  };
  return new InputError([problem]);
}
