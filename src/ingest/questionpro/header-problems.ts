import type { Problem } from '../../study/problem.ts';
import type { HeaderPlace } from './locate-header.ts';
import { columnLetter } from './system-columns.ts';

/** The problem of a file without the header by which an export is known. Its cells are not shown: they may be answers. */
export function notAnExport(file: string, firstRow: readonly string[] | undefined): Problem {
  const { length } = (firstRow ?? []).filter((cell) => cell.trim() !== '');
  return {
    severity: 'error',
    code: 'not-an-export',
    file,
    row: null,
    column: null,
    expected: 'a header row with "Response ID" among the first 30 rows, as QuestionPro exports have',
    found:
      length === 0
        ? 'no such row'
        : `a table whose first row has ${length} ${length === 1 ? 'cell' : 'cells'}, none of them that`,
    advice:
      'export the raw data from QuestionPro as CSV or Excel; if the header row was cut off, put it back',
  };
}

/** What is wrong with a header that was found; empty where nothing is. */
export function headerProblems(file: string, place: HeaderPlace): readonly Problem[] {
  if (place.idColumns.length === 1) return [];
  const letters = place.idColumns.map(columnLetter);
  return [
    {
      severity: 'error',
      code: 'duplicate-response-id',
      file,
      row: place.preambleRows + 1,
      column: `columns ${letters.join(', ')}`,
      expected: 'one column headed "Response ID"',
      found: `${letters.length} of them`,
      advice: 'two exports may have been pasted side by side; use the files as they were exported',
    },
  ];
}
