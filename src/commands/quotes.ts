import { Command } from 'commander';
import { DEFAULT_RUN } from './default-run.ts';
import { EXIT, type Io } from './io.ts';

/** What `crs-eval quotes` was asked for. */
export interface QuotesOptions {
  readonly from: string;
  readonly out: string;
  readonly code: readonly string[];
  readonly perCode: string;
}

/** `crs-eval quotes`: answers that illustrate codes, redacted, as a spreadsheet for a person to tick. */
export function quotesCommand(io: Io): Command {
  return new Command('quotes')
    .description('propose quotes that illustrate the codes, for a person to tick')
    .requiredOption('--out <file>', 'quotes.xlsx or quotes.csv')
    .option('--from <run>', 'the folder of the run', DEFAULT_RUN)
    .option(
      '--code <id>',
      'only this code and those below it; may be repeated',
      (value: string, before: readonly string[]) => [...before, value],
      [],
    )
    .option('--per-code <n>', 'so many quotes for each code', '3')
    .addHelpText('after', HELP)
    .action(async (options: QuotesOptions, command: Command) => {
      if (!/^[1-9]\d{0,3}$/.test(options.perCode)) {
        const message = `error: option '--per-code' expected a whole number from 1, found "${options.perCode}"`;
        command.error(message, { exitCode: EXIT.usage });
      }
      const { writeQuoteProposals } = await import('./write-quote-proposals.ts');
      await writeQuoteProposals(options, io);
    });
}

const HELP = `
Mark with x in "tick" what may be published, shorten it in "edited text" if you like ([…] for what is left out), then
"crs-eval analyse EXPORTS … --quotes quotes.xlsx" checks each and publishes those ticked, and no other. By which criteria
quotes are proposed and what is replaced in them: docs/quotes.md.

What is written holds respondents' own words and ids: it is internal.

  crs-eval quotes --from reports/my-evaluation --out quotes.xlsx
  crs-eval quotes --code staffing --per-code 5 --out staffing.csv`;
