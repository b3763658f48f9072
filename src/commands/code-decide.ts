import { Command } from 'commander';
import { isDate } from '../qualitative/decisions/is-date.ts';
import { DEFAULT_RUN } from './default-run.ts';
import { fileEndingIn } from './file-ending.ts';
import { EXIT, type Io } from './io.ts';

/** What `crs-eval code decide` was asked for. */
export interface DecideOptions {
  readonly decisions: string;
  readonly coder: string;
  readonly from: string;
  readonly codebook?: string;
  readonly when?: string;
  readonly adjudicate?: true;
}

/** `crs-eval code decide review.xlsx`: takes a filled-in review into a decisions file. */
export function codeDecideCommand(io: Io): Command {
  return new Command('decide')
    .description('add what a filled-in review decides to a decisions file')
    .argument('<review>', 'a review as XLSX or CSV, as a spreadsheet program saved it')
    .requiredOption(
      '--decisions <file>',
      'the decisions file, kept by you; made where there is none',
      fileEndingIn('csv'),
    )
    .requiredOption('--coder <name>', 'who decided')
    .option('--from <run>', 'the folder of the run whose answers were decided on', DEFAULT_RUN)
    .option('--codebook <file>', "a YAML of codes in place of the run's, as the review was made with")
    .option('--when <date>', 'the day it was decided, such as 2025-03-14 (default: today)')
    .option('--adjudicate', 'the decisions settle what coders differ on; each with its reason as memo')
    .addHelpText('after', HELP)
    .action(async (review: string, options: DecideOptions, command: Command) => {
      const misuse = misuseOf(options);
      if (misuse !== null) command.error(`error: ${misuse}`, { exitCode: EXIT.usage });
      const { takeDecisions } = await import('./take-decisions.ts');
      await takeDecisions(review, options, io);
    });
}

const HELP = `
Everything is checked before anything is written, and every fault is said with its row. Rows that the decisions file has
already are not added again, so that a review can be read more than once. Then
"crs-eval analyse … --decisions decisions.csv" lets the decisions count. See docs/coding-by-people.md.

Exit codes: 0 done, 1 the review or the decisions file is faulty (nothing is then written).`;

function misuseOf({ coder, when }: DecideOptions): string | null {
  if (coder.trim() === '' || /[·\n\r]/.test(coder))
    return `option '--coder' expected a name, found "${coder}"`;
  if (when !== undefined && !isDate(when))
    return `option '--when' expected a date such as 2025-03-14, found "${when}"`;
  return null;
}
