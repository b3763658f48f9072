import sax from 'sax';
import { type Draft, type DraftBlock, type DraftCell, type DraftRole, paragraph } from './draft.ts';

const UNSEEN = new Set(['script', 'style', 'head', 'svg', 'template', 'noscript', 'nav', 'button', 'select']);
const BREAKS = new Set([
  'p',
  'div',
  'section',
  'header',
  'footer',
  'main',
  'article',
  'aside',
  'ul',
  'ol',
  'dl',
  'dd',
  'dt',
  'figure',
  'details',
  'summary',
  'br',
  'hr',
]);

/** A web page as a draft: headings, paragraphs, list items, captions and tables; pictures, scripts and menus left out. */
export function readHtmlDraft(html: string): Draft {
  const blocks: DraftBlock[] = [];
  let text = '';
  let role: DraftRole = 'text';
  let level = 0;
  let unseen = 0;
  let raised = 0;
  let rows: DraftCell[][] | null = null;
  let headerRows = 0;
  let cells: DraftCell[] = [];
  let cell: { column: number; span: number; down: number } | null = null;
  let inHead = false;
  const down = new Map<number, number>();

  const end = (): void => {
    const said = text.replace(/\s+/g, ' ').trim();
    if (said !== '' && cell === null) blocks.push(paragraph(said, role, role === 'heading' ? level : 0));
    if (cell === null) text = '';
  };
  const nextColumn = (): number => {
    let column = cells.reduce((most, each) => Math.max(most, each.column + each.span), 0);
    for (let left = down.get(column) ?? 0; left > 0; left = down.get(column) ?? 0) {
      down.set(column, left - 1);
      cells.push({ text: '', column, span: 1, continued: true });
      column += 1;
    }
    return column;
  };
  const endCell = (): void => {
    if (cell === null) return;
    cells.push({
      text: text.replace(/\s+/g, ' ').trim(),
      column: cell.column,
      span: cell.span,
      continued: false,
    });
    for (let at = 0; cell.down > 1 && at < cell.span; at += 1) down.set(cell.column + at, cell.down - 1);
    cell = null;
    text = '';
  };
  const endRow = (): void => {
    endCell();
    if (rows === null || cells.length === 0) return;
    nextColumn();
    if (inHead) headerRows += 1;
    rows.push(cells);
    cells = [];
  };

  const reader = sax.parser(false, { lowercase: true });
  reader.onopentag = ({ name, attributes }) => {
    if (UNSEEN.has(name)) unseen += 1;
    if (name === 'sup') raised += 1;
    if (unseen > 0) return;
    const heading = /^h([1-6])$/.exec(name)?.[1];
    if (heading !== undefined) {
      end();
      role = 'heading';
      level = Number(heading);
    } else if (name === 'li' || name === 'caption' || name === 'figcaption' || name === 'blockquote') {
      end();
      role = name === 'li' ? 'list' : name === 'blockquote' ? 'quote' : 'caption';
    } else if (name === 'table') {
      end();
      rows = [];
      headerRows = 0;
      down.clear();
    } else if (name === 'thead') inHead = true;
    else if (name === 'tr') endRow();
    else if (name === 'td' || name === 'th') {
      endCell();
      text = '';
      const span = Number(/^\d{1,3}$/.exec(String(attributes['colspan'] ?? '1'))?.[0] ?? 1);
      const rowspan = Number(/^\d{1,3}$/.exec(String(attributes['rowspan'] ?? '1'))?.[0] ?? 1);
      cell = { column: nextColumn(), span: Math.max(1, span), down: rowspan };
    } else if (BREAKS.has(name)) {
      if (cell === null) end();
      else text += ' ';
    }
  };
  reader.ontext = (said) => {
    if (unseen === 0 && raised === 0) text += said;
  };
  reader.onclosetag = (name) => {
    if (UNSEEN.has(name)) unseen -= 1;
    if (name === 'sup') raised -= 1;
    if (unseen > 0) return;
    if (
      /^h[1-6]$/.test(name) ||
      name === 'li' ||
      name === 'caption' ||
      name === 'figcaption' ||
      name === 'blockquote'
    ) {
      end();
      role = 'text';
    } else if (name === 'td' || name === 'th') endCell();
    else if (name === 'tr') endRow();
    else if (name === 'thead') inHead = false;
    else if (name === 'table') {
      endRow();
      if (rows !== null && rows.length > 0) blocks.push({ kind: 'table', rows, headerRows });
      rows = null;
    } else if (BREAKS.has(name)) end();
  };
  // What follows a first closed element would be text to the parser.
  reader.write(`<main>${html}</main>`).close();
  end();
  return { blocks };
}
