import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { textSha256 } from '../qualitative/decisions/text-sha256.ts';
import { plainField, writeCsv } from '../render/csv.ts';

it('an answer has the same hash as exported and as a file of the run gives it back', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(fc.constantFrom('=', "'", '\r\n', '\r', '\u0007', '\u0085', '\ud800', 'é', '🍲', ' ', 'x'))
      .map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(text, (words) => {
      const [[field = '']] = parse(writeCsv([[words, 'end']])) as [[string]];
      expect(textSha256(plainField(field))).toBe(textSha256(words));
    }),
  );
});

it('another text has another hash', () => {
  const texts = ['a b', 'a  b', 'a b.', 'A b', 'a\nb', ''];
  expect(new Set(texts.map(textSha256)).size).toBe(texts.length);
});
