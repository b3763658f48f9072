// Whole-process times and peak memory, as ratios to a plain csv-parse read of the same file in the same run: machines
// differ and drift, ratios hold. Nothing here is a test. `npm run bench -- --rows 10000,100000 --runs 5`
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const cli = join(root, 'dist/bin/crs-eval.js');
const readCsv = join(root, 'bench/read-csv.mjs');
const preload = pathToFileURL(join(root, 'bench/usage.mjs')).href;
const exportsFolder = join(root, 'fixtures/crs-evaluation/exports');
const corrections = join(root, 'fixtures/crs-evaluation/corrections.csv');
const folder = mkdtempSync(join(tmpdir(), 'crs-eval-bench-'));
const runs = wholeNumbers('--runs', '5')[0];
const sizes = wholeNumbers('--rows', '10000,100000');

const YARDSTICK = 'csv-parse';
const TABLES = 'tables, no charts';

function wholeNumbers(name, otherwise) {
  const at = process.argv.indexOf(name);
  const text = (at < 0 ? otherwise : process.argv[at + 1]) ?? '';
  if (!/^[1-9]\d*(,[1-9]\d*)*$/.test(text)) {
    console.error(`${name}: expected whole numbers above 0, such as ${otherwise}, found "${text}"`);
    process.exit(2);
  }
  return text.split(',').map(Number);
}

/** One process from its start to its end: wall-clock and CPU seconds, peak memory in MiB. */
function once(args) {
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
  return { wall, ...JSON.parse(readFileSync(usage, 'utf8')) };
}

/** The commands in turn, A B A B …, after one round that isn't counted, so that a drift of the machine meets all alike. */
function measure(commands, times) {
  const measured = Object.keys(commands).map((name) => ({ name, rounds: [] }));
  for (const name of Object.keys(commands)) once(commands[name]);
  for (let round = 0; round < times; round++)
    for (const { name, rounds } of measured) rounds.push(once(commands[name]));
  return measured;
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Medians over the rounds; ratios are taken round by round, then their median. Gives the peaks by name. */
function print(title, measured) {
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

try {
  console.log(
    `× is the ratio to a plain ${YARDSTICK} read in the same round. Node ${process.versions.node}.`,
  );
  const files = readdirSync(exportsFolder)
    .sort()
    .map((name) => join(exportsFolder, name));
  const csv = files.find((name) => name.endsWith('.csv'));
  const analyse = (inputs, ...more) => [cli, 'analyse', ...inputs, '--out', join(folder, 'out'), ...more];
  const tablesOnly = ['--no-charts', '--format', 'csv,md'];
  print(
    'The demo: four exports',
    measure(
      {
        'node, nothing else': ['-e', '0'],
        'crs-eval --help': [cli, '--help'],
        [`${YARDSTICK}, one export`]: [readCsv, csv],
        [TABLES]: analyse(files, '--corrections', corrections, ...tablesOnly),
        'everything with charts': analyse(files, '--corrections', corrections),
      },
      runs,
    ),
  );
  const peaks = [];
  for (const rows of sizes) {
    const big = join(folder, `${rows}.csv`);
    const wanted = ['--respondents', String(rows), '--questionnaire', 'probation-p1', '--seed', '1'];
    once([cli, 'simulate', ...wanted, '--out', big]);
    const megabytes = (statSync(big).size / 1e6).toFixed(0);
    const commands = { [YARDSTICK]: [readCsv, big], [TABLES]: analyse([big], ...tablesOnly) };
    const peak = print(
      `${rows.toLocaleString('en-GB')} synthetic respondents, CSV of ${megabytes} MB`,
      measure(commands, rows > 20_000 ? Math.min(runs, 3) : runs),
    );
    peaks.push({ rows, mebibytes: peak[TABLES] });
    rmSync(big);
  }
  const [small, large] = [peaks[0], peaks.at(-1)];
  if (small.rows !== large.rows) {
    const each = ((large.mebibytes - small.mebibytes) * 1024) / (large.rows - small.rows);
    console.log(
      `\nPeak memory grows by ${each.toFixed(2)} KiB a respondent from ${small.rows} to ${large.rows}.`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
