import type { Problem } from '../../study/problem.ts';
import type { HeaderPlace } from './locate-header.ts';
import { columnLetter } from './system-columns.ts';

/** The problem of a file without the header by which an export is known; shows the first few cells of its first row. */
export function notAnExport(file: string, firstRow: readonly string[] | undefined): Problem {
  const cells = (firstRow ?? []).filter((cell) => cell.trim() !== '');
  const shown = cells.slice(0, 4).map((cell) => `"${cell.length > 30 ? `${cell.slice(0, 30)}…` : cell}"`);
  return {
    severity: 'error',
    code: 'not-an-export',
    file,
    row: null,
    column: null,
    expected: 'a header row with "Response ID" among the first 30 rows, as QuestionPro exports have',
    found:
      shown.length === 0
        ? 'no such row'
        : `a table that begins with ${shown.join(', ')}${cells.length > 4 ? ', …' : ''}`,
    advice: 'export the raw data from QuestionPro as CSV or Excel',
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
