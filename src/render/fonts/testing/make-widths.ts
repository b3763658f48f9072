import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { WidthTable } from '../text-width.ts';

const blocks: readonly (readonly [number, number])[] = [
  [0x20, 0x52f],
  [0x1e00, 0x1eff],
  [0x2000, 0x22ff],
  [0x2400, 0x2426],
];

/**
 * The advance widths of DejaVu Sans, regular and bold, in thousandths of the font size, for the blocks that
 * Western, Greek and Cyrillic text, punctuation and arrows need; 0 where the font has no glyph.
 */
export function makeWidths(): string {
  const require = createRequire(import.meta.url);
  const opentype = require('opentype.js') as OpenType;
  const widthsOf = (file: string) => {
    const font = opentype.parse(
      new Uint8Array(readFileSync(require.resolve(`dejavu-fonts-ttf/ttf/${file}`))).buffer,
    );
    return blocks.map(([first, last]) => {
      const widths: number[] = [];
      for (let code = first; code <= last; code += 1) {
        const glyph = font.charToGlyph(String.fromCodePoint(code));
        widths.push(glyph.index === 0 ? 0 : Math.round((glyph.advanceWidth * 1000) / font.unitsPerEm));
      }
      return { first, widths };
    });
  };
  const table: WidthTable = {
    regular: widthsOf('DejaVuSans.ttf'),
    bold: widthsOf('DejaVuSans-Bold.ttf'),
  };
  return `${JSON.stringify(table)}\n`;
}

interface OpenType {
  readonly parse: (data: ArrayBufferLike) => {
    readonly unitsPerEm: number;
    readonly charToGlyph: (text: string) => { readonly index: number; readonly advanceWidth: number };
  };
}
