// Times whole processes in turn, from their start to their end, and prints medians and ratios to a yardstick.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const preload = pathToFileURL(join(root, 'bench/usage.mjs')).href;

/** What every time is put in relation to: a plain csv-parse read of the same file. */
export const YARDSTICK = 'csv-parse';

/** The whole numbers given to an option, or else those of `otherwise`. Ends the process where they are none. */
export function wholeNumbers(name, otherwise) {
  const at = process.argv.indexOf(name);
  const text = (at < 0 ? otherwise : process.argv[at + 1]) ?? '';
  if (!/^[1-9]\d*(,[1-9]\d*)*$/.test(text)) {
    console.error(`${name}: expected whole numbers above 0, such as ${otherwise}, found "${text}"`);
    process.exit(2);
  }
  return text.split(',').map(Number);
}

/** One process from its start to its end: wall-clock and CPU seconds, peak memory in MiB. */
export function once(args) {
  const folder = mkdtempSync(join(tmpdir(), 'crs-eval-usage-'));
  const usage = join(folder, 'usage.json');
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, ['--import', preload, ...args], {
    cwd: root,
    env: { ...process.env, BENCH_USAGE: usage },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const wall = Number(process.hrtime.bigint() - start) / 1e9;
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}\n${stderr.slice(-2000)}`);
  const used = JSON.parse(readFileSync(usage, 'utf8'));
  rmSync(folder, { recursive: true });
  return { wall, ...used };
}

/** The commands in turn, A B A B …, after one round that isn't counted, so that a drift of the machine meets all alike. */
export function measure(commands, times) {
  const measured = Object.keys(commands).map((name) => ({ name, rounds: [] }));
  for (const name of Object.keys(commands)) once(commands[name]);
  for (let round = 0; round < times; round++)
    for (const { name, rounds } of measured) rounds.push(once(commands[name]));
  return measured;
}

export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * Medians over the rounds; ratios to the yardstick are taken round by round, then their median. Gives the peaks by name.
 */
export function print(title, measured) {
  const yardstick = measured.find(({ name }) => name.startsWith(YARDSTICK)).rounds;
  const of = (rounds, what) => median(rounds.map((round) => round[what]));
  const ratio = (rounds, what) => median(rounds.map((round, at) => round[what] / yardstick[at][what]));
  const line = (cells) => console.log(`  ${cells[0].padEnd(26)}${cells.slice(1).map(right).join('')}`);
  console.log(`\n${title}; medians of ${yardstick.length}`);
  line(['', 'wall s', 'CPU s', 'peak MiB', 'wall ×', 'CPU ×']);
  for (const { name, rounds } of measured)
    line([
      name,
      of(rounds, 'wall').toFixed(2),
      of(rounds, 'cpu').toFixed(2),
      of(rounds, 'peak').toFixed(0),
      ratio(rounds, 'wall').toFixed(2),
      ratio(rounds, 'cpu').toFixed(2),
    ]);
  return Object.fromEntries(measured.map(({ name, rounds }) => [name, of(rounds, 'peak')]));
}

function right(text) {
  return text.padStart(10);
}
