import type { ChartSpec } from '../chart-sheet.ts';
import { textWidth } from '../fonts/text-width.ts';

/** A line of text as it is drawn: where it stands, in pixels. */
interface DrawnText {
  readonly layer: string;
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

interface TextLayer {
  readonly name: string;
  readonly data: {
    readonly values: readonly { readonly x: number; readonly y: number; readonly text: string }[];
  };
  readonly mark: {
    readonly type: string;
    readonly fontSize: number;
    readonly fontWeight?: string;
    readonly align?: string;
    readonly baseline?: string;
    readonly lineHeight?: number;
    readonly stroke?: string;
  };
}

/** Every line of a specification's text layers (those at pixel positions; haloes, which lie under their text, left out). */
export function textsOf(spec: ChartSpec): readonly DrawnText[] {
  const layers = (spec as unknown as { readonly layer: readonly TextLayer[] }).layer;
  return layers
    .filter(
      ({ name, mark }) => mark.type === 'text' && mark.stroke === undefined && name !== 'level percents',
    )
    .flatMap(({ name, data, mark }) =>
      data.values.flatMap(({ x, y, text }) => {
        const { fontSize, fontWeight, align = 'left', baseline = 'middle', lineHeight = fontSize } = mark;
        return text.split('\n').map((line, index): DrawnText => {
          const width = textWidth(line, fontSize, fontWeight === 'bold');
          const left = align === 'right' ? x - width : align === 'center' ? x - width / 2 : x;
          const top = (baseline === 'top' ? y : y - fontSize / 2) + index * lineHeight;
          return { layer: name, text: line, left, right: left + width, top, bottom: top + fontSize };
        });
      }),
    )
    .filter(({ text }) => text !== '');
}

/** Pairs of lines that lie over each other, by more than half a pixel each way. */
export function overlaps(spec: ChartSpec): readonly string[] {
  const texts = textsOf(spec);
  const found: string[] = [];
  for (const [index, one] of texts.entries()) {
    for (const other of texts.slice(index + 1)) {
      const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      if (wide > 0.5 && high > 0.5)
        found.push(`${one.layer} “${one.text}” and ${other.layer} “${other.text}”`);
    }
  }
  return found;
}
