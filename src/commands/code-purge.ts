import { Command } from 'commander';
import { DEFAULT_RUN } from './default-run.ts';
import type { Io } from './io.ts';

/** `crs-eval code purge`: takes decisions of respondents who withdrew out of a decisions file. */
export function codePurgeCommand(io: Io): Command {
  return new Command('purge')
    .description('take the decisions of respondents who withdrew out of a decisions file')
    .requiredOption('--decisions <file>', 'the decisions file')
    .option('--from <run>', 'the folder of the run, whose study says who withdrew', DEFAULT_RUN)
    .addHelpText('after', HELP)
    .action(async ({ decisions, from }: { readonly decisions: string; readonly from: string }) => {
      const { purgeDecisions } = await import('./purge-decisions.ts');
      await purgeDecisions(decisions, from, io);
    });
}

const HELP = `
"analyse" never applies such decisions, but they stay in your file with their memos until this takes them out for good.
All other rows stay as they are.`;
