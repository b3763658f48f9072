import { scoresOf } from '../../likert/scale.ts';
import { AGREE, positionsOf, scaleOf } from '../../study/lookup.ts';
import type { Questionnaire, Scale, Study } from '../../study/study.ts';
import { counted, countText } from '../count-text.ts';
import { listWords } from './list-words.ts';

/** An answer scale with the number of closed questions on it, consent questions left out. */
export interface ScaleInUse {
  readonly scale: Scale;
  readonly questions: number;
}

/** The scales that questionnaires ask on, in the study's order; scales of consent questions only are left out. */
export function scalesInUse(study: Study, questionnaires: readonly Questionnaire[]): readonly ScaleInUse[] {
  const questions = questionnaires.flatMap((each) =>
    each.questions.filter(({ consent }) => consent === null),
  );
  return Object.values(study.scales).flatMap((scale) => {
    const own = questions.filter((question) => scaleOf(study, question) === scale).length;
    return own === 0 ? [] : [{ scale, questions: own }];
  });
}

/** What a percentage of agreement is, with the levels of the scale that most questions are asked on for an example. */
export function agreementRule(study: Study): string {
  const used = scalesInUse(study, study.questionnaires).filter(({ scale }) => agreeing(scale).length > 0);
  const most = used.reduce((best, each) => (each.questions > best ? each.questions : best), 0);
  const scale = used.find(({ questions }) => questions === most)?.scale;
  const example =
    scale === undefined
      ? ''
      : ` (${counted(levelsOf(scale).length, 'point')}: ${listWords(agreeing(scale), 'or').toLowerCase()})`;
  return `those on the agreeing side of the scale${example}, over those who gave a rating; don’t knows and blanks are off the base.`;
}

/** A scale as a row: its levels, which of them agree, which answers are off the base, what levels score, how many questions. */
export function scaleRow({ scale, questions }: ScaleInUse): readonly string[] {
  const levels = levelsOf(scale);
  const marks = scale.labels === 'inferred' ? ', labels inferred' : '';
  const off = scale.options.filter(({ missing }) => missing !== null).map(({ label }) => label);
  return [
    `${levels[0]?.label ?? ''} to ${levels.at(-1)?.label ?? ''} (${counted(levels.length, 'level')}${marks})`,
    listWords(agreeing(scale), 'or') || 'none',
    listWords(off, 'or') || 'none offered',
    scoresText(scale),
    countText(questions),
  ];
}

/** Answers that are no rating, of all scales, each named once. */
export function offTheBase(scales: readonly ScaleInUse[]): string[] {
  return [
    ...new Set(
      scales.flatMap(({ scale }) =>
        scale.options.filter(({ missing }) => missing !== null).map(({ label }) => label),
      ),
    ),
  ];
}

function levelsOf({ options }: Scale): Scale['options'] {
  return options.filter(({ missing }) => missing === null);
}

function agreeing(scale: Scale): string[] {
  return positionsOf(scale, AGREE).map((at) => scale.options[at]?.label ?? '');
}

/** `1 to 7` in the order of the levels, so `5 to 1` on a scale listed from its upper end. */
function scoresText(scale: Scale): string {
  const scores = (scoresOf(scale) ?? []).filter((score) => score !== null);
  return scores.length === 0 ? 'none' : `${scores[0]} to ${scores.at(-1)}`;
}
