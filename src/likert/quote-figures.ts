import { ratio } from '../exact/ratio.ts';
import type { QuotedFigure, Study } from '../study/study.ts';
import { type Evidence, evidenceFor } from './evidence.ts';
import { type FrequencyTable, usableKey } from './frequency.ts';
import { whoseAnswers } from './panels.ts';
import type { Result } from './result.ts';
import { levelsIn } from './scale.ts';
import { type Marks, shareResult } from './summarise.ts';
import { maskWith, type Why } from './suppress.ts';

/** A percentage of the running text with the bases it could be of. */
export interface Quoted {
  readonly figure: QuotedFigure;
  /** Whose answers: "CRS staff, Phase 1"; empty where the study asks no such question. */
  readonly of: string;
  /** Its share is of the figure's base; null where the study asks no such question. */
  readonly result: Result | null;
  readonly asked: number;
  readonly answered: number;
  readonly respondents: number;
}

/**
 * The figures quoted in the report's text, exact, each with how many were asked, how many answered and how many
 * respondents its questionnaires have. Base `answered`: as in tables. `asked`: also those who were asked and gave no
 * level. `respondents`: everyone in closed counts. A base of nobody gives `[x]`. A figure with a cell of `hidden` in it is
 * `[c]`, and its bases are 0.
 */
export function quoteFigures(
  study: Study,
  frequency: FrequencyTable,
  marks: Marks & { readonly hidden?: ReadonlyMap<string, Why> },
): Quoted[] {
  const mask = maskWith(marks.hidden ?? new Map());
  return study.quoted.map((figure) => {
    const evidence = evidenceFor(study, frequency, figure);
    if (evidence === null) return { figure, of: '', result: null, asked: 0, answered: 0, respondents: 0 };
    const { asked, answered } = evidence.tally;
    const respondents = usableOf(frequency, evidence);
    const of = whoseAnswers(study, evidence);
    const share = mask(shareResult(evidence, levelsIn(evidence.scale, figure.levels), marks));
    if (share.shorthand === '[c]')
      return { figure, of, result: share, asked: 0, answered: 0, respondents: 0 };
    const base = { answered, asked, respondents }[figure.base];
    return {
      figure,
      of,
      result: figure.base === 'answered' ? share : onBase(share, base, figure.base),
      asked,
      answered,
      respondents,
    };
  });
}

function onBase(share: Result, base: number, name: string): Result {
  if (share.numerator === null || share.shorthand === '[z]') return share;
  return {
    ...share,
    id: share.id.replace('.share.', `.share-of-${name}.`),
    exact: base === 0 ? null : ratio(share.numerator, base),
    shorthand: base === 0 ? '[x]' : null,
    denominator: base,
  };
}

function usableOf(frequency: FrequencyTable, evidence: Evidence): number {
  const groups = new Set(evidence.addresses.map(({ questionnaire, dims }) => usableKey(questionnaire, dims)));
  return [...groups].reduce((sum, key) => sum + (frequency.usable.get(key) ?? 0), 0);
}
