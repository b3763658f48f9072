import { Command } from 'commander';
import { codebookCheckCommand } from './codebook-check.ts';
import { codebookListCommand } from './codebook-list.ts';
import type { Io } from './io.ts';

/** `crs-eval codebook …`: the categories of the content analysis. One file a sub-command. */
export function codebookCommand(io: Io): Command {
  const group = new Command('codebook').description(
    'check and list the codebook that open answers are coded with',
  );
  return group.addCommand(codebookCheckCommand(io)).addCommand(codebookListCommand(io));
}
