import { InputError, type Problem } from '../../study/problem.ts';
import type { Io } from '../io.ts';
import { loadRun, type Run } from '../load-run.ts';
import { type FigureList, readFigures } from './read-figures.ts';

/** A run with its lists of figures, as it is compared with another. */
export interface ComparedRun extends Run {
  /** The folder as it was named. */
  readonly named: string;
  readonly results: FigureList;
  /** Null where it has none. */
  readonly themeFigures: FigureList | null;
}

/** Reads both runs; throws an InputError with the faults of both. */
export function loadComparedRuns(
  earlier: string,
  later: string,
  io: Io,
): { readonly earlier: ComparedRun; readonly later: ComparedRun } {
  const problems: Problem[] = [];
  const load = (folder: string): ComparedRun | null => {
    try {
      return loadComparedRun(folder, io);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
      return null;
    }
  };
  const [first, second] = [load(earlier), load(later)];
  if (first === null || second === null) throw new InputError(problems);
  return { earlier: first, later: second };
}

function loadComparedRun(folder: string, io: Io): ComparedRun {
  const run = loadChecked(folder, io);
  const results = readFigures(run.folder, folder, 'results');
  if (results === null)
    throw fault(`${folder}/internal/results.csv`, 'the figures of the run', 'no such file', AGAIN);
  return { ...run, named: folder, results, themeFigures: readFigures(run.folder, folder, 'themes') };
}

const AGAIN = 'run "crs-eval analyse" again';

/** A run whose files have the form that this program reads. */
function loadChecked(folder: string, io: Io): Run {
  let run: Run;
  try {
    run = loadRun(folder, io);
  } catch (error) {
    // What JSON of another form gives: a RangeError says that its mark is another, a TypeError that a part is missing.
    if (error instanceof RangeError)
      throw fault(
        `${folder}/internal`,
        'counts in the form "crs-eval counts 1"',
        'counts in another form',
        'a newer crs-eval wrote them: use that version, or analyse again with this one',
      );
    if (error instanceof TypeError) throw fault(folder, 'the files of a run', 'parts missing in them', AGAIN);
    throw error;
  }
  const { record, study } = run;
  if (
    typeof record?.program?.version !== 'string' ||
    typeof record.study?.id !== 'string' ||
    typeof record.settings !== 'object' ||
    ![record.inputs, record.questionnaires, record.columns].every(Array.isArray)
  )
    throw fault(`${folder}/run.json`, 'the record of a run', 'parts missing in it', AGAIN);
  if (![study?.questionnaires, study.dimensions, study.tables].every(Array.isArray))
    throw fault(`${folder}/internal/study.json`, 'a study', 'parts missing in it', AGAIN);
  return run;
}

function fault(file: string, expected: string, found: string, advice: string): InputError {
  return new InputError([
    { severity: 'error', code: 'broken-run', file, row: null, column: null, expected, found, advice },
  ]);
}
