import { createHash } from 'node:crypto';
import { ImageRun, Paragraph, TextRun } from '#docx';
import type { Chart } from '../contract.ts';
import { figureName } from '../html.ts';
import { inWords } from '../in-words.ts';
import { visibleText } from '../visible-text.ts';
import { captionParagraph, linkTo, type Target } from './word-fields.ts';
import { LARGEST_PICTURE } from './word-page.ts';
import { STYLES } from './word-styles.ts';
import { textRuns, wordLine } from './word-text.ts';

/** A drawn chart: SVG for those who can show it, and the same as PNG for all others. */
export interface Picture {
  readonly svg: string;
  readonly png: Uint8Array;
}

/**
 * A chart as a picture with its alternative text, then its caption and where its figures are. Without a picture it is given in
 * words. `table` is the table it was drawn from, where the document holds it.
 */
export function figureParagraphs(
  chart: Chart,
  picture: Picture | undefined,
  anchor: string,
  table: Target | undefined,
): readonly Paragraph[] {
  const shown =
    picture === undefined
      ? new Paragraph({ style: STYLES.figureInWords, keepNext: true, children: textRuns(inWords(chart)) })
      : new Paragraph({ style: STYLES.figure, children: [imageOf(chart, picture)] });
  return [
    shown,
    captionParagraph('figure', figureName(chart), chart.title, anchor),
    ...(table === undefined
      ? []
      : [
          new Paragraph({
            style: STYLES.figureNote,
            children: [new TextRun('The figures are in '), linkTo(table), new TextRun('.')],
          }),
        ]),
  ];
}

function imageOf(chart: Chart, { svg, png }: Picture): ImageRun {
  const { width, height } = sizeOf(png);
  const scale = Math.min(1, LARGEST_PICTURE.width / width, LARGEST_PICTURE.height / height);
  const bytes = new TextEncoder().encode(svg);
  const image = new ImageRun({
    type: 'svg',
    data: digestOf(bytes),
    fallback: { type: 'png', data: digestOf(png) },
    transformation: { width: Math.round(width * scale), height: Math.round(height * scale) },
    altText: {
      name: wordLine(figureName(chart)),
      title: wordLine(chart.title),
      description: visibleText(inWords(chart)),
    },
  });
  const { imageData } = image as unknown as {
    imageData: { data: Uint8Array; fallback: { data: Uint8Array } };
  };
  imageData.data = bytes;
  imageData.fallback.data = png;
  return image;
}

/** docx names a picture after the SHA-1 of its bytes, which it works out itself, for megabytes of pictures: of a digest it is as good a name. */
function digestOf(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest();
}

/** Width and height as the SVG has them: half of the PNG's, which stand in its first chunk. */
function sizeOf(png: Uint8Array): { readonly width: number; readonly height: number } {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  return { width: view.getUint32(16) / 2, height: view.getUint32(20) / 2 };
}
