import { expect, test } from 'vitest';
import { bareWording } from './bare-wording.ts';

test('numbering, the mark of a required question and end marks are no part of a wording', () => {
  const plain = bareWording('Do you use the north service?');
  for (const dressed of [
    'Q12. Do you use the north service?',
    'q3 - Do you use the north service',
    '12) Do you use the north service:',
    '7. DO YOU USE THE NORTH SERVICE?*',
    '(4) Do you use the north service? (required)',
    '* Do you use\u00a0the north  service ? ',
  ])
    expect(bareWording(dressed), dressed).toBe(plain);
});

test('what belongs to a wording stays', () => {
  expect(bareWording('1 to 2 years')).toBe('1to2years');
  expect(bareWording('1.5 hours')).toBe('1.5hours');
  expect(bareWording('Quick response')).toBe('quickresponse');
  expect(bareWording('Kent & Surrey')).toBe('kentandsurrey');
  expect(bareWording('Q1')).toBe('q1');
});
