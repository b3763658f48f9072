import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textWidth } from '../fonts/text-width.ts';
import { type ColumnTexts, fitsWidth, isFigure, planColumns, rowLines } from './word-columns.ts';

const WIDTH = 9_638;
const statements: ColumnTexts = {
  header: 'Statement',
  cells: ['I am confident that everyone who needs referring is referred', 'Referrals are timely'],
  figures: false,
};
const figures = (header: string, ...cells: readonly string[]): ColumnTexts => ({
  header,
  cells,
  figures: true,
});

describe('planColumns', () => {
  it('fills the page, with figures of one table equally wide and the rest for text', () => {
    const { size, widths } = planColumns(
      [statements, figures('WS (n=29)', '75', '100'), figures('ACC (n=49)', '75', '9')],
      WIDTH,
    );
    expect(size).toBe('normal');
    expect(widths[1]).toBe(widths[2]);
    expect(widths[0]).toBeGreaterThan(WIDTH / 2);
    expect(widths.reduce((total, width) => total + width, 0)).toBeGreaterThan(WIDTH - 4);
  });

  it('gives a decimal stop that leaves every figure in its cell', () => {
    const cells = ['5.75 (1.82)', '10.00 (11.82)', '[c]'];
    const { widths, stops } = planColumns([statements, figures('Mean (SD)', ...cells)], WIDTH);
    const [stop, width] = [stops[1] ?? 0, widths[1] ?? 0];
    expect(stops[0]).toBeNull();
    expect(stop).toBeGreaterThanOrEqual(textWidth('10', 10) * 20);
    expect(stop + textWidth('.00 (11.82)', 10) * 20).toBeLessThanOrEqual(width - 120);
  });

  it('takes the smaller size before it squeezes, then lets figures wrap', () => {
    const many = (count: number) =>
      Array.from({ length: count }, () => figures('WS (n=29)', '5.75 (1.82)', '6.42 (1.10)'));
    expect(planColumns([statements, ...many(4)], WIDTH).size).toBe('normal');
    const small = planColumns([statements, ...many(6)], WIDTH);
    expect([small.size, small.stops.slice(1).includes(null)]).toEqual(['small', false]);
    const squeezed = planColumns([statements, ...many(20)], WIDTH);
    expect(squeezed.stops.every((stop) => stop === null)).toBe(true);
    expect([6, 20].map((count) => fitsWidth([statements, ...many(count)], WIDTH))).toEqual([true, false]);
  });

  it('never runs off the page, whatever the texts', () => {
    const column = fc.record({
      header: fc.string({ maxLength: 60 }),
      cells: fc.array(fc.string({ maxLength: 200 }), { minLength: 3, maxLength: 3 }),
      figures: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(column, { minLength: 1, maxLength: 20 }), (columns) => {
        const { widths, stops } = planColumns(columns, WIDTH);
        expect(widths).toHaveLength(columns.length);
        expect(stops).toHaveLength(columns.length);
        for (const width of widths) expect(Number.isInteger(width) && width >= 0).toBe(true);
        expect(widths.reduce((total, width) => total + width, 0)).toBeLessThanOrEqual(WIDTH);
      }),
      { numRuns: 60 },
    );
  });
});

describe('rowLines', () => {
  it('is the lines of the highest cell, line breaks counted', () => {
    const plan = planColumns([statements, figures('%', '75', '9')], WIDTH);
    expect(rowLines(['Short', '75'], plan)).toBe(1);
    expect(rowLines(['one\ntwo\nthree', '75'], plan)).toBe(3);
    expect(rowLines(['word '.repeat(6_000), '75'], plan)).toBeGreaterThan(100);
    expect(rowLines(['', ''], plan)).toBe(1);
  });
});

describe('isFigure', () => {
  it('tells figures from what stands in their place', () => {
    expect(['75', '5.75 (1.82)', '-1'].map(isFigure)).toEqual([true, true, true]);
    expect(['n/a', '[c]', '', '–'].map(isFigure)).toEqual([false, false, false, false]);
  });
});
