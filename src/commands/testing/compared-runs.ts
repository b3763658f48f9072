import { readFileSync } from 'node:fs';
import { diffJson } from '../diff/diff-json.ts';
import { diffRuns } from '../diff/diff-runs.ts';
import { loadComparedRuns } from '../diff/load-compared-run.ts';
import { summariseDiff } from '../diff/summarise-diff.ts';
import { analyseKept, type Files, readRecords, runProgram, toCsv, withCell } from './hostile-run.ts';
import { type Outcome, ROOT } from './run-cli.ts';
import { runHere } from './run-here.ts';

const LIBRARY = readFileSync(`${ROOT}fixtures/second-study/study/library.yaml`, 'utf8');
const CODES = `codes:
  - { code: place, name: The place, brief: The building and what is in it, rules: [chairs or quiet] }
  - { code: noise, name: Noise, brief: How loud it is, parent: place, rules: [quiet] }
  - { code: distance, name: Distance, brief: How far it is, rules: [nothing] }
`;
export const FULL = readRecords('second-study/exports/library.csv');
/** Two who count, of whom one did not come to events; the first wrote something. */
export const LATE = ['500000001', '500000002'];
const rowOf = (id: string): number => FULL.findIndex(([each]) => each === id) + 1;
const EARLY = FULL.filter(([id = '']) => !LATE.includes(id));
/** "It is easy to use", of loans. */
const EASY = 24;
const CORRECTIONS = `id,question,from,to,reason,who
500000003,l.easy,Disagree,Strongly agree,A slip,Tester
500000004,age,60 or over,Under 30,Said so,Tester
`;
const study = (library: string, codes: string): Files => ({ 'library.yaml': library, 'codes.yaml': codes });
const inFolder = (folder: string, files: Files): Files =>
  Object.fromEntries(Object.entries(files).map(([name, content]) => [`${folder}/${name}`, content]));
const FILES: Files = {
  ...inFolder('study', study(LIBRARY, CODES)),
  ...inFolder(
    'agreeing',
    study(LIBRARY.replace('{ label: Neutral, lean: 0 }', '{ label: Neutral, lean: 1 }'), CODES),
  ),
  ...inFolder('coded', study(LIBRARY, CODES.replace('[nothing]', "['far']"))),
  ...inFolder('without', study(LIBRARY.replace('[500000018]', '[500000018, 500000001]'), CODES)),
  ...inFolder(
    'wrong',
    study(
      LIBRARY.replace(
        '    withdrawn: [500000018]',
        '    withdrawn: [500000018]\n    wrongQuestionnaire: [500000001]',
      ),
      CODES,
    ),
  ),
  ...inFolder('worded', study(LIBRARY.replace('Agreement by service', 'How many agree'), CODES)),
  ...inFolder('tabled', study(LIBRARY.replace('levels: top-two, show', 'levels: [excellent], show'), CODES)),
  'library.csv': toCsv(FULL),
  'early/library.csv': toCsv(EARLY),
  'one/library.csv': toCsv(FULL.filter(([id]) => id !== LATE[1])),
  'changed/library.csv': toCsv(withCell(FULL, rowOf('500000003'), EASY, '5')),
  'corrections.csv': CORRECTIONS,
};

/** What each run is made of: its export, its study and further options. `base` is the whole export by the study as it is. */
const RUNS = {
  base: ['library.csv', 'study'],
  early: ['early/library.csv', 'study'],
  one: ['one/library.csv', 'study'],
  changed: ['changed/library.csv', 'study'],
  corrected: ['library.csv', 'study', '--corrections', 'corrections.csv'],
  agreeing: ['library.csv', 'agreeing'],
  coded: ['library.csv', 'coded'],
  without: ['library.csv', 'without'],
  wrong: ['library.csv', 'wrong'],
  worded: ['library.csv', 'worded'],
  tabled: ['library.csv', 'tabled'],
  shown: ['library.csv', 'study', '--suppress-below', '1'],
} as const;

/** A change as `--json` has it. */
export interface Change {
  readonly list?: 'results' | 'themes';
  readonly table?: string;
  readonly row?: string;
  readonly column?: string;
  readonly measure?: string;
  readonly id?: string;
  readonly result?: string;
  readonly kind: string;
  readonly causes: readonly { cause: number; respondents: number | null; ids?: string[] }[];
  readonly earlier: Record<string, unknown> | null;
  readonly later: Record<string, unknown> | null;
}

/** A comparison as `--json` has it. */
export interface Json {
  readonly summary: {
    printed: Record<string, unknown>;
    results: Record<string, number>;
    unexplained: number;
    changed: boolean;
  };
  readonly causes: readonly {
    kind: string;
    text: string;
    where: string;
    earlier: string;
    later: string;
    ids?: string[];
  }[];
  readonly printed: readonly Change[];
  readonly figures: readonly Change[];
  readonly words: readonly unknown[];
  readonly warnings: readonly string[];
  readonly limits: readonly string[];
}

/** A folder with runs of the library's survey that differ in one thing each; `out/` is a `base` without closed answers. */
export interface ComparedRuns {
  readonly folder: string;
  /** Runs the built program in the folder. */
  readonly at: (...args: readonly string[]) => Promise<Outcome>;
  /** The comparison as `--json` prints it, made in this process. */
  readonly diff: (earlier: string, later: string, ids?: '--ids') => Json;
  readonly remove: () => void;
}

/** Makes the runs named, in this process, each in a folder of its name; all keep closed answers. */
export async function comparedRuns(names: readonly (keyof typeof RUNS)[]): Promise<ComparedRuns> {
  const { folder, remove } = await analyseKept(FILES, ['library.csv', '--study', 'study']);
  const at: ComparedRuns['at'] = (...args) => runProgram(args, folder);
  const outcomes = await Promise.all(
    names.map((name) => {
      const [exports, study, ...more] = RUNS[name];
      const formats = ['--no-charts', '--format', 'csv,md,columns'];
      return runHere(['analyse', exports, '--study', study, ...more, ...formats, '--out', name], folder);
    }),
  );
  const failed = outcomes.find(({ code }) => code !== 0);
  if (failed !== undefined) throw new Error(failed.stderr);
  return {
    folder,
    at,
    remove,
    diff: (earlier, later, ids) => {
      const options = { ids: ids === '--ids' };
      const io = { stdout: () => {}, stderr: () => {}, cwd: folder, env: {} };
      const runs = loadComparedRuns(earlier, later, io);
      const comparison = diffRuns(runs.earlier, runs.later, options);
      return JSON.parse(diffJson(comparison, summariseDiff(comparison), options));
    },
  };
}
