import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, runCli } from './run-cli.ts';

const FIXTURES = `${ROOT}fixtures/crs-evaluation`;

/** The demo's exports, whole paths. */
export const DEMO_EXPORTS: readonly string[] = readdirSync(`${FIXTURES}/exports`).map(
  (name) => `${FIXTURES}/exports/${name}`,
);

/** What `npm run demo` gives besides, and the format `json`, from which tests read what a table holds. */
export const DEMO_ARGUMENTS: readonly string[] = (
  JSON.parse(readFileSync(`${FIXTURES}/demo-arguments.json`, 'utf8')) as string[]
).map((each, at, all) => {
  if (all[at - 1] === '--format') return `${each},json`;
  return each.startsWith('fixtures/') ? `${ROOT}${each}` : each;
});

const PATIENCE = 110_000;

/**
 * The folder of one run of the demo, made by whoever asks first and used by all test files of a run of the tests; it is not to be
 * changed. Throws what the program said where it failed.
 */
export function demoRun(): string {
  const folder = process.env['CRS_EVAL_TESTS'];
  if (folder === undefined) throw new Error('src/commands/testing/shared-folder.ts has not been run');
  const [run, done, failed] = ['run', 'done', 'failed'].map((name) => join(folder, `demo-${name}`)) as [
    string,
    string,
    string,
  ];
  try {
    mkdirSync(join(folder, 'demo-lock'));
    const { code, stderr } = runCli(['analyse', ...DEMO_EXPORTS, ...DEMO_ARGUMENTS, '--out', run]);
    writeFileSync(code === 0 ? done : failed, stderr);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  for (let waited = 0; !existsSync(done); waited += 100) {
    if (existsSync(failed)) throw new Error(readFileSync(failed, 'utf8'));
    if (waited > PATIENCE) throw new Error('the demo was not finished');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  }
  return run;
}
