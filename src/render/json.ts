import { cellText, figureText, filledStubs, tableFooter } from './cell-text.ts';
import type { Figure, Table } from './contract.ts';
import { visibleText } from './visible-text.ts';

/**
 * The table as JSON, for programs: each cell with its printed `text` and its `figures` (`result` id, `measure`,
 * rounded `value` as a number or null, `text`, `shorthand`); stub cells filled; `source` and `warnings` as printed.
 * Two spaces of indent, a line break at the end; the same table gives the same bytes.
 */
export function renderTableJson(table: Table): string {
  const stubs = filledStubs(table);
  const footer = tableFooter(table);
  const content = {
    id: table.id,
    caption: table.caption,
    section: table.section,
    synthetic: table.synthetic,
    cleared: table.cleared,
    stubHeaders: table.stubHeaders,
    columns: table.columns.map((column) => ({
      group: column.group,
      label: column.label,
      n: column.headerN === null ? null : figureContent(column.headerN),
    })),
    rows: table.rows.map((row, index) => ({
      stub: stubs[index] ?? [],
      label: row.label,
      cells: row.cells.map((cell) => ({
        pattern: cell.pattern,
        text: cellText(cell),
        figures: cell.figures.map(figureContent),
      })),
    })),
    notes: table.notes,
    source: footer.source,
    warnings: footer.warnings,
  };
  return `${JSON.stringify(content, (_, value) => (typeof value === 'string' ? visibleText(value) : value), 2)}\n`;
}

function figureContent(figure: Figure) {
  const text = figureText(figure);
  return {
    result: figure.result,
    measure: figure.measure,
    value: figure.exact === null ? null : Number(text),
    text,
    shorthand: figure.shorthand,
  };
}
