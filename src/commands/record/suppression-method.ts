import { counted, countText } from '../count-text.ts';
import type { RecordParts } from './record-parts.ts';

/** What is suppressed, why and how much of it, in a paragraph. Where the study has no breakdowns, that there was nothing to suppress in closed questions. */
export function suppressionMethod({ study, record, hiddenCells, themes }: RecordParts): string[] {
  const { suppressBelow: below } = record.settings;
  if (below <= 0)
    return [
      'Nothing is suppressed: the threshold was set to 0, so the figures of small groups stand as they are.',
    ];
  const { all, suppressed } = record.results;
  const { few, linked, mirror } = hiddenCells;
  const own =
    below === study.rules.suppressBelow
      ? ''
      : ` (set for this run; the study’s own is ${countText(study.rules.suppressBelow)})`;
  const rule = [
    `Figures on groups of respondents that rest on fewer than ${counted(below, 'respondent')}${own} are suppressed and print as [c].`,
    'Further ones are suppressed wherever a suppressed figure could otherwise be had from others by adding and subtracting, in any number of steps.',
    'Figures on all respondents to a closed question are not suppressed.',
  ];
  const found =
    few + linked + mirror === 0
      ? ['Of this run’s figures on closed questions none had to be.']
      : [
          `Of ${counted(all, 'figure')} on closed questions ${countText(suppressed)} ${suppressed === 1 ? 'is' : 'are'} suppressed. The counts behind them: ${[
            `${countText(few)} too small`,
            ...(linked === 0 ? [] : [`${countText(linked)} hidden to protect these`]),
            ...(mirror === 0 ? [] : [`${countText(mirror)} the same as another breakdown’s`]),
          ].join(', ')}.`,
        ];
  const open =
    themes === null || record.coding === null
      ? []
      : [
          `Of themes in open answers, figures on all respondents are protected too, where fewer than ${countText(below)} answered; of ${counted(record.coding.figures.all, 'figure')} on themes ${countText(record.coding.figures.suppressed)} ${record.coding.figures.suppressed === 1 ? 'is' : 'are'} suppressed.`,
        ];
  const closed =
    study.breakdowns.length === 0
      ? ['No figures on groups of respondents were made, so none on closed questions had to be suppressed.']
      : [...rule, ...found];
  return [[...closed, ...open].join(' ')];
}
