import { formatExact } from '../exact/ratio.ts';
import type { AgreementReport, RatingsReport } from '../qualitative/agreement/agreement-report.ts';
import type { Interval } from '../qualitative/agreement/bootstrap-alpha.ts';
import type { CodedAgreement } from '../qualitative/agreement/compare-coders.ts';
import type { Agreement } from '../qualitative/agreement/compare-ratings.ts';
import type { Disagreement } from '../qualitative/agreement/disagreements.ts';
import type { Measure, Undefined } from '../qualitative/agreement/measure.ts';
import type { ReferenceMeasures } from '../qualitative/agreement/reference-measures.ts';
import { writeCsv } from '../render/csv.ts';

const HEADER = [
  'part',
  'code',
  'coders',
  'reference',
  'statistic',
  'value',
  'low',
  'high',
  'base',
  'undefined',
];

/** Whose a row of statistics is: the part (code, overall, pair, micro, macro), the code, the coders, the reference. */
type Subject = readonly [part: string, code: string, coders: string, reference: string];

/**
 * Agreement on coded answers as CSV, a statistic a row, with six decimals; `undefined` holds the reason where there is
 * no value; `base` is units, codings or, for macro means, codes. Coders' names are parted by ` · `.
 */
export function agreementCsv({ comparison, against }: AgreementReport): string {
  const everyone = comparison?.coders.join(' · ') ?? '';
  const coded = (subject: Subject, one: CodedAgreement) => [
    measureRow(subject, 'prevalence', one.prevalence.share, one.prevalence.codings),
    ...one.byCoder.map(({ share, codings }, index) =>
      measureRow([subject[0], subject[1], comparison?.coders[index] ?? '', ''], 'prevalence', share, codings),
    ),
    ...agreementRows(subject, one),
  ];
  return writeCsv([
    HEADER,
    ...(comparison === null
      ? []
      : [
          ...comparison.codes.flatMap((one) => coded(['code', one.code, everyone, ''], one)),
          ...coded(['overall', '', everyone, ''], comparison.overall),
          ...comparison.pairs.flatMap(({ coders, units, percent, kappa }) => {
            const subject: Subject = ['pair', '', coders.join(' · '), ''];
            return [
              measureRow(subject, 'percent_agreement', percent, units),
              measureRow(subject, 'kappa', kappa, units),
            ];
          }),
        ]),
    ...against.flatMap(({ coder, reference, codes, micro, macro }) => [
      ...codes.flatMap((one) => referenceRows(['code', one.code, coder, reference], one)),
      ...referenceRows(['micro', '', coder, reference], micro),
      ...(['precision', 'recall', 'f1'] as const).map((name) =>
        measureRow(['macro', '', coder, reference], name, macro[name].value, macro[name].codes),
      ),
    ]),
  ]);
}

/** Agreement on a table of ratings as CSV, in the same columns. */
export function ratingsCsv({ coders, agreement, level }: RatingsReport): string {
  return writeCsv([HEADER, ...agreementRows(['ratings', level, coders.join(' · '), ''], agreement)]);
}

/**
 * Disagreements as CSV, an answer and a code a row, for adjudication; coders parted by ` · `. There is a column `row` where any is
 * of a respondent whose rows are told apart. Holds respondents' ids.
 */
export function disagreementsCsv(disagreements: readonly Disagreement[]): string {
  const places = disagreements.map(({ answer }) => answer.split('\n'));
  const looping = places.some(([, , , row]) => row !== undefined);
  return writeCsv([
    ['questionnaire', 'response_id', ...(looping ? ['row'] : []), 'question', 'code', 'yes', 'no'],
    ...disagreements.map(({ code, yes, no }, at) => {
      const [questionnaire = '', responseId = '', question = '', row = ''] = places[at] ?? [];
      const key = [questionnaire, responseId, ...(looping ? [row] : []), question];
      return [...key, code, yes.join(' · '), no.join(' · ')];
    }),
  ]);
}

function agreementRows(subject: Subject, { units, percent, kappa, alpha, alphaInterval, ac1 }: Agreement) {
  return [
    measureRow(subject, 'percent_agreement', percent, units),
    measureRow(subject, 'kappa', kappa, units),
    measureRow(subject, 'alpha', alpha, units, alphaInterval),
    measureRow(subject, 'ac1', ac1, units),
  ];
}

function referenceRows(subject: Subject, one: ReferenceMeasures) {
  const { tp, fp, fn, tn } = one;
  const units = String(tp + fp + fn + tn);
  return [
    ...Object.entries({ tp, fp, fn, tn }).map(([name, count]) => [
      ...subject,
      name,
      String(count),
      '',
      '',
      units,
      '',
    ]),
    measureRow(subject, 'precision', one.precision, tp + fp),
    measureRow(subject, 'recall', one.recall, tp + fn),
    measureRow(subject, 'f1', one.f1, tp + fp + fn),
  ];
}

function measureRow(
  subject: Subject,
  statistic: string,
  measure: Measure,
  base: number,
  interval: Interval | Undefined | null = null,
): readonly string[] {
  const limits =
    interval?.kind === 'interval' ? [interval.low.toFixed(6), interval.high.toFixed(6)] : ['', ''];
  const [value, reason] = measure.kind === 'undefined' ? ['', measure.reason] : [formatExact(measure, 6), ''];
  return [...subject, statistic, value, ...limits, String(base), reason];
}
