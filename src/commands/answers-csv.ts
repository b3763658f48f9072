import { isUtf8 } from 'node:buffer';
import { closeSync, openSync, readSync } from 'node:fs';
import { numberOf } from '../exact/number-of.ts';
import { csvRecords } from '../ingest/questionpro/csv-records.ts';
import { plainField } from '../render/csv.ts';
import { InputError, type Problem } from '../study/problem.ts';
import { unreadableFile } from './read-file-bytes.ts';

/** One record of a CSV of answers. Questionnaire and question are null where the file has no such columns. */
export interface AnswerRecord {
  readonly questionnaire: string | null;
  readonly question: string | null;
  /** Empty where the file has no column for it. */
  readonly responseId: string;
  /** The row of the export where the file tells it, or else the record's, the header being 1. */
  readonly row: string;
  /** The record's number in this file, the header being 1. */
  readonly record: number;
  readonly answer: string;
}

/**
 * The answers of a CSV in its order, in batches, blank ones left out. Throws an InputError where a column is missing or
 * stands twice, where records have another number of fields than the header (each of the first twenty), where a
 * quote is not closed, and for what is no CSV in UTF-8.
 */
export async function* readAnswers(path: string, file: string): AsyncGenerator<readonly AnswerRecord[]> {
  refuseOther(path, file);
  const problems: Problem[] = [];
  let columns: Columns | null = null;
  let record = 1;
  const dialect = { delimiter: ',', encoding: 'utf-8', skip: { bytes: 0, rows: 0 } } as const;
  for await (const lines of csvRecords(path, file, dialect)) {
    const batch: AnswerRecord[] = [];
    for (const line of lines) {
      if (columns === null) {
        columns = columnsOf(line, file);
        continue;
      }
      record += 1;
      if (line.length === 1 && line[0] === '') continue;
      if (line.length !== columns.count) {
        if (problems.length < 20) problems.push(otherLength(file, record, columns.count, line.length));
        continue;
      }
      const answer = plainField(line[columns.answer] ?? '');
      if (answer.trim() === '') continue;
      batch.push({
        questionnaire: cell(line, columns.questionnaire),
        question: cell(line, columns.question),
        responseId: cell(line, columns.responseId) ?? '',
        row: cell(line, columns.row) ?? String(record),
        record,
        answer,
      });
    }
    if (problems.length === 0) yield batch;
  }
  if (columns === null) columnsOf([], file);
  if (problems.length > 0) throw new InputError(problems);
}

interface Columns {
  readonly count: number;
  readonly answer: number;
  readonly questionnaire: number | null;
  readonly question: number | null;
  readonly responseId: number | null;
  readonly row: number | null;
}

function cell(line: readonly string[], column: number | null): string | null {
  return column === null ? null : plainField(line[column] ?? '').trim();
}

function columnsOf(header: readonly string[], file: string): Columns {
  const names = header.map((name) =>
    name
      .replace(/^\ufeff/, '')
      .trim()
      .toLowerCase(),
  );
  const problems: Problem[] = [];
  const fault = (column: string | null, expected: string, found: string, advice: string | null): void => {
    const place = { file, row: 1, column };
    problems.push({ severity: 'error', code: 'answer-columns', ...place, expected, found, advice });
  };
  const at = (name: string): number | null => {
    const first = names.indexOf(name);
    if (first !== names.lastIndexOf(name)) fault(`"${name}"`, 'one column of that name', 'several', null);
    return first < 0 ? null : first;
  };
  const [answer, questionnaire, question] = [at('answer'), at('questionnaire'), at('question')];
  const columns = { questionnaire, question, responseId: at('response_id') ?? at('id'), row: at('row') };
  const kinds = 'questionnaire, response_id, question, answer; or only answer';
  if (answer === null) fault(null, 'a column "answer"', 'none', `columns: ${kinds}`);
  if ((question === null) !== (questionnaire === null)) {
    const missing = question === null ? 'question' : 'questionnaire';
    const other = question === null ? 'questionnaire' : 'question';
    fault(null, `a column "${missing}" beside "${other}"`, 'none', `columns: ${kinds}`);
  }
  if (problems.length > 0) throw new InputError(problems);
  return { ...columns, count: header.length, answer: answer ?? 0 };
}

function otherLength(file: string, row: number, fields: number, found: number): Problem {
  return {
    severity: 'error',
    code: 'answer-fields',
    file,
    row,
    column: null,
    expected: `${numberOf(fields, 'field')}, as in the header`,
    found: String(found),
    advice: 'put answers with commas in quotation marks',
  };
}

/** A workbook, or text in another encoding, would be read as nonsense. */
function refuseOther(path: string, file: string): void {
  let handle: number;
  try {
    handle = openSync(path, 'r');
  } catch (error) {
    throw unreadableFile(error, file, 'a CSV file of answers');
  }
  let found: string | null = null;
  try {
    const piece = Buffer.alloc(1 << 20);
    let kept = 0;
    for (let first = true; found === null; first = false) {
      const size = kept + readSync(handle, piece, kept, piece.length - kept, null);
      if (size === kept) {
        if (!isUtf8(piece.subarray(0, size))) found = 'bytes that are not';
        break;
      }
      if (first) found = otherKind(piece.subarray(0, 2).toString('latin1'));
      // A character of several bytes may go on in the next piece: what follows the last ASCII byte waits for it.
      let whole = size;
      while (whole > 0 && (piece[whole - 1] ?? 0) > 0x7f) whole -= 1;
      if (!isUtf8(piece.subarray(0, whole)) || size - whole > piece.length / 2)
        found ??= 'bytes that are not';
      piece.copyWithin(0, whole, size);
      kept = size - whole;
    }
  } catch (error) {
    throw unreadableFile(error, file, 'a CSV file of answers');
  } finally {
    closeSync(handle);
  }
  if (found === null) return;
  const place = { file, row: null, column: null };
  const expected = 'a CSV file in UTF-8';
  throw new InputError([
    { severity: 'error', code: 'no-csv', ...place, expected, found, advice: 'save it as "CSV UTF-8"' },
  ]);
}

function otherKind(start: string): string | null {
  if (start === 'PK') return 'a workbook or archive';
  return start === '\xff\xfe' || start === '\xfe\xff' ? 'text in UTF-16' : null;
}
