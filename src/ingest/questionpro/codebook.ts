import { decodeEntities } from '../../study/fold.ts';
import type { ListedQuestion } from './raw-sheet.ts';
import { type Cell, cellText } from './workbook.ts';

type Row = readonly Cell[];

/** How a sheet of open answers begins; what follows its one question is what respondents wrote, and is not read. */
const OPEN_TEXT = /^open ended text data$/i;

/**
 * The questions that report sheets list, in the sheets' order: a code alone in its row, the text alone below it, then
 * option labels with counts down to `Total`, or a grid headed `Statement` with a count per option. HTML entities are
 * decoded. What is neither is passed over; answers listed under an open question are not read.
 */
export function listQuestions(sheets: readonly (readonly Row[])[]): readonly ListedQuestion[] {
  return sheets.flatMap(listSheet);
}

function listSheet(rows: readonly Row[]): ListedQuestion[] {
  const filled = rows.filter((row) => row.some((cell) => cell !== null && cell !== ''));
  if (OPEN_TEXT.test(label(filled[0]))) {
    const [, code, text] = filled;
    return text === undefined ? [] : [{ code: label(code), text: label(text), options: [], statements: [] }];
  }
  const questions: ListedQuestion[] = [];
  for (const [at, row] of filled.entries()) {
    const text = filled[at + 1];
    if (!alone(row) || !/^\S{1,40}$/.test(label(row)) || text === undefined || !alone(text)) continue;
    questions.push({ code: label(row), text: label(text), ...listAnswers(filled.slice(at + 2)) });
  }
  return questions;
}

function listAnswers(rows: readonly Row[]): Pick<ListedQuestion, 'options' | 'statements'> {
  const [first] = rows;
  if (first === undefined) return { options: [], statements: [] };
  if (/^statement$/i.test(label(first)) && first.length > 1) return listGrid(first, rows.slice(1));
  const options: { label: string; count: number }[] = [];
  for (const row of rows) {
    const count = row[1];
    if (typeof count !== 'number' || /^total$/i.test(label(row))) break;
    options.push({ label: label(row), count });
  }
  return { options, statements: [] };
}

/** A row of counts per statement, each with a row of shares below it, which has no label. */
function listGrid(head: Row, rows: readonly Row[]): Pick<ListedQuestion, 'options' | 'statements'> {
  const labels = head.slice(1).map((cell) => decodeEntities(cellText(cell)));
  const overall = labels.findIndex((text) => /^(?:overall|total|)$/i.test(text));
  const shown = overall < 0 ? labels : labels.slice(0, overall);
  const statements: { label: string; counts: readonly number[] }[] = [];
  for (const row of rows) {
    if (label(row) === '') continue;
    const counts = row.slice(1, 1 + shown.length);
    if (!counts.every((count) => typeof count === 'number')) break;
    statements.push({ label: label(row), counts });
  }
  const options = shown.map((text, option) => ({
    label: text,
    count: statements.reduce((sum, statement) => sum + (statement.counts[option] ?? 0), 0),
  }));
  return { options, statements };
}

function label(row: Row | undefined): string {
  return decodeEntities(cellText(row?.[0])).trim();
}

/** Whether only the row's first cell has content. */
function alone(row: Row): boolean {
  return label(row) !== '' && row.slice(1).every((cell) => cell === null || cell === '');
}
