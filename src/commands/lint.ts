import { Command } from 'commander';
import type { LintFinding, LintReport } from '../audit/spreadsheets/lint-spreadsheet.ts';
import type { Problem } from '../study/problem.ts';
import { counted } from './count-text.ts';
import { EXIT, type Io } from './io.ts';

interface LintFlags {
  readonly rules?: true;
  readonly json?: true;
}

/** `crs-eval lint FILES`: spreadsheets of tables against the rules for accessible ones. Exit code 1 where one is broken. */
export function lintCommand(io: Io): Command {
  return new Command('lint')
    .description('check spreadsheets, XLSX or ODS, against the Analysis Function’s rules for accessible ones')
    .argument('[files...]', 'spreadsheets, of this program or any other')
    .option('--rules', 'list the rules, with where each comes from')
    .option('--json', 'print for programs')
    .addHelpText(
      'after',
      `
Prints FILE: Sheet!Cell: rule: expected …, found … for each rule broken. A table that is not marked up
is looked for and checked by the same rules. See docs/spreadsheets.md.

Exit codes: 0 no rule is broken, 1 some are, or a file can't be read.`,
    )
    .action(async (files: string[], flags: LintFlags, command: Command) => {
      if (flags.rules === true) return io.stdout(await listRules(flags.json === true));
      if (files.length === 0)
        command.error("error: missing required argument 'files'", { exitCode: EXIT.usage });
      const reports = await lintFiles(files, io);
      io.stdout(
        flags.json === true
          ? `${JSON.stringify({ files: reports }, null, 2)}\n`
          : reports
              .flatMap(({ file, findings }) => findings.map((finding) => formatFinding(file, finding)))
              .join(''),
      );
      const broken = reports.reduce((sum, { findings }) => sum + findings.length, 0);
      io.stderr(summary(reports, broken));
      if (broken > 0) process.exitCode = EXIT.failed;
    });
}

/** Every file is read before any is reported on, so that all that can't be are named. */
async function lintFiles(files: readonly string[], io: Io): Promise<readonly LintReport[]> {
  const [{ readFileBytes }, { resolve }, { lintSpreadsheet }, { InputError }] = await Promise.all([
    import('./read-file-bytes.ts'),
    import('node:path'),
    import('../audit/spreadsheets/lint-spreadsheet.ts'),
    import('../study/problem.ts'),
  ]);
  const unreadable: Problem[] = [];
  const reports = files.flatMap((file) => {
    try {
      const bytes = readFileBytes(resolve(io.cwd, file), file, 'a spreadsheet (.xlsx or .ods)');
      return [lintSpreadsheet(file, bytes)];
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      unreadable.push(...error.problems);
      return [];
    }
  });
  if (unreadable.length > 0) throw new InputError(unreadable);
  return reports;
}

function formatFinding(file: string, { sheet, cell, rule, expected, found }: LintFinding): string {
  const place = sheet === null ? '' : ` ${visible(cell === null ? sheet : `${sheet}!${cell}`)}:`;
  return `${file}:${place} ${rule}: expected ${expected}, found ${visible(found)}\n`;
}

/** A file may give its sheets names that would act on a terminal. */
function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\ufffd');
}

function summary(reports: readonly LintReport[], broken: number): string {
  const checked = counted(reports.length, 'file');
  if (broken === 0) return `${checked} checked: no rule is broken.\n`;
  const rules = new Set(reports.flatMap(({ findings }) => findings.map(({ rule }) => rule)));
  return `${checked} checked: ${counted(broken, 'finding')}, of ${counted(rules.size, 'rule')}.\n`;
}

async function listRules(json: boolean): Promise<string> {
  const [{ RULES }, { GUIDANCE }] = await Promise.all([
    import('../audit/spreadsheets/lint-spreadsheet.ts'),
    import('../audit/spreadsheets/rule.ts'),
  ]);
  const rules = RULES.map(({ id, text, essential, source }) => ({ id, text, essential, source }));
  if (json) return `${JSON.stringify({ guidance: GUIDANCE, rules }, null, 2)}\n`;
  return (
    `${GUIDANCE.title}\n${GUIDANCE.url}\nEssential (E) is what the guidance takes to be needed to meet the accessibility regulations.\n\n` +
    rules
      .map(
        ({ id, text, essential, source }) =>
          `${id}${essential ? ' (E)' : ''}\n  ${text}\n  Source: ${source}\n`,
      )
      .join('')
  );
}
