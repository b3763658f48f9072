import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { expandPaths } from './expand-paths.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'crs-eval-'));
  for (const name of ['b.csv', 'a.csv', 'a+b.csv', 'c.xlsx']) writeFileSync(join(folder, name), '');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('replaces a pattern by the files it matches, in name order', () => {
  expect(expandPaths(['*.csv'], folder)).toEqual(['a+b.csv', 'a.csv', 'b.csv']);
  expect(expandPaths(['?.csv', 'c.xlsx'], folder)).toEqual(['a.csv', 'b.csv', 'c.xlsx']);
});

it('takes other signs of a pattern literally and leaves what matches nothing', () => {
  expect(expandPaths(['a+*.csv'], folder)).toEqual(['a+b.csv']);
  expect(expandPaths(['none*.csv'], folder)).toEqual(['none*.csv']);
});
