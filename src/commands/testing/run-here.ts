import { Command } from 'commander';
import { analyseCommand } from '../analyse.ts';
import { auditCommand } from '../audit.ts';
import { checkCommand } from '../check.ts';
import { codeCommand } from '../code.ts';
import { codebookCommand } from '../codebook.ts';
import { diffCommand } from '../diff.ts';
import { explainCommand } from '../explain.ts';
import { EXIT, type Io } from '../io.ts';
import { quotesCommand } from '../quotes.ts';
import { reportFailure } from '../report-failure.ts';
import { tablesCommand } from '../tables.ts';
import type { Outcome } from './run-cli.ts';

const COMMANDS = [
  analyseCommand,
  auditCommand,
  checkCommand,
  codeCommand,
  codebookCommand,
  diffCommand,
  explainCommand,
  quotesCommand,
  tablesCommand,
];

/**
 * Runs one of some commands of `crs-eval` in this process, which starts no other; wrong usage would end it. One after the other, whoever asks:
 * a command leaves its exit code in the process, which is as it was when the outcome is there.
 */
export function runHere(args: readonly string[], cwd: string): Promise<Outcome> {
  const outcome = last.then(() => run(args, cwd));
  last = outcome.catch(() => undefined);
  return outcome;
}

let last: Promise<unknown> = Promise.resolve();

async function run(args: readonly string[], cwd: string): Promise<Outcome> {
  const [results, messages]: [string[], string[]] = [[], []];
  const io: Io = {
    stdout: (text) => void results.push(text),
    stderr: (text) => void messages.push(text),
    cwd,
    env: {},
  };
  const program = new Command('crs-eval');
  for (const command of COMMANDS) program.addCommand(command(io));
  const before = process.exitCode;
  process.exitCode = undefined;
  const code = await program.parseAsync([...args], { from: 'user' }).then(
    () => Number(process.exitCode ?? EXIT.done),
    (error: unknown) => reportFailure(error, io),
  );
  process.exitCode = before;
  return { code, stdout: results.join(''), stderr: messages.join('') };
}
