import { describe, expect, it } from 'vitest';
import type { DraftCell, DraftTable } from './draft.ts';
import { gridOf } from './draft-grid.ts';

function row(...texts: readonly (string | readonly [text: string, span: number])[]): DraftCell[] {
  let column = 0;
  return texts.map((one) => {
    const [text, span] = typeof one === 'string' ? [one, 1] : one;
    const cell = { text, column, span, continued: false };
    column += span;
    return cell;
  });
}
const table = (...rows: DraftCell[][]): DraftTable => ({ kind: 'table', headerRows: 0, rows });

describe('a table on its grid', () => {
  it('has headings of two levels, title row and bands, and label columns filled from above', () => {
    const grid = gridOf(
      table(
        row(['Table 3: Views', 4]),
        row('', '', ['Probation (n=28)', 1], 'CRS (n=30)'),
        row('Group', 'Statement', '%', '%'),
        row(['Phase 1', 4]),
        row('WS', 'good', '75', '80'),
        row('', 'better', '60', '[c]'),
      ),
    );
    expect(grid.title).toBe('Table 3: Views');
    expect(grid.headings).toEqual([['Group'], ['Statement'], ['Probation (n=28)', '%'], ['CRS (n=30)', '%']]);
    expect([grid.labelColumns, grid.rows]).toEqual([
      2,
      [
        { labels: ['Phase 1', 'WS', 'good'], cells: ['', '', '75', '80'] },
        { labels: ['Phase 1', 'WS', 'better'], cells: ['', '', '60', '[c]'] },
      ],
    ]);
  });

  it('has a heading row even where every row has numbers', () => {
    expect(gridOf(table(row('a', '75'), row('b', '80'))).rows).toEqual([
      { labels: ['b'], cells: ['', '80'] },
    ]);
  });
});
