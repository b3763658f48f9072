import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { FrequencyTable } from '../likert/frequency.ts';
import { fromJson } from '../likert/frequency-json.ts';
import { InputError } from '../study/problem.ts';
import type { Study } from '../study/study.ts';
import type { Io } from './io.ts';
import type { RunRecord } from './run-record.ts';

/** A finished run, read back: its record, the study it was counted under and its counts. */
export interface Run {
  readonly folder: string;
  readonly record: RunRecord;
  readonly study: Study;
  readonly frequency: FrequencyTable;
}

/**
 * Reads a run that `analyse` wrote. Throws an InputError when the folder is no run, or its `internal/` is missing, as
 * it is when only `publish/` was passed on.
 */
export function loadRun(folder: string, io: Io): Run {
  const place = resolve(io.cwd, folder);
  const wanted = ['run.json', 'internal/study.json', 'internal/counts.json'];
  const missing = wanted.filter((name) => !existsSync(join(place, name)));
  if (missing.length > 0) {
    throw new InputError([
      {
        severity: 'error',
        code: 'no-run',
        file: folder,
        row: null,
        column: null,
        expected: 'a folder that "crs-eval analyse" wrote',
        found: existsSync(place) ? `no ${missing.join(', ')} in it` : 'no such folder',
        advice: 'run "crs-eval analyse EXPORTS --out FOLDER" first, or name its folder',
      },
    ]);
  }
  return {
    folder: place,
    record: readJson(folder, place, 'run.json') as RunRecord,
    study: readJson(folder, place, 'internal/study.json') as Study,
    frequency: fromJson(readJson(folder, place, 'internal/counts.json')),
  };
}

function readJson(folder: string, place: string, name: string): unknown {
  try {
    return JSON.parse(readFileSync(join(place, name), 'utf8'));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new InputError([
      {
        severity: 'error',
        code: 'broken-run',
        file: `${folder}/${name}`,
        row: null,
        column: null,
        expected: 'JSON as "crs-eval analyse" writes it',
        found: 'something else',
        advice: 'run "crs-eval analyse" again',
      },
    ]);
  }
}
