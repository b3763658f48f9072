import { Command } from 'commander';
import { fileEndingIn } from './file-ending.ts';
import type { Io } from './io.ts';

/** What `crs-eval codebook import` was asked for. */
export interface CodebookImport {
  readonly out: string;
  readonly study?: string;
}

/** `crs-eval codebook import FILE`: another tool's codebook, or a spreadsheet, as ours. */
export function codebookImportCommand(io: Io): Command {
  return new Command('import')
    .description('read a codebook from REFI-QDA (.qdc) or a spreadsheet, and write it as YAML')
    .argument('<file>', 'a .qdc, .xlsx or .csv')
    .requiredOption('--out <file>', 'the YAML file to write', fileEndingIn('yaml', 'yml'))
    .option('--study <dir>', 'the study whose questions it names (default: the CRS evaluation)')
    .addHelpText('after', HELP)
    .action(async (file: string, options: CodebookImport) => {
      const { importCodebook } = await import('./import-codebook.ts');
      await importCodebook(file, options, io);
    });
}

const HELP = `
What is written can be one of a study's files or be given with --codebook. Nothing is written where "crs-eval codebook check" would
find an error in it, or where the file names a question or parent that is not there: each fault is told at its row or line of the
file. Ids are kept where the file has them, and made of names where it does not; standard error says which. A spreadsheet needs a
column code or name; docs/exchange.md has the others.`;
