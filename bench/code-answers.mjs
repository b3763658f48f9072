// Whole-process times of coding answers of 30 words under codes of a dozen terms each, against a plain csv-parse read of
// the same file and against one regular expression a code. `npm run bench:coding -- --answers 10000,100000 --runs 5`
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { codebookText, makeCodes, STUDY, writeAnswers } from './made-up-answers.mjs';
import { measure, median, print, wholeNumbers, YARDSTICK } from './measure.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const cli = join(root, 'dist/bin/crs-eval.js');
const folder = mkdtempSync(join(tmpdir(), 'crs-eval-bench-'));
const runs = wholeNumbers('--runs', '5')[0];
const sizes = wholeNumbers('--answers', '10000,100000');

try {
  mkdirSync(join(folder, 'study'));
  writeFileSync(join(folder, 'study/study.yaml'), STUDY);
  const codebooks = Object.fromEntries(
    [120, 240].map((count) => {
      const path = join(folder, `${count}.yaml`);
      writeFileSync(path, codebookText(makeCodes(count)));
      return [count, path];
    }),
  );
  const terms = join(folder, 'terms.json');
  writeFileSync(terms, JSON.stringify(makeCodes(120).map((code) => code.terms)));
  console.log(
    `× is the ratio to a plain ${YARDSTICK} read in the same round. Node ${process.versions.node}.`,
  );
  const peaks = [];
  for (const size of sizes) {
    const answers = join(folder, `${size}.csv`);
    writeAnswers(answers, size);
    const apply = (codes) => [
      ...[cli, 'code', 'apply', answers, '--study', join(folder, 'study')],
      ...['--codebook', codebooks[codes], '--out', join(folder, 'codings.csv')],
    ];
    const commands = {
      [YARDSTICK]: [join(root, 'bench/read-csv.mjs'), answers],
      '120 codes': apply(120),
      '240 codes': apply(240),
      'a regular expression a code': [join(root, 'bench/code-by-regex.mjs'), answers, terms],
    };
    const measured = measure(commands, size > 20_000 ? Math.min(runs, 3) : runs);
    const megabytes = (statSync(answers).size / 1e6).toFixed(0);
    const peak = print(
      `${size.toLocaleString('en-GB')} answers of 30 words, CSV of ${megabytes} MB`,
      measured,
    );
    const rounds = (name) => measured.find((one) => one.name === name).rounds;
    const doubled = median(rounds('240 codes').map(({ wall }, at) => wall / rounds('120 codes')[at].wall));
    console.log(`  Twice the codes take ${doubled.toFixed(2)} times as long.`);
    peaks.push({ size, mebibytes: peak['120 codes'] });
    rmSync(answers);
  }
  const [small, large] = [peaks[0], peaks.at(-1)];
  if (small.size !== large.size) {
    const each = ((large.mebibytes - small.mebibytes) * 1024) / (large.size - small.size);
    console.log(
      `\nPeak memory grows by ${each.toFixed(2)} KiB an answer from ${small.size} to ${large.size}.`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
