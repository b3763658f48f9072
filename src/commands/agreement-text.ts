import type { AgreementReport, RatingsReport } from '../qualitative/agreement/agreement-report.ts';
import { CONFIDENCE, type Interval, type Resampling } from '../qualitative/agreement/bootstrap-alpha.ts';
import type { CodedAgreement, CoderComparison } from '../qualitative/agreement/compare-coders.ts';
import type { ReferenceComparison } from '../qualitative/agreement/compare-with-reference.ts';
import { type Measure, REASON_WORDS } from '../qualitative/agreement/measure.ts';
import type { ReferenceMeasures } from '../qualitative/agreement/reference-measures.ts';
import { alignColumns } from './align-columns.ts';
import { counted, countText } from './count-text.ts';
import { intervalText, measureText, percentText } from './measure-text.ts';

/** Agreement on coded answers for a terminal: a table of codes, pairs of coders, and a table against the reference for each coder. */
export function agreementText(report: AgreementReport): string {
  const { comparison, against, disagreements, set } = report;
  const lines = [
    ...(set === null ? [] : [`Only answers of the set "${set}".`, '']),
    ...(comparison === null ? [] : [...agreementLines(comparison, report.resampling), '']),
    ...against.flatMap((one) => [...referenceLines(one), '']),
    `${counted(disagreements.length, 'disagreement')} to adjudicate (an answer and a code; --disagreements FILE lists them).`,
  ];
  return `${lines.join('\n')}\n`;
}

/** Agreement on a table of ratings for a terminal. */
export function ratingsText({ agreement, coders, level, resampling }: RatingsReport): string {
  const { units, single, percent, kappa, alpha, alphaInterval, ac1 } = agreement;
  const names = coders.length === 2 ? "Cohen's kappa" : "mean of the pairs' kappa";
  const rows = [
    ['percent agreement', percentText(percent), reason(percent)],
    [names, measureText(kappa), reason(kappa)],
    [`Krippendorff's alpha, ${level}`, measureText(alpha), reason(alpha)],
    [
      `  ${CONFIDENCE} % interval`,
      intervalText(alphaInterval),
      reason(alphaInterval) || (alphaInterval.kind === 'interval' ? resampledWords(alphaInterval) : ''),
    ],
    ["Gwet's AC1", measureText(ac1), reason(ac1)],
  ];
  const base = `${counted(units, 'unit')} rated by two coders or more of ${coders.length}`;
  return `${[
    `${base}${single === 0 ? '' : `; ${countText(single)} rated by one, left out`}.`,
    '',
    ...alignColumns(rows),
    '',
    resamplingWords(resampling),
  ].join('\n')}\n`;
}

function agreementLines(comparison: CoderComparison, resampling: Resampling): readonly string[] {
  const { coders, answers, codes, overall, pairs } = comparison;
  const row = (name: string, one: CodedAgreement) => [
    name,
    countText(one.units),
    ...one.byCoder.map(({ share }) => percentText(share)),
    percentText(one.prevalence.share),
    percentText(one.percent),
    measureText(one.kappa),
    measureText(one.alpha),
    intervalText(one.alphaInterval),
    measureText(one.ac1),
    reason(one.kappa) || reason(one.alpha),
  ];
  const header = [
    'code',
    'units',
    ...coders.map((coder) => `${coder} yes`),
    'all yes',
    'agree',
    'kappa',
    'alpha',
    `${CONFIDENCE} % interval`,
    'AC1',
  ];
  const right = header.map((_, at) => at > 0);
  return [
    `${coders.join(', ')}: ${counted(answers, 'answer')}. A unit is an answer × a code that applies to its question, coded by two or more.`,
    '',
    ...alignColumns([header, ...codes.map((one) => row(one.code, one)), row('overall', overall)], right),
    '',
    ...(pairs.length < 2
      ? []
      : alignColumns([
          ['pair', 'units', 'agree', 'kappa'],
          ...pairs.map((pair) => [
            pair.coders.join(' · '),
            countText(pair.units),
            percentText(pair.percent),
            measureText(pair.kappa),
          ]),
        ]).concat('')),
    resamplingWords(resampling),
  ];
}

function referenceLines({
  coder,
  reference,
  answers,
  codes,
  micro,
  macro,
}: ReferenceComparison): readonly string[] {
  const row = (name: string, one: ReferenceMeasures) => [
    name,
    ...[one.tp, one.fp, one.fn].map(countText),
    ...[one.precision, one.recall, one.f1].map(measureText),
    one.f1.kind === 'undefined' ? reason(one.f1) : reason(one.precision) || reason(one.recall),
  ];
  const header = ['code', 'tp', 'fp', 'fn', 'precision', 'recall', 'F1'];
  const means = [macro.precision, macro.recall, macro.f1];
  return [
    `${coder} against ${reference}: ${counted(answers, 'answer')} that both read.`,
    '',
    ...alignColumns(
      [
        header,
        ...codes.map((one) => row(one.code, one)),
        row('micro', micro),
        [
          'macro',
          '',
          '',
          '',
          ...means.map(({ value }) => measureText(value)),
          `means of ${means.map((mean) => countText(mean.codes)).join(', ')} codes`,
        ],
      ],
      header.map((_, at) => at > 0),
    ),
  ];
}

function reason(measure: Measure | Interval): string {
  return measure.kind === 'undefined' ? REASON_WORDS[measure.reason] : '';
}

function resampledWords({ without }: Interval): string {
  return without === 0 ? '' : `${counted(without, 'resample')} without variation left out`;
}

function resamplingWords({ resamples, seed }: Resampling): string {
  return resamples === 0
    ? 'No interval: no resamples were asked for.'
    : `Interval of alpha: ${counted(resamples, 'resample')} of units (overall: of answers), percentiles, seed ${seed}.`;
}
