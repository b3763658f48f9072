import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textWidth } from './fonts/text-width.ts';
import { placeLabels } from './place-labels.ts';

const room = { from: 0, to: 400, top: 0, bottom: 60 };

describe('placeLabels', () => {
  it('names the lowest and the highest point and gives those between their value', () => {
    const points = [
      { x: 100, y: 30, name: 'WS', value: '25' },
      { x: 200, y: 30, name: 'ACC', value: '50' },
      { x: 300, y: 30, name: 'PWB', value: '75' },
    ];
    expect(placeLabels(points, room).map((label) => label.text)).toEqual(['WS 25', 'PWB 75', '50']);
    expect(placeLabels([], room)).toEqual([]);
    expect(placeLabels(points.slice(0, 1), room).map((label) => label.text)).toEqual(['WS 25']);
  });

  it('lets no label touch a point or another label, nor leave the room', () => {
    const point = fc.record({
      x: fc.integer({ min: 0, max: 400 }),
      y: fc.constantFrom(17, 30, 43),
      name: fc.constantFrom('WS', 'ACC'),
      value: fc.constantFrom('5', '50', '100'),
    });
    fc.assert(
      fc.property(fc.array(point, { maxLength: 8 }), (points) => {
        const boxes = placeLabels(points, room).map(({ x, y, text }) => ({
          x,
          y,
          half: textWidth(text, 10) / 2,
        }));
        for (const box of boxes) {
          expect(box.x - box.half).toBeGreaterThanOrEqual(room.from);
          expect(box.x + box.half).toBeLessThanOrEqual(room.to);
          for (const dot of points) {
            expect(Math.abs(dot.x - box.x) < box.half + 6 && Math.abs(dot.y - box.y) < 11).toBe(false);
          }
          for (const other of boxes) {
            if (other === box) continue;
            expect(Math.abs(other.x - box.x) < box.half + other.half && Math.abs(other.y - box.y) < 10).toBe(
              false,
            );
          }
        }
      }),
    );
  });
});
