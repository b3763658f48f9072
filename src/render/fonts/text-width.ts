import { readFileSync } from 'node:fs';

/** Advance widths in thousandths of the font size, by blocks of consecutive code points. */
export interface WidthTable {
  readonly regular: readonly WidthBlock[];
  readonly bold: readonly WidthBlock[];
}

interface WidthBlock {
  readonly first: number;
  readonly widths: readonly number[];
}

const table = JSON.parse(readFileSync(new URL('./widths.json', import.meta.url), 'utf8')) as WidthTable;

/**
 * How wide one line of text is in DejaVu Sans, in the unit of `size`: the sum of its glyphs' advance widths. A
 * character outside the table counts as one em, more than most, so that a guess never cuts a text.
 */
export function textWidth(text: string, size: number, bold = false): number {
  const blocks = bold ? table.bold : table.regular;
  let thousandths = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const block = blocks.find(({ first, widths }) => code >= first && code < first + widths.length);
    thousandths += block?.widths[code - block.first] ?? 1000;
  }
  return (thousandths * size) / 1000;
}

/**
 * The text in lines no wider than `width`, broken at spaces, and within a word only where the word alone
 * is too wide. Nothing is cut off: the lines hold every character but the spaces (and line
 * breaks) they were broken at. An empty text is one empty line.
 */
export function wrapText(text: string, width: number, size: number, bold = false): readonly string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    let lineWidth = 0;
    for (const piece of paragraph.split(/(?<=\s)(?=\S)/).flatMap((word) => pieces(word, width, size, bold))) {
      const pieceWidth = textWidth(piece, size, bold);
      const visibleWidth = textWidth(piece.trimEnd(), size, bold);
      if (line !== '' && lineWidth + visibleWidth > width) {
        lines.push(line.trimEnd());
        line = '';
        lineWidth = 0;
      }
      line += piece;
      lineWidth += pieceWidth;
    }
    lines.push(line.trimEnd());
  }
  return lines;
}

/** As `wrapText`, in as few lines, but with lines about as long as each other: for titles. */
export function wrapEvenly(text: string, width: number, size: number, bold = false): readonly string[] {
  const lines = wrapText(text, width, size, bold);
  // Past a handful of lines it is no title, and trying widths would cost more than it gives.
  if (lines.length === 1 || lines.length > 6) return lines;
  const longestWord = Math.max(...text.split(/\s+/).map((word) => textWidth(word, size, bold)));
  for (let step = 1; step < 20; step += 1) {
    const narrower = width * (0.5 + step / 40);
    if (narrower < longestWord) continue;
    const even = wrapText(text, narrower, size, bold);
    if (even.length === lines.length) return even;
  }
  return lines;
}

function pieces(word: string, width: number, size: number, bold: boolean): readonly string[] {
  if (textWidth(word.trimEnd(), size, bold) <= width) return [word];
  const parts: string[] = [];
  let piece = '';
  let pieceWidth = 0;
  for (const character of word) {
    const characterWidth = textWidth(character, size, bold);
    if (piece !== '' && pieceWidth + characterWidth > width) {
      parts.push(piece);
      piece = '';
      pieceWidth = 0;
    }
    piece += character;
    pieceWidth += characterWidth;
  }
  return piece === '' ? parts : [...parts, piece];
}
