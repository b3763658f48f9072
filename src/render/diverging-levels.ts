import { tint } from './chart-sheet.ts';
import type { DistributionChart } from './contract.ts';

type Level = DistributionChart['levels'][number];

/** A level as it is drawn: where it stands among the levels, left to right, and its colour. */
export interface DrawnLevel {
  /** Its index in the chart's levels, and in each bar's counts. */
  readonly index: number;
  readonly label: string;
  readonly lean: Level['lean'];
  readonly colour: string;
  /** Its outline, which stands out from white (3:1 or more) however light the level is. */
  readonly edge: string;
}

/** The three bands' colours, and the edges of all levels of a lean. */
export const LEAN_COLOURS = {
  '-1': { colour: '#F46A25', edge: '#A8440F' },
  '0': { colour: '#D3D8DA', edge: '#6B7479' },
  '1': { colour: '#12436D', edge: '#12436D' },
} as const;

/**
 * The levels from the most negative to the most positive, with their colours: a ramp of orange for negative, of blue
 * for positive ones, stronger the farther out, and greys between. A scale that starts with its positive end is turned
 * round; within a lean the scale's order stays. Any number of levels may have any lean.
 */
export function divergingLevels(levels: readonly Level[]): readonly DrawnLevel[] {
  const first = levels.findIndex((level) => level.lean !== 0);
  const ascending = levels[first]?.lean !== 1 || !levels.some((level) => level.lean === -1);
  const ordered = levels.map((level, index) => ({ ...level, index }));
  if (!ascending) ordered.reverse();
  const side = (lean: Level['lean']) => ordered.filter((level) => level.lean === lean);
  const negative = side(-1);
  const neutral = side(0);
  const positive = side(1);
  return [
    ...negative.map((level, place) => ({
      ...level,
      edge: LEAN_COLOURS[-1].edge,
      colour: tint('#F46A25', strength(negative.length - 1 - place, negative.length)),
    })),
    ...neutral.map((level, place) => ({
      ...level,
      edge: LEAN_COLOURS[0].edge,
      colour: tint('#8a9296', 0.55 - 0.2 * (place % 2)),
    })),
    ...positive.map((level, place) => ({
      ...level,
      edge: LEAN_COLOURS[1].edge,
      colour: tint('#12436D', strength(place, positive.length)),
    })),
  ];
}

/** What a side of the scale is called: its one label, the last word all its labels share ("Agree"), else null. */
export function sideName(levels: readonly Level[], lean: -1 | 1): string | null {
  const labels = levels.filter((level) => level.lean === lean).map((level) => level.label);
  if (labels.length === 1) return labels[0] ?? null;
  const words = new Set(labels.map((label) => label.trim().split(/\s+/).at(-1)?.toLowerCase() ?? ''));
  const [word = ''] = words;
  return words.size === 1 && /^\p{L}{2,}$/u.test(word) ? word[0]?.toUpperCase() + word.slice(1) : null;
}

function strength(place: number, count: number): number {
  return count === 1 ? 0.85 : 0.3 + (0.7 * place) / (count - 1);
}
