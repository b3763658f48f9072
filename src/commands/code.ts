import { Command } from 'commander';
import { codeApplyCommand } from './code-apply.ts';
import { codeDecideCommand } from './code-decide.ts';
import { codeExportCommand } from './code-export.ts';
import { codeGapsCommand } from './code-gaps.ts';
import { codeImportCommand } from './code-import.ts';
import { codePurgeCommand } from './code-purge.ts';
import { codeReviewCommand } from './code-review.ts';
import type { Io } from './io.ts';

/** `crs-eval code …`: open answers given codes, by rules and by people. One file a sub-command. */
export function codeCommand(io: Io): Command {
  const group = new Command('code').description('code open answers with the codebook');
  return group
    .addCommand(codeApplyCommand(io))
    .addCommand(codeReviewCommand(io))
    .addCommand(codeDecideCommand(io))
    .addCommand(codePurgeCommand(io))
    .addCommand(codeGapsCommand(io))
    .addCommand(codeExportCommand(io))
    .addCommand(codeImportCommand(io));
}
