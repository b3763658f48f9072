import { Command } from 'commander';
import { analyseCommand } from '../analyse.ts';
import { codeCommand } from '../code.ts';
import { codebookCommand } from '../codebook.ts';
import { EXIT, type Io } from '../io.ts';
import { reportFailure } from '../report-failure.ts';
import type { Outcome } from './run-cli.ts';

/** Runs `crs-eval analyse`, `code` or `codebook` in this process, which starts no other; wrong usage would end it. */
export async function runHere(args: readonly string[], cwd: string): Promise<Outcome> {
  const [results, messages]: [string[], string[]] = [[], []];
  const io: Io = {
    stdout: (text) => void results.push(text),
    stderr: (text) => void messages.push(text),
    cwd,
    env: {},
  };
  const program = new Command('crs-eval');
  for (const command of [analyseCommand(io), codeCommand(io), codebookCommand(io)])
    program.addCommand(command);
  const code = await program.parseAsync([...args], { from: 'user' }).then(
    () => EXIT.done,
    (error: unknown) => reportFailure(error, io),
  );
  return { code, stdout: results.join(''), stderr: messages.join('') };
}
