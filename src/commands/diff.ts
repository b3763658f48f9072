import { Command } from 'commander';
import { EXIT, type Io } from './io.ts';

interface DiffOptions {
  readonly all?: true;
  readonly ids?: true;
  readonly json?: true;
  readonly csv?: true;
  readonly failOnChange?: true;
}

/**
 * `crs-eval diff EARLIER LATER`: which figures moved between two runs, from what to what, and which respondents, corrections or
 * definitions can have done it. Ends with 0 whether or not any moved; with `--fail-on-change` with 1 where one did.
 */
export function diffCommand(io: Io): Command {
  return new Command('diff')
    .description('what changed between two finished runs: which figures moved, from what to what, and why')
    .argument('<earlier>', 'the folder of the earlier run')
    .argument('<later>', 'the folder of the later run')
    .option('--all', 'list every figure that moved, not only the printed ones')
    .option('--ids', 'name the respondents behind a change by their response ids: not to be passed on')
    .option('--json', 'print the comparison as JSON')
    .option('--csv', 'print every change as CSV, a row a figure')
    .option('--fail-on-change', 'end with exit code 1 where a figure moved')
    .addHelpText('after', HELP)
    .action(async (earlier: string, later: string, options: DiffOptions, command: Command) => {
      if (options.json === true && options.csv === true)
        command.error('error: expected --json or --csv, found both', { exitCode: EXIT.usage });
      const [{ loadComparedRuns }, { diffRuns }, { summariseDiff }] = await Promise.all([
        import('./diff/load-compared-run.ts'),
        import('./diff/diff-runs.ts'),
        import('./diff/summarise-diff.ts'),
      ]);
      const runs = loadComparedRuns(earlier, later, io);
      const ids = options.ids === true;
      const comparison = diffRuns(runs.earlier, runs.later, { ids });
      const summary = summariseDiff(comparison);
      if (options.json === true) {
        const { diffJson } = await import('./diff/diff-json.ts');
        io.stdout(diffJson(comparison, summary, { ids }));
      } else if (options.csv === true) {
        const { diffCsv } = await import('./diff/diff-csv.ts');
        io.stdout(diffCsv(comparison));
      } else {
        const { diffText } = await import('./diff/diff-text.ts');
        io.stdout(diffText(comparison, summary, { all: options.all === true, ids }));
      }
      process.exitCode = options.failOnChange === true && summary.changed ? EXIT.failed : EXIT.done;
    });
}

const HELP = `
A RUN is a folder that "crs-eval analyse --out" wrote. Figures that are printed come first, by table; the rest are
counted. A cause stands at a figure only if it can have moved it. See docs/diff.md.

Exit codes: 0 compared, whatever moved; 1 no run, a damaged one, or with --fail-on-change a figure that moved.`;
