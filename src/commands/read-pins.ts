import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import { PIN_COLUMNS, type Pin } from '../audit/pins.ts';
import { numberOf } from '../exact/number-of.ts';
import { InputError, type Problem } from '../study/problem.ts';

/** Approved values as `check --pin` wrote them. Throws an InputError when there is no such file or it is of another kind. */
export function readPins(file: string, cwd: string): Pin[] {
  const path = resolve(cwd, file);
  if (!existsSync(path)) throw fault(file, null, 'a file of approved values', 'no such file', MAKE);
  let records: string[][];
  try {
    records = parse(readFileSync(path), { bom: true, columns: false, relax_column_count: true });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw fault(file, null, 'comma-separated values', `a fault in its quoting (${error.code})`, MAKE);
  }
  const [header = [], ...rows] = records;
  if (header.join(',') !== PIN_COLUMNS.join(','))
    throw fault(file, 1, `the header ${PIN_COLUMNS.join(',')}`, 'another', MAKE);
  return rows.map((cells, index) => {
    if (cells.length !== PIN_COLUMNS.length)
      throw fault(file, index + 2, `${numberOf(PIN_COLUMNS.length, 'cell')}`, `${cells.length}`, MAKE);
    const [id = '', asked = '', answered = '', counts = '', shares = ''] = cells;
    const [sum = '', sumSquares = '', mean = '', sd = '', median = ''] = cells.slice(5);
    return { id, asked, answered, counts, shares, sum, sumSquares, mean, sd, median };
  });
}

const MAKE =
  'write it with "crs-eval check RUN --pin FILE", and look through what changed before you keep it';

function fault(
  file: string,
  row: number | null,
  expected: string,
  found: string,
  advice: string,
): InputError {
  const problem: Problem = {
    severity: 'error',
    code: 'no-pins',
    file,
    row,
    column: null,
    expected,
    found,
    advice,
  };
  return new InputError([problem]);
}
