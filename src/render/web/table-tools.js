import { copyTable } from './copy-table.js';
import { button, choice, element, save, say, textsOf, toCsv } from './dom.js';

/**
 * A table's tools: sort its rows, show percentages or counts, copy it, keep it as CSV. Nothing where it has no body.
 * @param {HTMLElement} block The table's block: it holds one table, its caption and its notes.
 * @param {string} name What a file of it is called.
 * @param {'before' | 'after'} place Where the tools stand: before the table or after it.
 */
export function tableTools(block, name, place) {
  const table = block.querySelector('table');
  const body = table?.tBodies[0];
  const caption = block.querySelector('caption .hold');
  if (!table || body === undefined || caption === null) return;
  const title = () => (caption.textContent ?? '').replace(/\s+/g, ' ').trim();
  const notes = () => [...block.querySelectorAll('.note')].map((note) => note.textContent ?? '');
  const tools = element('div', { class: 'tools' }, [
    sortChoice(table, body),
    ...countChoice(body),
    button('Copy table', caption.id, () => void copyTable(table, title(), notes())),
    button('Download CSV', caption.id, () => {
      const content = toCsv([...textsOf(table), [], ...[title(), ...notes()].map((line) => [line])]);
      save(`${name}.csv`, new Blob(['\ufeff', content], { type: 'text/csv' }));
    }),
  ]);
  block.querySelector('.scroll')?.[place](tools);
}

/**
 * @param {HTMLTableElement} table
 * @param {HTMLTableSectionElement} body
 */
function sortChoice(table, body) {
  const headers = textsOf(table).slice(0, table.tHead?.rows.length ?? 0);
  const last = headers.at(-1) ?? [];
  const names = last.map((_, column) => [...new Set(headers.map((row) => row[column] ?? ''))].join(': '));
  const original = [...body.rows];
  const grid = () => textsOf(table).slice(headers.length);
  const options = names.flatMap((name, column) => [
    /** @type {const} */ ([`${column} 1`, `${name}, highest first`]),
    /** @type {const} */ ([`${column} -1`, `${name}, lowest first`]),
  ]);
  return choice('Sort', [['', 'As in the report'], ...options], (value) => {
    body.replaceChildren(...original);
    if (value === '') return say('The rows stand as in the report.');
    const [column = 0, sign = 1] = value.split(' ').map(Number);
    const texts = grid();
    const keys = texts.map((row) => keyOf(row[column] ?? ''));
    const order = [...original.keys()].sort((a, b) => byKey(keys[a], keys[b], sign) || a - b);
    body.replaceChildren(...order.map((row) => ungrouped(original, texts[row] ?? [], row)));
    say('The rows are sorted.');
  }).field;
}

/**
 * A row that says alone where it belongs: a copy with the stub cells that reach it from above.
 * @param {readonly HTMLTableRowElement[]} original
 * @param {readonly string[]} texts
 * @param {number} at
 */
function ungrouped(original, texts, at) {
  const row = /** @type {HTMLTableRowElement} */ (original[at]?.cloneNode(true));
  const missing = texts.length - row.cells.length;
  for (const cell of row.cells) cell.rowSpan = 1;
  const stubs = texts
    .slice(0, missing)
    .map((text, index) => element('th', { scope: 'row', class: index === 0 ? 'lead' : '' }, [text]));
  row.prepend(...stubs);
  return row;
}

/**
 * What a cell sorts by: its first number, else its text; a shorthand sorts last.
 * @param {string} text
 */
function keyOf(text) {
  if (/^(\[[a-z]\]|n\/a|–|)$/.test(text)) return null;
  const number = /^-?[\d,]*\.?\d+/.exec(text)?.[0];
  return number === undefined ? text : Number(number.replaceAll(',', ''));
}

/**
 * @param {string | number | null | undefined} one
 * @param {string | number | null | undefined} other
 * @param {number} sign
 */
function byKey(one, other, sign) {
  if (one === null || one === undefined) return other === null || other === undefined ? 0 : 1;
  if (other === null || other === undefined) return -1;
  // Texts go from A to Z where numbers go from the lowest.
  const [left, right] = typeof one === typeof other ? [one, other] : [String(one), String(other)];
  return left < right ? sign : left > right ? -sign : 0;
}

/**
 * Percentages as they are printed, or as how many of how many; none where the table has no percentages.
 * @param {HTMLTableSectionElement} body
 * @returns {readonly HTMLElement[]}
 */
function countChoice(body) {
  const cells = [...body.querySelectorAll('td[data-of]')].map((cell) => ({
    cell: /** @type {HTMLTableCellElement} */ (cell),
    printed: cell.textContent ?? '',
  }));
  if (cells.length === 0) return [];
  const options = /** @type {const} */ ([
    ['printed', 'As in the report'],
    ['percent', 'Percent only'],
    ['of', 'Counts'],
  ]);
  const change = (/** @type {string} */ value) => {
    // A sorted body holds copies.
    const shown = value === 'printed' ? null : value;
    for (const { cell, printed } of cells) {
      cell.dataset['printed'] ??= printed;
      cell.textContent = (shown === null ? printed : cell.dataset[shown]) ?? printed;
    }
    for (const cell of body.querySelectorAll('td[data-of]')) {
      const { dataset } = /** @type {HTMLTableCellElement} */ (cell);
      cell.textContent = dataset[value] ?? cell.textContent;
    }
    say(value === 'of' ? 'Percentages are shown as counts.' : 'Percentages are shown.');
  };
  for (const { cell, printed } of cells) cell.dataset['printed'] = printed;
  return [choice('Show', options, change).field];
}
