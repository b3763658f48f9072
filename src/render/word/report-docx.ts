import { type FileChild, Paragraph, TextRun } from '#docx';
import type { Report, ReportBlock } from '../contract.ts';
import { figureName } from '../html.ts';
import { bookmarkGiver, captionText, headingParagraph, linkedList, type Target } from './word-fields.ts';
import { figureParagraphs, type Picture } from './word-figure.ts';
import { packDocument } from './word-package.ts';
import { type Stretch, sectionsOf } from './word-page.ts';
import { STYLES } from './word-styles.ts';
import { plainTable, tableStretch } from './word-table.ts';
import { textRuns, wordLine } from './word-text.ts';

/**
 * The report as a Word document: title, contents, lists of tables and figures, then its sections in reading order, wide tables
 * on pages on their side, the banner across the top of every page. `pictures` holds each chart by its id; a chart that isn't there is
 * given in words. The same report gives the same bytes.
 */
export async function renderReportDocx(
  report: Report,
  pictures: ReadonlyMap<string, Picture>,
): Promise<Uint8Array> {
  const sections = placeBlocks(report);
  const tables = new Map(
    sections.flatMap(({ blocks }) =>
      blocks.flatMap(({ block, anchor }) =>
        block.kind === 'table'
          ? [[block.table.id, { anchor, text: wordLine(`Table ${block.table.id}`) }] as const]
          : [],
      ),
    ),
  );
  const stretches = sections.flatMap((section, index) => {
    const [first, ...rest] = section.blocks.map((placed) => blockStretch(placed, pictures, tables));
    const heading = headingParagraph(section.target, index === 0);
    const opening = [heading, ...(first?.children ?? [])];
    return ledBy([{ landscape: first?.landscape ?? false, children: opening }, ...rest], section.blocks);
  });
  return packDocument(
    sectionsOf(
      [
        { landscape: false, children: frontMatter(report, sections) },
        ...stretches,
        { landscape: false, children: credit(report.credit) },
      ],
      report.banner,
    ),
    { title: report.title, description: report.subtitle },
  );
}

interface PlacedBlock {
  readonly block: ReportBlock;
  readonly anchor: string;
}

interface PlacedSection {
  readonly target: Target;
  readonly blocks: readonly PlacedBlock[];
}

function placeBlocks(report: Report): readonly PlacedSection[] {
  const give = bookmarkGiver();
  return report.sections.map(({ id, title, blocks }) => ({
    target: { anchor: give(`Section ${id}`), text: wordLine(title) },
    blocks: blocks.map((block) => ({ block, anchor: give(anchorName(block)) })),
  }));
}

function anchorName(block: ReportBlock): string {
  if (block.kind === 'table') return `Table ${block.table.id}`;
  if (block.kind === 'chart') return figureName(block.chart);
  return block.kind;
}

function frontMatter(report: Report, sections: readonly PlacedSection[]): readonly FileChild[] {
  const blocks = sections.flatMap((section) => section.blocks);
  const tables = blocks.flatMap(({ block, anchor }) =>
    block.kind === 'table'
      ? [{ anchor, text: captionText(`Table ${block.table.id}`, block.table.caption) }]
      : [],
  );
  const figures = blocks.flatMap(({ block, anchor }) =>
    block.kind === 'chart' ? [{ anchor, text: captionText(figureName(block.chart), block.chart.title) }] : [],
  );
  return [
    new Paragraph({ style: STYLES.title, children: [new TextRun(wordLine(report.title))] }),
    ...(report.subtitle === ''
      ? []
      : [new Paragraph({ style: STYLES.subtitle, children: textRuns(report.subtitle) })]),
    ...listUnder(
      'Contents',
      linkedList(
        'contents',
        sections.map(({ target }) => target),
      ),
    ),
    ...listUnder('Tables', linkedList('table', tables)),
    ...listUnder('Figures', linkedList('figure', figures)),
  ];
}

/** A heading and the text under it go along with the table they lead to, onto a page on its side too. */
function ledBy(stretches: readonly Stretch[], blocks: readonly PlacedBlock[]): readonly Stretch[] {
  const first = blocks.findIndex(({ block }) => block.kind !== 'paragraph' && block.kind !== 'list');
  const landscape = stretches[first]?.landscape ?? false;
  return stretches.map((stretch, index) => (index < first ? { ...stretch, landscape } : stretch));
}

function listUnder(title: string, entries: readonly Paragraph[]): readonly Paragraph[] {
  if (entries.length === 0) return [];
  return [new Paragraph({ style: STYLES.contentsHeading, children: [new TextRun(title)] }), ...entries];
}

function credit(text: string): readonly Paragraph[] {
  return text === '' ? [] : [new Paragraph({ style: STYLES.credit, children: textRuns(text) })];
}

function blockStretch(
  { block, anchor }: PlacedBlock,
  pictures: ReadonlyMap<string, Picture>,
  tables: ReadonlyMap<string, Target>,
): Stretch {
  if (block.kind === 'table') return tableStretch(block.table, anchor);
  return { landscape: false, children: blockChildren(block, anchor, pictures, tables) };
}

function blockChildren(
  block: Exclude<ReportBlock, { kind: 'table' }>,
  anchor: string,
  pictures: ReadonlyMap<string, Picture>,
  tables: ReadonlyMap<string, Target>,
): readonly FileChild[] {
  switch (block.kind) {
    case 'paragraph':
      return [new Paragraph({ children: textRuns(block.text) })];
    case 'list':
      return block.items.map((item) => new Paragraph({ style: STYLES.list, children: textRuns(item) }));
    case 'plain-table':
      return plainTable(block.caption, block.headers, block.rows);
    case 'quotes':
      return block.quotes.flatMap(({ text, label }) => [
        new Paragraph({ style: STYLES.quote, keepNext: true, children: textRuns(text) }),
        new Paragraph({ style: STYLES.quoteLabel, children: textRuns(label) }),
      ]);
    case 'chart':
      return figureParagraphs(
        block.chart,
        pictures.get(block.chart.id),
        anchor,
        tables.get(block.chart.table),
      );
  }
}
