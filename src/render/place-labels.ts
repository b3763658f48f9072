import type { PlacedText } from './chart-sheet.ts';
import { textWidth } from './fonts/text-width.ts';

/** A point to be labelled: the lowest and highest by name and value, those between by value. */
interface LabelledPoint {
  readonly x: number;
  readonly y: number;
  readonly name: string;
  readonly value: string;
}

interface Room {
  readonly from: number;
  readonly to: number;
  readonly top: number;
  readonly bottom: number;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const SIZE = 10;
const RADIUS = 6;
/** Room at either end of a label, so that two values don't read as one number. */
const GAP = 2.5;

/**
 * Where labels of the points of one row can stand without touching a point, another label or the room's edge: right of
 * its point, left, above, or below. The lowest and highest point are served first; a label that fits nowhere is left out (its value
 * is in the table). Texts are centred on their place.
 */
export function placeLabels(points: readonly LabelledPoint[], room: Room): readonly PlacedText[] {
  const sorted = points.toSorted((left, right) => left.x - right.x);
  const lowest = sorted[0];
  const highest = sorted.at(-1);
  const taken: Box[] = points.map(({ x, y }) => ({
    left: x - RADIUS,
    right: x + RADIUS,
    top: y - RADIUS,
    bottom: y + RADIUS,
  }));
  const placed: PlacedText[] = [];
  const tryPlace = (point: LabelledPoint, text: string, sides: readonly Side[]): boolean => {
    const width = textWidth(text, SIZE);
    for (const side of sides) {
      const x = point.x + side.right * (RADIUS + 3 + width / 2);
      const y = point.y + side.down * (RADIUS + SIZE / 2 + 1);
      const box = {
        left: x - width / 2 - GAP,
        right: x + width / 2 + GAP,
        top: y - SIZE / 2,
        bottom: y + SIZE / 2,
      };
      const inside =
        box.left >= room.from && box.right <= room.to && box.top >= room.top && box.bottom <= room.bottom;
      if (!inside || taken.some((other) => overlap(box, other))) continue;
      taken.push(box);
      placed.push({ x, y, text });
      return true;
    }
    return false;
  };
  if (lowest !== undefined && lowest !== highest) {
    tryPlace(lowest, `${lowest.name} ${lowest.value}`, [leftOf]) || tryPlace(lowest, lowest.value, anySide);
  }
  if (highest !== undefined) {
    tryPlace(highest, `${highest.name} ${highest.value}`, [rightOf]) ||
      tryPlace(highest, highest.value, anySide);
  }
  for (const point of sorted)
    if (point !== lowest && point !== highest) tryPlace(point, point.value, anySide);
  return placed;
}

interface Side {
  readonly right: -1 | 0 | 1;
  readonly down: -1 | 0 | 1;
}

const rightOf: Side = { right: 1, down: 0 };
const leftOf: Side = { right: -1, down: 0 };
const anySide: readonly Side[] = [rightOf, leftOf, { right: 0, down: -1 }, { right: 0, down: 1 }];

function overlap(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}
