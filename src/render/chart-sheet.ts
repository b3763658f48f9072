import { sourceLine } from './cell-text.ts';
import type { Chart } from './contract.ts';
import { textWidth, wrapEvenly, wrapText } from './fonts/text-width.ts';
import { visibleLine } from './visible-text.ts';

/** A Vega-Lite 6 specification, or a layer of one: plain JSON. */
export type ChartSpec = Readonly<Record<string, unknown>>;

/** A chart is drawn on a sheet this wide, in pixels, unless it is for small spaces; it scales to the page it is put on. */
export const SHEET_WIDTH = 760;
/** The width of a sheet for small spaces, such as a phone or a column of text. */
export const SMALL_WIDTH = 304;
const INK = '#0b0c0c';
export const SOFT_INK = '#505a5f';
export const HAIRLINE = '#d8dcde';
/** The Analysis Function's categorical palette, in its order. */
export const CATEGORIES = ['#12436D', '#28A197', '#801650', '#F46A25', '#3D3D3D', '#A285D1'] as const;

interface TextStyle {
  readonly size: number;
  readonly bold?: boolean;
  readonly colour?: string;
  readonly align?: 'left' | 'center' | 'right';
  /** `middle` (the default) centres one line on y; `top` hangs a block of lines from it. */
  readonly baseline?: 'top' | 'middle';
}

export interface PlacedText {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly colour?: string;
}

const LINE_HEIGHT = 1.25;

/** The height of so many lines of text of this size. */
export function linesHeight(lines: readonly string[], size: number): number {
  return Math.ceil(lines.length * size * LINE_HEIGHT);
}

/** A layer of texts at pixel positions; a line feed starts a new line. */
export function textLayer(name: string, style: TextStyle, texts: readonly PlacedText[]): ChartSpec {
  const { size, bold = false, colour = INK, align = 'left', baseline = 'middle' } = style;
  return {
    name,
    data: { values: texts.map((text) => ({ ...text, colour: text.colour ?? colour })) },
    mark: {
      type: 'text',
      fontSize: size,
      fontWeight: bold ? 'bold' : 'normal',
      align,
      baseline,
      lineBreak: '\n',
      lineHeight: size * LINE_HEIGHT,
    },
    encoding: {
      x: pixels('x'),
      y: pixels('y'),
      text: { field: 'text', type: 'nominal' },
      color: { field: 'colour', type: 'nominal', scale: null },
    },
  };
}

/** A layer of straight lines between pixel positions. */
export function ruleLayer(
  name: string,
  colour: string,
  lines: readonly { readonly x: number; readonly y: number; readonly x2: number; readonly y2: number }[],
): ChartSpec {
  return {
    name,
    data: { values: lines },
    mark: { type: 'rule', color: colour, strokeWidth: 1 },
    encoding: { x: pixels('x'), y: pixels('y'), x2: { field: 'x2' }, y2: { field: 'y2' } },
  };
}

/** The encoding of a field that already holds pixels. */
export function pixels(field: string): ChartSpec {
  return { field, type: 'quantitative', scale: null, axis: null };
}

/** Where a legend's keys go, and the size of their labels. */
interface Legend {
  /** The top left of each key, swatch first. */
  readonly places: readonly { readonly x: number; readonly y: number }[];
  readonly size: number;
  readonly height: number;
}

/**
 * A legend's keys left to right: in one row where a slightly smaller size allows, else in rows as even as can be.
 * `keyWidth` is the room of a swatch before its label.
 */
export function placeLegend(labels: readonly string[], keyWidth: number, room = SHEET_WIDTH): Legend {
  const sizes = [11.5, 11, 10.5, 10, 9.5] as const;
  const widths = (size: number) => labels.map((label) => keyWidth + textWidth(label, size) + 14);
  const sum = (parts: readonly number[]) => parts.reduce((total, part) => total + part, -14);
  const oneRow = sizes.find((size) => sum(widths(size)) <= room);
  const size = oneRow ?? 11;
  const rows = Math.ceil(sum(widths(size)) / room);
  const limit = oneRow === undefined ? Math.min(room, sum(widths(size)) / rows + 60) : room;
  let x = 0;
  let y = 0;
  const places = widths(size).map((width) => {
    if (x > 0 && x + width - 14 > limit) {
      x = 0;
      y += 20;
    }
    const place = { x, y };
    x += width;
    return place;
  });
  return { places, size, height: labels.length === 0 ? 0 : y + 20 };
}

/**
 * The whole specification: title, the confirmed reading where there is one, subtitle (which says so when the data are synthetic), the layers, and below them the notes and
 * the source, all wrapped to the sheet's width. `height` is where the layers end.
 */
export function sheet(
  chart: Chart,
  height: number,
  layers: readonly ChartSpec[],
  width = SHEET_WIDTH,
): ChartSpec {
  // Said once, in capitals, whatever the subtitle says of it already.
  const words = chart.synthetic ? chart.subtitle.replace(/[ ·;,]*\bsynthetic data\.?$/i, '') : chart.subtitle;
  const subtitle = [words, chart.synthetic ? 'SYNTHETIC DATA: made-up answers' : '']
    .filter((part) => part !== '')
    .map(visibleLine)
    .join(' · ');
  const reading = chart.reading === undefined ? [] : wrapEvenly(visibleLine(chart.reading), width, 12);
  const size = width < SHEET_WIDTH ? 14 : 17;
  const foot = [...chart.notes, sourceLine(chart.source)]
    .filter((line) => line !== '')
    .flatMap((line) => wrapText(visibleLine(line), width, 10.5));
  const footTop = height + 14;
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    description: visibleLine(chart.description),
    background: '#ffffff',
    padding: 16,
    width,
    height: foot.length === 0 ? height : footTop + linesHeight(foot, 10.5),
    title: {
      text: titleLines(chart.title, width, size),
      subtitle: [...reading, ...subtitleLines(subtitle, width)],
      anchor: 'start',
      frame: 'group',
      offset: 16,
      fontSize: size,
      lineHeight: size + 5,
      color: INK,
      subtitleColor: SOFT_INK,
      subtitleFontSize: 12,
      subtitleLineHeight: 16,
      subtitlePadding: 6,
    },
    layer: [
      ...layers,
      textLayer('notes and source', { size: 10.5, colour: SOFT_INK, baseline: 'top' }, [
        ...(foot.length === 0 ? [] : [{ x: 0, y: footTop, text: foot.join('\n') }]),
      ]),
    ],
    config: { font: 'DejaVu Sans, Verdana, sans-serif', aria: false, view: { stroke: null } },
  };
}

/** A subtitle in lines, broken between its parts where they fit. */
function subtitleLines(subtitle: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const part of subtitle.split(' · ').filter((text) => text !== '')) {
    const last = lines.at(-1);
    const joined = last === undefined ? part : `${last} · ${part}`;
    if (last !== undefined && textWidth(joined, 12) <= width) lines[lines.length - 1] = joined;
    else lines.push(...wrapText(part, width, 12));
  }
  return lines;
}

/** A title in lines: where one is too short for it, what follows a dash begins a line of its own. */
function titleLines(title: string, width: number, size: number): readonly string[] {
  const line = visibleLine(title);
  const [subject = '', ...rest] = line.split(' – ');
  if (rest.length === 0 || textWidth(line, size, true) <= width) return wrapEvenly(line, width, size, true);
  const what = rest.join(' – ');
  const upper = `${what.charAt(0).toUpperCase()}${what.slice(1)}`;
  return [...wrapEvenly(subject, width, size, true), ...wrapEvenly(upper, width, size, true)];
}

/** A colour mixed with white: 1 is the colour itself, 0 white. */
export function tint(colour: string, strength: number): string {
  const channels = [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16));
  return `#${channels
    .map((channel) =>
      Math.round(255 - (255 - channel) * strength)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

/** Black or white, whichever is easier to read on the colour: the contrast is 4.5 or more on any. */
export function inkOn(colour: string): string {
  return luminance(colour) > 0.179 ? '#000000' : '#ffffff';
}

/** How many times one of two colours `#rrggbb` is lighter than the other, 1 to 21 (WCAG 2.2, contrast ratio). */
export function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** WCAG relative luminance, 0 to 1. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
