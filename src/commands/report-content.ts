import type { Chart, Report, ReportBlock, ReportSection, Table } from '../render/contract.ts';
import type { Study } from '../study/study.ts';
import type { QuestionnaireRecord, RunRecord } from './run-record.ts';

/** A percentage of the running text as the report prints it: what, of whom, our percentage and both bases. */
export interface QuotedLine {
  readonly section: string;
  readonly measure: string;
  readonly of: string;
  /** Rounded for print, or the shorthand that says why there is none. */
  readonly percent: string;
  readonly count: string;
  readonly answered: string;
  readonly asked: string;
}

/** Everything the report is made of. */
export interface ReportParts {
  readonly study: Study;
  readonly record: RunRecord;
  readonly tables: readonly Table[];
  readonly charts: readonly Chart[];
  readonly quoted: readonly QuotedLine[];
}

/** The line that goes wherever figures from synthetic answers go. */
export const SYNTHETIC_BANNER =
  'Synthetic data: these answers were made from published figures to test the program. Nobody gave them.';

const LEFT_OUT_WORDS: Readonly<Record<string, string>> = {
  'no-consent': 'Did not consent',
  withdrawn: 'Withdrew afterwards',
  'test-row': 'Test row',
  'no-evaluative-answer': 'Never went past the sample questions',
  repeat: 'Identical repeat of a response',
  superseded: 'Superseded by another row of the same response',
};

const FLAG_WORDS: Readonly<Record<string, string>> = {
  speeder: 'Completed unusually fast',
  'straight-lining': 'Same answer throughout a block',
  'near-identical': 'Nearly identical to another response',
  'wrong-questionnaire': 'Answered the wrong questionnaire',
};

const PROBLEM_WORDS: Readonly<Record<string, string>> = {
  'answer-in-skipped-block': 'Answers in a block that routing skipped (left out)',
  'unclaimed-column': 'Columns no question claims',
  'unanswered-question': 'Questions no column answers',
  'no-consent-column': 'Files without the consent question (nobody left out for not consenting)',
  'routing-blank': 'Blocks answered although the routing question is blank (kept)',
};

// The evidence itself, a row with its answer, is in run.json: it is about one respondent.
const RATING_WORDS: Readonly<Record<RunRecord['inputs'][number]['ratings']['as'], string>> = {
  index: 'positions in the list of options',
  values: 'values',
  none: 'no ratings with two readings',
};

/**
 * The report in reading order: summary, who was left out, the results in the study's order with a chart beside each
 * table, breakdowns, the percentages of the running text, data quality, limitations and methods. All of it comes from
 * the run; nothing is interpreted.
 */
export function composeReport(parts: ReportParts): Report {
  const { study, record } = parts;
  const headline = parts.tables.filter(({ cleared }) => cleared);
  const breakdowns = parts.tables.filter(({ cleared }) => !cleared);
  return {
    title: study.title,
    subtitle: 'Questionnaire results',
    banner: record.synthetic ? SYNTHETIC_BANNER : null,
    credit: study.source.credit,
    sections: [
      summary(parts, headline),
      whoWasLeftOut(record),
      ...resultSections(headline, parts.charts),
      ...quotedSection(parts.quoted),
      ...breakdownSection(breakdowns),
      dataQuality(record),
      { id: 'limitations', title: 'Limitations', blocks: [{ kind: 'list', items: study.limitations }] },
      methods(parts),
    ],
  };
}

function summary(parts: ReportParts, headline: readonly Table[]): ReportSection {
  const { record, study } = parts;
  const usable = record.questionnaires.reduce((sum, each) => sum + each.usable, 0);
  const read = record.questionnaires.reduce((sum, each) => sum + each.read, 0);
  return {
    id: 'summary',
    title: 'Summary',
    blocks: [
      {
        kind: 'paragraph',
        text: `${number(usable)} usable responses to ${record.questionnaires.length} ${plural(record.questionnaires.length, 'questionnaire')}, out of ${number(read)} rows read. ${headline.length} tables follow with a chart for each set of statements; every figure can be traced to its counts with “crs-eval explain”.`,
      },
      {
        kind: 'plain-table',
        caption: 'Responses by questionnaire',
        headers: ['Questionnaire', 'Collected', 'Rows read', 'Left out', 'Usable', 'Open text only'],
        rows: record.questionnaires.map((each) => [
          each.title,
          study.questionnaires.find(({ id }) => id === each.id)?.period ?? '',
          number(each.read),
          number(leftOutTotal(each)),
          number(each.usable),
          number(each.openTextOnly),
        ]),
      },
      {
        kind: 'list',
        items: [
          `Agreement: ${record.settings.agreement}`,
          'Percentages, means and SDs are of those who gave a rating; every table states its n.',
          ...(record.results.suppressed === 0
            ? []
            : [
                `${number(record.results.suppressed)} figures of breakdowns are suppressed, shown as [c]: fewer than ${record.settings.suppressBelow} answers, or needed to keep such a figure from being worked out.`,
              ]),
        ],
      },
    ],
  };
}

function whoWasLeftOut(record: RunRecord): ReportSection {
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
        ['Rows read', ...record.questionnaires.map(({ read }) => number(read))],
        ...reasons.map((reason) => [
          LEFT_OUT_WORDS[reason] ?? reason,
          ...record.questionnaires.map(({ leftOut }) => number(countOf(leftOut, reason))),
        ]),
        [
          'Wrong questionnaire: open text only',
          ...record.questionnaires.map((each) => number(each.openTextOnly)),
        ],
        ['Usable', ...record.questionnaires.map(({ usable }) => number(usable))],
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
        number(asked),
        number(answered),
        number(largestItem),
      ]),
    });
  }
  return { id: 'left-out', title: 'Who was left out, and how far respondents went', blocks };
}

function resultSections(tables: readonly Table[], charts: readonly Chart[]): ReportSection[] {
  const titles = [...new Set(tables.map(({ section }) => section))];
  return titles.map((title, index) => ({
    id: `results-${index + 1}`,
    title,
    blocks: tables
      .filter(({ section }) => section === title)
      .flatMap((table): ReportBlock[] => [
        { kind: 'table', table },
        ...charts
          .filter((chart) => chart.table === table.id)
          .map((chart): ReportBlock => ({ kind: 'chart', chart })),
      ]),
  }));
}

function quotedSection(quoted: readonly QuotedLine[]): ReportSection[] {
  if (quoted.length === 0) return [];
  return [
    {
      id: 'quoted',
      title: 'Percentages quoted in the text',
      blocks: [
        {
          kind: 'plain-table',
          caption: 'Percentages of the running text, with the number asked and the number who answered',
          headers: ['Section', 'Of', 'Measure', '%', 'Count', 'Answered', 'Asked'],
          rows: quoted.map((line) => [
            line.section,
            line.of,
            line.measure,
            line.percent,
            line.count,
            line.answered,
            line.asked,
          ]),
        },
      ],
    },
  ];
}

function breakdownSection(tables: readonly Table[]): ReportSection[] {
  if (tables.length === 0) return [];
  return [
    {
      id: 'breakdowns',
      title: 'Breakdowns',
      blocks: [
        {
          kind: 'paragraph',
          text: 'Not cleared for publication: small cells are suppressed within each table, but tables published elsewhere could still be combined with these.',
        },
        ...tables.map((table): ReportBlock => ({ kind: 'table', table })),
      ],
    },
  ];
}

function dataQuality(record: RunRecord): ReportSection {
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
            FLAG_WORDS[flag] ?? flag,
            ...record.questionnaires.map(({ flagged }) => number(countOf(flagged, flag))),
          ]),
          ...problems.map((code) => [
            PROBLEM_WORDS[code] ?? code,
            ...record.questionnaires.map((each) => number(countOf(each.problems, code))),
          ]),
          ['Corrections applied', ...record.questionnaires.map(({ corrections }) => number(corrections))],
        ],
      },
      {
        kind: 'plain-table',
        caption: 'How each file was read',
        headers: ['File', 'Layout', 'Answers as', 'Ratings as'],
        rows: record.inputs.map((input) => [
          input.file,
          `${input.format.toUpperCase()}, ${input.headerRows} header ${plural(input.headerRows, 'row')}`,
          input.codes,
          RATING_WORDS[input.ratings.as],
        ]),
      },
    ],
  };
}

function methods({ study, record }: ReportParts): ReportSection {
  return {
    id: 'methods',
    title: 'Methods and record',
    blocks: [
      {
        kind: 'list',
        items: [
          `Agreement: ${record.settings.agreement}`,
          `Rounding: ${record.settings.rounding}. SD: ${record.settings.sd}.`,
          `Suppression: breakdown cells with fewer than ${record.settings.suppressBelow} answers, and what would give them away.`,
          ...study.assumptions,
        ],
      },
      ...(study.outOfReach.length === 0
        ? []
        : [
            {
              kind: 'plain-table' as const,
              caption: 'Tables of the source that questionnaires cannot give',
              headers: ['Table', 'Caption', 'Why'],
              rows: study.outOfReach.map(({ id, caption, reason }) => [id, caption, reason]),
            },
          ]),
      {
        kind: 'plain-table',
        caption: 'The record of this run',
        headers: ['What', 'Value'],
        rows: [
          ['Program', `${record.program.name} ${record.program.version}`],
          ['Study', `${record.study.title} (${record.study.id})`],
          ['Study SHA-256', record.study.sha256],
          ...record.inputs.map((input) => [`SHA-256 of ${input.file}`, input.sha256]),
          ...(record.corrections === null
            ? []
            : [[`SHA-256 of ${record.corrections.file}`, record.corrections.sha256]]),
        ],
      },
    ],
  };
}

function leftOutTotal(each: QuestionnaireRecord): number {
  return Object.values(each.leftOut).reduce((sum, count) => sum + count, 0);
}

function keysOf(records: readonly Readonly<Record<string, unknown>>[]): string[] {
  return [...new Set(records.flatMap((record) => Object.keys(record)))].sort();
}

function countOf(record: Readonly<Record<string, number | undefined>>, key: string): number {
  return record[key] ?? 0;
}

/** Thousands separated by commas, as the report prints counts, whatever the locale. */
function number(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

function plural(count: number, word: string): string {
  return count === 1 ? word : `${word}s`;
}
