import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseStudy } from '../../study/parse-study.ts';
import { compareStudies } from './compare-studies.ts';

const LIBRARY = readFileSync(
  new URL('../../../fixtures/second-study/study/library.yaml', import.meta.url),
  'utf8',
);
const study = (text: string) => parseStudy([{ name: 'library.yaml', text }]);
const changesBy = (from: string, to: string): string[] => {
  expect(LIBRARY).toContain(from);
  return compareStudies(study(LIBRARY), study(LIBRARY.replace(from, to))).map(
    ({ path, earlier, later }) =>
      `${path.join('.')}: ${JSON.stringify(earlier) ?? 'none'} → ${JSON.stringify(later) ?? 'none'}`,
  );
};

describe('what two studies define differently', () => {
  it('is nothing for a study and itself, nor for another place of the same definitions', () => {
    expect(compareStudies(study(LIBRARY), study(LIBRARY))).toEqual([]);
    expect(changesBy('scales:', '# a comment\n\nscales:')).toEqual([]);
  });

  it.each<[string, string, string, readonly string[]]>([
    [
      'a lean',
      '{ label: Neutral, lean: 0 }',
      '{ label: Neutral, lean: 1 }',
      ['scales.agree-5.options.neutral.lean: 0 → 1'],
    ],
    ['a threshold', 'suppressBelow: 5', 'suppressBelow: 9', ['rules.suppressBelow: 5 → 9']],
    [
      'a withdrawn respondent, each by itself',
      '[500000018]',
      '[500000018, 7]',
      ['questionnaires.members.withdrawn: none → "7"'],
    ],
    [
      'a set of a scale',
      'top-two: [very-good, excellent]',
      'top-two: [excellent]',
      ['scales.quality.sets.top-two: ["very-good","excellent"] → ["excellent"]'],
    ],
    [
      'a breakdown',
      'breakdowns: [[district], [age], [age, district]]',
      'breakdowns: [[age], [age, district]]',
      ['breakdowns: ["district"] → none'],
    ],
    [
      'the order of options, once',
      'options: [North, South, East]',
      'options: [South, North, East]',
      [
        'scales.district.options.(order): ["north","south","east"] → ["south","north","east"]',
        'dimensions.district.groups.(order): ["north","south","east"] → ["south","north","east"]',
      ],
    ],
  ])('%s', (_, from, to, expected) => {
    expect(changesBy(from, to).filter((line) => !line.startsWith('tables.'))).toEqual(expected);
  });

  it('is one change for a question that came, not one for each of its parts', () => {
    const paths = changesBy(
      '- { id: comment,',
      '- { id: again, text: Anything more? }\n          - { id: comment,',
    ).map((line) => line.split(':')[0]);
    expect(paths).toEqual(['questionnaires.members.questions.again', 'items.again']);
  });
});
