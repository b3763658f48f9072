import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { analyseKept, type Files, readRecords, toCsv } from './hostile-run.ts';
import { type Outcome, ROOT } from './run-cli.ts';
import { runHere } from './run-here.ts';

const SAID = ['Please open longer', 'quiet, with 🍲 and lovely staff', 'nothing to say'];
const records = readRecords('second-study/exports/library.csv').map((cells, at) =>
  at < 5 ? cells : [...cells.slice(0, -1), SAID[Number(cells[0]) % SAID.length] ?? ''],
);
const CODES = `codes:
  - { code: hours, name: Opening hours, brief: When it is open, full: "When it is open,\\nand when not", examples: [late], rules: ['open* or hours'] }
  - { code: staff, name: Staff, brief: Those who work there, rules: [{ when: staff, wants: either }, { when: 'yes or please', questions: [comment] }] }
  - { code: staff.kind, name: Kind staff, brief: Kind, parent: staff }
codeChanges:
  - { rename: people, to: staff }
`;
/** The library's export with open answers, its study with three codes, and two interviews. */
export const FILES: Files = {
  'study/library.yaml': readFileSync(`${ROOT}fixtures/second-study/study/library.yaml`, 'utf8'),
  'study/codes.yaml': CODES,
  'library.csv': toCsv(records),
  'talks/b.md': 'group: Staff\n\nI: Who?\n\nP: Not the staff. Open late.\nP: Yes.\n',
  'talks/a.txt': 'group: Members\r\nphase: 2\r\n\r\nI: Who?\r\nP: The staff!\r\n',
  'talks/notes.docx': 'PK',
};
/** What `analyse` is to be given with them. */
export const ARGS = ['library.csv', '--study', 'study', '--suppress-below', '3'];

/** A run of the library's survey and interviews, in `out/` of a folder of its own. */
export interface LibraryRun {
  readonly folder: string;
  readonly stderr: string;
  /** Runs a command in the folder, in this process. */
  readonly at: (...args: readonly string[]) => Promise<Outcome>;
  readonly read: (path: string) => Buffer;
  readonly rowsOf: (path: string) => Record<string, string>[];
  readonly remove: () => void;
}

/** Makes the run. */
export async function libraryRun(): Promise<LibraryRun> {
  const { folder, stderr, remove } = await analyseKept(FILES, [...ARGS, '--transcripts', 'talks']);
  const read = (path: string) => readFileSync(join(folder, path));
  return {
    folder,
    stderr,
    remove,
    at: (...args) => runHere(args, folder),
    read,
    rowsOf: (path) => parse(read(path), { columns: true }),
  };
}
