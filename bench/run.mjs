// Whole-process times and peak memory, as ratios to a plain csv-parse read of the same file in the same run: machines
// differ and drift, ratios hold. Nothing here is a test. `npm run bench -- --rows 10000,100000 --runs 5`
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const cli = join(root, 'dist/bin/crs-eval.js');
const exportsFolder = join(root, 'fixtures/crs-evaluation/exports');
const folder = mkdtempSync(join(tmpdir(), 'crs-eval-bench-'));
const runs = Number(option('--runs', '5'));
const sizes = option('--rows', '10000,100000').split(',').map(Number);

function option(name, otherwise) {
  const at = process.argv.indexOf(name);
  return at < 0 ? otherwise : process.argv[at + 1];
}

function once(args) {
  const peakFile = join(folder, 'peak');
  const preload = pathToFileURL(join(root, 'bench/peak.mjs')).href;
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, ['--import', preload, ...args], {
    env: { ...process.env, BENCH_PEAK: peakFile },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}\n${stderr.slice(-2000)}`);
  return { seconds, peak: Number(readFileSync(peakFile, 'utf8')) };
}

/** The commands in turn, A B A B …, so that a drift of the machine meets all alike; medians. */
function compare(commands, times = runs) {
  const names = Object.keys(commands);
  const measured = Object.fromEntries(names.map((name) => [name, []]));
  for (const name of names) once(commands[name]);
  for (let run = 0; run < times; run++) for (const name of names) measured[name].push(once(commands[name]));
  return Object.fromEntries(
    names.map((name) => [
      name,
      {
        seconds: median(measured[name].map((m) => m.seconds)),
        peak: median(measured[name].map((m) => m.peak)),
      },
    ]),
  );
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

function print(title, measured, yardstick) {
  console.log(`\n${title}`);
  for (const [name, { seconds, peak }] of Object.entries(measured)) {
    const ratio = yardstick ? `  ${(seconds / measured[yardstick].seconds).toFixed(2)} × ${yardstick}` : '';
    console.log(
      `  ${name.padEnd(28)} ${seconds.toFixed(2).padStart(7)} s ${String(peak).padStart(6)} MiB${ratio}`,
    );
  }
}

try {
  const files = readdirSync(exportsFolder)
    .sort()
    .map((name) => join(exportsFolder, name));
  const corrections = join(root, 'fixtures/crs-evaluation/corrections.csv');
  const analyse = (inputs, ...more) => [cli, 'analyse', ...inputs, '--out', join(folder, 'out'), ...more];
  const csv = files.find((name) => name.endsWith('.csv'));
  const withCorrections = existsSync(corrections) ? ['--corrections', corrections] : [];
  print(
    'The demo: four exports',
    compare({
      'node, nothing else': ['-e', '0'],
      'csv-parse, one export': [join(root, 'bench/read-csv.mjs'), csv],
      'tables, no charts': analyse(files, '--no-charts', '--format', 'csv,md', ...withCorrections),
      'everything with charts': analyse(files, ...withCorrections),
    }),
    'csv-parse, one export',
  );
  for (const rows of sizes) {
    const big = join(folder, `${rows}.csv`);
    once([
      cli,
      'simulate',
      '--respondents',
      String(rows),
      '--questionnaire',
      'probation-p1',
      '--seed',
      '1',
      '--out',
      big,
    ]);
    print(
      `${rows.toLocaleString('en-GB')} synthetic respondents, CSV`,
      compare(
        {
          'csv-parse': [join(root, 'bench/read-csv.mjs'), big],
          'tables, no charts': analyse([big], '--no-charts', '--format', 'csv,md'),
        },
        rows > 20000 ? Math.min(runs, 3) : runs,
      ),
      'csv-parse',
    );
    rmSync(big);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
