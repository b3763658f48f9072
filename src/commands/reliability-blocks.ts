import { CONFIDENCE } from '../qualitative/agreement/bootstrap-alpha.ts';
import type { CodedAgreement, CoderComparison } from '../qualitative/agreement/compare-coders.ts';
import type { ReferenceComparison } from '../qualitative/agreement/compare-with-reference.ts';
import type { ReferenceMeasures } from '../qualitative/agreement/reference-measures.ts';
import type { ReportBlock } from '../render/contract.ts';
import type { Codebook } from '../study/codebook.ts';
import { counted, countText } from './count-text.ts';
import type { Reliability } from './measure-reliability.ts';
import { intervalText, measureText, percentText } from './measure-text.ts';

/**
 * What the report says of reliability: a table of coders' agreement and one of the rules' precision and recall, each over
 * all codes first, then code by code in the codebook's order; codes that nobody gave are counted, not listed.
 */
export function reliabilityBlocks(
  { coders, rules, set }: Reliability,
  codebook: Codebook,
): readonly ReportBlock[] {
  const names = new Map(codebook.codes.map(({ id, name }) => [id, name]));
  return [
    ...(coders === null ? [] : agreementBlocks(coders, names)),
    ...(rules === null ? [] : referenceBlocks(rules, set, names)),
  ];
}

type Names = ReadonlyMap<string, string>;

function agreementBlocks(comparison: CoderComparison, names: Names): readonly ReportBlock[] {
  const { coders, answers, codes, overall } = comparison;
  const used = codes.filter(({ prevalence }) => prevalence.yes > 0);
  const row = (name: string, one: CodedAgreement) => [
    name,
    countText(one.units),
    percentText(one.prevalence.share),
    percentText(one.percent),
    measureText(one.kappa),
    measureText(one.alpha),
    intervalText(one.alphaInterval),
    measureText(one.ac1),
  ];
  return [
    {
      kind: 'paragraph',
      text: `How far coders agree: ${coders.join(', ')} coded ${counted(answers, 'answer')}. A unit is an answer and a code that applies to its question, coded yes or no. ${unused(codes.length - used.length)} Kappa is ${coders.length === 2 ? 'Cohen’s' : 'the mean of the pairs’'}, alpha Krippendorff’s (nominal, ${CONFIDENCE} % bootstrap interval), AC1 Gwet’s. What the data do not define is “undefined”.`,
    },
    {
      kind: 'plain-table',
      caption: 'Agreement between coders, by theme',
      headers: [
        'Theme',
        'Units',
        'Given',
        'Agreement',
        'Kappa',
        'Alpha',
        `Alpha’s ${CONFIDENCE} % interval`,
        'AC1',
      ],
      rows: [row('All themes', overall), ...used.map((one) => row(names.get(one.code) ?? one.code, one))],
    },
  ];
}

function referenceBlocks(
  { reference, answers, codes, micro, macro }: ReferenceComparison,
  set: string | null,
  names: Names,
): readonly ReportBlock[] {
  const met = codes.filter(({ tp, fp, fn }) => tp + fp + fn > 0);
  const row = (name: string, one: ReferenceMeasures) => [
    name,
    countText(one.tp + one.fn),
    countText(one.tp + one.fp),
    countText(one.tp),
    measureText(one.precision),
    measureText(one.recall),
    measureText(one.f1),
  ];
  const which = set === null ? '' : ` of the set “${set}”`;
  return [
    {
      kind: 'paragraph',
      text: `How well rules find what people find: the rules’ own proposals, before anybody decided on them, against the coding “${reference}” in ${counted(answers, 'answer')}${which}. Precision is the share of the rules’ codings that the reference has too, recall the share of the reference’s that the rules found, F1 their harmonic mean; over all themes ${measureText(micro.f1)}, the plain mean of the themes’ ${measureText(macro.f1.value)}. Few answers stand behind most themes, so a single theme’s figures are rough.${codes.length === met.length ? '' : ` ${countText(codes.length - met.length)} themes were given by neither and are not listed.`}`,
    },
    {
      kind: 'plain-table',
      caption: 'Rules against the reference coding, by theme',
      headers: ['Theme', 'In the reference', 'By rules', 'Both', 'Precision', 'Recall', 'F1'],
      rows: [row('All themes', micro), ...met.map((one) => row(names.get(one.code) ?? one.code, one))],
    },
  ];
}

function unused(codes: number): string {
  return codes === 0
    ? ''
    : `${counted(codes, 'theme')} that nobody gave ${codes === 1 ? 'is' : 'are'} not listed.`;
}
