/** The logs of a quality log, in the order they stand in it. */
export const LOGS = ['role', 'data', 'assumption', 'decision', 'check', 'outstanding', 'limitation'] as const;
export type Log = (typeof LOGS)[number];

/**
 * One line of a quality log: what the run knows of it. "" where a log has no such part. What people are to fill in, an owner,
 * a date, a sign-off, is no part of it: nobody but they can know it.
 */
export interface LogEntry {
  readonly log: Log;
  /** A letter of the log and a number, such as `C7`; the same for the same study and inputs. */
  readonly id: string;
  readonly entry: string;
  /** Where it is used, or where more of it stands. */
  readonly where: string;
  /** What it rests on, or by what it was made. */
  readonly basis: string;
  readonly result: string;
  readonly figure: string;
  readonly sha256: string;
}

/** What an entry is made of before it has its number. */
export type EntryDraft = Pick<LogEntry, 'entry'> &
  Partial<Pick<LogEntry, 'where' | 'basis' | 'result' | 'figure' | 'sha256'>>;

/** Numbers the entries of a log in their order, from 1. */
export function numberEntries(log: Log, letter: string, drafts: readonly EntryDraft[]): readonly LogEntry[] {
  return drafts.map((draft, at) => ({
    where: '',
    basis: '',
    result: '',
    figure: '',
    sha256: '',
    ...draft,
    log,
    id: `${letter}${at + 1}`,
  }));
}
