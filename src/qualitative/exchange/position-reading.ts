import type { QdaProject } from './project.ts';

/** How a tool counts positions: what a line break counts, and a character beyond the basic plane (an emoji). */
export interface PositionReading {
  readonly lineBreak: 1 | 2;
  readonly astral: 1 | 2;
}

/** As the standard has it: Unicode code points over LF text. */
export const STANDARD_READING: PositionReading = { lineBreak: 1, astral: 1 };

const READINGS: readonly PositionReading[] = [
  STANDARD_READING,
  { lineBreak: 2, astral: 1 },
  { lineBreak: 1, astral: 2 },
  { lineBreak: 2, astral: 2 },
];

/**
 * How the positions of a project are counted, decided for all of it by what its coded selections then are: spans that end within
 * the text, begin and end where words do, and begin with the text they are named after. The standard's way unless another
 * fits better.
 */
export function choosePositionReading(project: QdaProject): PositionReading {
  const spans = project.sources.flatMap(({ text, selections }) =>
    text === null || !/[\n\u{10000}-\u{10ffff}]/u.test(text)
      ? []
      : [{ points: [...text], selections: selections.filter(({ codings }) => codings.length > 0) }],
  );
  const scores = READINGS.map((reading) =>
    spans.reduce((sum, { points, selections }) => {
      if (selections.length === 0) return sum;
      const places = positionsOf(points, reading);
      return sum + selections.reduce((more, each) => more + scoreOf(points, places, each), 0);
    }, 0),
  );
  return READINGS[scores.indexOf(Math.max(...scores))] ?? STANDARD_READING;
}

/** From a tool's positions in a text to code points over LF text; null where there is no such place. Within a character: before it. */
export function pointsBy(text: string, reading: PositionReading): (position: number) => number | null {
  const points = [...text];
  const places = positionsOf(points, reading);
  return (position) => pointAt(places, position);
}

/** The position of each code point, and of the end. */
function positionsOf(points: readonly string[], { lineBreak, astral }: PositionReading): Uint32Array {
  const places = new Uint32Array(points.length + 1);
  for (const [at, point] of points.entries())
    places[at + 1] = (places[at] ?? 0) + (point === '\n' ? lineBreak : point.length === 2 ? astral : 1);
  return places;
}

function pointAt(places: Uint32Array, position: number): number | null {
  let [low, high] = [0, places.length - 1];
  if (position > (places[high] ?? 0)) return null;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((places[middle] ?? 0) <= position) low = middle;
    else high = middle - 1;
  }
  return low;
}

const WORD = /[\p{L}\p{N}]/u;

function scoreOf(
  points: readonly string[],
  places: Uint32Array,
  { start, end, name }: { readonly start: number; readonly end: number; readonly name: string | null },
): number {
  const [from, to] = [pointAt(places, start), pointAt(places, end)];
  if (from === null || to === null) return -4;
  const isWord = (at: number) => WORD.test(points[at] ?? '');
  const within = (at: number) => isWord(at - 1) && isWord(at);
  const named = name?.trim().slice(0, 20) ?? '';
  const fits = named.length > 3 && points.slice(from, to).join('').trim().startsWith(named);
  return (within(from) ? 0 : 1) + (within(to) ? 0 : 1) + (fits ? 3 : 0);
}
