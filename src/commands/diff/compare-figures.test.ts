import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainField, writeCsv } from '../../render/csv.ts';
import { compareFigures } from './compare-figures.ts';
import { csvLines, fieldsOf, firstField } from './csv-lines.ts';
import type { FigureList } from './read-figures.ts';

const columns = ['id', 'item', 'statistic', 'value', 'answered', 'shorthand', 'synthetic'];
const listOf = (
  figures: Readonly<Record<string, readonly string[]>>,
  hidden: readonly string[] | null = null,
): FigureList => ({
  columns,
  lines: new Map(
    Object.entries(figures).map(([id, [value = '', answered = '', item = 'i', synthetic = 'no']]) => [
      id,
      [id, item, 'share', value, answered, '', synthetic].join(','),
    ]),
  ),
  hidden: hidden === null ? null : new Set(hidden),
  edited: [],
});
const kinds = (earlier: FigureList | null, later: FigureList | null): string[] =>
  compareFigures('results', earlier, later).map(({ id, kind }) => `${id} ${kind}`);

describe('figures of two lists', () => {
  it('are told by what differs in them', () => {
    const earlier = listOf({
      a: ['1', '4'],
      b: ['1', '4'],
      c: ['1', '4'],
      d: ['1', '4'],
      e: ['1', '4'],
      f: ['1', '4'],
    });
    const later = listOf({
      g: ['1', '4'],
      f: ['1', '4', 'i', 'yes'],
      e: ['1', '4', 'j'],
      c: ['1', '5'],
      b: ['2', '4'],
      a: ['1', '4'],
    });
    expect(kinds(earlier, later)).toEqual(['g came', 'e labels', 'c base', 'b value', 'd went']);
  });

  it('are told to be hidden or shown now, also where nothing else moved, and not where publish/ is missing', () => {
    const figures = { a: ['1', '4'], b: ['1', '4'] };
    const [change, ...more] = compareFigures('results', listOf(figures, ['a']), listOf(figures, ['a', 'b']));
    expect(more).toEqual([]);
    expect(change).toMatchObject({ id: 'b', kind: 'suppression', hidden: { earlier: false, later: true } });
    expect(kinds(listOf(figures, ['a']), listOf(figures))).toEqual([]);
  });

  it('all came or went where one run has no such list', () => {
    const list = listOf({ a: ['1', '4'], b: ['', ''] });
    expect(kinds(null, list)).toEqual(['a came', 'b came']);
    expect(kinds(list, null)).toEqual(['a went', 'b went']);
    expect(kinds(null, null)).toEqual([]);
  });

  it('are those whose lines differ, whatever their order, for any two lists', () => {
    const figures = fc.dictionary(
      fc.constantFrom(...'abcdefgh'),
      fc.tuple(fc.constantFrom('1', '2'), fc.constantFrom('4', '5')),
    );
    fc.assert(
      fc.property(figures, figures, fc.boolean(), (before, after, turn) => {
        const entries = Object.entries(after);
        const later = Object.fromEntries(turn ? entries.reverse() : entries);
        const expected = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
          (id) => JSON.stringify(before[id]) !== JSON.stringify(after[id]),
        );
        const found = compareFigures('results', listOf(before), listOf(later)).map(({ id }) => id);
        expect(found.sort()).toEqual(expected.sort());
      }),
    );
  });
});

it('records of a CSV file come back as they were written', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '1', ',', '"', ';', '\n', ' ', 'é') });
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 }), (rows) => {
      const lines = csvLines(writeCsv(rows));
      expect(lines.map((line) => fieldsOf(line).map(plainField))).toEqual(rows);
      expect(lines.map((line) => plainField(firstField(line)))).toEqual(rows.map(([first]) => first));
    }),
  );
});
