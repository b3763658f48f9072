import { cellText, figureText, filledStubs, NOT_CLEARED, tableFooter } from './cell-text.ts';
import type { Cell, Table, TableColumn } from './contract.ts';
import { escapeHtmlLines } from './escape-html.ts';

/**
 * A table as HTML: a captioned table in a region of its own that scrolls sideways on a narrow screen, both header
 * levels with their scopes, numbers right-aligned; then notes and source. What is synthetic or isn't cleared for
 * publication says so in the caption.
 */
export function htmlTable(table: Table, id: string): string {
  const tags = [
    ...(table.synthetic ? ['<span class="tag warn">Synthetic data</span>'] : []),
    ...(table.cleared
      ? []
      : [`<span class="tag warn">${escapeHtmlLines(NOT_CLEARED.replace(/\.$/, ''))}</span>`]),
  ];
  const { source, warnings } = tableFooter(table);
  const sentence = source === '' || /[.!?]$/.test(source) ? source : `${source}.`;
  const last = [sentence, ...warnings].filter((line) => line !== '').join(' ');
  const notes = [...table.notes, ...(last === '' ? [] : [last])];
  return [
    `<div class="${blockClass(table.rows.length, isWide(table))}" id="${id}" data-name="${id}">`,
    scrolling(
      id,
      '<table>',
      `<caption><span class="hold" id="${id}-caption"><b>Table ${escapeHtmlLines(table.id)}:</b> ${escapeHtmlLines(table.caption)}${tags.map((tag) => ` ${tag}`).join('')}</span></caption>`,
      headOf(table),
      bodyOf(table),
      '</table>',
    ),
    ...notes.map((note) => `<p class="note">${escapeHtmlLines(note)}</p>`),
    '</div>',
  ].join('\n');
}

/** A table of plain texts: the first column heads its rows; columns of numbers are right-aligned. */
export function htmlPlainTable(
  caption: string,
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  id: string,
): string {
  const kinds = headers.map((_, index) =>
    index > 0 && isNumberColumn(rows.map((row) => row[index] ?? '')) ? ' class="number"' : ' class="text"',
  );
  const body = rows.map((row) => {
    const [first = '', ...rest] = row;
    const cells = rest.map((cell, index) => `<td${kinds[index + 1] ?? ''}>${escapeHtmlLines(cell)}</td>`);
    return `<tr><th scope="row"${LEAD}>${escapeHtmlLines(first)}</th>${cells.join('')}</tr>`;
  });
  const head = headers.map(
    (header, index) => `<th scope="col"${kinds[index]}>${escapeHtmlLines(header)}</th>`,
  );
  return [
    `<div class="${blockClass(rows.length, false)} plain" id="${id}"${id.endsWith('-figures') ? '' : ` data-name="${id}"`}>`,
    scrolling(
      id,
      '<table>',
      `<caption><span class="hold" id="${id}-caption">${escapeHtmlLines(caption)}</span></caption>`,
      `<thead><tr>${head.join('')}</tr></thead>`,
      `<tbody>\n${body.join('\n')}\n</tbody>`,
      '</table>',
    ),
    '</div>',
  ].join('\n');
}

/** The first column stands flush with the text. */
const LEAD = ' class="lead"';

/** Whether a table has too many columns for an upright page. */
export function isWide(table: Pick<Table, 'columns'>): boolean {
  return table.columns.length > 8;
}

/** On paper a short table isn't split, and one of many columns gets a page on its side. */
function blockClass(rows: number, wide: boolean): string {
  return `table${rows <= 14 ? ' short' : ''}${wide ? ' wide' : ''}`;
}

/** Whether a column of plain texts holds numbers, as printed, and nothing else; empty cells don't count. */
export function isNumberColumn(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell !== '');
  return filled.length > 0 && filled.every((cell) => number.test(cell));
}

const number = /^[-–+]?[\d,.]+ ?%?( \([\d,.]+ ?%?\))?$|^(n\/a|\[[a-z]\]|[–-])$/;

function scrolling(id: string, ...lines: readonly string[]): string {
  return [
    `<div class="scroll" role="group" tabindex="0" aria-labelledby="${id}-caption">`,
    ...lines,
    '</div>',
  ].join('\n');
}

function headOf(table: Table): string {
  const grouped = table.columns.some((column) => column.group !== null);
  const span = grouped ? ' rowspan="2"' : '';
  const stubs = table.stubHeaders.map(
    (header) => `<th scope="col" class="text"${span}>${escapeHtmlLines(header)}</th>`,
  );
  if (!grouped)
    return `<thead><tr>${stubs.join('')}${table.columns.map((column) => headCell(column)).join('')}</tr></thead>`;
  const groups = runsOf(table.columns).map(([column, length]) =>
    column.group === null
      ? headCell(column, span)
      : `<th scope="colgroup" class="group" colspan="${length}">${escapeHtmlLines(column.group)}</th>`,
  );
  const lower = table.columns.filter((column) => column.group !== null).map((column) => headCell(column));
  const widths = runsOf(table.columns).map(([, length]) => `<colgroup span="${length}"></colgroup>`);
  return [
    `<colgroup span="${table.stubHeaders.length}"></colgroup>${widths.join('')}`,
    `<thead><tr>${stubs.join('')}${groups.join('')}</tr>`,
    `<tr>${lower.join('')}</tr></thead>`,
  ].join('\n');
}

/** Neighbouring columns of the same group, with how many there are; a column without group stands alone. */
export function runsOf(columns: readonly TableColumn[]): readonly (readonly [TableColumn, number])[] {
  const runs: [TableColumn, number][] = [];
  for (const column of columns) {
    const last = runs.at(-1);
    if (last !== undefined && column.group !== null && last[0].group === column.group) last[1] += 1;
    else runs.push([column, 1]);
  }
  return runs;
}

function headCell(column: TableColumn, span = ''): string {
  const n =
    column.headerN === null
      ? ''
      : ` <span class="n">(n=${escapeHtmlLines(figureText(column.headerN))})</span>`;
  return `<th scope="col" class="number"${span}>${escapeHtmlLines(column.label)}${n}</th>`;
}

function bodyOf(table: Table): string {
  const stubs = filledStubs(table);
  const rows = table.rows.map((row, index) => {
    const heads = row.stub.flatMap((_, depth) => stubCell(stubs, index, depth));
    const cells = row.cells.map(bodyCell).join('');
    return `<tr>${heads.join('')}<th scope="row"${row.stub.length === 0 ? LEAD : ''}>${escapeHtmlLines(row.label)}</th>${cells}</tr>`;
  });
  return `<tbody>\n${rows.join('\n')}\n</tbody>`;
}

/** A stub cell that spans the rows it stands for; none where the one above does. */
function stubCell(stubs: readonly (readonly string[])[], index: number, depth: number): readonly string[] {
  const same = (other: number) =>
    stubs[other]?.slice(0, depth + 1).join('\0') === stubs[index]?.slice(0, depth + 1).join('\0');
  if (index > 0 && same(index - 1)) return [];
  let rows = 1;
  while (index + rows < stubs.length && same(index + rows)) rows += 1;
  return [
    `<th scope="row"${depth === 0 ? LEAD : ''}${rows === 1 ? '' : ` rowspan="${rows}"`}>${escapeHtmlLines(stubs[index]?.[depth] ?? '')}</th>`,
  ];
}

function bodyCell(cell: Cell): string {
  const missing = cell.pattern === 'none' || cell.figures.every((figure) => figure.exact === null);
  return `<td class="number${missing ? ' none' : ''}"${shareData(cell)}>${escapeHtmlLines(cellText(cell))}</td>`;
}

/** A percentage's printed figure, and how many of how many it is, for readers who would rather see these. */
function shareData({ figures }: Cell): string {
  const share = figures.find(({ measure }) => measure === 'percent');
  if (share === undefined || share.exact === null) return '';
  const { numerator, denominator } = share.exact;
  return ` data-percent="${escapeHtmlLines(figureText(share))}" data-of="${numerator} of ${denominator}"`;
}
