import { Command, Option } from 'commander';
import { DEFAULT_RUN } from './default-run.ts';
import { EXIT, type Io } from './io.ts';

/** What `crs-eval kwic` was asked for. */
export interface KwicOptions {
  readonly from: string;
  readonly question: readonly string[];
  readonly context: string;
  readonly sort: 'answer' | 'left' | 'right';
  readonly csv?: true;
  readonly json?: true;
}

/** `crs-eval kwic TERM`: every place where the answers say something, with the words around it. */
export function kwicCommand(io: Io): Command {
  return new Command('kwic')
    .description('keyword in context: where answers say something, with the words around it')
    .argument(
      '<term>',
      "a word or condition in the rules' language, such as wait* or '\"waiting list\" or ~delay'",
    )
    .option('--from <run>', 'the folder of the run', DEFAULT_RUN)
    .option(
      '--question <item>',
      'only answers to this item or question; may be repeated',
      (value: string, before: readonly string[]) => [...before, value],
      [],
    )
    .option('--context <n>', 'words on either side', '8')
    .addOption(
      new Option('--sort <order>', 'answer: by question and respondent; left, right: by the words there')
        .choices(['answer', 'left', 'right'])
        .default('answer'),
    )
    .option('--csv', 'as CSV, a row a place')
    .option('--json', 'for a program to read')
    .addHelpText('after', HELP)
    .action(async (term: string, options: KwicOptions, command: Command) => {
      const usage = (message: string): never => command.error(`error: ${message}`, { exitCode: EXIT.usage });
      if (!/^\d{1,3}$/.test(options.context))
        usage(`option '--context' expected a whole number of words, found "${options.context}"`);
      if (options.csv && options.json) usage('expected --csv or --json, found both');
      const { printConcordance } = await import('./print-concordance.ts');
      await printConcordance(term, options, io);
    });
}

const HELP = `
Every hit counts, denied or not; docs/rules.md says what a term can be. What is printed holds respondents' own words: it is
internal.

  crs-eval kwic "wait*" --question improve
  crs-eval kwic '~communicate near/5 (staff or officer*)' --sort right --csv`;
