import { choice, element, say } from './dom.js';
import { tableTools } from './table-tools.js';

/**
 * As the page holds it; see `explorerJson`. A cell is its item, its groups, then answered, count, percent, mean, SD as
 * printed, or the one shorthand that stands for all of them.
 * @typedef {object} Explored
 * @property {readonly (readonly [label: string, breakdown: boolean, groups: readonly string[]])[]} dimensions
 * @property {readonly (readonly [label: string, answer: string])[]} items
 * @property {readonly (readonly (number | string)[])[]} cells
 * @property {readonly string[]} notes
 */

/** So many rows are shown at first. */
const SHOWN = 60;

/** Lets a reader choose which of the published figures to see; the section stays hidden where there are none. */
export function explore() {
  const section = document.getElementById('explorer');
  const place = document.getElementById('explorer-place');
  const data = document.getElementById('explorer-data')?.textContent;
  if (section === null || place === null || !data) return;
  /** @type {Explored} */
  const explored = JSON.parse(data);
  /** @type {{ words: string, show: string, groups: string[] }} */
  const state = {
    words: '',
    show: 'percent',
    groups: explored.dimensions.map(([, breakdown]) => (breakdown ? 'none' : '')),
  };
  const result = element('div');
  const status = element('p', { class: 'found', role: 'status' });
  const draw = (limit = SHOWN) =>
    drawRows(explored, state, { result, status, limit, more: () => draw(Infinity) });

  const search = element('input', { type: 'search', id: 'explorer-words', autocomplete: 'off' });
  search.addEventListener('input', () => {
    state.words = search.value;
    draw();
  });
  const fields = explored.dimensions.map(([label, breakdown, groups], at) => {
    const narrowed = explored.cells.some((cell) => cell[1 + at] === -1);
    const all = breakdown
      ? [/** @type {const} */ (['none', 'Everyone']), /** @type {const} */ (['each', 'Each, one by one'])]
      : [
          /** @type {const} */ (['', 'All']),
          ...(narrowed ? [/** @type {const} */ (['none', 'Together, or not asked by it'])] : []),
        ];
    const { field, select } = choice(
      label,
      [...all, ...groups.map((group, index) => /** @type {const} */ ([String(index), group]))],
      (value) => {
        state.groups[at] = value;
        // Figures are counted by one breakdown at a time, so another one would leave nothing.
        if (breakdown && value !== 'none') {
          for (const [other, [, isBreakdown]] of explored.dimensions.entries()) {
            if (!isBreakdown || other === at) continue;
            state.groups[other] = 'none';
            const sibling = selects[other];
            if (sibling !== undefined) sibling.value = 'none';
          }
        }
        draw();
      },
    );
    return { field, select };
  });
  const selects = fields.map(({ select }) => select);
  const show = choice(
    'Show',
    [
      ['percent', 'Percent'],
      ['count', 'Counts'],
      ['scores', 'Mean and SD'],
      ['everything', 'All of these'],
    ],
    (value) => {
      state.show = value;
      draw();
    },
  );
  place.append(
    element('form', { class: 'choices', 'aria-labelledby': section.getAttribute('aria-labelledby') ?? '' }, [
      element('span', { class: 'field' }, [
        element('label', { for: search.id }, ['Words in the statement']),
        search,
      ]),
      ...fields.map(({ field }) => field),
      show.field,
    ]),
    status,
    result,
  );
  place.querySelector('form')?.addEventListener('submit', (event) => event.preventDefault());
  section.hidden = false;
  for (const link of document.querySelectorAll('[data-for="explorer"]')) link.removeAttribute('hidden');
  draw();
}

/**
 * @param {Explored} explored
 * @param {{ readonly words: string, readonly show: string, readonly groups: readonly string[] }} state
 * @param {{ readonly result: HTMLElement, readonly status: HTMLElement, readonly limit: number, readonly more: () => void }} to
 */
function drawRows(explored, state, { result, status, limit, more }) {
  const words = state.words
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const chosen = explored.cells.filter((cell) => {
    const [label = ''] = explored.items[Number(cell[0])] ?? [];
    return (
      state.groups.every((wanted, at) => fits(wanted, Number(cell[1 + at]))) &&
      words.every((word) => label.toLowerCase().includes(word))
    );
  });
  // A dimension is a column where what is shown differs in it.
  const split = explored.dimensions.flatMap(([label, , groups], at) => {
    const found = new Set(chosen.map((cell) => cell[1 + at]));
    return found.size > 1 ? [{ at, label, groups }] : [];
  });
  const measures = measuresOf(state.show);
  const first = 1 + explored.dimensions.length;
  const rows = chosen.slice(0, limit).map((cell) => {
    const [label = '', answer = ''] = explored.items[Number(cell[0])] ?? [];
    const hidden = cell.length === first + 1 ? String(cell[first]) : null;
    const figures = ['answered', ...measures].map((name) => {
      const text = hidden ?? String(cell[first + MEASURES.indexOf(name)] ?? '');
      return element('td', { class: /^\d/.test(text) ? 'number' : 'number none' }, [
        text === '' ? 'n/a' : text,
      ]);
    });
    return element('tr', {}, [
      element('th', { scope: 'row', class: 'lead' }, [label]),
      ...split.map(({ at, groups }) => element('td', {}, [groups[Number(cell[1 + at])] ?? 'All together'])),
      element('td', {}, [answer]),
      ...figures,
    ]);
  });
  const heads = [
    'Statement',
    ...split.map(({ label }) => label),
    'Answer',
    'Answered',
    ...measures.map((name) => HEADS[name] ?? name),
  ];
  const numbers = 2 + split.length;
  const one = explored.dimensions.flatMap(([, , groups], at) => {
    const group = groups[Number(state.groups[at] || Number.NaN)];
    return group === undefined ? [] : [group];
  });
  const caption = ['Published figures', ...one].join(', ');
  status.textContent =
    chosen.length === 0
      ? 'No figure was counted for this choice. Breakdowns are counted one at a time; try “Everyone” in the others.'
      : rows.length < chosen.length
        ? `The first ${rows.length} of ${chosen.length} rows.`
        : `${chosen.length} ${chosen.length === 1 ? 'row' : 'rows'}.`;
  if (chosen.length === 0) return result.replaceChildren();
  const table = element('table', {}, [
    element('caption', {}, [element('span', { class: 'hold', id: 'explored' }, [caption])]),
    element('thead', {}, [
      element(
        'tr',
        {},
        heads.map((head, index) =>
          element('th', { scope: 'col', class: index < numbers ? 'text' : 'number' }, [head]),
        ),
      ),
    ]),
    element('tbody', {}, rows),
  ]);
  const block = element('div', { class: 'table' }, [
    element('div', { class: 'scroll', role: 'group', tabindex: '0', 'aria-labelledby': 'explored' }, [table]),
  ]);
  block.append(...explored.notes.map((note) => element('p', { class: 'note' }, [note])));
  tableTools(block, 'chosen-figures', 'before');
  result.replaceChildren(block);
  if (rows.length < chosen.length) {
    const all = element('button', { type: 'button' }, [`Show all ${chosen.length} rows`]);
    all.addEventListener('click', () => {
      more();
      say('All rows are shown.');
      result.querySelector('select')?.focus();
    });
    result.append(all);
  }
}

const MEASURES = ['answered', 'count', 'percent', 'mean', 'sd'];
/** @type {Readonly<Record<string, string>>} */
const HEADS = { count: 'Count', percent: '%', mean: 'Mean', sd: 'SD' };

/** @param {string} show */
function measuresOf(show) {
  if (show === 'scores') return ['mean', 'sd'];
  return show === 'everything' ? ['count', 'percent', 'mean', 'sd'] : [show];
}

/**
 * @param {string} wanted
 * @param {number} group
 */
function fits(wanted, group) {
  if (wanted === '') return true;
  if (wanted === 'none') return group === -1;
  return wanted === 'each' ? group !== -1 : group === Number(wanted);
}
