import { Command } from 'commander';
import { DEFAULT_RUN } from './default-run.ts';
import type { Io } from './io.ts';

interface ExplainOptions {
  readonly row: string;
  readonly group: string | undefined;
  readonly from: string;
  readonly answers: boolean;
  readonly json: boolean;
}

/** `crs-eval explain B.1 --row … --group WS`: the chain from a printed figure back to counts, base, rule and column. */
export function explainCommand(io: Io): Command {
  return new Command('explain')
    .description(
      'print how a figure came about: counts by level, base, rule, codings, who was left out, file and column',
    )
    .argument('<table>', 'the table, such as B.1')
    .requiredOption('--row <text>', "the row's label, or a part of it that no other row has")
    .option(
      '--group <text>',
      "the column, or several with the same counts: a label or a group's short name, such as WS; not needed where a row has one lot of counts",
    )
    .option('--from <run>', 'the folder of the run', DEFAULT_RUN)
    .option(
      '--answers',
      'of a figure of themes, list the codings: whose answer, where in it, by which rule or coder; internal',
      false,
    )
    .option('--json', 'for a program to read', false)
    .action(async (table: string, options: ExplainOptions) => {
      const { loadRun } = await import('./load-run.ts');
      const { explainCell } = await import('./explain-cell.ts');
      const { printChain } = await import('./print-chain.ts');
      const run = loadRun(options.from, io);
      const chain = explainCell(run, table, options.row, options.group, options.answers);
      io.stdout(options.json ? `${JSON.stringify(chain, null, 2)}\n` : printChain(chain));
    });
}
