import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { quoteFigures } from '../../likert/quote-figures.ts';
import type { Result } from '../../likert/result.ts';
import { hiddenCells } from '../../likert/suppress.ts';
import { tabulate } from '../../likert/tabulate.ts';
import { figureText } from '../../render/cell-text.ts';
import { renderTableCsv } from '../../render/csv.ts';
import { renderTableMarkdown } from '../../render/markdown.ts';
import type { Run } from '../load-run.ts';
import { fileName } from '../write-run.ts';
import { type PrintedFigure, type PrintedTable, printedFigure } from './compare-tables.ts';

/** The running text's figures stand under this id beside the tables'. */
export const QUOTED = 'quoted';

/** A percentage quoted in the report's running text. */
export interface PrintedQuote {
  /** Section, measure and group: what it is known by. */
  readonly label: string;
  readonly figure: PrintedFigure;
}

/** What a run prints. */
export interface Printed {
  readonly tables: readonly PrintedTable[];
  readonly quoted: readonly PrintedQuote[];
}

/** A run's tables and quoted figures as `publish/` prints them, made again from its counts. */
export function printedTables({ study, frequency, themes, record }: Run): Printed {
  const { synthetic } = record;
  const hidden = hiddenCells(study, frequency, record.settings.suppressBelow);
  const tables = tablesOf(false, study.tables, tabulate(study, frequency, { synthetic, hidden }));
  if (themes !== null) {
    const { study: own, counts, hidden: kept } = themes;
    tables.push(...tablesOf(true, own.tables, tabulate(own, counts.frequency, { synthetic, hidden: kept })));
  }
  const full = new Map(
    quoteFigures(study, frequency, { synthetic }).map(({ figure, result }) => [figure, result]),
  );
  const quoted = quoteFigures(study, frequency, { synthetic, hidden }).map(({ figure, result }) => ({
    label: [figure.section, figure.measure, figure.group].filter((text) => text !== '').join(' · '),
    figure: printedFigure(result === null ? '' : quotedText(result), full.get(figure) ?? null),
  }));
  return { tables, quoted };
}

function tablesOf(
  theme: boolean,
  definitions: Run['study']['tables'],
  { tables, full }: ReturnType<typeof tabulate>,
): PrintedTable[] {
  const results = new Map(full.map((result) => [result.id, result]));
  return tables.flatMap((table, at) => {
    const definition = definitions[at];
    return definition === undefined ? [] : [{ table, definition, results, theme }];
  });
}

function quotedText({ id, exact, shorthand }: Result): string {
  return figureText({ result: id, exact, shorthand, measure: 'percent', decimals: 0 });
}

/** Files of `publish/tables/` that do not hold what the run's counts give, in the tables' order; what was not written does not count. */
export function editedTables(folder: string, tables: readonly PrintedTable[]): readonly string[] {
  return tables.flatMap(({ table }) =>
    [
      { ending: 'csv', render: renderTableCsv },
      { ending: 'md', render: renderTableMarkdown },
    ].flatMap(({ ending, render }) => {
      const name = `publish/tables/${fileName(table.id)}.${ending}`;
      const path = join(folder, name);
      return !existsSync(path) || readFileSync(path, 'utf8') === render(table) ? [] : [name];
    }),
  );
}
