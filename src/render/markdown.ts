import { cellText, columnText, filledStubs, tableFooter } from './cell-text.ts';
import type { Table } from './contract.ts';
import { visibleOrder, visibleText } from './visible-text.ts';

/**
 * The table as GitHub-flavoured Markdown, as it is printed in the report: caption, header row (both levels of a
 * two-level header joined by a colon), rows, notes, source, and the lines for synthetic data and for what isn't
 * cleared. All text is escaped: it can open no tag, link, emphasis, row or cell. Ends with a line break. A table
 * without rows keeps its header.
 */
export function renderTableMarkdown(table: Table): string {
  const headers = [
    ...table.stubHeaders,
    ...table.columns.map((column) =>
      column.group === null ? columnText(column) : `${column.group}: ${columnText(column)}`,
    ),
  ];
  const stubs = filledStubs(table);
  const rows = table.rows.map((row, index) => [
    // A stub that repeats the one above stays blank, as printed; the first row can't repeat.
    ...(index === 0 ? (stubs[0] ?? row.stub) : row.stub),
    row.label,
    ...row.cells.map(cellText),
  ]);
  const alignment = headers.map((_, index) => (index < table.stubHeaders.length ? '---' : '---:'));
  const footer = tableFooter(table);
  return `${[
    `**${escapeMarkdown(`Table ${table.id}: ${table.caption}`)}**`,
    [tableLine(headers), `| ${alignment.join(' | ')} |`, ...rows.map(tableLine)].join('\n'),
    ...table.notes.map(paragraph),
    ...[footer.source].filter((line) => line !== '').map(paragraph),
    ...footer.warnings.map((line) => `**${escapeMarkdown(line)}**`),
  ].join('\n\n')}\n`;
}

function tableLine(cells: readonly string[]): string {
  return `| ${cells.map(escapeMarkdown).join(' | ')} |`;
}

/** A paragraph of its own, which starts no heading, list, quote or rule. */
function paragraph(text: string): string {
  return escapeMarkdown(text.trimStart())
    .replace(/^([#+=-])/, '\\$1')
    .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2');
}

/** The text as Markdown that shows it and does nothing else, within a line: line breaks as `<br>`. */
export function escapeMarkdown(text: string): string {
  return (
    visibleOrder(visibleText(text))
      .replace(/[\\`*_|~$]/g, '\\$&')
      // `[c]` is no link unless a bracket or parenthesis follows or a definition exists, so shorthand stays readable.
      .replace(/\[(?!(?:[cxzu]|U\+[0-9A-F]{4})\](?![[(:]))/g, '\\[')
      // An ampersand is itself unless it could begin an entity: D&R stays as printed.
      .replace(/&(?=#?\w+;)/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/\n/g, '<br>')
      .replace(/\t/g, ' ')
  );
}
