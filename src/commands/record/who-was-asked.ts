import { closedQuestions } from '../../likert/scale.ts';
import type { ReportBlock, ReportSection } from '../../render/contract.ts';
import type { Questionnaire } from '../../study/study.ts';
import { counted, countText } from '../count-text.ts';
import type { QuestionnaireRecord } from '../run-record.ts';
import { hiddenNote } from './mask-small.ts';
import { questionnairesOfRun, type RecordParts } from './record-parts.ts';
import { screeningTable } from './screening-table.ts';

/**
 * The first part of the methods: which questionnaires there were, whose answers count and why others' do not, and how far
 * respondents went in each. Every number is the run's; small numbers of people left out are hidden as `maskParts` says.
 */
export function whoWasAsked(parts: RecordParts): ReportSection {
  const { record } = parts;
  const below = record.settings.suppressBelow;
  const asked = questionnairesOfRun(parts);
  const table = screeningTable(record);
  const funnels = record.questionnaires.flatMap((each) => {
    const questionnaire = asked.find(({ id }) => id === each.id);
    return questionnaire === undefined ? [] : [{ each, rows: funnelRows(each, questionnaire, below) }];
  });
  return {
    id: 'methods',
    title: 'Methods: who was asked and who counts',
    blocks: [
      paragraph(
        `The results rest on ${asked.length === 1 ? 'one questionnaire' : `${counted(asked.length, 'questionnaire')}`}. The exports hold those who opened ${asked.length === 1 ? 'it' : 'them'}, not those who were invited, so no response rate can be worked out from them.`,
      ),
      questionnaireTable(parts, asked),
      ...notInRun(parts),
      paragraph(whoCounts(parts, asked)),
      table,
      ...hiddenNote([table.rows], below).map(paragraph),
      ...routing(asked),
      ...funnels.map(
        ({ each, rows }): ReportBlock => ({
          kind: 'plain-table',
          caption: `How far respondents went: ${each.title}`,
          headers: ['Section', 'Asked', 'Answered at least one question', 'Most answers to one question'],
          rows,
        }),
      ),
      ...hiddenNote(
        funnels.map(({ rows }) => rows),
        below,
      ).map(paragraph),
    ],
  };
}

function paragraph(text: string): ReportBlock {
  return { kind: 'paragraph', text };
}

function questionnaireTable({ study }: RecordParts, asked: readonly Questionnaire[]): ReportBlock {
  const dimensions = study.dimensions.filter(
    ({ id, from }) => from === 'questionnaire' && asked.some(({ facets }) => facets[id] !== undefined),
  );
  return {
    kind: 'plain-table',
    caption: 'The questionnaires (consent questions not counted)',
    headers: [
      'Questionnaire',
      ...dimensions.map(({ label }) => label),
      'Collected',
      'Closed questions',
      'Open questions',
      'Asked of some only',
    ],
    rows: asked.map((each) => {
      const questions = each.questions.filter(({ consent }) => consent === null);
      return [
        each.title,
        ...dimensions.map(
          ({ id, groups }) => groups.find((group) => group.id === each.facets[id])?.label ?? '',
        ),
        each.period ?? 'not stated',
        countText(closedQuestions({ ...each, questions }).length),
        countText(questions.filter(({ kind }) => kind === 'text').length),
        countText(questions.filter(({ askedIf }) => askedIf !== null).length),
      ];
    }),
  };
}

function notInRun({ study, record }: RecordParts): ReportBlock[] {
  const missing = study.questionnaires.filter(
    ({ id }) => !record.questionnaires.some((each) => each.id === id),
  );
  return missing.length === 0
    ? []
    : [paragraph(`No answers were given to this run of: ${missing.map(({ title }) => title).join('; ')}.`)];
}

function whoCounts({ record }: RecordParts, asked: readonly Questionnaire[]): string {
  const sum = (of: (each: QuestionnaireRecord) => number) =>
    record.questionnaires.reduce((total, each) => total + of(each), 0);
  const usable = sum((each) => each.usable);
  const consents = asked.some(({ questions }) => questions.some(({ consent }) => consent !== null));
  const withoutConsent = sum((each) => each.problems['no-consent-column'] ?? 0);
  const wrong = asked.some(({ wrongQuestionnaire }) => wrongQuestionnaire.length > 0);
  const { prefer } = record.settings;
  return [
    `Of ${counted(
      sum(({ read }) => read),
      'row',
    )} read from ${counted(record.inputs.length, 'file')}, ${countText(usable)} ${usable === 1 ? 'is a usable response' : 'are usable responses'}.`,
    `A response is usable when its respondent ${consents ? 'consented, ' : ''}has not withdrawn and answered at least one question of the evaluation, a “don’t know” or an open answer included; questions on the respondents themselves, and those that only decide what is asked next, are not enough.`,
    'Whether the platform calls a response completed does not decide.',
    'Rows marked as tests are left out, and of identical repeats of a response one counts.',
    ...(prefer === null
      ? []
      : [`Where rows of one response contradicted each other, the ${prefer} one counts.`]),
    ...(withoutConsent === 0
      ? []
      : [
          `${counted(withoutConsent, 'file')} ${withoutConsent === 1 ? 'has' : 'have'} no consent question; there, nobody was left out for not consenting.`,
        ]),
    ...(wrong
      ? [
          'Respondents known to have answered a questionnaire that was not meant for them count with their open answers only.',
        ]
      : []),
  ].join(' ');
}

function routing(asked: readonly Questionnaire[]): ReportBlock[] {
  return asked.some(({ questions }) => questions.some(({ askedIf }) => askedIf !== null))
    ? [
        paragraph(
          'Some questions were put only to respondents whose earlier answer called for them: the others were not asked, and are on no base. An answer to a question that was not asked is not counted.',
        ),
      ]
    : [];
}

/** The funnel as it may be published: how many answered a section of open questions alone is hidden where they are few. */
function funnelRows(
  { funnel }: QuestionnaireRecord,
  { questions }: Questionnaire,
  below: number,
): readonly (readonly string[])[] {
  return funnel.map(({ section, title, asked, answered, largestItem }) => {
    const own = questions.filter((question) => question.section === section);
    const open = own.every((question) => question.scale === null || question.routing);
    const shown = (count: number) => (open && count < below ? '[c]' : countText(count));
    return [title, countText(asked), shown(answered), shown(largestItem)];
  });
}
