import { describe, expect, it } from 'vitest';
import { readHtmlDraft } from './read-html-draft.ts';
import { readTextDraft } from './read-text-draft.ts';

describe('Markdown and text', () => {
  it('give headings, paragraphs of several lines, lists, quotations and tables, without their marks', () => {
    const text =
      '# One\n\n**75%** of\nthem<sup>3</sup>.\n\n- first [link](x)\n> said\n\n**Table 1: x**\n\n| A | B |\n| --- | ---: |\n| I \\| me | 75 |\n';
    expect(readTextDraft(text).blocks).toEqual([
      { kind: 'paragraph', role: 'heading', level: 1, text: 'One' },
      { kind: 'paragraph', role: 'text', level: 0, text: '75% of them.' },
      { kind: 'paragraph', role: 'list', level: 0, text: 'first link' },
      { kind: 'paragraph', role: 'quote', level: 0, text: 'said' },
      { kind: 'paragraph', role: 'text', level: 0, text: 'Table 1: x' },
      {
        kind: 'table',
        headerRows: 1,
        rows: [
          [
            { text: 'A', column: 0, span: 1, continued: false },
            { text: 'B', column: 1, span: 1, continued: false },
          ],
          [
            { text: 'I | me', column: 0, span: 1, continued: false },
            { text: '75', column: 1, span: 1, continued: false },
          ],
        ],
      },
    ]);
    expect(readTextDraft('').blocks).toEqual([]);
  });
});

describe('a web page', () => {
  it('gives what is seen, with merged cells on the grid', () => {
    const html = `<head><title>no</title></head><style>p{}</style><h2>One</h2><p>75&nbsp;%<sup>2</sup> of <b>them</b></p><svg><text>99</text></svg>
      <table><caption>Table 1: x</caption><thead><tr><th rowspan=2>A<th colspan=2>B</tr><tr><th>C<th>D</tr></thead><tr><td>r<td>1<td>2</table>after`;
    const { blocks } = readHtmlDraft(html);
    expect(blocks.map((block) => (block.kind === 'table' ? 'table' : `${block.role} ${block.text}`))).toEqual(
      ['heading One', 'text 75 % of them', 'caption Table 1: x', 'table', 'text after'],
    );
    expect(blocks[3]).toMatchObject({
      headerRows: 2,
      rows: [
        [
          { text: 'A', column: 0 },
          { text: 'B', column: 1, span: 2 },
        ],
        [{ continued: true }, { text: 'C', column: 1 }, { text: 'D', column: 2 }],
        [{ text: 'r' }, { text: '1' }, { text: '2' }],
      ],
    });
  });
});
