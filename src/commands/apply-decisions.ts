import { basename } from 'node:path';
import type { Decide } from '../qualitative/coded-answer.ts';
import { alikeCoders, alikeWords } from '../qualitative/decisions/alike-coders.ts';
import { DECISION_COLUMNS, type Decision, decisionCells } from '../qualitative/decisions/decision.ts';
import {
  type DecidedCase,
  type Decider,
  type DecisionState,
  startDeciding,
} from '../qualitative/decisions/start-deciding.ts';
import { spanWithin } from '../qualitative/parse-other-codings.ts';
import { writeCsv } from '../render/csv.ts';
import type { Problem } from '../study/problem.ts';
import type { Study } from '../study/study.ts';
import type { Io } from './io.ts';
import { faultsOf, readDecisionsFile } from './read-decisions-file.ts';
import type { DecisionsRecord } from './run-record.ts';

/** People's decisions on a run's answers. All but `decide` is complete once all answers have gone by. */
export interface AppliedDecisions {
  readonly decide: Decide;
  readonly record: () => DecisionsRecord;
  /**
   * What needs a person: a warning a kind, with how many and their rows. That coders differ is none. An error for each that cannot be right, such as
   * one on an answer of these questionnaires, of which exports were given, that the run does not have.
   */
  readonly problems: (questionnaires: ReadonlySet<string>) => readonly Problem[];
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
  const decider = startDeciding(decisions, study);
  const { decide, cases } = decider;
  return {
    decide,
    record: () => ({ file, sha256: sha256 ?? '', ...countStates(cases()) }),
    problems: (questionnaires) => [
      ...faultsOf(faultyOnes(decider, questionnaires)).problems,
      ...warningsOf(file, cases()),
      ...alikeProblems(file, decisions),
    ],
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
    partly: count('partly'),
    overruled: count('overruled'),
    disputed: count('disputed'),
    stale: count('stale'),
    outside: count('outside'),
    absent: count('absent'),
    purged: count('withdrawn'),
    again: cases.filter(({ again }) => again !== null).length,
  };
}

/** Decisions that cannot be right: on an answer that the run ought to have, or with words beyond the answer's end. */
function faultyOnes({ cases, overlong }: Decider, questionnaires: ReadonlySet<string>): readonly Problem[] {
  const lost = cases()
    .filter(({ state, decision }) => state === 'absent' && questionnaires.has(decision.answer.questionnaire))
    .map(({ decision: { file, row } }): Problem => {
      return {
        severity: 'error',
        code: 'decision-without-answer',
        file,
        row,
        column: '"response_id"',
        expected: 'an answer of the run',
        found: 'one that it does not have',
        advice: 'give the export that has it; if it is gone for good, take the row out',
      };
    });
  const beyond = overlong().map(({ decision: { file, row, span }, points }): Problem => {
    return {
      severity: 'error',
      code: 'misplaced-decision',
      file,
      row,
      column: '"start", "end"',
      expected: spanWithin(points),
      found: `one that ends at ${span?.end}`,
      advice: null,
    };
  });
  return [...lost, ...beyond];
}

const LISTED = 'see internal/decisions.csv';

interface Kind {
  readonly code: string;
  readonly is: (one: DecidedCase) => boolean;
  readonly expected: string;
  readonly found: string;
  readonly advice: string;
}

const KINDS: readonly Kind[] = [
  {
    code: 'stale-decision',
    is: ({ state }) => state === 'stale',
    expected: 'decisions on the answers as they are',
    found: 'on a text that has changed since, not applied',
    advice: `${LISTED}, and decide again`,
  },
  {
    code: 'outside-decision',
    is: ({ state }) => state === 'outside',
    expected: 'decisions for codes that apply to the question',
    found: 'for one that no longer does, not applied',
    advice: `${LISTED}; the codebook says which questions a code applies to`,
  },
  {
    code: 'absent-decision',
    is: ({ state }) => state === 'absent',
    expected: 'decisions on questionnaires whose exports were given',
    found: 'on others, not applied',
    advice: `${LISTED}; an export may have been left out`,
  },
  {
    code: 'withdrawn-decision',
    is: ({ state }) => state === 'withdrawn',
    expected: 'no decision on an answer of a withdrawn respondent',
    found: 'on one, left out everywhere',
    advice: 'take them out of the file with "crs-eval code purge"',
  },
  {
    code: 'decision-on-changed-code',
    is: ({ again }) => again !== null,
    expected: 'decisions on codes as they are now',
    found: 'on one that was merged or split since',
    advice: `${LISTED}, column "decide_again"`,
  },
];

function warningsOf(file: string, cases: readonly DecidedCase[]): readonly Problem[] {
  return KINDS.flatMap(({ code, is, expected, found, advice }): readonly Problem[] => {
    const rows = cases.filter(is).map(({ decision }) => decision.row);
    if (rows.length === 0) return [];
    const where = { file, row: null, column: null };
    return [
      {
        severity: 'warning',
        code,
        ...where,
        expected,
        found: `${rows.length} ${found} (${rowsText(rows)})`,
        advice,
      },
    ];
  });
}

/** A warning for each lot of coders who may be one: what one says in two names is in dispute, and no contradiction. */
export function alikeProblems(file: string, decisions: readonly Decision[]): readonly Problem[] {
  return alikeCoders(decisions.map(({ coder }) => coder)).map((lot): Problem => {
    return {
      severity: 'warning',
      code: 'coders-alike',
      file,
      row: null,
      column: '"coder"',
      expected: 'one name for one coder',
      found: alikeWords(lot),
      advice: 'if it is one person, write the name alike in every row',
    };
  });
}

const NAMED_ROWS = 10;

function rowsText(rows: readonly number[]): string {
  const named = rows.slice(0, NAMED_ROWS).join(', ');
  const more = rows.length - NAMED_ROWS;
  return `row${rows.length === 1 ? '' : 's'} ${named}${more > 0 ? ` and ${more} more` : ''}`;
}
