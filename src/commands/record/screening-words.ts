import type { Flag, LeftOutReason } from '../../ingest/responses.ts';

/** Why a row is out, in a reader's words, and whether that is something a person did. */
interface ReasonWords {
  readonly words: string;
  readonly people: boolean;
}

// Records over unions, so that a new reason or flag won't compile until it has its words.

/** In the order they are printed. */
export const LEFT_OUT_WORDS: Readonly<Record<LeftOutReason, ReasonWords>> = {
  'test-row': { words: 'Test row', people: false },
  repeat: { words: 'Identical repeat of a response', people: false },
  superseded: { words: 'Superseded by another row of the same response', people: false },
  'no-consent': { words: 'Did not consent', people: true },
  withdrawn: { words: 'Withdrew afterwards', people: true },
  'no-evaluative-answer': { words: 'Answered no question of the evaluation', people: true },
};

/** What is flagged, in the order it is printed, and what it is taken to be. */
export const FLAG_WORDS: Readonly<
  Record<Flag, { readonly words: string; readonly rule: (speederShare: number) => string }>
> = {
  speeder: {
    words: 'Completed unusually fast',
    rule: (share) =>
      `in less than ${Math.round(share * 100)}% of the median time of usable respondents who completed`,
  },
  'straight-lining': {
    words: 'Same answer throughout a block',
    rule: () => 'to all of at least 8 statements on one scale',
  },
  'near-identical': {
    words: 'Nearly identical to another response',
    rule: () => 'in at least 90% of closed answers, where both gave at least 20',
  },
};

/** What was noticed while reading, what was done about it, and whether it is about respondents' answers. */
interface ProblemWords {
  readonly words: string;
  readonly done: string;
  readonly people: boolean;
}

/** Of warnings and notes by their code. */
export const PROBLEM_WORDS: Readonly<Record<string, ProblemWords>> = {
  'answer-in-skipped-block': {
    words: 'Answers to questions that routing skipped',
    done: 'not counted',
    people: true,
  },
  'blank-routing-answer': {
    words: 'Routing questions left blank by somebody who answered the block',
    done: 'the block counts as asked',
    people: true,
  },
  'other-without-option': {
    words: '“Other” texts where the question has no such option',
    done: 'counted as blank; the text is kept',
    people: true,
  },
  'unclaimed-column': { words: 'Columns that no question claims', done: 'not used', people: false },
  'empty-column': {
    words: 'Columns without any answer that no question claims',
    done: 'not used',
    people: false,
  },
  'unanswered-question': {
    words: 'Questions that no column answers',
    done: 'their figures say [x]',
    people: false,
  },
  'no-consent-column': {
    words: 'Files without the consent question',
    done: 'nobody was left out for not consenting',
    people: false,
  },
  'codes-and-labels': {
    words: 'Files that hold codes and labels side by side',
    done: 'both were read',
    people: false,
  },
  'survey-in-parts': { words: 'Surveys given in parts', done: 'read as one', people: false },
  'near-identity-bounded': {
    words: 'Too many responses to compare each with each other',
    done: 'the latest were compared',
    people: false,
  },
};
