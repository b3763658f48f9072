import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { demoRun } from './testing/demo-run.ts';
import { expectRounded } from './testing/expect-rounded.ts';
import { publishedLines } from './testing/published-lines.ts';

interface JsonFigure {
  readonly result: string;
  readonly measure: string;
  readonly text: string;
  readonly value: number | null;
  readonly shorthand: string | null;
}
interface JsonTable {
  readonly columns: readonly { readonly n: JsonFigure | null }[];
  readonly rows: readonly {
    readonly stub: readonly string[];
    readonly label: string;
    readonly cells: readonly { readonly text: string; readonly figures: readonly JsonFigure[] }[];
  }[];
}

let folder = '';
let names: readonly string[] = [];
beforeAll(() => {
  folder = join(demoRun(), 'publish/tables');
  names = readdirSync(folder).flatMap((name) => (name.endsWith('.json') ? [name.slice(0, -5)] : []));
});
const tableOf = (name: string): JsonTable => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
/** Where a cell has no figure, or fewer than its column: not applicable. */
const EMPTY = new Set(['', '[z]', 'n/a']);
const shown = ({ value, text, shorthand }: JsonFigure): string => (value === null ? (shorthand ?? '') : text);

describe('tables of the demo as text, read back,', () => {
  it('hold in JSON what results.csv and themes.csv give, rounded once', () => {
    const lines = publishedLines(join(folder, '../..'));
    let compared = 0;
    for (const name of names) {
      const { rows, columns } = tableOf(name);
      const figures = [
        ...columns.map(({ n }) => n),
        ...rows.flatMap(({ cells }) => cells.flatMap((cell) => cell.figures)),
      ];
      for (const figure of figures) {
        if (figure === null || figure.value === null) continue;
        expectRounded(figure, lines.get(figure.result));
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(5000);
  });

  it('hold the same in CSV, one figure a cell', () => {
    for (const name of names) {
      const [, ...rows]: string[][] = parse(readFileSync(join(folder, `${name}.csv`)), { bom: true });
      const table = tableOf(name);
      const expected = table.rows.map(({ stub, label, cells }) => [
        ...stub,
        label,
        ...cells.flatMap(({ figures }, at) => {
          const n = table.columns[at]?.n ?? null;
          return [...(n === null ? [] : [shown(n)]), ...figures.map(shown)];
        }),
      ]);
      expect(
        rows.map((row) => row.slice(0, -2).filter((cell) => !EMPTY.has(cell))),
        name,
      ).toEqual(expected.map((row) => row.filter((cell) => !EMPTY.has(cell))));
    }
  });

  it('hold the same in Markdown, as printed', () => {
    for (const name of names) {
      const lines = readFileSync(join(folder, `${name}.md`), 'utf8').split('\n');
      const [, , ...rows] = lines.filter((line) => line.startsWith('|'));
      const cells = rows.map((line) => line.slice(2, -2).split(' | '));
      const table = tableOf(name);
      expect(
        cells.map((row) => row.slice(-table.columns.length)),
        name,
      ).toEqual(table.rows.map((row) => row.cells.map(({ text }) => text)));
    }
  });
});
