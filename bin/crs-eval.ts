#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { agreementCommand } from '../src/commands/agreement.ts';
import { analyseCommand } from '../src/commands/analyse.ts';
import { auditCommand } from '../src/commands/audit.ts';
import { checkCommand } from '../src/commands/check.ts';
import { checkDraftCommand } from '../src/commands/check-draft.ts';
import { codeCommand } from '../src/commands/code.ts';
import { codebookCommand } from '../src/commands/codebook.ts';
import { diffCommand } from '../src/commands/diff.ts';
import { explainCommand } from '../src/commands/explain.ts';
import { inspectCommand } from '../src/commands/inspect.ts';
import { EXIT, type Io } from '../src/commands/io.ts';
import { kwicCommand } from '../src/commands/kwic.ts';
import { lintCommand } from '../src/commands/lint.ts';
import { quotesCommand } from '../src/commands/quotes.ts';
import { reportFailure } from '../src/commands/report-failure.ts';
import { simulateCommand } from '../src/commands/simulate.ts';
import { tablesCommand } from '../src/commands/tables.ts';
import { VERSION } from '../src/commands/version.ts';

// Loaded only for a terminal: most runs, in scripts and pipes, need no paint.
const inColour = process.stderr.isTTY === true && !process.env['NO_COLOR'];
const alarm = inColour ? new (await import('chalk')).Chalk({ level: 1 }).red : undefined;

const io: Io = {
  stdout: (text) => void process.stdout.write(text),
  stderr: (text) => void process.stderr.write(text),
  ...(process.stdout.isTTY === true
    ? {}
    : { stdoutBytes: (bytes: Uint8Array) => void process.stdout.write(bytes) }),
  cwd: process.cwd(),
  env: process.env,
  now: () => new Date(),
  ...(alarm === undefined ? {} : { alarm }),
};

/** Errors are thrown, not ended with; and what is set here holds for commands made elsewhere and those in them. */
function settle(command: Command): void {
  command.exitOverride();
  for (const inner of command.commands) settle(inner.copyInheritedSettings(command));
}

const program = new Command('crs-eval')
  .description(
    'From raw QuestionPro exports of an evaluation survey to traced tables, charts and a report.\n' +
      'The study built in is the evaluation of Commissioned Rehabilitative Services; --study names another.',
  )
  .version(VERSION, '-V, --version', 'print the version')
  .helpOption('-h, --help', 'print help')
  .helpCommand('help [command]', 'print help on a command')
  .showHelpAfterError('(add --help for what it takes)')
  .addHelpText(
    'after',
    `
Typical use:
  crs-eval inspect exports/probation-p1.csv              what is in a file
  crs-eval analyse exports/*.csv exports/*.xlsx --out reports/crs-evaluation
  crs-eval tables B.1 --from reports/crs-evaluation      one table, as Markdown
  crs-eval explain B.1 --row "everyone who needs" --group WS

Exit codes: 0 done, 1 the input or a check failed, 2 wrong usage, 3 a fault of the program's.`,
  );

// A reader of results that closes early (… | head) ends the program quietly; one of messages doesn't stop the work.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? (process.exitCode ?? EXIT.done) : reportFailure(error, io));
});
process.stderr.on('error', () => undefined);
process.on('uncaughtException', (error) => process.exit(reportFailure(error, io)));

for (const command of [
  analyseCommand(io),
  inspectCommand(io),
  tablesCommand(io),
  explainCommand(io),
  checkCommand(io),
  checkDraftCommand(io),
  diffCommand(io),
  auditCommand(io),
  agreementCommand(io),
  lintCommand(io),
  simulateCommand(io),
  codebookCommand(io),
  codeCommand(io),
  kwicCommand(io),
  quotesCommand(io),
]) {
  program.addCommand(command);
}
settle(program);

try {
  await program.parseAsync(process.argv);
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.usage;
  } else {
    process.exitCode = reportFailure(error, io);
  }
}
