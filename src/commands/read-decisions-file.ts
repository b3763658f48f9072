import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { startFaultList } from '../ingest/fault-list.ts';
import { codingVocabulary } from '../qualitative/agreement/coding-vocabulary.ts';
import type { Decision } from '../qualitative/decisions/decision.ts';
import { findContradictions } from '../qualitative/decisions/find-contradictions.ts';
import { parseDecisions } from '../qualitative/decisions/parse-decisions.ts';
import { InputError, type Problem } from '../study/problem.ts';
import type { Study } from '../study/study.ts';
import type { Io } from './io.ts';
import { readRecords } from './read-records.ts';

/** A decisions file as it was read. */
export interface DecisionsFile {
  readonly file: string;
  /** Of its bytes; null where there is no such file yet. */
  readonly sha256: string | null;
  readonly decisions: readonly Decision[];
  /** Its rows as they stand, the header first, so that they can be written again with more. */
  readonly records: readonly (readonly string[])[];
}

/**
 * Reads people's decisions under a study. Throws an InputError with every line that cannot be right, coders who contradict
 * themselves, and, unless `mayLack`, that there is no such file.
 */
export async function readDecisionsFile(
  path: string,
  study: Study,
  io: Pick<Io, 'cwd'>,
  mayLack = false,
): Promise<DecisionsFile> {
  const place = resolve(io.cwd, path);
  const file = basename(path);
  if (mayLack && !existsSync(place)) return { file, sha256: null, decisions: [], records: [] };
  const vocabulary = codingVocabulary(study);
  if (vocabulary === null) throw new InputError([noCodebook(study)]);
  const sheets = await readRecords(place, file, 'a CSV file of decisions');
  if ('severity' in sheets) throw new InputError([sheets]);
  const records = sheets[0]?.records ?? [];
  const { decisions, problems } = parseDecisions({ file, records }, vocabulary);
  const all = [...problems, ...findContradictions(decisions, study.codebook?.changes ?? [])];
  if (all.length > 0) throw faultsOf(all);
  const sha256 = createHash('sha256').update(readFileSync(place)).digest('hex');
  return { file, sha256, decisions, records };
}

/** An error of many faults: of one kind in one file the first fifty, and how many more. */
export function faultsOf(problems: readonly Problem[]): InputError {
  const faults = startFaultList();
  problems.forEach(faults.add);
  return new InputError(faults.list());
}

/** That a study has no codes to decide on. */
export function noCodebook(study: Study): Problem {
  return {
    severity: 'error',
    code: 'no-codebook',
    file: study.id,
    row: null,
    column: null,
    expected: 'a study with a codebook',
    found: 'none',
    advice: 'add "codes" to the study (docs/study-format.md), or name a file with --codebook',
  };
}
