// Whole-process times and peak memory, as ratios to a plain csv-parse read of the same file in the same run: machines
// differ and drift, ratios hold. Nothing here is a test. `npm run bench -- --rows 10000,100000 --runs 5`
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { measure, once, print, wholeNumbers, YARDSTICK } from './measure.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const cli = join(root, 'dist/bin/crs-eval.js');
const readCsv = join(root, 'bench/read-csv.mjs');
const exportsFolder = join(root, 'fixtures/crs-evaluation/exports');
const corrections = join(root, 'fixtures/crs-evaluation/corrections.csv');
/** What the demo is given besides its exports. */
const beside = JSON.parse(
  readFileSync(join(root, 'fixtures/crs-evaluation/demo-arguments.json'), 'utf8'),
).map((each) => (each.startsWith('fixtures/') ? join(root, each) : each));
const folder = mkdtempSync(join(tmpdir(), 'crs-eval-bench-'));
const runs = wholeNumbers('--runs', '5')[0];
const sizes = wholeNumbers('--rows', '10000,100000');

const TABLES = 'tables, no charts';

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
        'as npm run demo: codings, quotes, all formats': analyse(files, ...beside),
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
