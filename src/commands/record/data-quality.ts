import { FEW_SOLUTIONS } from '../../audit/published/disclosure.ts';
import { formatExact, percentOf, type Ratio, ratio } from '../../exact/ratio.ts';
import type { Flag } from '../../ingest/responses.ts';
import type { ReportBlock, ReportSection } from '../../render/contract.ts';
import { counted, countText } from '../count-text.ts';
import type { RunRecord } from '../run-record.ts';
import { offTheBase, scalesInUse } from './agreement-scales.ts';
import { type ItemQuality, itemQuality, spreadOf, worstItems } from './item-quality.ts';
import { listWords, quoted } from './list-words.ts';
import { hiddenNote, maskCount } from './mask-small.ts';
import { questionName } from './question-name.ts';
import { questionnairesOfRun, type RecordParts } from './record-parts.ts';
import { FLAG_WORDS, PROBLEM_WORDS } from './screening-words.ts';

/** A question of which more was left blank than this is counted as such. */
const MANY_BLANK = ratio(1, 5);
/** With fewer answers, one answer moves a percentage by more than three points. */
const FEW_ANSWERS = 30;
/** So many questions of a questionnaire are named, of each kind. */
const NAMED = 3;

type PlainTable = Extract<ReportBlock, { kind: 'plain-table' }>;

/**
 * How good the answers are, in short tables, each with what it means for a reader: blanks and “don't know” by question,
 * small bases, what was flagged or noticed, answers in other languages, and how each file was read. Numbers on closed
 * questions are of all who were asked, which results.csv publishes; small numbers of people are hidden.
 */
export function dataQuality(parts: RecordParts): ReportSection {
  const { study, record, frequency } = parts;
  const below = record.settings.suppressBelow;
  const items = questionnairesOfRun(parts).map((questionnaire) => ({
    title: questionnaire.title,
    own: itemQuality(study, questionnaire, frequency),
  }));
  const flags = flagTable(parts);
  const notices = noticeTable(record);
  const languages = languageTable(parts);
  const hidden = [flags, ...notices, ...languages].map(({ rows }) => rows);
  return {
    id: 'data-quality',
    title: 'Data quality',
    blocks: [
      paragraph(
        'Blanks are of respondents who were asked a question and gave no answer; those who had stopped before it are among them. The larger the share, the less a figure speaks for all who were asked.',
      ),
      spreadTable('Closed questions left blank, of those asked', items, ({ blank }) => blank),
      ...worstTable(parts, 'The questions most often left blank', 'Blank', items, ({ blank }) => blank),
      ...noRatingTables(parts, items),
      paragraph(
        `With fewer than ${FEW_ANSWERS} answers, one answer more or less moves a percentage by more than three points.`,
      ),
      baseTable(items),
      ...languages,
      flags,
      ...notices,
      ...hiddenNote(hidden, below).map(paragraph),
      ...disclosureWords(parts),
      fileTable(record),
    ],
  };
}

interface Items {
  readonly title: string;
  readonly own: readonly ItemQuality[];
}

function paragraph(text: string): ReportBlock {
  return { kind: 'paragraph', text };
}

function percent(share: Ratio): string {
  return formatExact(percentOf(share), 0);
}

function spreadTable(
  caption: string,
  items: readonly Items[],
  of: (item: ItemQuality) => number | null,
): PlainTable {
  return {
    kind: 'plain-table',
    caption,
    headers: ['Questionnaire', 'Questions', 'Lowest %', 'Median %', 'Highest %', 'Questions over 20%'],
    rows: items.map(({ title, own }) => {
      const spread = spreadOf(own, of, MANY_BLANK);
      const questions = countText(own.filter((item) => item.asked > 0 && of(item) !== null).length);
      return spread === null
        ? [title, questions, '[x]', '[x]', '[x]', '0']
        : [
            title,
            questions,
            percent(spread.lowest),
            percent(spread.median),
            percent(spread.highest),
            countText(spread.over),
          ];
    }),
  };
}

function worstTable(
  { study }: RecordParts,
  caption: string,
  header: string,
  items: readonly Items[],
  of: (item: ItemQuality) => number | null,
): PlainTable[] {
  const rows = items.flatMap(({ title, own }) =>
    worstItems(own, of, NAMED).map(({ item, count, share }) => [
      questionName(study, item.question),
      title,
      countText(count),
      countText(item.asked),
      percent(share),
    ]),
  );
  if (rows.length === 0) return [];
  return [
    {
      kind: 'plain-table',
      caption: `${caption}: up to ${NAMED} of each questionnaire`,
      headers: ['Question', 'Questionnaire', header, 'Asked', '%'],
      rows,
    },
  ];
}

function noRatingTables(parts: RecordParts, items: readonly Items[]): ReportBlock[] {
  const offering = items.filter(({ own }) => own.some(({ noRating }) => noRating !== null));
  if (offering.length === 0) return [];
  const of = ({ noRating }: ItemQuality) => noRating;
  const off = offTheBase(scalesInUse(parts.study, questionnairesOfRun(parts)));
  return [
    paragraph(
      `${listWords(quoted(off))} ${off.length === 1 ? 'is' : 'are'} no rating, and off the base of every figure. Where many chose so, a figure is of those who felt able to judge.`,
    ),
    spreadTable(
      'Answered with “don’t know” or the like, of those asked a question that offers it',
      offering,
      of,
    ),
    ...worstTable(
      parts,
      'The questions most often answered with “don’t know” or the like',
      'No rating',
      offering,
      of,
    ),
  ];
}

function baseTable(items: readonly Items[]): PlainTable {
  return {
    kind: 'plain-table',
    caption: 'Numbers of answers behind the figures on closed questions',
    headers: ['Questionnaire', 'Questions', 'Fewest answers', 'Most answers', `Fewer than ${FEW_ANSWERS}`],
    rows: items.map(({ title, own }) => {
      const bases = own.map(({ answered }) => answered);
      return [
        title,
        countText(bases.length),
        bases.length === 0 ? '[x]' : countText(Math.min(...bases)),
        bases.length === 0 ? '[x]' : countText(Math.max(...bases)),
        countText(bases.filter((base) => base < FEW_ANSWERS).length),
      ];
    }),
  };
}

/** Answers in another language by questionnaire: of questions whose themes may be published, as in the section on themes. */
function languageTable({ record, themes }: RecordParts): PlainTable[] {
  if (themes === null || record.coding === null || record.coding.setAside === 0) return [];
  const shown = themes.coverage.filter(({ cell }) => !themes.hidden.has(cell));
  return [
    {
      kind: 'plain-table',
      caption:
        'Open answers in another language, set aside and on no base (questions shown under the themes)',
      headers: ['Set aside', ...record.questionnaires.map(({ title }) => title)],
      rows: [
        [
          'Answers',
          ...record.questionnaires.map(({ id }) =>
            maskCount(
              shown.reduce(
                (sum, { questionnaire, setAside }) => sum + (questionnaire === id ? setAside : 0),
                0,
              ),
              record.settings.suppressBelow,
            ),
          ),
        ],
      ],
    },
  ];
}

function flagTable({ study, record }: RecordParts): PlainTable {
  return {
    kind: 'plain-table',
    caption: 'Responses that may have been given carelessly; they count all the same',
    headers: ['Flagged', ...record.questionnaires.map(({ title }) => title)],
    rows: (Object.keys(FLAG_WORDS) as Flag[]).map((flag) => [
      `${FLAG_WORDS[flag].words} (${FLAG_WORDS[flag].rule(study.rules.speederShare)})`,
      ...record.questionnaires.map(({ flagged }) =>
        maskCount(flagged[flag] ?? 0, record.settings.suppressBelow),
      ),
    ]),
  };
}

function noticeTable({ questionnaires, settings }: RunRecord): PlainTable[] {
  const codes = [...new Set(questionnaires.flatMap(({ problems }) => Object.keys(problems)))].sort();
  if (codes.length === 0) return [];
  return [
    {
      kind: 'plain-table',
      caption: 'What was noticed in the files, and what was done',
      headers: ['Noticed', ...questionnaires.map(({ title }) => title)],
      rows: codes.map((code) => {
        // What has no words may be about people.
        const { words, done, people } = PROBLEM_WORDS[code] ?? { words: code, done: '', people: true };
        return [
          done === '' ? words : `${words} (${done})`,
          ...questionnaires.map(({ problems }) =>
            people ? maskCount(problems[code] ?? 0, settings.suppressBelow) : countText(problems[code] ?? 0),
          ),
        ];
      }),
    },
  ];
}

function disclosureWords({ disclosures }: RecordParts): ReportBlock[] {
  if (disclosures.length === 0) return [];
  return [
    paragraph(
      `The percentage, mean and SD printed in ${counted(disclosures.length, 'cell')} of the tables can together come from fewer than ${FEW_SOLUTIONS} sets of answers, so that they nearly give the answers away. The run’s internal record lists these cells, for a decision before publication.`,
    ),
  ];
}

// The evidence itself, a row with its answer, is in run.json: it is about one respondent.
const RATING_WORDS: Readonly<Record<RunRecord['inputs'][number]['ratings']['as'], string>> = {
  index: 'positions in the list of options',
  values: 'values',
  none: 'no ratings with two readings',
};

function fileTable({ inputs }: RunRecord): PlainTable {
  return {
    kind: 'plain-table',
    caption: 'How each file was read',
    headers: ['File', 'Layout', 'Answers as', 'Ratings as'],
    rows: inputs.map((input) => [
      input.file,
      `${input.format.toUpperCase()}, ${counted(input.headerRows, 'header row')}`,
      input.codes,
      RATING_WORDS[input.ratings.as],
    ]),
  };
}
