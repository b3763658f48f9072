import type { Table } from '../../render/contract.ts';
import { likeness } from '../../study/likeness.ts';
import { type Aligned, alignLabels, type Label, labelOf } from './align-labels.ts';
import { type DraftGrid, figuresIn } from './draft-grid.ts';
import type { Lexicon } from './mentions.ts';

/** A table of the run with its labels ready to be compared. */
export interface RunTable {
  readonly table: Table;
  readonly rows: readonly Label[];
  readonly columns: readonly Label[];
}

/** A draft's table matched with one of the run. */
export interface TableMatch {
  readonly run: RunTable;
  readonly rows: readonly Aligned[];
  readonly columns: readonly Aligned[];
  /** `id`: the caption has the run's number; `likeness`: caption, rows and columns are alike. */
  readonly by: 'id' | 'likeness';
}

/** The run's tables, prepared once. */
export function runTables(tables: readonly Table[], lexicon: Lexicon): RunTable[] {
  return tables.map((table) => {
    let stub: string[] = [];
    return {
      table,
      rows: table.rows.map((row) => {
        const first = row.stub.findIndex((text) => text !== '');
        stub = row.stub.map((text, at) =>
          text === '' && (first < 0 || at < first) ? (stub[at] ?? '') : text,
        );
        return labelOf([...stub, row.label], lexicon);
      }),
      columns: table.columns.map(({ group, label }) => labelOf([group ?? '', label], lexicon)),
    };
  });
}

/** A caption's number and words: "Table B.1: Perceptions …" gives B.1. Null where it names no table. */
export function captionOf(text: string): { readonly id: string; readonly words: string } | null {
  const match = /^\s*(?:Table|Tab\.)\s+([A-Z]{0,2}[.-]?[\w-]+(?:\.[\w-]+)*)\s*[:.–—-]?\s*(.*)$/su.exec(text);
  if (match === null || !/\d|^[A-Z]\./.test(match[1] ?? '')) return null;
  return { id: match[1] ?? '', words: match[2] ?? '' };
}

/**
 * The run's table that a draft's table shows: the one with the caption's number, if half of its rows or columns are there
 * too; else the one whose rows, columns, caption and form of figures are most alike, half of the rows and half of the columns
 * at least. Null for none.
 */
export function matchTable(
  grid: DraftGrid,
  caption: string,
  tables: readonly RunTable[],
  lexicon: Lexicon,
): TableMatch | null {
  const rows = grid.rows.map(({ labels }) => labelOf(labels, lexicon));
  const headings = grid.headings.slice(grid.labelColumns).map((texts) => labelOf(texts, lexicon));
  const named = captionOf(caption);
  let best: { readonly match: TableMatch; readonly score: number } | null = null;
  for (const run of tables) {
    const isNamed = named !== null && named.id.toLowerCase() === run.table.id.toLowerCase();
    const found = {
      rows: alignLabels(rows, run.rows, true),
      columns: alignLabels(headings, run.columns, true),
    };
    const inRows = found.rows.filter(({ by }) => by !== 'place').length / Math.max(1, rows.length);
    const inColumns = found.columns.filter(({ by }) => by !== 'place').length / Math.max(1, headings.length);
    const enough = isNamed ? inRows >= 0.3 || inColumns >= 0.5 : inRows >= 0.5 && inColumns >= 0.5;
    if (!enough) continue;
    const form = formLikeness(grid, run.table);
    const score =
      inRows + inColumns + likeness(named?.words ?? caption, run.table.caption) + form + (isNamed ? 1.5 : 0);
    if (best === null || score > best.score)
      best = { match: { run, ...found, by: isNamed ? 'id' : 'likeness' }, score };
  }
  return best?.match ?? null;
}

/** The share of cells that look as the run's cells do: two decimals for means, a pair for pairs. */
function formLikeness(grid: DraftGrid, table: Table): number {
  const formed = (decimal: boolean, figures: number): string => `${decimal}${figures}`;
  const run = table.rows
    .flatMap(({ cells }) => cells)
    .filter(({ figures }) => figures.length > 0)
    .map(({ figures }) => formed((figures[0]?.decimals ?? 0) > 0, figures.length));
  const draft = grid.rows
    .flatMap(({ cells }) => cells)
    .map(figuresIn)
    .filter((numbers) => numbers.length > 0)
    .map((numbers) => formed(numbers[0]?.value.includes('.') === true, numbers.length));
  if (run.length === 0 || draft.length === 0) return 0;
  const share = (forms: readonly string[], form: string): number =>
    forms.filter((one) => one === form).length / forms.length;
  return [...new Set(run)].reduce((sum, form) => sum + Math.min(share(run, form), share(draft, form)), 0);
}
