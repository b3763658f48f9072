import { Command } from 'commander';
import { DEFAULT_RUN } from './default-run.ts';
import type { Io } from './io.ts';
import { refuseEnding } from './refuse-ending.ts';

/** What `crs-eval code import` was asked for. */
export interface ProjectImport {
  readonly from: string;
  readonly out: string;
  readonly coder?: string;
  readonly complete?: true;
  readonly withRules?: true;
}

/** `crs-eval code import PROJECT.qdpx`: codings made in another tool, as a CSV that `analyse` and `agreement` read. */
export function codeImportCommand(io: Io): Command {
  return new Command('import')
    .description('read codings from a REFI-QDA project (.qdpx) of any tool, and write them as CSV')
    .argument('<project>', 'a .qdpx')
    .requiredOption('--out <file>', 'the CSV to write')
    .option('--from <run>', 'the folder of the run whose answers were coded', DEFAULT_RUN)
    .option('--coder <name>', "whose the codings are that name no user (default: the file's name)")
    .option(
      '--complete',
      'each coder read every answer in the project: those without a code say "no code applies"',
    )
    .option('--with-rules', "keep the rules' codings too, as those of a model")
    .addHelpText('after', HELP)
    .action(async (project: string, options: ProjectImport, command: Command) => {
      refuseEnding(command, options.out, ['.csv']);
      const { importProject } = await import('./import-project.ts');
      await importProject(project, options, io);
    });
}

const HELP = `
Sources are known by their GUID, text or name, codes by GUID, id or name. What has no place (another source, an unknown code, a
stretch in no answer) is counted on standard error with the numbers of source and selection, never their words.

The CSV goes to "crs-eval analyse --codings", "crs-eval code review --codings" and "crs-eval agreement". See docs/exchange.md.`;
