import { strFromU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Report, Table } from '../contract.ts';
import { distribution, hostileTexts, stubTable, twoLevelTable } from '../testing/samples.ts';
import { visibleLine, visibleOrder, visibleText } from '../visible-text.ts';
import { renderReportDocx } from './report-docx.ts';
import { all, openDocx, textOf } from './testing/read-docx.ts';

/** The head of a PNG of 400 by 200 pixels: all that is read of it. */
const png = new Uint8Array([
  0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 1, 0x90, 0, 0, 0, 200,
]);
const svg =
  '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100"><rect width="9" height="9"/></svg>';
describe('the Word document', () => {
  it('shows hostile text whole in every place, and only shows it', async () => {
    const structure = async (text: string) => {
      const opened = openDocx(
        await renderReportDocx(hostile(text), new Map([[distribution.id, { svg, png }]])),
      );
      for (const path of opened.paths) if (/\.(xml|rels)$/.test(path)) opened.xml(path);
      return { opened, text: textOf(opened.body) };
    };
    for (const text of hostileTexts.filter((candidate) => candidate.trim() !== '')) {
      const { opened, text: shown } = await structure(text);
      const whole = visibleText(text);
      // Paragraph, list, quote, two cells and two headers a plain table, labels, notes: on lines of their own.
      expect(shown.split(whole).length).toBeGreaterThan(8);
      expect(shown).toContain(`Table S.2: ${visibleOrder(visibleLine(text))}`);
      expect(textOf(opened.xml('word/header1.xml'))).toBe(whole);
      const [drawing] = all(opened.body, 'wp:docPr');
      expect(drawing?.attributes.get('descr')).toContain(whole);
      const instructions = all(opened.body, 'w:instrText').map((each) => each.children.join(''));
      expect(instructions.every((each) => /^ TOC [\\a-zA-Z0-9" -]*$/.test(each))).toBe(true);
      const relations = strFromU8(opened.parts['word/_rels/document.xml.rels'] ?? new Uint8Array());
      expect(relations).not.toContain('TargetMode="External"');
    }
  });
});

function hostile(text: string): Report {
  const table: Table = {
    ...stubTable,
    caption: text,
    notes: [text],
    source: `Source ${text}`,
    stubHeaders: [text, text, text],
    rows: stubTable.rows.map((row) => ({ ...row, label: text, stub: [text, text] })),
  };
  return {
    title: text,
    subtitle: text,
    banner: text,
    credit: text,
    sections: [
      {
        id: text,
        title: text,
        blocks: [
          { kind: 'paragraph', text },
          { kind: 'list', items: [text] },
          { kind: 'quotes', quotes: [{ text, label: text }] },
          { kind: 'plain-table', caption: text, headers: [text, text], rows: [[text, `x${text}`]] },
          { kind: 'table', table },
          {
            kind: 'table',
            table: {
              ...twoLevelTable,
              id: text,
              columns: twoLevelTable.columns.map((column) => ({ ...column, group: text, label: text })),
            },
          },
          { kind: 'chart', chart: { ...distribution, title: text, description: text } },
        ],
      },
    ],
  };
}
