import { describe, expect, it } from 'vitest';
import type { ReportBlock } from './contract.ts';
import { renderReport } from './html.ts';
import {
  comparison,
  distribution,
  hostileTexts,
  report,
  stubTable,
  twoLevelTable,
} from './testing/samples.ts';
import { reportScript } from './web/report-script.ts';

const svg =
  '<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="a-title"><title id="a-title">id="x"</title><rect clip-path="url(#a)"/></svg>';
const charts = new Map([
  [distribution.id, { svg, small: null }],
  [comparison.id, { svg, small: null }],
]);
const html = renderReport(report, charts);

describe('renderReport', () => {
  it('asks for nothing and runs nothing but its own script', () => {
    const own = reportScript();
    expect(html.split(`<script>${own}</script>`)).toHaveLength(2);
    expect(html.replace(own, '').match(/<script\b/g)).toHaveLength(1);
    expect(html).not.toMatch(/<(link|img|iframe|object|embed|base)\b/i);
    const page = html.replace(own, '');
    expect(page).not.toMatch(/\s(src|srcset|on[a-z]+)\s*=/i);
    expect(own).not.toMatch(
      /\b(fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon|eval|Function|localStorage|sessionStorage|cookie|innerHTML)\b|https?:/,
    );
    expect(html).not.toMatch(/@import|url\((?!#)/);
    expect(html.match(/href="(?!#)/g)).toBeNull();
    expect(html).toMatch(
      /Content-Security-Policy" content="default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'; img-src blob:; base-uri 'none'; form-action 'none'"/,
    );
  });

  it('gives every part an id of its own and every link a target', () => {
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, target] of html.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(target);
    for (const [, names = ''] of html.matchAll(/aria-labelledby="([^"]+)"/g)) {
      for (const name of names.split(' ')) expect(ids).toContain(name);
    }
  });

  it('has landmarks, a skip link, the language, the banner and the credit', () => {
    for (const part of [
      '<html lang="en-GB">',
      'class="skip" href="#main"',
      '<nav ',
      '<main id="main">',
      '<footer>',
      '<h1>Evaluation</h1>',
    ]) {
      expect(html).toContain(part);
    }
    expect(html).toContain('aria-label="About the data">Synthetic data.</aside>');
    expect(renderReport({ ...report, banner: null }, charts)).not.toContain('class="banner"');
  });

  it('heads columns and groups of columns with their scope', () => {
    expect(html).toContain('<th scope="colgroup" class="group" colspan="2">Probation</th>');
    expect(html).toContain('<th scope="col" class="text" rowspan="2">Statement</th>');
    expect(html).toContain('<th scope="col" class="number">% agreement <span class="n">(n=40)</span></th>');
    expect(html).toContain(
      '<tr><th scope="row" class="lead">Is timely</th><td class="number" data-percent="45" data-of="18 of 40">45</td><td class="number">4.19 (2.03)</td><td class="number none">n/a</td>',
    );
    expect(html).toContain('<th scope="row" class="lead" rowspan="2">PWB</th>');
  });

  it('marks what is synthetic and what is not cleared', () => {
    expect(html).toContain('<span class="tag warn">Not cleared for publication</span>');
    expect(html.match(/<span class="tag warn">Synthetic data<\/span>/g)).toHaveLength(1);
  });

  it('right-aligns columns of numbers in plain tables', () => {
    expect(html).toContain(
      '<tr><th scope="row" class="lead">Test rows</th><td class="number">1,007</td></tr>',
    );
  });

  it('keeps the ids of two charts apart and leaves their text alone', () => {
    expect(html).toContain(
      '<title id="chart-s-1-a-title">id="x"</title><rect clip-path="url(#chart-s-1-a)"/>',
    );
    expect(html).toContain('<title id="chart-figure-s-1-a-title">');
  });

  it('names charts by their table, figures by themselves', () => {
    expect(html).toContain(
      '<figcaption id="chart-s-1-caption">Chart of <a href="#table-s-1">Table S.1</a>.</figcaption>',
    );
    expect(html).toContain(
      '<figcaption id="chart-figure-s-1-caption">Figure S.1. The figures are in <a href="#table-s-1">Table S.1</a>.</figcaption>',
    );
  });

  it('says in words what a chart shows that was not drawn', () => {
    expect(renderReport(report, new Map())).toContain('<b>Perceptions of referral.</b> Most agree.');
  });

  it('shows hostile text whole in every place, and only shows it', () => {
    const plain = (text: string) =>
      renderReport(hostile(text), new Map())
        .replace(/<style>[\s\S]*?<\/style>/, '')
        .replace(reportScript(), '');
    const tagsOf = (page: string) =>
      page
        .match(/<\/?[a-z][^>]*>/gi)
        ?.filter((tag) => !/^<br/.test(tag))
        .map((tag) => tag.replace(/"[^"]*"/g, '""'));
    const tame = tagsOf(plain('Tame'));
    for (const text of hostileTexts.filter((candidate) => candidate.trim() !== '')) {
      expect(tagsOf(plain(text))).toEqual(tame);
    }
    const long = 'x'.repeat(30_000);
    expect(plain(long).split(long).length).toBeGreaterThan(10);
  });
});

function hostile(text: string) {
  const table = {
    ...stubTable,
    caption: text,
    notes: [text],
    source: `Source ${text}`,
    stubHeaders: [text, text, text],
  };
  const blocks: readonly ReportBlock[] = [
    { kind: 'paragraph', text },
    { kind: 'list', items: [text] },
    { kind: 'quotes', quotes: [{ text, label: text }] },
    { kind: 'plain-table', caption: text, headers: [text, text], rows: [[text, `x${text}`]] },
    { kind: 'table', table: { ...table, rows: table.rows.map((row) => ({ ...row, label: text })) } },
    {
      kind: 'table',
      table: {
        ...twoLevelTable,
        columns: twoLevelTable.columns.map((column) => ({ ...column, group: text, label: text })),
      },
    },
    { kind: 'chart', chart: { ...distribution, title: text, description: text } },
  ];
  return {
    title: text,
    subtitle: text,
    banner: text,
    credit: text,
    sections: [{ id: text, title: text, blocks }],
  };
}
