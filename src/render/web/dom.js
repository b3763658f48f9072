/**
 * A new element with attributes and content; a `false` attribute is left out, `true` is empty.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Readonly<Record<string, string | boolean>>} attributes
 * @param {readonly (Node | string)[]} content
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, attributes = {}, content = []) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) made.setAttribute(name, value === true ? '' : value);
  }
  made.append(...content);
  return made;
}

/**
 * A button that does something when it is pressed.
 * @param {string} text
 * @param {string} about The id of what it is about.
 * @param {() => void} press
 */
export function button(text, about, press) {
  const made = element('button', { type: 'button', 'aria-describedby': about }, [text]);
  made.addEventListener('click', press);
  return made;
}

let given = 0;

/**
 * A labelled choice of one; `change` gets the value chosen.
 * @param {string} label
 * @param {readonly (readonly [value: string, text: string])[]} options
 * @param {(value: string) => void} change
 */
export function choice(label, options, change) {
  given += 1;
  const id = `choice-${given}`;
  const select = element(
    'select',
    { id },
    options.map(([value, text]) => element('option', { value }, [text])),
  );
  select.addEventListener('change', () => change(select.value));
  return {
    select,
    field: element('span', { class: 'field' }, [element('label', { for: id }, [label]), select]),
  };
}

/**
 * Says something to those who don't see it happen.
 * @param {string} text
 */
export function say(text) {
  const place = document.getElementById('said');
  if (place !== null) place.textContent = text;
}

/**
 * The texts of a table row by row, header rows first, every spanning cell repeated where it reaches.
 * @param {HTMLTableElement} table
 * @returns {string[][]}
 */
export function textsOf(table) {
  /** @type {string[][]} */
  const grid = [];
  for (const [rowAt, row] of [...table.rows].entries()) {
    grid[rowAt] ??= [];
    let column = 0;
    for (const cell of row.cells) {
      while (grid[rowAt]?.[column] !== undefined) column += 1;
      const text = (cell.textContent ?? '').replace(/\s+/g, ' ').trim();
      for (let down = 0; down < cell.rowSpan; down += 1) {
        const reached = grid[rowAt + down] ?? [];
        grid[rowAt + down] = reached;
        for (let right = 0; right < cell.colSpan; right += 1) reached[column + right] = text;
      }
      column += cell.colSpan;
    }
  }
  return grid;
}

/**
 * The text, with an apostrophe before it where a spreadsheet would run it as a formula.
 * @param {string} text
 */
export function guarded(text) {
  return /^'*\s*[=+\-@＝＋－＠]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
}

/**
 * Rows as CSV (RFC 4180), guarded.
 * @param {readonly (readonly string[])[]} rows
 */
export function toCsv(rows) {
  const field = (/** @type {string} */ text) => {
    const safe = guarded(text);
    return /[",;\n\t]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return rows.map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

/**
 * Gives the reader a file to keep.
 * @param {string} name
 * @param {Blob} content
 */
export function save(name, content) {
  const link = element('a', { href: URL.createObjectURL(content), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  say(`${name} is in your downloads.`);
}
