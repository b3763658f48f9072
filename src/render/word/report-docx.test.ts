import { describe, expect, it } from 'vitest';
import type { Report, ReportBlock, Table } from '../contract.ts';
import { comparison, distribution, report, stubTable, twoLevelTable } from '../testing/samples.ts';
import { renderReportDocx } from './report-docx.ts';
import { all, blocksOf, gridOf, openDocx, textOf, value, type XmlElement } from './testing/read-docx.ts';

/** The head of a PNG of 400 by 200 pixels: all that is read of it. */
const png = new Uint8Array([
  0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 1, 0x90, 0, 0, 0, 200,
]);
const svg =
  '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100"><rect width="9" height="9"/></svg>';
const pictures = new Map([
  [distribution.id, { svg, png }],
  [comparison.id, { svg, png }],
]);
const bytes = await renderReportDocx(report, pictures);
const docx = openDocx(bytes);
const paragraphs = all(docx.body, 'w:p');
const styled = (style: string) => paragraphs.filter((each) => value(each, 'w:pStyle') === style);
const tables = all(docx.body, 'w:tbl');

/** A table of as many columns of figures as wanted. */
function wideTable(columns: number): Table {
  const [column] = twoLevelTable.columns;
  const [cell] = twoLevelTable.rows[0]?.cells ?? [];
  if (column === undefined || cell === undefined) throw new Error('the sample has changed');
  return {
    ...twoLevelTable,
    id: 'W.1',
    columns: Array.from({ length: columns }, () => ({ ...column, group: null })),
    rows: twoLevelTable.rows.map((row) => ({ ...row, cells: Array.from({ length: columns }, () => cell) })),
  };
}

const withBlocks = (...blocks: readonly ReportBlock[]): Report => ({
  ...report,
  sections: [{ id: 'one', title: 'One', blocks }],
});

describe('tables in Word', () => {
  it('hold the figures as they are printed, rounded once, under both header levels', () => {
    // 23 of 40 is 57.5 %: half away from zero.
    expect(gridOf(tables[1] as XmlElement)).toEqual([
      ['Statement', 'Probation', null, 'CRS', null],
      [null, '% agreement (n=40)', 'Mean (SD)', '% agreement (n=160)', 'Mean (SD)'],
      ['Should be enforced', '58', '5.40 (2.10)', '51', '[c]'],
      ['Is timely', '45', '4.19 (2.03)', 'n/a', 'n/a'],
    ]);
    expect(gridOf(tables[2] as XmlElement)).toEqual([
      ['Type', 'Who', 'Question', '% present (n)'],
      ['PWB', 'CRS', 'First', '33 (11)'],
      [null, 'Probation', 'First', '32 (16)'],
      ['D&R', 'Probation', 'Second', '42 (13)'],
    ]);
    expect(gridOf(tables[0] as XmlElement)).toEqual([
      ['Reason', 'Rows'],
      ['No consent', '9'],
      ['Test rows', '1,007'],
    ]);
  });

  it('mark their header rows, and no others, to be repeated, and split no row', () => {
    const headers = tables.map((table) => all(table, 'w:tr').map((row) => all(row, 'w:tblHeader').length));
    expect(headers).toEqual([
      [1, 0, 0],
      [1, 1, 0, 0],
      [1, 0, 0, 0],
    ]);
    for (const row of all(docx.body, 'w:tr')) expect(all(row, 'w:cantSplit')).toHaveLength(1);
    for (const table of tables) {
      const look = all(table, 'w:tblLook')[0]?.attributes;
      expect([look?.get('w:firstRow'), look?.get('w:firstColumn')]).toEqual(['true', 'true']);
    }
  });

  it('line figures of a column up at one decimal tab stop, and centre what stands in their place', () => {
    const cells = all(tables[1] as XmlElement, 'w:tr').map((row) => all(row, 'w:tc'));
    const stops = cells.slice(2).map((row) => row.slice(1).map((cell) => all(cell, 'w:tab')[0]?.attributes));
    expect(stops[0]?.[1]?.get('w:val')).toBe('decimal');
    expect(stops[0]?.[1]?.get('w:pos')).toBe(stops[1]?.[1]?.get('w:pos'));
    expect(stops[0]?.[3]).toBeUndefined();
    expect(value(cells[2]?.[4] as XmlElement, 'w:pStyle')).toBe('TableNoValue');
    expect(value(cells[2]?.[2] as XmlElement, 'w:pStyle')).toBe('TableNumber');
  });

  it('let a row split that may be higher than a page', async () => {
    const long = {
      ...stubTable,
      rows: stubTable.rows.map((row) => ({ ...row, label: 'word '.repeat(4000) })),
    };
    const { body } = openDocx(await renderReportDocx(withBlocks({ kind: 'table', table: long }), new Map()));
    expect(all(body, 'w:tr').map((row) => all(row, 'w:cantSplit').length)).toEqual([1, 0, 0, 0]);
  });

  it('carry notes, source and warnings', () => {
    expect(styled('TableNote').map(textOf)).toEqual([
      'Positive responses were 5 to 7.',
      'Source: Questionnaires, Phase 1.',
    ]);
    expect(styled('TableWarning').map(textOf)).toEqual([
      'SYNTHETIC DATA: made-up answers, not those of real respondents.',
      'Not cleared for publication.',
    ]);
  });

  it('stand on a page on its side where they are wide, with the heading and text that lead to them', async () => {
    const wide = withBlocks(
      { kind: 'paragraph', text: 'Before.' },
      { kind: 'table', table: wideTable(9) },
      { kind: 'paragraph', text: 'After.' },
    );
    const { body } = openDocx(await renderReportDocx(wide, new Map()));
    const sections = all(body, 'w:sectPr').map((section) => all(section, 'w:pgSz')[0]?.attributes);
    expect(sections.map((size) => [size?.get('w:w'), size?.get('w:h'), size?.get('w:orient')])).toEqual([
      ['11906', '16838', 'portrait'],
      ['16838', '11906', 'landscape'],
      ['11906', '16838', 'portrait'],
    ]);
    const ends = blocksOf(body).flatMap((block, index) => (all(block, 'w:sectPr').length > 0 ? [index] : []));
    const place = (text: string) => blocksOf(body).findLastIndex((block) => textOf(block) === text);
    expect(place('One')).toBeGreaterThan(ends[0] ?? 0);
    expect(place('Before.')).toBeLessThan(ends[1] ?? 0);
    expect(place('After.')).toBeGreaterThan(ends[1] ?? 0);
  });
});

describe('captions and lists in Word', () => {
  it('name tables and figures by the report’s own ids, whose numbers are SEQ fields set to them', () => {
    expect(styled('TableCaption').map(textOf)).toEqual([
      'Who was left out',
      'Table S.1: Enforcement',
      'Table S.2: Co-location',
    ]);
    expect(styled('FigureCaption').map(textOf)).toEqual([
      'Chart of Table S.1: Perceptions of referral',
      'Figure S.1: Perceptions of referral',
    ]);
    const fields = all(docx.body, 'w:fldSimple').map((field) => [
      field.attributes.get('w:instr'),
      textOf(field),
    ]);
    expect(fields).toEqual([
      ['SEQ Table \\* ARABIC \\r 1', '1'],
      ['SEQ Table \\* ARABIC \\r 2', '2'],
      ['SEQ Figure \\* ARABIC \\r 1', '1'],
    ]);
  });

  it('has no SEQ field where an id ends in no number of its own', async () => {
    for (const id of ['R.ACC', 'B.01', '٣', 'B.12345678', '']) {
      const blocks = withBlocks({ kind: 'table', table: { ...stubTable, id } });
      const { body } = openDocx(await renderReportDocx(blocks, new Map()));
      expect(all(body, 'w:fldSimple')).toEqual([]);
      expect(textOf(body)).toContain(`Table ${id}: Co-location`);
    }
  });

  it('lists contents, tables and figures in full before any field is updated, each entry a link that leads somewhere', () => {
    const bookmarks = all(docx.body, 'w:bookmarkStart').map((mark) => mark.attributes.get('w:name'));
    expect(new Set(bookmarks).size).toBe(bookmarks.length);
    for (const link of all(docx.body, 'w:hyperlink'))
      expect(bookmarks).toContain(link.attributes.get('w:anchor'));
    expect(styled('TOC1').map(textOf)).toEqual(styled('Heading1').map(textOf));
    expect(styled('TableofFigures').map(textOf)).toEqual(
      [...styled('TableCaption').slice(1), ...styled('FigureCaption')].map(textOf),
    );
    expect(all(docx.body, 'w:instrText').map((each) => each.children.join(''))).toEqual([
      ' TOC \\o "1-1" \\h \\z \\u ',
      ' TOC \\h \\z \\t "Table Caption" \\c ',
      ' TOC \\h \\z \\t "Figure Caption" \\c ',
    ]);
    const characters = all(docx.body, 'w:fldChar').map((each) => each.attributes.get('w:fldCharType'));
    expect(characters).toEqual(Array.from({ length: 3 }, () => ['begin', 'separate', 'end']).flat());
  });

  it('leads from a figure to the table it was drawn from', () => {
    expect(styled('FigureNote').map(textOf)).toEqual([
      'The figures are in Table S.1.',
      'The figures are in Table S.1.',
    ]);
  });
});

describe('figures in Word', () => {
  it('are SVG with a PNG for others, and say what they show', () => {
    const drawings = all(docx.body, 'wp:docPr').map(({ attributes }) => Object.fromEntries(attributes));
    expect(drawings).toEqual([
      {
        id: '1',
        name: 'Chart of Table S.1',
        title: 'Perceptions of referral',
        descr: '% of those who gave a rating. Most agree.',
      },
      { id: '2', name: 'Figure S.1', title: 'Perceptions of referral', descr: '% agreement. ACC is lowest.' },
    ]);
    expect(all(docx.body, 'a:blip')).toHaveLength(2);
    expect(all(docx.body, 'asvg:svgBlip')).toHaveLength(2);
    const media = docx.paths.filter((path) => path.startsWith('word/media/')).map((path) => path.slice(-4));
    expect(media).toEqual(['.png', '.svg']);
    const [extent] = all(docx.body, 'wp:extent');
    // Half of the PNG's pixels, in 914,400ths of an inch.
    expect([extent?.attributes.get('cx'), extent?.attributes.get('cy')]).toEqual(['1905000', '952500']);
  });

  it('are words where there is no picture', async () => {
    const { body, paths } = openDocx(await renderReportDocx(report, new Map()));
    expect(all(body, 'w:drawing')).toEqual([]);
    expect(paths.filter((path) => path.includes('media'))).toEqual([]);
    const words = all(body, 'w:p').filter((each) => value(each, 'w:pStyle') === 'FigureInWords');
    expect(words.map(textOf)).toEqual([
      '% of those who gave a rating. Most agree.',
      '% agreement. ACC is lowest.',
    ]);
  });
});

describe('the Word document', () => {
  it('gets every look from a style, and each style is there', () => {
    const styles = all(docx.xml('word/styles.xml'), 'w:style').map((each) =>
      each.attributes.get('w:styleId'),
    );
    expect(new Set(styles).size).toBe(styles.length);
    for (const name of ['w:pStyle', 'w:rStyle', 'w:tblStyle']) {
      for (const used of all(docx.body, name)) expect(styles).toContain(used.attributes.get('w:val'));
    }
    expect(all(docx.body, 'w:rPr')).toEqual([]);
    expect(all(docx.body, 'w:tblBorders')).toEqual([]);
    expect(all(docx.body, 'w:shd')).toEqual([]);
  });

  it('says its language and title, and no time', () => {
    const core = docx.xml('docProps/core.xml');
    expect(all(core, 'dc:title').map(textOf)).toEqual(['Evaluation']);
    expect(all(core, 'dc:language').map(textOf)).toEqual(['en-GB']);
    expect(all(core, 'dcterms:created')).toEqual([]);
    const defaults = all(docx.xml('word/styles.xml'), 'w:docDefaults')[0] as XmlElement;
    expect(value(defaults, 'w:lang')).toBe('en-GB');
  });

  it('has the banner across the top and the page number at the foot of every page', async () => {
    // A section without a header of its own takes over that of the one before.
    const [first] = all(docx.body, 'w:sectPr');
    expect(all(first as XmlElement, 'w:headerReference')).toHaveLength(1);
    expect(textOf(docx.xml('word/header1.xml'))).toBe('Synthetic data.');
    expect(textOf(docx.xml('word/footer1.xml'))).toContain('Page ');
    const real = openDocx(await renderReportDocx({ ...report, banner: null }, pictures));
    expect(real.paths.filter((path) => path.includes('header'))).toEqual([]);
  });

  it('is the same bytes again, in another time zone, and later', async () => {
    const zone = process.env['TZ'];
    try {
      process.env['TZ'] = 'Pacific/Kiritimati';
      expect(new Date('2026-01-01T00:00:00Z').getHours()).toBe(14);
      expect(Buffer.from(await renderReportDocx(report, pictures)).equals(bytes)).toBe(true);
    } finally {
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
    }
  });

  it('has all kinds of block, and none', async () => {
    const quoted = withBlocks({ kind: 'quotes', quotes: [{ text: 'It\nhelped', label: 'PQ, Wales' }] });
    const { body } = openDocx(await renderReportDocx(quoted, new Map()));
    const styles = all(body, 'w:p').map((each) => value(each, 'w:pStyle'));
    expect(styles.filter((style) => style?.startsWith('Quote'))).toEqual(['Quote', 'QuoteLabel']);
    expect(textOf(body)).toContain('It\nhelped');
    expect(styled('ListBullet').map(textOf)).toEqual(['One', 'Two']);
    const empty = openDocx(
      await renderReportDocx({ ...report, sections: [], credit: '', subtitle: '' }, new Map()),
    );
    expect(textOf(empty.body)).toBe('Evaluation');
  });
});
