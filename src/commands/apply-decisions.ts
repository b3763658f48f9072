import { basename } from 'node:path';
import type { Decide } from '../qualitative/coded-answer.ts';
import { DECISION_COLUMNS, decisionCells } from '../qualitative/decisions/decision.ts';
import {
  type DecidedCase,
  type DecisionState,
  startDeciding,
} from '../qualitative/decisions/start-deciding.ts';
import { writeCsv } from '../render/csv.ts';
import type { Problem } from '../study/problem.ts';
import type { Study } from '../study/study.ts';
import type { Io } from './io.ts';
import { readDecisionsFile } from './read-decisions-file.ts';
import type { DecisionsRecord } from './run-record.ts';

/** People's decisions on a run's answers. All but `decide` is complete once all answers have gone by. */
export interface AppliedDecisions {
  readonly decide: Decide;
  readonly record: () => DecisionsRecord;
  /** What needs a person: a warning a kind, with how many. That coders differ is none. */
  readonly problems: () => readonly Problem[];
  /** Every decision and what became of it, as CSV; none of withdrawn respondents. Internal. */
  readonly csv: () => string;
}

/** Reads a decisions file for a run under a study. Throws as `readDecisionsFile` does. */
export async function applyDecisions(
  path: string,
  study: Study,
  io: Pick<Io, 'cwd'>,
): Promise<AppliedDecisions> {
  const { decisions, sha256 } = await readDecisionsFile(path, study, io);
  const file = basename(path);
  const { decide, cases } = startDeciding(decisions, study);
  return {
    decide,
    record: () => ({ file, sha256: sha256 ?? '', ...countStates(cases()) }),
    problems: () => warningsOf(file, countStates(cases())),
    csv: () =>
      writeCsv([
        [...DECISION_COLUMNS, 'state', 'decide_again'],
        ...cases()
          .filter(({ state }) => state !== 'withdrawn')
          .map(({ decision, state, again }) => {
            const cells = decisionCells(decision);
            return [...DECISION_COLUMNS.map((name) => cells[name]), state, again ?? ''];
          }),
      ]),
  };
}

type Counts = Omit<DecisionsRecord, 'file' | 'sha256'>;

function countStates(cases: readonly DecidedCase[]): Counts {
  const count = (wanted: DecisionState) => cases.filter(({ state }) => state === wanted).length;
  return {
    applied: count('applied'),
    overruled: count('overruled'),
    disputed: count('disputed'),
    stale: count('stale'),
    outside: count('outside'),
    gone: count('gone'),
    purged: count('withdrawn'),
    again: cases.filter(({ again }) => again !== null).length,
  };
}

const LISTED = 'see internal/decisions.csv';

function warningsOf(file: string, counts: Counts): readonly Problem[] {
  const kinds: readonly (readonly [number, string, string, string, string])[] = [
    [
      counts.stale,
      'stale-decision',
      'decisions on the answers as they are',
      'on a text that has changed since, not applied',
      `${LISTED}, and decide again`,
    ],
    [
      counts.outside,
      'outside-decision',
      'decisions for codes that apply to the question',
      'for one that no longer does, not applied',
      `${LISTED}; the codebook says which questions a code applies to`,
    ],
    [
      counts.gone,
      'decision-without-answer',
      'decisions on answers of this run',
      'on one that it does not have',
      `${LISTED}; a file may have been left out`,
    ],
    [
      counts.purged,
      'withdrawn-decision',
      'no decision on an answer of a withdrawn respondent',
      'on one, left out everywhere',
      'take them out of the file with "crs-eval code purge"',
    ],
    [
      counts.again,
      'decision-on-changed-code',
      'decisions on codes as they are now',
      'on one that was merged or split since',
      `${LISTED}, column "decide_again"`,
    ],
  ];
  return kinds.flatMap(([count, code, expected, found, advice]): readonly Problem[] =>
    count === 0
      ? []
      : [
          {
            severity: 'warning',
            code,
            file,
            row: null,
            column: null,
            expected,
            found: `${count} ${found}`,
            advice,
          },
        ],
  );
}
