import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inContext, mergeSpans, splitContext } from './in-context.ts';

const span = (text: string, words: string) => ({
  start: text.indexOf(words),
  end: text.indexOf(words) + words.length,
});

describe('inContext', () => {
  const text = 'one two three\nfour five six seven eight nine ten';
  it('shows so many words on either side, on one line, and that there are more', () => {
    expect(inContext(text, [span(text, 'four')], 2)).toBe('… two three «four» five six …');
    expect(inContext(text, [span(text, 'ree')], 1)).toBe('… two th«ree» four …');
    expect(inContext(text, [span(text, 'one'), span(text, 'ten')], 9)).toBe(
      '«one» two three four five six seven eight nine «ten»',
    );
    expect(inContext('', [])).toBe('');
  });
  it('joins passages that meet, parts others, and shows overlapping spans as one', () => {
    const spans = [span(text, 'one'), span(text, 'nine'), span(text, 'nine ten')];
    expect(inContext(text, spans, 1)).toBe('«one» two … | … eight «nine ten»');
    expect(inContext(text, [span(text, 'one'), span(text, 'four')], 1)).toBe('«one» two three «four» five …');
  });
  it('loses nothing of a span, whatever stands in it', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.nat(),
        fc.nat(),
        fc.nat(5),
        (any, from, length, around) => {
          const start = from % (any.length + 1);
          const end = Math.min(any.length, start + length);
          const { left, middle, right } = splitContext(any, { start, end }, around);
          expect(middle).toBe(any.slice(start, end).replace(/\s+/gu, ' '));
          expect(any.slice(0, start).replace(/\s+/gu, ' ').endsWith(left.replace(/^… /, ''))).toBe(true);
          expect(any.slice(end).replace(/\s+/gu, ' ').startsWith(right.replace(/ …$/, ''))).toBe(true);
        },
      ),
    );
  });
});

describe('mergeSpans', () => {
  it('leaves spans that only touch apart', () => {
    expect(
      mergeSpans([
        { start: 3, end: 5 },
        { start: 0, end: 2 },
        { start: 1, end: 3 },
      ]),
    ).toEqual([
      { start: 0, end: 3 },
      { start: 3, end: 5 },
    ]);
  });
});
