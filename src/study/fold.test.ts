import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeEntities, fold, foldTight } from './fold.ts';

describe('fold', () => {
  it.each([
    ["The people's needs", 'The peoples needs'],
    ['The people’s needs', 'The peoples needs'],
    ['The people&#39;s needs', 'The peoples needs'],
    ['The people&amp;#39;s needs', 'The peoples needs'],
    ['Soil reclamation, plant breeding, etc.', 'Soil Reclamation plant breeding etc.'],
    ['state\u00a0or  condition ', 'state or condition'],
    ['a <b>very</b> good service', 'a very good service'],
    ['a <br /> b', 'a b'],
    ['“Calm, cool”', 'Calm cool'],
    ['co‑location – on site', 'Co-location - on site'],
    ['0 &#61; Not at all', '0 = not at all'],
    ['Health &amp; wellbeing', 'Health & wellbeing'],
  ])('takes %j and %j for the same wording', (a, b) => {
    expect(fold(a)).toBe(fold(b));
  });

  it.each([
    ['I am satisfied', 'I am not satisfied'],
    ['2 + 2', '22'],
    ['a < b', 'a > b'],
  ])('keeps %j and %j apart', (a, b) => {
    expect(fold(a)).not.toBe(fold(b));
  });

  it('leaves a text that is folded already as it is, and folds regardless of case', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zA-Z ,'.?-]*$/), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
        expect(fold(text.toUpperCase())).toBe(fold(text));
      }),
    );
  });
});

describe('foldTight', () => {
  it('takes a break that was dropped without a space for nothing', () => {
    expect(foldTight('Big Five Personality Test<br>This is')).toBe(
      foldTight('Big Five Personality Test This is'),
    );
    expect(foldTight('Big Five Personality TestThis is')).toBe(
      foldTight('Big Five Personality Test<br/>This is'),
    );
  });
});

describe('decodeEntities', () => {
  it('leaves an entity nobody knows, and an impossible code point, as they are', () => {
    expect(decodeEntities('R&D; &bogus; &#0; &#x110000;')).toBe('R&D; &bogus; &#0; &#x110000;');
  });
  it('decodes decimal and hexadecimal numbers', () => {
    expect(decodeEntities('&#61;&#x3D;&#xa0;')).toBe('==\u00a0');
  });
});
