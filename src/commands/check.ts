import { resolve } from 'node:path';
import { Command } from 'commander';
import type { CheckReport } from '../audit/check-report.ts';
import type { PinComparison } from '../audit/compare-pins.ts';
import { DEFAULT_RUN } from './default-run.ts';
import { fileEndingIn } from './file-ending.ts';
import { EXIT, type Io } from './io.ts';
import type { Run } from './load-run.ts';
import { writeTogether } from './write-together.ts';

interface CheckOptions {
  readonly against?: string;
  readonly pin?: string | true;
  readonly pinned?: string | true;
  readonly json?: true;
  readonly junit?: string;
}

/**
 * `crs-eval check [RUN]`: a finished run against published figures (`--against`), and against our own approved values
 * (`--pinned`), which `--pin` writes. Ends with exit code 1 when a figure differs or is missing, or an approved value
 * changed or is gone.
 */
export function checkCommand(io: Io): Command {
  return new Command('check')
    .description("compare a finished run's figures with published ones, and with values approved earlier")
    .argument('[run]', 'the folder of the run', DEFAULT_RUN)
    .option('--against <dir>', 'published figures: a folder with likert.csv, counts.csv, text-figures.csv')
    .option('--pinned [file]', `compare with the values approved in this file (${DEFAULT_PINS})`)
    .option(
      '--pin [file]',
      `approve: write every figure of the run to this file (${DEFAULT_PINS})`,
      fileEndingIn('csv'),
    )
    .option('--json', 'print the comparison as JSON')
    .option(
      '--junit <file>',
      'also write the comparison with published figures as JUnit XML',
      fileEndingIn('xml'),
    )
    .addHelpText('after', HELP)
    .action(async (run: string, options: CheckOptions, command: Command) => {
      const misuse = misuseOf(options);
      if (misuse !== null) command.error(`error: ${misuse}`, { exitCode: EXIT.usage });
      process.exitCode = await runCheck(run, options, io);
    });
}

const DEFAULT_PINS = 'default: fixtures/STUDY/pinned.csv';

const HELP = `
Verdicts: match; rounding (equal under another rounding, named); base (a header's n is another number); differs;
none (no number of respondents in the searched range gives the published figures); conflict (another published
figure rules it out); missing. See docs/checking.md.

Exit codes: 0 nothing differs, 1 a figure differs or is missing, or an approved value changed or is gone.`;

function misuseOf(options: CheckOptions): string | null {
  if (options.pin !== undefined && options.pinned !== undefined)
    return "options '--pin' and '--pinned' cannot be used together: compare first, then approve";
  if (options.against === undefined && options.pin === undefined && options.pinned === undefined)
    return "expected something to compare with: '--against <dir>' or '--pinned [file]' (or '--pin [file]' to approve)";
  if (options.junit !== undefined && options.against === undefined)
    return "option '--junit <file>' needs '--against <dir>'";
  return null;
}

async function runCheck(folder: string, options: CheckOptions, io: Io): Promise<number> {
  const { loadRun } = await import('./load-run.ts');
  const run = loadRun(folder, io);
  const { report, failed } = await compareWithPublished(run, options, io);
  const pins = await comparePinned(run, options, io);
  if (options.json === true && (report !== null || pins !== null))
    io.stdout(
      `${JSON.stringify({ ...report, ...(pins === null ? {} : { pinned: pins.comparison }) }, null, 2)}\n`,
    );
  if (options.pin !== undefined) await approve(run, pinFile(run, options.pin), io);
  return failed || pins?.failed === true ? EXIT.failed : EXIT.done;
}

async function compareWithPublished(
  run: Run,
  options: CheckOptions,
  io: Io,
): Promise<{ readonly report: CheckReport | null; readonly failed: boolean }> {
  if (options.against === undefined) return { report: null, failed: false };
  const [{ readPublished }, { checkRun }, { hasFailed }] = await Promise.all([
    import('../study/read-published.ts'),
    import('../audit/check-run.ts'),
    import('../audit/check-report.ts'),
  ]);
  const published = readPublished([resolve(io.cwd, options.against)]);
  const report = checkRun(run.study, run.frequency, { synthetic: run.record.synthetic }, published);
  if (options.json !== true) {
    const { renderCheckText } = await import('../audit/check-text.ts');
    io.stdout(renderCheckText(report));
  }
  if (options.junit !== undefined) {
    const { renderJunit } = await import('../audit/junit.ts');
    writeTogether([{ path: resolve(io.cwd, options.junit), content: [renderJunit(report)] }]);
  }
  return { report, failed: hasFailed(report) };
}

async function comparePinned(
  run: Run,
  options: CheckOptions,
  io: Io,
): Promise<{ readonly comparison: PinComparison; readonly failed: boolean } | null> {
  if (options.pinned === undefined) return null;
  const [{ readPins }, { pinRun }, { comparePins, pinsFailed }, { renderPinsText }] = await Promise.all([
    import('./read-pins.ts'),
    import('../audit/check-run.ts'),
    import('../audit/compare-pins.ts'),
    import('../audit/check-text.ts'),
  ]);
  const file = pinFile(run, options.pinned);
  const now = pinRun(run.study, run.frequency, { synthetic: run.record.synthetic });
  const comparison = comparePins(readPins(file, io.cwd), now);
  if (options.json !== true) io.stdout(renderPinsText(comparison, file));
  return { comparison, failed: pinsFailed(comparison) };
}

async function approve(run: Run, file: string, io: Io): Promise<void> {
  const [{ pinRun }, { renderPins }] = await Promise.all([
    import('../audit/check-run.ts'),
    import('../audit/pins.ts'),
  ]);
  const pins = pinRun(run.study, run.frequency, { synthetic: run.record.synthetic });
  writeTogether([{ path: resolve(io.cwd, file), content: [renderPins(pins)] }]);
  io.stderr(`Approved the figures of ${pins.length} lots of counts in ${file}.\n`);
}

function pinFile(run: Run, option: string | true): string {
  return option === true ? `fixtures/${run.study.id}/pinned.csv` : option;
}
