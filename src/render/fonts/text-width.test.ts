import { readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeWidths } from './testing/make-widths.ts';
import { textWidth, wrapEvenly, wrapText } from './text-width.ts';

describe('widths.json', () => {
  // UPDATE_WIDTHS=1 npx vitest run src/render/fonts writes it anew.
  it('is what the shipped fonts say', () => {
    const file = new URL('./widths.json', import.meta.url);
    const made = makeWidths();
    const { UPDATE_WIDTHS } = process.env;
    if (UPDATE_WIDTHS === '1') writeFileSync(file, made);
    expect(readFileSync(file, 'utf8')).toBe(made);
  });
});

describe('textWidth', () => {
  it('adds advance widths: DejaVu Sans has 1401 of 2048 units for A and 651 for a space', () => {
    expect(textWidth('A', 2048)).toBeCloseTo(1401, -1);
    expect(textWidth(' A', 2048)).toBeCloseTo(1401 + 651, -1);
    expect(textWidth('A', 2048, true)).toBeCloseTo(1585, -1);
  });

  it('takes a character the font table lacks as one em', () => {
    expect(textWidth('漢', 12)).toBe(12);
    expect(textWidth('😀', 12)).toBe(12);
  });
});

describe('wrapText', () => {
  it('breaks at spaces', () => {
    expect(wrapText('I am confident in when to refer to CRS/GMIRS', 120, 12)).toEqual([
      'I am confident in',
      'when to refer to',
      'CRS/GMIRS',
    ]);
    expect(wrapText('', 100, 12)).toEqual(['']);
  });

  it('loses no character and keeps within the width', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), fc.integer({ min: 20, max: 300 }), (text, width) => {
        const lines = wrapText(text, width, 12);
        expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
        for (const line of lines) expect(textWidth(line, 12)).toBeLessThanOrEqual(width);
      }),
    );
  });
});

describe('wrapEvenly', () => {
  it('takes no more lines than it must, about as long as each other', () => {
    const title = 'Perceptions of the referral process among those who answered';
    expect(wrapText(title, 500, 17, true)).toHaveLength(2);
    expect(wrapEvenly(title, 500, 17, true)).toEqual([
      'Perceptions of the referral process',
      'among those who answered',
    ]);
    // Lines narrower still would have to break the word.
    const word = 'x'.repeat(60);
    expect(wrapEvenly(`${word} and more words here`, 500, 12).join(' ')).toContain(word);
    expect(wrapEvenly('Short', 500, 17, true)).toEqual(['Short']);
  });
});
