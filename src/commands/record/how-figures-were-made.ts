import { scoresOf } from '../../likert/scale.ts';
import type { ReportBlock, ReportSection } from '../../render/contract.ts';
import type { Questionnaire } from '../../study/study.ts';
import { counted } from '../count-text.ts';
import { agreementRule, offTheBase, scaleRow, scalesInUse } from './agreement-scales.ts';
import { codingMethod } from './coding-method.ts';
import { listWords, quoted } from './list-words.ts';
import { questionName } from './question-name.ts';
import { questionnairesOfRun, type RecordParts } from './record-parts.ts';
import { softwareWords } from './software.ts';
import { suppressionMethod } from './suppression-method.ts';

/**
 * The second part of the methods: what each figure is and of whom, how it is rounded, what is suppressed, corrected and
 * coded, by which software, and on which assumptions. Only what holds for the study and was done in the run is said.
 */
export function howFiguresWereMade(parts: RecordParts): ReportSection {
  const { study } = parts;
  const asked = questionnairesOfRun(parts);
  const scales = scalesInUse(study, asked);
  const ordered = scales.filter(({ scale }) => scale.kind === 'ordered');
  const means = scales.some(({ scale }) => scoresOf(scale) !== null);
  const off = offTheBase(scales);
  return {
    id: 'methods-figures',
    title: 'Methods: how the figures were made',
    blocks: [
      paragraph(
        `Percentages are of the respondents who gave a rating, or ticked an answer, to the question. ${off.length === 0 ? 'Those who left it blank' : `Those who chose ${listWords(quoted(off), 'or')} or left it blank`} are not on the base, nor is anybody who was not asked.`,
      ),
      ...(ordered.length === 0
        ? []
        : [
            paragraph(
              `Agreement counts ${agreementRule(study)} The next table says which answers these are on each scale.`,
            ),
            {
              kind: 'plain-table' as const,
              caption: 'Answer scales, and what counts as agreement',
              headers: ['Scale', 'Counts as agreement', 'Off the base', 'Scores in means', 'Questions'],
              rows: ordered.map(scaleRow),
            },
          ]),
      ...(means
        ? [
            paragraph(
              'A mean is the sum of the scores divided by the number of respondents who gave a rating; a standard deviation (SD) is the sample’s (divisor n − 1), and there is none of a single rating.',
            ),
          ]
        : []),
      ...headersAndGroups(parts, asked),
      paragraph(
        `Figures are kept as exact fractions until they are printed, and rounded then: ${parts.record.settings.rounding}. Rounded percentages need not add up to 100.`,
      ),
      ...suppressionMethod(parts).map(paragraph),
      paragraph(corrections(parts)),
      ...codingMethod(parts).map(paragraph),
      paragraph(softwareWords(parts.record)),
      ...assumptions(parts),
      ...outOfReach(parts),
    ],
  };
}

function paragraph(text: string): ReportBlock {
  return { kind: 'paragraph', text };
}

function headersAndGroups({ study, tables }: RecordParts, asked: readonly Questionnaire[]): ReportBlock[] {
  const headed = tables.some(({ columns }) => columns.some(({ headerN }) => headerN !== null));
  const overlapping = study.dimensions.filter(
    ({ from, item }) =>
      from === 'respondent' &&
      asked.some(({ questions }) => questions.some((each) => each.item === item && each.kind === 'multi')),
  );
  const sentences = [
    ...(headed ? ['The n in a column’s header is the largest number of answers among its statements.'] : []),
    ...(overlapping.length === 0
      ? []
      : [
          `A respondent can be in several groups of ${listWords(overlapping.map(({ label }) => `“${label}”`))} and counts in each, so these groups need not add up to the whole.`,
        ]),
  ];
  return sentences.length === 0 ? [] : [paragraph(sentences.join(' '))];
}

function corrections({ study, record, screenings }: RecordParts): string {
  const applied = record.corrections?.applied ?? 0;
  if (record.corrections === null) return 'No answer was corrected.';
  if (applied === 0)
    return `A file of corrections was given (${record.corrections.file}); it corrected no answer.`;
  const names = screenings.flatMap(({ questionnaire, corrections: made }) =>
    made.map(({ question }) => {
      const found = study.questionnaires
        .find(({ id }) => id === questionnaire)
        ?.questions.find(({ id }) => id === question);
      return found === undefined ? question : questionName(study, found);
    }),
  );
  const questions = [...new Set(names)];
  return `${counted(applied, 'answer')} ${applied === 1 ? 'was' : 'were'} corrected before anything was counted, to ${questions.length === 1 ? 'the question' : 'the questions'} ${listWords(quoted(questions))}. The run’s internal record lists ${applied === 1 ? 'it' : 'each'} with its reason and author.`;
}

function assumptions({ study }: RecordParts): ReportBlock[] {
  return study.assumptions.length === 0
    ? []
    : [paragraph('The results rest on these assumptions:'), { kind: 'list', items: study.assumptions }];
}

function outOfReach({ study }: RecordParts): ReportBlock[] {
  return study.outOfReach.length === 0
    ? []
    : [
        {
          kind: 'plain-table',
          caption: 'Tables of the source that questionnaires cannot give',
          headers: ['Table', 'Caption', 'Why'],
          rows: study.outOfReach.map(({ id, caption, reason }) => [id, caption, reason]),
        },
      ];
}
