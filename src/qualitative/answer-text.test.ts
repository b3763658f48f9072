import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerText } from './answer-text.ts';
import { codePointSpan } from './rules/code-point-span.ts';

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom('=', "'", '\r\n', '\r', '\u0007', '\u0085', '\ud800', '\uffff', 'é', '🍲', ' ', 'x'),
    )
    .map((parts) => parts.join('')),
);

describe('answerText', () => {
  it('puts one character in the place of each that would act', () => {
    expect(answerText('don\u0092t\u0007 \u0085 \u0081 \ud83d \ufffe \u007f\t🍲\r\n')).toBe(
      'don’t␇ … � � � ␡\t🍲\r\n',
    );
    expect(answerText('\u0080\u009f')).toBe('€Ÿ');
    fc.assert(
      fc.property(text, (words) => {
        expect(codePointSpan(answerText(words), 0, answerText(words).length)).toEqual({
          start: 0,
          end: codePointSpan(words, 0, words.length).end,
        });
        expect(answerText(answerText(words))).toBe(answerText(words));
      }),
    );
  });
});
