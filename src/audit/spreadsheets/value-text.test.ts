import { describe, expect, it } from 'vitest';
import { isErrorText } from './error-text.ts';
import { type Numbers, valueFault } from './value-text.ts';

/** What a text breaks in a column of words, in one with some numbers, and in one of numbers. */
const broken = (text: string) =>
  (['none', 'some', 'most'] as const satisfies readonly Numbers[]).map(
    (numbers) => valueFault(text, numbers)?.rule ?? '',
  );
const everywhere = (rule: string) => [rule, rule, rule];

describe('valueFault', () => {
  it.each(['91', '1,234', '1 234', '45.2%', '£12.50', '-3', '−3', '(12)', '.5', ' 7 '])(
    'takes %j for a number stored as text',
    (text) => expect(broken(text)).toEqual(everywhere('number-as-text')),
  );

  it.each(['91*', '91 **', '45.2%¹', '3.4†', '*91', '58 [note 1]', '58 [1]', '58 [revised]', '91^'])(
    'takes %j for a number with a marker beside it',
    (text) => expect(broken(text)).toEqual(everywhere('value-marker')),
  );

  it.each([
    '5.75 (1.82)',
    '12 (3.4)',
    '5.75 [1.82, 2.0]',
    '12/45',
    '45% (n=20)',
    '3.2 ± 0.4',
    '12\n(45%)',
    '9 of 20',
  ])('takes %j for more than one number', (text) => expect(broken(text)).toEqual(everywhere('one-value')));

  it.each(['3.4 [low]', '58 [c]', '[low] 58', '[c][u]'])('takes %j for shorthand that is not alone', (text) =>
    expect(broken(text)).toEqual(everywhere('shorthand-alone')),
  );

  it.each(['-', '–', '—', '..', '…', ':', '*', 'n/a', 'N/A', 'NA', '--'])(
    'takes %j for a sign in place of a value',
    (text) => expect(broken(text)).toEqual(everywhere('shorthand-symbol')),
  );

  it.each(['c', 'x', '(z)', 'low', 'Not available', 'suppressed', 'TBC'])(
    'takes %j for shorthand without brackets only where there are numbers',
    (text) => expect(broken(text)).toEqual(['', 'shorthand-symbol', 'shorthand-symbol']),
  );

  it.each(['5.1r', '123 p', 'p 123', '12 (r)', 'c. 12', '5a'])(
    'takes %j for a number with a letter only where there are numbers',
    (text) => expect(broken(text)).toEqual(['', 'value-marker', 'value-marker']),
  );

  it.each(['<5', '>95', '≤ 5', '~12', '12 people', 'fewer than 10', '3 (good)', '12 (low)'])(
    'takes %j for a number with something beside it only in a column of numbers',
    (text) => expect(broken(text)).toEqual(['', '', 'value-marker']),
  );

  it.each(['16–24', '16-24', '16 to 24', '1,000 to 1,999'])(
    'takes the band %j for two values only in a column of numbers',
    (text) => expect(broken(text)).toEqual(['', '', 'one-value']),
  );

  it.each([
    ...['[c]', '[low]', 'Wales', 'North East', 'Not relevant to us', ''],
    ...[
      '2023/24',
      '2019-20',
      '2019 to 2020',
      '01/02/2024',
      '1.2.2024',
      '2024-05-01',
      '12:30',
      '2024-05-01 10:11:12',
      '2024-05-01T10:11Z',
      '192.0.2.3',
      '1.2.3',
    ],
    ...['001', '01.11', '0113 496 0000', '65+', '10 or more'],
  ])('lets %j be', (text) => expect(broken(text)).toEqual(['', '', '']));

  it('never tells what a text says', () => {
    const found = ['91*', '12 (3.4)', '12 people of Leeds', 'Not available', '58 [c]'].map(
      (text) => valueFault(text, 'most')?.found ?? '',
    );
    expect(found).toEqual([
      'a number with a marker beside it',
      'more than one number',
      'a number with words beside it',
      'a letter or words without square brackets',
      'a value beside a mark',
    ]);
  });

  it('stays quick on long cells', () => {
    for (const text of ['1 '.repeat(100), '1,111'.repeat(40), `1${' '.repeat(190)}x`, '(1)'.repeat(66)]) {
      const before = performance.now();
      valueFault(text, 'most');
      expect(performance.now() - before).toBeLessThan(1000);
    }
  });
});

describe('isErrorText', () => {
  it.each([
    '#DIV/0!',
    '#REF!',
    '#N/A',
    '#n/a',
    '#NAME?',
    '#VALUE!',
    '#NULL!',
    '#NUM!',
    '#SPILL!',
    '#WERT!',
    'Err:502',
    ' #REF! ',
  ])('knows %j', (text) => expect(isErrorText(text)).toBe(true));
  it.each(['#', '#1', '#hashtag', 'N/A', 'Error', '#REF! is an error', 'Err', ''])('lets %j be', (text) =>
    expect(isErrorText(text)).toBe(false),
  );
});
