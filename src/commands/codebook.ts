import { Command } from 'commander';
import { codebookCheckCommand } from './codebook-check.ts';
import { codebookExportCommand } from './codebook-export.ts';
import { codebookImportCommand } from './codebook-import.ts';
import { codebookListCommand } from './codebook-list.ts';
import type { Io } from './io.ts';

/** `crs-eval codebook …`: the categories of the content analysis. One file a sub-command. */
export function codebookCommand(io: Io): Command {
  const group = new Command('codebook').description(
    'check, list, export and import the codebook that open answers are coded with',
  );
  return group
    .addCommand(codebookCheckCommand(io))
    .addCommand(codebookListCommand(io))
    .addCommand(codebookExportCommand(io))
    .addCommand(codebookImportCommand(io));
}
