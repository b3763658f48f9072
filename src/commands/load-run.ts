import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { FrequencyTable } from '../likert/frequency.ts';
import { fromJson } from '../likert/frequency-json.ts';
import { hiddenCells, type Why } from '../likert/suppress.ts';
import { type SummarisedThemes, summariseThemes } from '../qualitative/summarise-themes.ts';
import { themesFromJson } from '../qualitative/themes-json.ts';
import { InputError } from '../study/problem.ts';
import type { Study, TableDefinition } from '../study/study.ts';
import type { Io } from './io.ts';
import type { RunRecord } from './run-record.ts';

/** A finished run, read back: its record, the study it was counted under and its counts. */
export interface Run {
  readonly folder: string;
  readonly record: RunRecord;
  readonly study: Study;
  readonly frequency: FrequencyTable;
  /** What its open answers say; null where they were not coded. */
  readonly themes: SummarisedThemes | null;
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
  const record = readJson(folder, place, 'run.json') as RunRecord;
  const study = readJson(folder, place, 'internal/study.json') as Study;
  return {
    folder: place,
    record,
    study,
    frequency: fromJson(readJson(folder, place, 'internal/counts.json')),
    themes: existsSync(join(place, THEME_COUNTS))
      ? summariseThemes(
          study,
          themesFromJson(readJson(folder, place, THEME_COUNTS)),
          record.settings.suppressBelow,
        )
      : null,
  };
}

const THEME_COUNTS = 'internal/theme-counts.json';

/** The run's tables: those of its study, then those of its themes. */
export function tablesIn({ study, themes }: Run): Study['tables'] {
  return [...study.tables, ...(themes?.study.tables ?? [])];
}

/** What a table of a run is counted from, and what may not be shown of it. */
export interface Counted {
  readonly study: Study;
  readonly frequency: FrequencyTable;
  readonly hidden: ReadonlyMap<string, Why>;
}

/** The counts behind one of the tables of `tablesIn`: those of the closed questions, or of themes. */
export function countedFor(run: Run, table: TableDefinition): Counted {
  const { study, frequency, themes } = run;
  if (themes !== null && !study.tables.includes(table) && themes.study.tables.includes(table))
    return { study: themes.study, frequency: themes.counts.frequency, hidden: themes.hidden };
  return { study, frequency, hidden: hiddenCells(study, frequency, run.record.settings.suppressBelow) };
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
