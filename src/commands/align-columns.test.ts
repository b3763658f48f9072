import { expect, it } from 'vitest';
import { alignColumns } from './align-columns.ts';

it('makes columns as wide as their widest cell, numbers to the right, and leaves no spaces at ends', () => {
  expect(alignColumns([['Male', '34', ''], ['Prefer not', '5', 'x'], ['é']], [false, true])).toEqual([
    'Male        34',
    'Prefer not   5  x',
    'é',
  ]);
  expect(alignColumns([])).toEqual([]);
});
