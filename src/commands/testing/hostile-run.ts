import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { EXECUTABLE, type Outcome, ROOT } from './run-cli.ts';
import { runHere } from './run-here.ts';

/** Files by their path in a case's folder; null makes a folder. */
export type Files = Readonly<Record<string, string | Uint8Array | null>>;

/** What a run left behind, beside what it said. */
export interface HostileOutcome extends Outcome {
  /** Paths that were added, changed or removed in the case's folder, such as `+out/run.json`. */
  readonly changed: readonly string[];
}

/** What an earlier run is taken to have written to `out/`, with a file of the user's beside it. */
export const OLD_REPORT: Files = {
  'out/run.json': '{"old":true}\n',
  'out/publish/report.html': 'the old report',
  'out/internal/results.csv': 'the old figures',
  'out/my-notes.txt': 'mine',
};

/**
 * Runs the built program in a folder of its own that holds `files` and an older report in `out/`, and says what it changed there.
 * With `run` as `runHere`, runs the command in this process instead, which is quicker.
 */
export async function runHostile(
  files: Files,
  args: readonly string[],
  run: (args: readonly string[], cwd: string) => Promise<Outcome> = runProgram,
): Promise<HostileOutcome> {
  const folder = mkdtempSync(join(tmpdir(), 'hostile-'));
  try {
    writeFiles(folder, { ...OLD_REPORT, ...files });
    const before = readTree(folder);
    const outcome = await run(args, folder);
    return { ...outcome, changed: changes(before, readTree(folder)) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs the built program without waiting, so that cases run beside each other. */
export function runProgram(args: readonly string[], cwd: string): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [EXECUTABLE, ...args], {
      cwd,
      env: { PATH: process.env['PATH'] ?? '' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** Writes files and folders below `folder`, making what is missing on the way. */
export function writeFiles(folder: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    const place = join(folder, path);
    mkdirSync(content === null ? place : dirname(place), { recursive: true });
    if (content !== null) writeFileSync(place, content);
  }
}

/** Every file below a folder with its content (Latin-1, so every byte tells), folders with a slash at their end. */
export function readTree(folder: string): ReadonlyMap<string, string> {
  const tree = new Map<string, string>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name).slice(folder.length + 1);
    if (entry.isDirectory()) tree.set(`${path}/`, '');
    else tree.set(path, readFileSync(join(folder, path), 'latin1'));
  }
  return tree;
}

function changes(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort();
  return paths.flatMap((path) => {
    if (!before.has(path)) return [`+${path}`];
    if (!after.has(path)) return [`-${path}`];
    return before.get(path) === after.get(path) ? [] : [`~${path}`];
  });
}

/** A fixture's records, preamble and all, for a test to spoil. */
export function readRecords(path: string): string[][] {
  return parse(readFileSync(`${ROOT}fixtures/${path}`), { bom: true, relax_column_count: true });
}

/** Records as an export has them: every field quoted, CRLF. */
export function toCsv(records: readonly (readonly string[])[]): string {
  const quote = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
  return records.map((cells) => `${cells.map(quote).join(',')}\r\n`).join('');
}

/** Records with the cell at `row`, `column` (a spreadsheet's numbers, from 1) replaced. */
export function withCell(
  records: readonly (readonly string[])[],
  row: number,
  column: number,
  cell: string,
): string[][] {
  return records.map((cells, at) =>
    cells.map((old, index) => (at === row - 1 && index === column - 1 ? cell : old)),
  );
}

/** Runs an analysis that must succeed, in this process, over an older report in `out/`; its folder stays until `remove` is called. */
export async function analyseKept(
  files: Files,
  args: readonly string[],
): Promise<Outcome & { readonly folder: string; readonly remove: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'analysed-'));
  writeFiles(folder, { ...OLD_REPORT, ...files });
  const outcome = await runHere(
    ['analyse', ...args, '--out', 'out', '--no-charts', '--format', 'csv'],
    folder,
  );
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  if (outcome.code === 0) return { ...outcome, folder, remove };
  remove();
  throw new Error(`exit code ${outcome.code}: ${outcome.stderr}`);
}
