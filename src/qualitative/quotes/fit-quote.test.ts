import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitQuote } from './fit-quote.ts';

const STANDS = new Set(['[name]', '[workplace]']);
const TEXT =
  'Ask [name]: she isn’t in, but the team at [workplace] sends 1,250 good referrals... and then nothing, and then 🙂 again';
const fitted = (edited: string, text = TEXT) => fitQuote(edited, text, STANDS);

describe('an edited quote', () => {
  it.each([
    ['the whole', TEXT, TEXT],
    ['its end and its start cut off', ' She isn’t in ', 'She isn’t in'],
    [
      'words left out with a mark',
      'Ask [name] […] sends 1,250 good referrals',
      'Ask [name] […] sends 1,250 good referrals',
    ],
    ['a mark beside what is taken out', 'Ask [name] … sends', 'Ask [name] […] sends'],
    ['other marks', 'she isn’t in … sends ... referrals [...]', 'she isn’t in […] sends […] referrals […]'],
    ['the answer’s own dots', 'good referrals... and then nothing', 'good referrals... and then nothing'],
    [
      'words left out without a mark',
      'The team sends good referrals',
      'The team […] sends […] good referrals',
    ],
    ['a "not" left out', 'she in, but the team', 'she […] in, but the team'],
    ['other case, accents, apostrophes, stops', "SHE ISN'T IN. But the téam!", "SHE ISN'T IN. But the téam!"],
    [
      'more taken out',
      'she isn’t in, but [workplace] at [workplace]',
      'she isn’t in, but [workplace] at [workplace]',
    ],
    ['several words taken out as one', 'Ask [name] in, but the team', 'Ask [name] in, but the team'],
    ['what comes twice, where fewest words are apart', 'and then 🙂', 'and then 🙂'],
  ])('may be %s', (_, edited, text) => expect(fitted(edited)).toEqual({ text }));

  it.each([
    ['another word', 'Ask [name]: he isn’t in', 3],
    ['another order', 'isn’t she', 2],
    ['a word more', 'the team at [workplace] always sends', 5],
    ['the name back', 'Ask Dawn: she', 2],
    ['part of a word', 'the team at [workplace] send', 5],
    ['a remark in brackets', 'she [the manager] isn’t', 3],
    ['another sign', 'again 👍', 2],
    ['a figure changed', 'sends 1,25 good', 2],
    ['no words', '[…] [name]', 1],
    ['nothing', '  ', 1],
  ])('may not have %s', (_, edited, word) => expect(fitted(edited)).toEqual({ word }));

  it('has its gaps said, however words were left out; saying them again changes nothing', () => {
    const word = fc.constantFrom('a', 'b', 'c', 'not', '[name]');
    fc.assert(
      fc.property(fc.array(fc.tuple(word, fc.boolean()), { minLength: 1, maxLength: 14 }), (words) => {
        const text = words.map(([each]) => each).join(' ');
        const kept = words.filter(([, keep]) => keep).map(([each]) => each);
        fc.pre(kept.some((each) => each !== '[name]'));
        const once = fitted(kept.join(' '), text);
        if (!('text' in once)) throw new Error('refused');
        expect(once.text.replaceAll('[…] ', '')).toBe(kept.join(' '));
        if (!text.includes(kept.join(' ')) && !kept.includes('[name]')) expect(once.text).toContain('[…]');
        expect(fitted(once.text, text)).toEqual(once);
      }),
    );
  });

  it('is found in a text of thousands of words', () => {
    const text = 'one two three '.repeat(2000);
    expect(fitted('two three one '.repeat(1500), text)).toEqual({
      text: 'two three one '.repeat(1500).trim(),
    });
  });
});
