import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import type { AuditReport } from '../audit/published/audit-report.ts';
import type { AuditOptions } from '../audit/published/audit-tables.ts';
import { auditJunit, cellFails, FAIL_ON, type FailOn } from './audit-junit.ts';
import { folderToWrite } from './file-ending.ts';
import { EXIT, type Io } from './io.ts';

interface AuditFlags {
  readonly range?: string;
  readonly base: readonly string[];
  readonly scale?: string;
  readonly agree?: string;
  readonly sd: string;
  readonly rounding: string;
  readonly format: string;
  readonly json?: true;
  readonly out?: string;
  readonly failOn: string;
}

const DEVIATIONS = ['sample', 'population'] as const;
const ROUNDINGS = ['half-away', 'half-even', 'truncate'] as const;
const FORMATS = ['text', 'md', 'csv', 'json', 'junit', 'html'] as const;
type Format = (typeof FORMATS)[number];

/**
 * `crs-eval audit FILES`: whether published figures can be true by arithmetic alone. Ends with exit code 0 unless
 * `--fail-on` asks for another.
 */
export function auditCommand(io: Io): Command {
  return new Command('audit')
    .description('whether published figures can be true: n, %, mean and SD against every set of answers')
    .argument('<files...>', 'published tables: CSV, XLSX, or folders of them')
    .option(
      '--range <range>',
      'numbers of respondents tried for each cell, such as N-12..N+3 (default: 2 to the larger of n and a known base)',
    )
    .option('--base <column=n...>', 'bases known from elsewhere, such as WS=33', collect, [])
    .option('--scale <low..high>', 'the scale, where a file does not give it, such as 1..7')
    .option(
      '--agree <low..high>',
      'the levels that percentages are of (default: those above the middle of the scale)',
    )
    .option('--sd <kind>', `${DEVIATIONS.join(' or ')}`, 'sample')
    .option('--rounding <mode>', ROUNDINGS.join(', '), 'half-away')
    .option('--format <format>', `what to print: ${FORMATS.join(', ')}`, 'text')
    .option('--json', 'the same as --format json')
    .option(
      '--out <dir>',
      'also write audit.html, audit.md, audit.csv, audit.json and audit.junit.xml there',
      folderToWrite,
    )
    .option(
      '--fail-on <what>',
      'exit with 1: n, where a cell is not reproducible at its n; conflict, where it is for no n, or figures contradict each other',
      'none',
    )
    .addHelpText('after', HELP)
    .action(async (files: string[], flags: AuditFlags, command: Command) => {
      const { parseRange } = await import('../audit/published/range.ts');
      const usage = (message: string): never => command.error(`error: ${message}`, { exitCode: EXIT.usage });
      const range = flags.range === undefined ? null : parseRange(flags.range);
      if (flags.range !== undefined && range === null)
        usage(`option '--range' expected a range such as N-12..N+3 or 2..N, found "${flags.range}"`);
      const options: AuditOptions = {
        range,
        bases: new Map(
          flags.base
            .flatMap((list) => list.split(','))
            .map(
              (text) =>
                parseBase(text) ?? usage(`option '--base' expected COLUMN=N such as WS=33, found "${text}"`),
            ),
        ),
        agree:
          flags.agree === undefined
            ? null
            : (parseLimits(flags.agree) ?? usage(limitsMisuse('--agree', flags.agree))),
        deviation: oneOf(DEVIATIONS, flags.sd) ?? usage(choiceMisuse('--sd', DEVIATIONS, flags.sd)),
        rounding:
          oneOf(ROUNDINGS, flags.rounding) ?? usage(choiceMisuse('--rounding', ROUNDINGS, flags.rounding)),
      };
      const scale =
        flags.scale === undefined
          ? null
          : (parseLimits(flags.scale) ?? usage(limitsMisuse('--scale', flags.scale)));
      const failOn = oneOf(FAIL_ON, flags.failOn) ?? usage(choiceMisuse('--fail-on', FAIL_ON, flags.failOn));
      const format =
        flags.json === true
          ? 'json'
          : (oneOf(FORMATS, flags.format) ?? usage(choiceMisuse('--format', FORMATS, flags.format)));
      process.exitCode = await runAudit(
        files,
        { options, scale, failOn, format, out: flags.out ?? null },
        io,
      );
    });
}

const HELP = `
Findings: at n; fewer (only with fewer answers); more (only with more); none in the range searched, which is always
stated: "not reproducible under these assumptions", never "wrong". Check the transcription first. See docs/audit.md.

Exit codes: 0 audited, whatever was found, unless --fail-on says otherwise; 1 with --fail-on, or a file can't be read.`;

interface AuditRun {
  readonly options: AuditOptions;
  readonly scale: readonly [number, number] | null;
  readonly failOn: FailOn;
  readonly format: Format;
  readonly out: string | null;
}

async function runAudit(files: readonly string[], run: AuditRun, io: Io): Promise<number> {
  const [{ readAudit }, { auditTables }] = await Promise.all([
    import('./read-audit.ts'),
    import('../audit/published/audit-tables.ts'),
  ]);
  const tables = await readAudit(files, run.scale, io.cwd);
  for (const { problem } of tables.faults) {
    const { formatProblem } = await import('../study/problem.ts');
    io.stderr(`left out: ${formatProblem(problem)}\n`);
  }
  const report = auditTables(tables, run.options);
  io.stdout(await render(report, run.format, run.failOn));
  if (run.out !== null) await writeViews(report, resolve(io.cwd, run.out), run.failOn);
  const failing = report.cells.filter((cell) => cellFails(cell, run.failOn)).length;
  return run.failOn !== 'none' && failing + report.conflicts.length > 0 ? EXIT.failed : EXIT.done;
}

async function render(report: AuditReport, format: Format, failOn: FailOn): Promise<string> {
  // A record, so that a new format won't compile until it is handled.
  const views: Record<Format, () => Promise<string>> = {
    text: async () => (await import('./audit-text.ts')).auditText(report),
    md: async () => (await import('./audit-markdown.ts')).auditMarkdown(report),
    csv: async () => (await import('./audit-csv.ts')).auditCsv(report),
    json: async () => (await import('./audit-json.ts')).auditJson(report),
    junit: async () => auditJunit(report, failOn),
    html: async () => (await import('./audit-html.ts')).auditHtml(report),
  };
  return views[format]();
}

const FILES: Readonly<Record<string, Format>> = {
  'audit.html': 'html',
  'audit.md': 'md',
  'audit.csv': 'csv',
  'audit.json': 'json',
  'audit.junit.xml': 'junit',
};

/** Each file is written beside its place and moved in whole. */
async function writeViews(report: AuditReport, folder: string, failOn: FailOn): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const [name, format] of Object.entries(FILES)) {
    const path = join(folder, name);
    writeFileSync(`${path}.partial-${process.pid}`, await render(report, format, failOn));
    renameSync(`${path}.partial-${process.pid}`, path);
  }
}

function collect(value: string, before: readonly string[]): string[] {
  return [...before, value];
}

function parseBase(text: string): readonly [string, number] | null {
  const match = /^(.+)=([1-9]\d{0,5})$/.exec(text.trim());
  return match?.[1] === undefined ? null : [match[1].trim(), Number(match[2])];
}

function parseLimits(text: string): readonly [number, number] | null {
  const match = /^(-?\d{1,4})(?:\.\.|–|-)(-?\d{1,4})$/.exec(text.trim());
  const limits = [Number(match?.[1]), Number(match?.[2])] as const;
  return match === null || limits[0] > limits[1] ? null : limits;
}

function oneOf<T extends string>(choices: readonly T[], text: string): T | null {
  return choices.find((choice) => choice === text) ?? null;
}

function limitsMisuse(option: string, found: string): string {
  return `option '${option}' expected two whole numbers such as 1..7, found "${found}"`;
}

function choiceMisuse(option: string, choices: readonly string[], found: string): string {
  return `option '${option}' expected ${choices.join(', ')}; found "${found}"`;
}
