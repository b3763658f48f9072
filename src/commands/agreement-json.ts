import { formatExact } from '../exact/ratio.ts';
import type { AgreementReport, RatingsReport } from '../qualitative/agreement/agreement-report.ts';
import type { Interval } from '../qualitative/agreement/bootstrap-alpha.ts';
import type { CodedAgreement, Prevalence } from '../qualitative/agreement/compare-coders.ts';
import type { Agreement } from '../qualitative/agreement/compare-ratings.ts';
import type { ReferenceComparison } from '../qualitative/agreement/compare-with-reference.ts';
import type { Measure, Undefined } from '../qualitative/agreement/measure.ts';
import type { ReferenceMeasures } from '../qualitative/agreement/reference-measures.ts';

/** Agreement on coded answers for programs; the shape is described in docs/agreement.md. */
export function agreementJson({
  resampling,
  set,
  comparison,
  against,
  disagreements,
}: AgreementReport): string {
  return print({
    resampling,
    set,
    agreement:
      comparison === null
        ? null
        : {
            coders: comparison.coders,
            answers: comparison.answers,
            codes: comparison.codes.map((one) => ({ code: one.code, ...coded(one, comparison.coders) })),
            overall: coded(comparison.overall, comparison.coders),
            pairs: comparison.pairs.map(({ coders, units, percent, kappa }) => ({
              coders,
              units,
              percent_agreement: measure(percent),
              kappa: measure(kappa),
            })),
          },
    reference: against.map(referenced),
    disagreements: disagreements.map(({ answer, code, yes, no }) => {
      const [questionnaire, responseId, question, row] = answer.split('\n');
      const rows = row === undefined ? {} : { row: Number(row) };
      return { questionnaire, response_id: responseId, ...rows, question, code, yes, no };
    }),
  });
}

/** Agreement on a table of ratings for programs. */
export function ratingsJson({ resampling, level, coders, agreement }: RatingsReport): string {
  return print({ resampling, level, coders, ...measures(agreement) });
}

function print(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function coded(one: CodedAgreement, coders: readonly string[]) {
  const prevalence = ({ codings, yes, share }: Prevalence) => ({ codings, yes, share: measure(share) });
  return {
    ...measures(one),
    prevalence: prevalence(one.prevalence),
    by_coder: one.byCoder.map((each, index) => ({ coder: coders[index], ...prevalence(each) })),
  };
}

function measures({ units, single, percent, kappa, alpha, alphaInterval, ac1 }: Agreement) {
  return {
    units,
    single,
    percent_agreement: measure(percent),
    kappa: measure(kappa),
    alpha: measure(alpha),
    alpha_interval: interval(alphaInterval),
    ac1: measure(ac1),
  };
}

function referenced({ coder, reference, answers, codes, micro, macro }: ReferenceComparison) {
  const against = ({ tp, fp, fn, tn, precision, recall, f1 }: ReferenceMeasures) => ({
    ...{ tp, fp, fn, tn },
    ...{ precision: measure(precision), recall: measure(recall), f1: measure(f1) },
  });
  const mean = ({ value, codes: averaged }: { readonly value: Measure; readonly codes: number }) => ({
    ...measure(value),
    codes: averaged,
  });
  return {
    coder,
    reference,
    answers,
    codes: codes.map((one) => ({ code: one.code, ...against(one) })),
    micro: against(micro),
    macro: { precision: mean(macro.precision), recall: mean(macro.recall), f1: mean(macro.f1) },
  };
}

/** Six decimals and the exact fraction, or the reason for neither. */
function measure(value: Measure) {
  return value.kind === 'undefined'
    ? { value: null, undefined: value.reason }
    : { value: Number(formatExact(value, 6)), exact: `${value.numerator}/${value.denominator}` };
}

function interval(value: Interval | Undefined) {
  if (value.kind === 'undefined') return { low: null, high: null, undefined: value.reason };
  const { low, high, defined, without } = value;
  return { low: Number(low.toFixed(6)), high: Number(high.toFixed(6)), defined, without };
}
