import { guarded, say, textsOf } from './dom.js';

/**
 * Puts a table on the clipboard twice: as a table, for Word and Excel, and as tab-separated text. Its caption stands
 * before it, its notes below.
 * @param {HTMLTableElement} table
 * @param {string} caption
 * @param {readonly string[]} notes
 */
export async function copyTable(table, caption, notes) {
  const html = tableHtml(table, caption, notes);
  const text = [[caption], ...textsOf(table), ...notes.map((note) => [note])]
    .map((row) => row.map(guarded).join('\t'))
    .join('\r\n');
  try {
    await navigator.clipboard.write([
      new ClipboardItem({
        'text/html': new Blob([html], { type: 'text/html' }),
        'text/plain': new Blob([text], { type: 'text/plain' }),
      }),
    ]);
  } catch {
    copyTheOldWay(html, text);
  }
  say('The table is copied: paste it into Word or Excel.');
}

/**
 * For browsers that keep the clipboard from pages opened as files.
 * @param {string} html
 * @param {string} text
 */
function copyTheOldWay(html, text) {
  /** @param {ClipboardEvent} event */
  const fill = (event) => {
    event.clipboardData?.setData('text/html', html);
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
  };
  document.addEventListener('copy', fill);
  document.execCommand('copy');
  document.removeEventListener('copy', fill);
}

/**
 * @param {HTMLTableElement} table
 * @param {string} caption
 * @param {readonly string[]} notes
 */
function tableHtml(table, caption, notes) {
  const rows = [...table.rows].map((row) => {
    const cells = [...row.cells].map((cell) => {
      const tag = cell.tagName.toLowerCase();
      const spans = [
        cell.rowSpan > 1 ? ` rowspan="${cell.rowSpan}"` : '',
        cell.colSpan > 1 ? ` colspan="${cell.colSpan}"` : '',
      ].join('');
      const text = (cell.textContent ?? '').replace(/\s+/g, ' ').trim();
      return `<${tag}${spans}>${escaped(guarded(text))}</${tag}>`;
    });
    return `<tr>${cells.join('')}</tr>`;
  });
  const paragraphs = notes.map((note) => `<p>${escaped(note)}</p>`);
  return `<p><b>${escaped(caption)}</b></p><table border="1">${rows.join('')}</table>${paragraphs.join('')}`;
}

/** @param {string} text */
function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
