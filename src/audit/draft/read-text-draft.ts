import { type Draft, type DraftBlock, type DraftCell, paragraph } from './draft.ts';

/**
 * Markdown or plain text as a draft. Lines up to a blank one are a paragraph, `#` a heading, `-`, `*`, `1.` a list item, `>` a
 * quotation, `|` a row of a table. Emphasis, links and raised note marks are taken for what they show.
 */
export function readTextDraft(text: string): Draft {
  const blocks: DraftBlock[] = [];
  let lines: string[] = [];
  let rows: DraftCell[][] = [];
  const endParagraph = (): void => {
    const said = plain(lines.join(' '));
    if (said !== '') blocks.push(paragraph(said));
    lines = [];
  };
  const endTable = (): void => {
    if (rows.length > 0) blocks.push({ kind: 'table', rows, headerRows: 1 });
    rows = [];
  };
  for (const line of text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/)) {
    if (/^\s*\|.*\|\s*$/.test(line)) {
      endParagraph();
      if (!/^\s*\|[\s|:-]+\|\s*$/.test(line)) rows.push(cellsOf(line));
      continue;
    }
    endTable();
    const heading = /^(#{1,6})\s+(.*)$/.exec(line);
    const item = /^\s*(?:[-*+•]|\d{1,3}[.)])\s+(.*)$/.exec(line);
    const quote = /^\s*>\s?(.*)$/.exec(line);
    if (
      heading !== null ||
      item !== null ||
      quote !== null ||
      line.trim() === '' ||
      /^\s*-{3,}\s*$/.test(line)
    )
      endParagraph();
    if (heading !== null)
      blocks.push(paragraph(plain(heading[2] ?? ''), 'heading', (heading[1] ?? '').length));
    else if (quote !== null) blocks.push(paragraph(plain(quote[1] ?? ''), 'quote'));
    else if (item !== null) blocks.push(paragraph(plain(item[1] ?? ''), 'list'));
    else if (!/^\s*-{3,}\s*$/.test(line)) lines.push(line.trim());
  }
  endTable();
  endParagraph();
  return { blocks: blocks.filter((block) => block.kind === 'table' || block.text !== '') };
}

function cellsOf(line: string): DraftCell[] {
  const inner = line.trim().replace(/^\||\|$/g, '');
  return inner
    .split(/(?<!\\)\|/)
    .map((text, column) => ({ text: plain(text), column, span: 1, continued: false }));
}

function plain(text: string): string {
  return text
    .replace(/<sup>[^<]*<\/sup>/gi, '')
    .replace(/<br\s*\/?>/gi, ' ')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\*\*|__|`/g, '')
    .replace(/(^|[\s(])[*_](\S[^*_]*\S|\S)[*_](?=[\s).,;:]|$)/g, '$1$2')
    .replace(/\\([\\`*_{}[\]()#+.!|-])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}
