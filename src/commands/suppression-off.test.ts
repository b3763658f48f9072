import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeFiles } from './testing/hostile-run.ts';
import { FILES } from './testing/library-run.ts';
import { runHere } from './testing/run-here.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'suppression-'));
  const study = String(FILES['study/library.yaml']);
  if (!study.includes('suppressBelow:')) throw new Error('the study has a threshold of its own');
  writeFiles(folder, {
    ...FILES,
    'open/library.yaml': study.replace(/suppressBelow: *\d+/, 'suppressBelow: 0'),
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const warnings = async (...args: readonly string[]): Promise<readonly string[]> => {
  const fixed = ['--format', 'csv', '--no-charts', '--no-coding', '--out', 'out'];
  const { code, stderr } = await runHere(['analyse', 'library.csv', ...args, ...fixed], folder);
  expect(code).toBe(0);
  return stderr.split('\n').filter((line) => line.includes('suppression'));
};

describe('analyse says that suppression is off', () => {
  it.each(['0', '1'])('where --suppress-below is %s', async (below) => {
    expect(await warnings('--study', 'study', '--suppress-below', below)).toEqual([
      `warning: suppression is off: --suppress-below ${below}; figures on groups of any size, even of one respondent, are in publish/`,
    ]);
    if (below !== '0') return;
    expect(readFileSync(join(folder, 'out/internal/quality-log.html'), 'utf8')).toContain(
      'Groups are not suppressed, whatever their size; the study’s own threshold is',
    );
  });

  it('where the study says so', async () => {
    expect(await warnings('--study', 'open')).toEqual([
      'warning: suppression is off: the study’s suppressBelow is 0; figures on groups of any size, even of one respondent, are in publish/',
    ]);
  });

  it('and nothing where groups are suppressed', async () => {
    expect(await warnings('--study', 'study')).toEqual([]);
    expect(await warnings('--study', 'open', '--suppress-below', '2')).toEqual([]);
  });
});
