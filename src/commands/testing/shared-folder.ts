import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for what the test files of one run of the tests share; emptied when they end. */
export function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'crs-eval-tests-'));
  process.env['CRS_EVAL_TESTS'] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
