import { createHash } from 'node:crypto';
import type { Chart, Report, ReportBlock } from './contract.ts';
import { escapeHtmlLine, escapeHtmlLines } from './escape-html.ts';
import { htmlPlainTable, htmlTable, isWide } from './html-table.ts';
import { reportStyle } from './report-style.ts';
import { withOwnIds } from './svg-ids.ts';

/**
 * The report as one HTML file that asks for nothing: no script, no font, no picture from elsewhere, and a policy in
 * its head that would refuse them. For screen, phone and A4 paper. `charts` holds the SVG of each chart by its id; a chart that isn't there is
 * given in words. All text is escaped. The same report gives the same bytes.
 */
export function renderReport(report: Report, charts: ReadonlyMap<string, string>): string {
  const ids = idGiver(['top', 'main', 'contents']);
  const tables = new Map<string, string>();
  const sections = report.sections.map((section) => ({
    ...section,
    anchor: ids(section.id),
    blocks: section.blocks.map((block) => {
      const anchor = ids(anchorOf(block));
      if (block.kind === 'table') tables.set(block.table.id, anchor);
      return { block, anchor };
    }),
  }));
  const style = reportStyle(report.banner !== null);
  const contents = sections.map(
    ({ anchor, title }) => `<li><a href="#${anchor}">${escapeHtmlLine(title)}</a></li>`,
  );
  const list = sections.flatMap(({ blocks }) =>
    blocks.flatMap(({ block, anchor }) => {
      const name = listedName(block);
      return name === null ? [] : [`<li><a href="#${anchor}">${escapeHtmlLine(name)}</a></li>`];
    }),
  );
  const body = sections.map(({ anchor, title, blocks }) =>
    [
      `<section aria-labelledby="${anchor}"${opensWide(blocks.map(({ block }) => block)) ? ' class="wide-first"' : ''}>`,
      `<h2 id="${anchor}">${escapeHtmlLine(title)}</h2>`,
      ...blocks.map((placed) => htmlBlock(placed.block, placed.anchor, charts, tables)),
      '</section>',
    ].join('\n'),
  );
  return `${[
    '<!doctype html>',
    '<html lang="en-GB">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policyFor(style)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escapeHtmlLine(report.title)}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body id="top">',
    '<a class="skip" href="#main">Skip to main content</a>',
    ...(report.banner === null
      ? []
      : [`<div class="banner" role="note">${escapeHtmlLines(report.banner)}</div>`]),
    '<header>',
    `<h1>${escapeHtmlLine(report.title)}</h1>`,
    ...(report.subtitle === '' ? [] : [`<p class="subtitle">${escapeHtmlLines(report.subtitle)}</p>`]),
    '</header>',
    '<nav aria-labelledby="contents">',
    '<h2 id="contents">Contents</h2>',
    `<ol>\n${contents.join('\n')}\n</ol>`,
    ...(list.length === 0
      ? []
      : [
          `<details><summary>Tables and figures (${list.length})</summary>\n<ul>\n${list.join('\n')}\n</ul></details>`,
        ]),
    '</nav>',
    '<main id="main">',
    ...body,
    '</main>',
    `<footer><p>${escapeHtmlLines(report.credit)}</p></footer>`,
    '</body>',
    '</html>',
  ].join('\n')}\n`;
}

function htmlBlock(
  block: ReportBlock,
  anchor: string,
  charts: ReadonlyMap<string, string>,
  tables: ReadonlyMap<string, string>,
): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p>${escapeHtmlLines(block.text)}</p>`;
    case 'list':
      return `<ul>\n${block.items.map((item) => `<li>${escapeHtmlLines(item)}</li>`).join('\n')}\n</ul>`;
    case 'table':
      return htmlTable(block.table, anchor);
    case 'plain-table':
      return htmlPlainTable(block.caption, block.headers, block.rows, anchor);
    case 'quotes':
      return block.quotes
        .map(
          ({ text, label }) =>
            `<figure class="quote"><blockquote><p>${escapeHtmlLines(text)}</p></blockquote><figcaption>${escapeHtmlLine(label)}</figcaption></figure>`,
        )
        .join('\n');
    case 'chart': {
      const { chart } = block;
      const svg = charts.get(chart.id);
      const picture =
        svg === undefined
          ? `<p><b>${escapeHtmlLine(chart.title)}.</b> ${escapeHtmlLines(chart.description)}</p>`
          : `<div class="scroll" role="region" tabindex="0" aria-label="${escapeHtmlLine(chart.title)}">${withOwnIds(svg, anchor)}</div>`;
      return `<figure id="${anchor}">\n${picture}\n<figcaption>${captionOf(chart, tables.get(chart.table))}</figcaption>\n</figure>`;
    }
  }
}

/** Whether a section's first table or chart is a wide table: on paper, its heading then goes along onto the page on its side. */
function opensWide(blocks: readonly ReportBlock[]): boolean {
  const first = blocks.find((block) => block.kind !== 'paragraph' && block.kind !== 'list');
  return first?.kind === 'table' && isWide(first.table);
}

/** A figure of the report by its own name ("Figure-B.1" is Figure B.1), any other chart as the chart of its table. */
export function figureName(chart: Pick<Chart, 'id' | 'table'>): string {
  if (isNamed(chart)) return chart.id.replace(/^figure[-_ ]/i, 'Figure ');
  return `Chart of Table ${chart.table}`;
}

function isNamed(chart: Pick<Chart, 'id' | 'table'>): boolean {
  return /^figure\b/i.test(chart.id) || chart.table === '';
}

function captionOf(chart: Chart, table: string | undefined): string {
  const name = escapeHtmlLine(figureName(chart));
  if (table === undefined) return `${name}.`;
  const link = (text: string) => `<a href="#${table}">${text}</a>`;
  const tableName = escapeHtmlLine(`Table ${chart.table}`);
  return isNamed(chart) ? `${name}. The figures are in ${link(tableName)}.` : `Chart of ${link(tableName)}.`;
}

function listedName(block: ReportBlock): string | null {
  if (block.kind === 'table') return `Table ${block.table.id}: ${block.table.caption}`;
  if (block.kind === 'chart') return `${figureName(block.chart)}: ${block.chart.title}`;
  return null;
}

function anchorOf(block: ReportBlock): string {
  if (block.kind === 'table') return `table-${block.table.id}`;
  if (block.kind === 'chart') return `chart-${block.chart.id}`;
  return block.kind;
}

/** Gives each name an id fit for HTML, a fragment and CSS, and no id twice. */
function idGiver(taken: readonly string[]): (name: string) => string {
  const given = new Set(taken);
  return (name) => {
    const slug = name
      .replace(/[^A-Za-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .toLowerCase()
      .slice(0, 80);
    const wanted = /^[a-z]/.test(slug) ? slug : `part-${slug}`;
    let id = wanted;
    for (let copy = 2; given.has(id); copy += 1) id = `${wanted}-${copy}`;
    given.add(id);
    return id;
  };
}

/** Nothing may be loaded or run; the one style sheet is known by its hash. */
function policyFor(style: string): string {
  const hash = createHash('sha256').update(style).digest('base64');
  return `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
}
