import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawCharts } from '../draw-chart.ts';
import { renderReport } from '../html.ts';
import {
  bars,
  comparison,
  distribution,
  explorer,
  heat,
  hostileTexts,
  overview,
  report,
} from '../testing/samples.ts';
import { visibleLine } from '../visible-text.ts';
import { findViolations } from './testing/find-violations.ts';
import { CHROMIUM, NEEDS, openBrowser } from './testing/open-browser.ts';

const charts = [overview, distribution, heat, comparison, bars];
const hostile = hostileTexts.filter((text) => text.trim() !== '' && text.length < 1000);
const whole = {
  ...report,
  explorer,
  sections: [
    ...report.sections.map((section) => ({
      ...section,
      blocks: section.blocks.filter(({ kind }) => kind !== 'chart'),
    })),
    {
      id: 'charts',
      title: 'Charts',
      blocks: [
        ...charts.map((chart) => ({ kind: 'chart' as const, chart })),
        { kind: 'quotes' as const, quotes: [{ text: 'It works.', label: 'PQ, Wales' }] },
      ],
    },
  ],
};

describe.skipIf(CHROMIUM === null)(`the web report in Chromium ${NEEDS}`, () => {
  let folder = '';
  let url = '';
  let hostileUrl = '';
  let browser: Browser;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'report-page-'));
    const drawn = new Map(
      (await drawCharts(charts)).map(({ id, svg, small }) => [id, { svg, small: small?.svg ?? null }]),
    );
    const write = (name: string, html: string) => {
      writeFileSync(join(folder, name), html);
      return pathToFileURL(join(folder, name)).href;
    };
    url = write('report.html', renderReport(whole, drawn));
    const [first] = explorer.cells;
    const items = hostile.map((label) => ({ label, answer: label }));
    const cells = items.map((_, item) => ({ ...(first ?? explorer.cells[0]), item, groups: [item % 2, -1] }));
    hostileUrl = write(
      'hostile.html',
      renderReport({ ...whole, explorer: { ...explorer, items, cells } as typeof explorer }, drawn),
    );
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(options: BrowserContextOptions = {}, address = url): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const page = await context.newPage();
    await page.goto(address);
    return page;
  }

  /** The texts of a table's rows, without its head. */
  const rowsOf = (page: Page, table: string): Promise<string[][]> =>
    page.evaluate(
      `[...document.querySelectorAll('${table} tbody tr')].map((row) => [...row.cells].map((cell) => cell.textContent))`,
    );

  it.each([
    [320, 'light'],
    [1280, 'light'],
    [320, 'dark'],
    [1280, 'dark'],
  ] as const)('axe finds nothing at %i pixels, %s; nothing scrolls sideways', async (width, colorScheme) => {
    expect(await findViolations(browser, url, { width, colorScheme })).toEqual([]);
  });

  it('asks nobody for anything, and its policy would refuse it', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(url);
    const refused = await page.evaluate<string>(
      "new Promise((done) => { document.addEventListener('securitypolicyviolation', (event) => done(event.violatedDirective)); fetch('https://example.org/').catch(() => {}); })",
    );
    expect(refused).toBe('connect-src');
    expect(asked.filter((address) => !address.startsWith('https://example.org/'))).toEqual([url]);
    expect(
      await page.evaluate<boolean>(
        "(() => { const script = document.createElement('script'); script.textContent = 'window.ran = true'; document.body.append(script); return window.ran === true; })()",
      ),
    ).toBe(false);
  });

  it('is whole without JavaScript: no tools, no explorer, every table and figure', async () => {
    const page = await open({ javaScriptEnabled: false });
    expect(await page.locator('button:visible, select:visible, input:visible').count()).toBe(0);
    expect(await page.locator('#explorer:visible, [data-for]:visible').count()).toBe(0);
    expect(await page.locator('main .table > .scroll > table:visible').count()).toBe(3);
    expect(await page.locator('figure svg:visible').count()).toBe(charts.length);
    await page.locator('summary').last().click();
    expect(await page.locator('details[open] table:visible').count()).toBe(1);
  });

  it('prints without tools', async () => {
    const page = await open();
    await page.emulateMedia({ media: 'print' });
    expect(
      await page.locator('button:visible, select:visible, #explorer:visible, .small:visible').count(),
    ).toBe(0);
    expect(await page.locator('figure svg:visible').count()).toBe(charts.length);
  });

  it('shows the three-band chart in small spaces only', async () => {
    const page = await open({ viewport: { width: 320, height: 800 } });
    expect(await page.locator('.both .small:visible').count()).toBe(1);
    expect(await page.locator('.both .full:visible').count()).toBe(0);
  });

  it('is worked with the keyboard alone: skip link, choices, a button', async () => {
    const page = await open();
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to main content');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('location.hash')).toBe('#main');
    const focused: string[] = [];
    for (let press = 0; press < 60; press += 1) {
      await page.keyboard.press('Tab');
      focused.push(
        await page.evaluate<string>(
          "document.activeElement.id + ' ' + document.activeElement.tagName + ' ' + getComputedStyle(document.activeElement).outlineStyle",
        ),
      );
      if (focused.at(-1)?.startsWith('explorer-words')) break;
    }
    expect(focused.at(-1)).toMatch(/^explorer-words INPUT solid$/);
    expect(focused.every((text) => /solid$/.test(text))).toBe(true);
    await page.keyboard.type('everyone referred');
    await page.keyboard.press('Tab');
    // The pathway: the first of its groups that starts with W.
    await page.keyboard.type('WS');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Each');
    expect(await rowsOf(page, '#explorer')).toEqual([
      ['Everyone is referred', 'North', 'agree', '[c]', '[c]'],
      ['Everyone is referred', 'South', 'agree', '14', '64'],
    ]);
    expect(await page.locator('#explorer .found').textContent()).toBe('2 rows.');
  });

  it('lets a reader choose figures, and says where none was counted', async () => {
    const page = await open();
    expect(await rowsOf(page, '#explorer')).toEqual([
      ['Everyone is referred', 'WS', 'agree', '20', '65'],
      ['Everyone is referred', 'ACC', 'agree', '7', '100'],
      ['Referrals are timely', 'WS', 'agree', '0', '[x]'],
    ]);
    await page.getByLabel('Show', { exact: true }).first().selectOption('everything');
    expect((await rowsOf(page, '#explorer'))[0]).toEqual([
      ...['Everyone is referred', 'WS', 'agree'],
      ...['20', '13', '65', '3.70', '1.13'],
    ]);
    await page.getByLabel('Pathway').selectOption('ACC');
    await page.getByLabel('Region').selectOption('North');
    expect(await page.locator('#explorer table').count()).toBe(0);
    expect(await page.locator('#explorer .found').textContent()).toMatch(/^No figure was counted/);
  });

  it('sorts rows, each saying alone where it belongs, and puts them back', async () => {
    const page = await open();
    const table = page.locator('#table-s-2');
    const before = await rowsOf(page, '#table-s-2');
    await table.getByLabel('Sort').selectOption('% present (n), lowest first');
    expect(await rowsOf(page, '#table-s-2')).toEqual([
      ['PWB', 'Probation', 'First', '32 (16)'],
      ['PWB', 'CRS', 'First', '33 (11)'],
      ['D&R', 'Probation', 'Second', '42 (13)'],
    ]);
    await table.getByLabel('Sort').selectOption('As in the report');
    expect(await rowsOf(page, '#table-s-2')).toEqual(before);
  });

  it('shows counts in place of percentages, sorted or not', async () => {
    const page = await open();
    const table = page.locator('#table-s-1');
    await table.getByLabel('Sort').selectOption('Statement, lowest first');
    await table.getByLabel('Show').selectOption('Counts');
    expect(await rowsOf(page, '#table-s-1')).toEqual([
      ['Is timely', '18 of 40', '4.19 (2.03)', 'n/a', 'n/a'],
      ['Should be enforced', '23 of 40', '5.40 (2.10)', '82 of 160', '[c]'],
    ]);
    await table.getByLabel('Show').selectOption('As in the report');
    expect((await rowsOf(page, '#table-s-1'))[1]?.[1]).toBe('58');
  });

  it('copies a table as a table and as tab-separated text', async () => {
    const page = await open({ permissions: ['clipboard-read', 'clipboard-write'] });
    await page.locator('#table-s-2').getByRole('button', { name: 'Copy table' }).click();
    // Waiting for a function would have the page evaluate it again and again, which its policy forbids.
    await page.locator('#said', { hasText: /^The table is copied/ }).waitFor({ state: 'attached' });
    const [html, text] = await page.evaluate<[string, string]>(
      "navigator.clipboard.read().then(([item]) => Promise.all(['text/html', 'text/plain'].map((type) => item.getType(type).then((blob) => blob.text()))))",
    );
    expect(html).toContain('<th rowspan="2">PWB</th>');
    expect(html).toContain('<td>33 (11)</td>');
    expect(text.replaceAll('\r\n', '\n').split('\n').slice(0, 3)).toEqual([
      'Table S.2: Co-location',
      'Type\tWho\tQuestion\t% present (n)',
      'PWB\tCRS\tFirst\t33 (11)',
    ]);
  });

  it('gives charts as SVG, PNG and CSV', async () => {
    const page = await open({ acceptDownloads: true });
    const figure = page.locator('#chart-themes');
    const files: Record<string, Buffer> = {};
    for (const kind of ['SVG', 'PNG', 'CSV']) {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        figure.getByRole('button', { name: `Download ${kind}` }).click(),
      ]);
      files[download.suggestedFilename()] = readFileSync(await download.path());
    }
    expect(Object.keys(files)).toEqual(['chart-themes.svg', 'chart-themes.png', 'chart-themes.csv']);
    expect(files['chart-themes.svg']?.toString()).toContain('<title');
    expect(files['chart-themes.png']?.subarray(1, 4).toString()).toBe('PNG');
    // Twice the sheet and its paddings.
    expect(files['chart-themes.png']?.readUInt32BE(16)).toBe(2 * 792);
    const csv = files['chart-themes.csv']?.toString() ?? '';
    expect(csv.split('\r\n').slice(0, 2)).toEqual([
      '\ufeffStatement,Group,%,n',
      'Everyone is referred,WS,75,28',
    ]);
    expect(csv).toContain('SYNTHETIC DATA');
  });

  it('shows hostile text whole in the explorer, runs none of it, and guards what is copied', async () => {
    const page = await open({ permissions: ['clipboard-read', 'clipboard-write'] }, hostileUrl);
    const faults: string[] = [];
    page.on('dialog', (dialog) => faults.push(dialog.message()));
    const shown = (await rowsOf(page, '#explorer')).map(([label]) => label);
    expect(shown).toEqual(hostile.map(visibleLine));
    await page.locator('#explorer').getByRole('button', { name: 'Copy table' }).click();
    await page.locator('#said', { hasText: /^The table is copied/ }).waitFor({ state: 'attached' });
    const [html, text] = await page.evaluate<[string, string]>(
      "navigator.clipboard.read().then(([item]) => Promise.all(['text/html', 'text/plain'].map((type) => item.getType(type).then((blob) => blob.text()))))",
    );
    for (const cell of text.split(/\r?\n/).flatMap((row) => row.split('\t')))
      expect(cell).not.toMatch(/^\s*[=+@＝-]/);
    expect(html).not.toMatch(/<script|<img|<th>\s*[=+@-]/);
    expect(faults).toEqual([]);
  });
});
