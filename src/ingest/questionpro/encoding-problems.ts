import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { type CsvError, parse } from 'csv-parse';
import type { Problem } from '../../study/problem.ts';
import { csvOptions } from './csv-records.ts';
import type { Fingerprint } from './fingerprint.ts';
import { columnLetter } from './system-columns.ts';

/** How many cells are named one by one; the rest is counted. */
const NAMED = 20;

const REPLACEMENT = Buffer.from('\ufffd').toString('latin1');

/**
 * The cells of a text file that are not UTF-8, or hold the sign for a character lost before (U+FFFD), each by row and
 * column; the first twenty and then how many more. One problem for the whole file where it isn't text at all.
 */
export async function encodingProblems(
  path: string,
  file: string,
  print: Fingerprint,
): Promise<readonly Problem[]> {
  const problem = (row: number | null, column: string | null, expected: string, found: string): Problem => ({
    severity: 'error',
    code: 'wrong-encoding',
    file,
    row,
    column,
    expected,
    found,
    advice: 'save or export it again as "CSV UTF-8", from the file as QuestionPro wrote it',
  });
  if (print.nul)
    return [problem(null, null, 'text in UTF-8', 'bytes that are no text (or UTF-16 without its mark)')];
  const problems: Problem[] = [];
  let further = 0;
  let row = 0;
  // Read as Latin-1, every byte is one character: cells fall where they are, and each gives its bytes back.
  const parser = createReadStream(path).pipe(
    parse({ ...csvOptions(','), bom: false, encoding: 'latin1', relax_quotes: true }),
  );
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      row += 1;
      for (const [index, cell] of record.entries()) {
        const valid = isUtf8(Buffer.from(cell, 'latin1'));
        if (valid && !cell.includes(REPLACEMENT)) continue;
        if (problems.length === NAMED) further += 1;
        else {
          const found = valid
            ? 'the sign for a lost character (U+FFFD)'
            : 'a byte that is not UTF-8 (Windows-1252, as Excel saves "CSV")';
          problems.push(problem(row, `column ${columnLetter(index)}`, 'text in UTF-8', found));
        }
      }
    }
  } catch (error) {
    if ((error as CsvError).code === undefined) throw error;
  }
  if (problems.length === 0) problems.push(problem(null, null, 'text in UTF-8', 'bytes that are not'));
  if (further > 0)
    problems.push(
      problem(
        null,
        null,
        'text in UTF-8',
        further === 1 ? '1 more cell that is not' : `${further} more cells that are not`,
      ),
    );
  return problems;
}
