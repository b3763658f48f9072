import { writeCsv } from '../../render/csv.ts';
import type { LogEntry } from './log-entry.ts';

/** What people fill in, whatever the log: these columns are empty. */
const FOR_PEOPLE = [
  'name',
  'organisation',
  'owner',
  'reliability',
  'impact',
  'comment',
  'agreed_by',
  'date',
  'sign_off',
];

/** A quality log as one CSV, a row an entry, for a spreadsheet or a log that is kept elsewhere. */
export function qualityLogCsv(entries: readonly LogEntry[]): string {
  return writeCsv([
    ['log', 'id', 'entry', 'where', 'basis', 'result', 'figure', 'sha256', ...FOR_PEOPLE],
    ...entries.map(({ log, id, entry, where, basis, result, figure, sha256 }) => [
      log,
      id,
      entry,
      where,
      basis,
      result,
      figure,
      sha256,
      ...FOR_PEOPLE.map(() => ''),
    ]),
  ]);
}
