import { describe, expect, it } from 'vitest';
import { findNumbers } from './draft-numbers.ts';

const figures = (text: string): string[] =>
  findNumbers(text)
    .filter(({ notFigure }) => notFigure === null)
    .map(({ value, kind, hedge }) => [kind, value, hedge ?? ''].join(' ').trim());
const others = (text: string): string[] =>
  findNumbers(text).flatMap(({ text: raw, notFigure }) =>
    notFigure === null ? [] : [`${raw}: ${notFigure}`],
  );

describe('numbers say what they are', () => {
  it.each([
    ['58% of staff', ['percent 58']],
    ['58 per cent, 58\u00a0% and 58.5 percent', ['percent 58', 'percent 58', 'percent 58.5']],
    ['Ninety-one per cent of them, and seventy five per cent', ['percent 91', 'percent 75']],
    ['75,4 % agreed', ['percent 75.4']],
    ['from 70 to 75%', ['percent 70', 'percent 75']],
    ['75–80% agreed', ['percent 75', 'percent 80']],
    ['a rise of 5 percentage points', ['points 5']],
    ['a mean of 5.20 (SD = 1.10)', ['mean 5.20', 'sd 1.10']],
    ['M = 5.2, SD = .98', ['mean 5.2', 'sd 0.98']],
    ['5.75 (1.82)', ['mean 5.75', 'sd 1.82']],
    ['45 of 60 (45/60; n = 45)', ['part 45', 'whole 60', 'part 45', 'whole 60', 'n 45']],
    ['1,234 respondents and 173 probation staff', ['count 1234', 'count 173']],
    ['over 70% and about 20%', ['percent 70 over', 'percent 20 about']],
    ['three quarters of staff, half of them, 9 out of 10', ['words', 'words', 'words']],
  ])('%s', (text, expected) => {
    expect(figures(text)).toEqual(expected);
  });

  it.each([
    [
      'in March 2024 and 2023, on 12 May, 12/03/2024',
      ['2024: a date', '2023: a year', '12: a date', '12: a date', '03: a date', '2024: a date'],
    ],
    [
      'Tables B.1 and B.2, Section 4.3, Phase 2',
      ['1: a reference', '2: a reference', '4.3: a reference', '2: a reference'],
    ],
    [
      'a 7-point scale, a 1-7 scale',
      ['7: a point of a scale', '1: a point of a scale', '7: a point of a scale'],
    ],
    ['a scale of 0 to 10', ['0: a point of a scale', '10: a point of a scale']],
    ['rated 5 to 7 of 7', ['5: a point of a scale', '7: a point of a scale', '7: a point of a scale']],
    ['he said “100% of the time we came”', ['100%: inside a quotation']],
    ['4.1 Referral', ['4.1: a number of a list, heading or caption']],
    ['within 2 weeks, aged 18', ['2: a span of time', '18: an age']],
    [
      'COVID-19, £5m, p < .05, 95% confidence',
      ['19: part of a name', '5: a sum of money', ".05: a test's number", '95%: a statistical convention'],
    ],
  ])('no figures: %s', (text, expected) => {
    expect([figures(text), others(text)]).toEqual([[], expected]);
  });

  it('finds nothing in a text without numbers', () => {
    expect(findNumbers('Q12, P1 and B are names')).toEqual([]);
    expect(findNumbers('')).toEqual([]);
  });
});
