import type { Marks } from '../likert/summarise.ts';
import { hiddenCells, type Why } from '../likert/suppress.ts';
import { tabulate } from '../likert/tabulate.ts';
import type { Chart, Table } from '../render/contract.ts';
import type { Study } from '../study/study.ts';
import type { ThemeCounts } from './count-themes.ts';
import { drawThemes } from './draw-themes.ts';
import { themeStudy } from './theme-study.ts';
import { themeTables } from './theme-tables.ts';

/** Counts of codes with what may be shown of them. */
export interface SummarisedThemes {
  /** `themeStudy` with its tables: what the counts are read by. */
  readonly study: Study;
  readonly counts: ThemeCounts;
  /** Cells that nothing published may show: of every question, not only of groups. */
  readonly hidden: ReadonlyMap<string, Why>;
}

/**
 * The theme study with its tables, and what is hidden: cells with fewer than `below` answers, wholes of questions too, as no
 * source has published these, and what would give them away. One reading of the same counts gives the same, so a finished
 * run's tables are made again from its counts.
 */
export function summariseThemes(study: Study, counts: ThemeCounts, below: number): SummarisedThemes {
  const bare = themeStudy(study);
  const hidden = hiddenCells(bare, counts.frequency, below, 'protected');
  return { study: { ...bare, tables: themeTables(bare, counts, hidden) }, counts, hidden };
}

/** The tables of themes as they may be published, and a chart of each that is cleared and has enough to show. */
export function showThemes(
  { study, counts, hidden }: SummarisedThemes,
  marks: Marks,
): { readonly tables: readonly Table[]; readonly charts: readonly Chart[] } {
  const { tables } = tabulate(study, counts.frequency, { ...marks, hidden });
  const charts = study.tables.flatMap((definition, at) => {
    const table = tables[at];
    const chart =
      table?.cleared !== true ? null : drawThemes(study, counts, definition, table, { ...marks, hidden });
    return chart === null ? [] : [chart];
  });
  return { tables, charts };
}
