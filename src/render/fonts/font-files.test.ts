import { Resvg } from '@resvg/resvg-js';
import { describe, expect, it } from 'vitest';
import { fontFilesFor, wholeFontFiles } from './font-files.ts';

/** Lines of text, regular and bold. */
function svgOf(lines: readonly string[]): string {
  const texts = lines.flatMap((line, at) => [
    `<text x="4" y="${20 + 48 * at}" font-size="14">${line}</text>`,
    `<text x="4" y="${44 + 48 * at}" font-size="14" font-weight="bold">${line}</text>`,
  ]);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="${10 + 48 * lines.length}" font-family="sans-serif">${texts.join('')}</svg>`;
}

function painted(svg: string, files: string[]): Buffer {
  const font = { fontFiles: files, loadSystemFonts: false, defaultFontFamily: 'DejaVu Sans' };
  return new Resvg(svg, { font }).render().pixels;
}

describe('the fonts cut to Latin', () => {
  it('give the same picture as the whole ones, pixel by pixel', () => {
    const svg = svgOf([
      'AVATAR To fi ffl We 0123456789 % (n=45), 5.75 (1.82)',
      'naïve café Ŵŷ “quotes” ‘and’ – — … • € → ≤ ≥ − ✓ ■ ●',
      'Žluťoučký kůň, Łódź, Straße, Ærø',
    ]);
    expect(fontFilesFor(svg).every((file) => file.includes('latin'))).toBe(true);
    expect(painted(svg, fontFilesFor(svg)).equals(painted(svg, wholeFontFiles()))).toBe(true);
  });

  it('have every character that they are taken for', () => {
    const none = painted(svgOf(['\u{10FFFD}']), fontFilesFor('Latin'));
    const characters = [];
    for (let code = 0x20; code < 0x2800; code += 1) characters.push(String.fromCharCode(code));
    const taken = characters.filter((one) => fontFilesFor(one)[0]?.includes('latin') && !/[<&]/.test(one));
    expect(taken.length).toBeGreaterThan(350);
    for (const one of taken) expect(painted(svgOf([one]), fontFilesFor(one)).equals(none), one).toBe(false);
  });

  it.each(['Доброго дня', 'καλημέρα', 'שלום', '½ ⅔ ♥ ⚠', '&#1044;'])(
    'are not taken where there is more: %s',
    (text) => {
      expect(fontFilesFor(svgOf([text]))).toEqual(wholeFontFiles());
    },
  );
});
