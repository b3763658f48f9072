import type { Flag, LeftOutReason } from '../ingest/responses.ts';
import type { ReportBlock, ReportSection } from '../render/contract.ts';
import { counted, countText } from './count-text.ts';
import type { RunRecord } from './run-record.ts';

// Records over unions, so that a new reason or flag won't compile until it has its words.
const LEFT_OUT_WORDS: Readonly<Record<LeftOutReason, string>> = {
  'no-consent': 'Did not consent',
  withdrawn: 'Withdrew afterwards',
  'test-row': 'Test row',
  'no-evaluative-answer': 'Never went past the sample questions',
  repeat: 'Identical repeat of a response',
  superseded: 'Superseded by another row of the same response',
};

const FLAG_WORDS: Readonly<Record<Flag, string>> = {
  speeder: 'Completed unusually fast',
  'straight-lining': 'Same answer throughout a block',
  'near-identical': 'Nearly identical to another response',
};

const PROBLEM_WORDS: Readonly<Record<string, string>> = {
  'answer-in-skipped-block': 'Answers in a block that routing skipped (left out)',
  'unclaimed-column': 'Columns no question claims',
  'unanswered-question': 'Questions no column answers',
  'no-consent-column': 'Files without the consent question (nobody left out for not consenting)',
  'blank-routing-answer': 'Answers in a block whose routing question is blank (kept)',
  'empty-column': 'Columns without any answer that no question claims',
  'other-without-option': '“Other” texts where the question has no such option (counted as blank)',
  'codes-and-labels': 'Files that hold codes and labels side by side',
  'survey-in-parts': 'Surveys given in parts',
  'near-identity-bounded': 'Too many responses to compare each with each other',
};

// The evidence itself, a row with its answer, is in run.json: it is about one respondent.
const RATING_WORDS: Readonly<Record<RunRecord['inputs'][number]['ratings']['as'], string>> = {
  index: 'positions in the list of options',
  values: 'values',
  none: 'no ratings with two readings',
};

/** The section on who counts: rows left out by reason, and how far respondents went in each questionnaire. */
export function whoWasLeftOut(record: RunRecord): ReportSection {
  const reasons = keysOf(record.questionnaires.map(({ leftOut }) => leftOut));
  const blocks: ReportBlock[] = [
    {
      kind: 'paragraph',
      text: 'A response counts when its respondent consented, has not withdrawn, and answered at least one question beyond those about themselves. Whether the platform calls it completed does not decide.',
    },
    {
      kind: 'plain-table',
      caption: 'Rows left out, by reason',
      headers: ['Reason', ...record.questionnaires.map(({ title }) => title)],
      rows: [
        ['Rows read', ...record.questionnaires.map(({ read }) => countText(read))],
        ...reasons.map((reason) => [
          LEFT_OUT_WORDS[reason],
          ...record.questionnaires.map(({ leftOut }) => countText(countOf(leftOut, reason))),
        ]),
        [
          'Wrong questionnaire: open text only',
          ...record.questionnaires.map((each) => countText(each.openTextOnly)),
        ],
        ['Usable', ...record.questionnaires.map(({ usable }) => countText(usable))],
      ],
    },
  ];
  for (const each of record.questionnaires) {
    blocks.push({
      kind: 'plain-table',
      caption: `How far respondents went: ${each.title}`,
      headers: ['Section', 'Asked', 'Answered at least one question', 'Most answers to one question'],
      rows: each.funnel.map(({ title, asked, answered, largestItem }) => [
        title,
        countText(asked),
        countText(answered),
        countText(largestItem),
      ]),
    });
  }
  return { id: 'left-out', title: 'Who was left out, and how far respondents went', blocks };
}

/** The section on data quality: what was flagged or noticed, in numbers, and how each file was read. */
export function dataQuality(record: RunRecord): ReportSection {
  const flags = keysOf(record.questionnaires.map(({ flagged }) => flagged));
  const problems = keysOf(record.questionnaires.map((each) => each.problems));
  return {
    id: 'data-quality',
    title: 'Data quality',
    blocks: [
      {
        kind: 'plain-table',
        caption: 'What was noticed; nothing here was dropped unless it says so',
        headers: ['Noticed', ...record.questionnaires.map(({ title }) => title)],
        rows: [
          ...flags.map((flag) => [
            FLAG_WORDS[flag],
            ...record.questionnaires.map(({ flagged }) => countText(countOf(flagged, flag))),
          ]),
          ...problems.map((code) => [
            PROBLEM_WORDS[code] ?? code,
            ...record.questionnaires.map((each) => countText(countOf(each.problems, code))),
          ]),
          ['Corrections applied', ...record.questionnaires.map(({ corrections }) => countText(corrections))],
        ],
      },
      {
        kind: 'plain-table',
        caption: 'How each file was read',
        headers: ['File', 'Layout', 'Answers as', 'Ratings as'],
        rows: record.inputs.map((input) => [
          input.file,
          `${input.format.toUpperCase()}, ${counted(input.headerRows, 'header row')}`,
          input.codes,
          RATING_WORDS[input.ratings.as],
        ]),
      },
    ],
  };
}

function keysOf<K extends string>(records: readonly Readonly<Partial<Record<K, number>>>[]): K[] {
  return [...new Set(records.flatMap((record) => Object.keys(record) as K[]))].sort();
}

function countOf<K extends string>(record: Readonly<Partial<Record<K, number>>>, key: K): number {
  return record[key] ?? 0;
}
