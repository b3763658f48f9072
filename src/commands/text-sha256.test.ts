import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { answerText } from '../qualitative/answer-text.ts';
import { textSha256 } from '../qualitative/decisions/text-sha256.ts';
import { plainField, writeCsv } from '../render/csv.ts';

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.constantFrom('=', "'", '\r\n', '\r', '\u0007', '\u0085', '\ud800', 'é', '🍲', ' ', 'x'))
    .map((parts) => parts.join('')),
);

it('an answer has the same hash as exported and as a file of the run gives it back', () => {
  fc.assert(
    fc.property(text, (words) => {
      const [[field = '']] = parse(writeCsv([[words, 'end']])) as [[string]];
      expect(textSha256(plainField(field))).toBe(textSha256(words));
    }),
  );
});

it('an answer as it is kept comes back from a file of the run as it went in, but for line ends', () => {
  fc.assert(
    fc.property(text, (words) => {
      const [[field = '']] = parse(writeCsv([[answerText(words), 'end']])) as [[string]];
      expect(plainField(field)).toBe(answerText(words).replace(/\r\n?/g, '\n'));
    }),
  );
});

it('another text has another hash', () => {
  const texts = ['a b', 'a  b', 'a b.', 'A b', 'a\nb', ''];
  expect(new Set(texts.map(textSha256)).size).toBe(texts.length);
});
