// The demo: the fixture exports with all that can be given beside them, written in every format, then checked against the published figures.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const fixtures = 'fixtures/crs-evaluation';
const out = 'reports/crs-evaluation';
const exports = readdirSync(`${root}${fixtures}/exports`).map((name) => `${fixtures}/exports/${name}`);
const beside = JSON.parse(readFileSync(`${root}${fixtures}/demo-arguments.json`, 'utf8'));

for (const args of [
  ['analyse', ...exports, ...beside, '--out', out],
  ['check', out, '--against', `${fixtures}/published`],
]) {
  console.error(`\n$ crs-eval ${args.join(' ')}`);
  const { status, error } = spawnSync(process.execPath, ['dist/bin/crs-eval.js', ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  if (error) console.error(`Could not start Node.js: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}
