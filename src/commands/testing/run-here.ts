import { Command, CommanderError } from 'commander';
import { agreementCommand } from '../agreement.ts';
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
import { simulateCommand } from '../simulate.ts';
import { tablesCommand } from '../tables.ts';
import type { Outcome } from './run-cli.ts';

const COMMANDS = [
  agreementCommand,
  analyseCommand,
  auditCommand,
  checkCommand,
  codeCommand,
  codebookCommand,
  diffCommand,
  explainCommand,
  quotesCommand,
  simulateCommand,
  tablesCommand,
];

/**
 * Runs one of some commands of `crs-eval` in this process, which starts no other. One after the other, whoever asks:
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
  // Wrong usage would else end the process.
  const tame = (command: Command): Command => {
    command.exitOverride().configureOutput({ writeErr: io.stderr });
    command.commands.forEach(tame);
    return command;
  };
  const program = tame(new Command('crs-eval'));
  for (const command of COMMANDS) program.addCommand(tame(command(io)));
  const before = process.exitCode;
  process.exitCode = undefined;
  const code = await program.parseAsync([...args], { from: 'user' }).then(
    () => Number(process.exitCode ?? EXIT.done),
    (error: unknown) => {
      if (!(error instanceof CommanderError)) return reportFailure(error, io);
      return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    },
  );
  process.exitCode = before;
  return { code, stdout: results.join(''), stderr: messages.join('') };
}
