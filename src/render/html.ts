import { createHash } from 'node:crypto';
import { tableFooter } from './cell-text.ts';
import { chartTable } from './chart-table.ts';
import type { Chart, Explorer, Report, ReportBlock } from './contract.ts';
import { escapeHtmlLine, escapeHtmlLines } from './escape-html.ts';
import { explorerJson } from './explorer-json.ts';
import { htmlPlainTable, htmlTable, isWide } from './html-table.ts';
import { reportStyle } from './report-style.ts';
import { withOwnIds } from './svg-ids.ts';
import { reportScript } from './web/report-script.ts';

/** A chart's drawing, and that for small spaces where there is one. */
interface Drawing {
  readonly svg: string;
  readonly small: string | null;
}

/**
 * The report as one HTML file that asks for nothing: no script, no font, no picture from elsewhere, and a policy in
 * its head that would refuse them. For screen, phone and A4 paper. `charts` holds the drawings of each chart by its id; a chart that isn't there is
 * given in words. Its own script adds tools (sort, copy, keep a chart, choose figures); without it everything can be read, but for
 * what the explorer has besides the tables. All text is escaped. The same report gives the same bytes.
 */
export function renderReport(report: Report, charts: ReadonlyMap<string, Drawing>): string {
  const ids = idGiver(['top', 'main', 'contents', 'said', 'choose', 'explorer', 'explored']);
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
  const script = reportScript();
  const explorer = report.explorer === undefined ? null : htmlExplorer(report.explorer, report.banner);
  const contents = withSecond(
    sections.map(({ anchor, title }) => `<li><a href="#${anchor}">${escapeHtmlLine(title)}</a></li>`),
    explorer === null ? null : `<li data-for="explorer" hidden><a href="#choose">${EXPLORER_TITLE}</a></li>`,
  );
  const list = sections.flatMap(({ blocks }) =>
    blocks.flatMap(({ block, anchor }) => {
      const name = listedName(block);
      return name === null ? [] : [`<li><a href="#${anchor}">${escapeHtmlLine(name)}</a></li>`];
    }),
  );
  const parts = sections.map(({ anchor, title, blocks }) =>
    [
      `<section aria-labelledby="${anchor}"${opensWide(blocks.map(({ block }) => block)) ? ' class="wide-first"' : ''}>`,
      `<h2 id="${anchor}">${escapeHtmlLine(title)}</h2>`,
      ...blocks.map((placed) => htmlBlock(placed.block, placed.anchor, charts, tables)),
      '</section>',
    ].join('\n'),
  );
  const body = withSecond(parts, explorer);
  return `${[
    '<!doctype html>',
    '<html lang="en-GB">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policyFor(style, script)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escapeHtmlLine(report.title)}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body id="top">',
    '<a class="skip" href="#main">Skip to main content</a>',
    ...(report.banner === null
      ? []
      : [`<aside class="banner" aria-label="About the data">${escapeHtmlLines(report.banner)}</aside>`]),
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
    `<script>${script}</script>`,
    '</body>',
    '</html>',
  ].join('\n')}\n`;
}

function htmlBlock(
  block: ReportBlock,
  anchor: string,
  charts: ReadonlyMap<string, Drawing>,
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
    case 'chart':
      return htmlChart(block.chart, anchor, charts.get(block.chart.id), tables.get(block.chart.table));
  }
}

function htmlChart(
  chart: Chart,
  anchor: string,
  drawing: Drawing | undefined,
  table: string | undefined,
): string {
  const picture =
    drawing === undefined
      ? `<p><b>${escapeHtmlLine(chart.title)}.</b> ${escapeHtmlLines(chart.description)}</p>`
      : `<div class="scroll full" role="group" tabindex="0" aria-label="${escapeHtmlLine(chart.title)}">${withOwnIds(drawing.svg, anchor)}</div>`;
  const small =
    drawing === undefined || drawing.small === null
      ? ''
      : `\n<div class="small">${withOwnIds(drawing.small, anchor)}</div>`;
  const reading =
    chart.reading === undefined ? '' : `<span class="reading">${escapeHtmlLine(chart.reading)}</span> `;
  const { headers, rows } = chartTable(chart);
  return [
    `<figure id="${anchor}"${small === '' ? '' : ' class="both"'} data-name="${escapeHtmlLine(anchor)}">`,
    `${picture}${small}`,
    `<figcaption id="${anchor}-caption">${reading}${captionOf(chart, table)}</figcaption>`,
    '<details><summary>The figures of this chart as a table</summary>',
    htmlPlainTable(chart.title, headers, rows, `${anchor}-figures`),
    ...footLines(chart).map((line) => `<p class="note">${escapeHtmlLines(line)}</p>`),
    '</details>',
    '</figure>',
  ].join('\n');
}

/** What stands under a chart's figures: measure and base, its notes, source, and whether the answers are made up. */
function footLines(chart: Chart): readonly string[] {
  const { source, warnings } = tableFooter({ ...chart, cleared: true });
  return [chart.subtitle, ...chart.notes, source, ...warnings].filter((line) => line !== '');
}

const EXPLORER_TITLE = 'Choose what you see';

/** The place of the explorer, hidden until the script fills it, and its figures. */
function htmlExplorer(explorer: Explorer, banner: string | null): string {
  const notes = banner === null ? EXPLORER_NOTES : [...EXPLORER_NOTES, banner];
  return [
    '<section id="explorer" aria-labelledby="choose" hidden>',
    `<h2 id="choose">${EXPLORER_TITLE}</h2>`,
    '<p>Every figure here is published in results.csv, suppressed as it is there. Nothing is computed in this page.</p>',
    '<div id="explorer-place"></div>',
    `<script type="application/json" id="explorer-data">${explorerJson(explorer, notes)}</script>`,
    '</section>',
  ].join('\n');
}

const EXPLORER_NOTES = [
  'Answered: those who gave a rating or chose an option; percent, mean and SD are of them. Where a statement was asked for several groups, “All together” pools the answers, so that a respondent counts once for each.',
  '[c] suppressed: too few answers, or a figure with too few could be had by subtraction. [x] nobody answered. [u] undefined: one answer has no standard deviation. n/a: not applicable.',
];

/** The parts with another after the first of them; without it as they are. */
function withSecond(parts: readonly string[], second: string | null): readonly string[] {
  return second === null ? parts : [...parts.slice(0, 1), second, ...parts.slice(1)];
}

/** Whether a section's first table or chart is a wide table: on paper, its heading then goes along onto the page on its side. */
function opensWide(blocks: readonly ReportBlock[]): boolean {
  const first = blocks.find((block) => block.kind !== 'paragraph' && block.kind !== 'list');
  return first?.kind === 'table' && isWide(first.table);
}

/** A figure of the report by its own name ("Figure-B.1" is Figure B.1), any other chart as the chart of its table. */
export function figureName(chart: Pick<Chart, 'id' | 'kind' | 'table'>): string {
  if (chart.kind === 'overview') return 'Overview';
  if (chart.kind === 'heat') return `Heat table of Table ${chart.table}`;
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
  if (isNamed(chart)) return `${name}. The figures are in ${link(tableName)}.`;
  return `${chart.kind === 'heat' ? 'Heat table' : 'Chart'} of ${link(tableName)}.`;
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

/**
 * Nothing may be loaded or run but the one style sheet and the one script, known by their hashes; pictures may come from
 * the page itself (`blob:`), as a chart does on its way to PNG.
 */
function policyFor(style: string, script: string): string {
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  return `default-src 'none'; script-src ${hash(script)}; style-src ${hash(style)}; img-src blob:; base-uri 'none'; form-action 'none'`;
}
