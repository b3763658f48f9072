import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatExact, percentOf, ratio, sampleSd } from '../exact/ratio.ts';
import { writeCsv } from '../render/csv.ts';
import { findViolations } from '../render/web/testing/find-violations.ts';
import { CHROMIUM, NEEDS, openBrowser } from '../render/web/testing/open-browser.ts';
import type { Study } from '../study/study.ts';
import { demoRun } from './testing/demo-run.ts';
import { publishedLines } from './testing/published-lines.ts';
import { ROOT, runCli } from './testing/run-cli.ts';
import { runHere } from './testing/run-here.ts';

const FIXTURES = `${ROOT}fixtures/crs-evaluation`;
/** One export and no open answers, whose charts have the figures they have in the demo. */
const ARGS = [
  ...['analyse', `${FIXTURES}/exports/probation-p1.csv`, '--no-coding'],
  ...['--corrections', `${FIXTURES}/corrections.csv`],
];

type Row = Readonly<Record<string, string>>;
const readRows = (path: string): Row[] => parse(readFileSync(path), { bom: true, columns: true });

let folder = '';
let run = '';
let html = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'web-report-'));
  run = demoRun();
  html = readFileSync(`${run}/publish/report.html`, 'utf8');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A row of results.csv rounded once from its integers; its shorthand where it has no value. */
function printed(row: Row | undefined): string {
  if (row === undefined) return 'none';
  if (row['shorthand'] !== '') return row['shorthand'] ?? '';
  const [numerator, denominator] = [Number(row['numerator']), Number(row['denominator'])];
  switch (row['statistic']) {
    case 'share':
      return formatExact(percentOf(ratio(numerator, denominator)), 0);
    case 'mean':
      return formatExact(ratio(numerator, denominator), 2);
    case 'sd': {
      const sd = sampleSd(Number(row['answered']), Number(row['sum']), Number(row['sum_squares']));
      return sd === null ? '[u]' : formatExact(sd, 2);
    }
    default:
      return String(numerator);
  }
}

describe('every number of the web report is one of results.csv, rounded once', () => {
  it('in its tables', () => {
    const results = publishedLines(run);
    const ids = [
      ...html.matchAll(/<div class="table[^"]*" id="table-[^"]*"[^>]*>[\s\S]*?<b>Table ([^<]*):<\/b>/g),
    ].map(([, id = '']) => id);
    expect(ids.length).toBeGreaterThan(15);
    const { stdout } = runCli(['tables', ...ids, '--from', run, '--format', 'json']);
    const tables = JSON.parse(stdout) as {
      readonly id: string;
      readonly rows: readonly {
        readonly cells: readonly {
          readonly text: string;
          readonly figures: readonly { readonly result: string; readonly text: string }[];
        }[];
      }[];
    }[];
    let figures = 0;
    for (const [index, table] of tables.entries()) {
      const from = html.indexOf(`<b>Table ${ids[index]}:</b>`);
      const body = html.slice(html.indexOf('<tbody>', from), html.indexOf('</tbody>', from));
      const texts = [...body.matchAll(/<td[^>]*>([^<]*)<\/td>/g)].map(([, text]) => text);
      expect(texts).toEqual(table.rows.flatMap(({ cells }) => cells.map(({ text }) => text)));
      for (const { result, text } of table.rows.flatMap(({ cells }) =>
        cells.flatMap((cell) => cell.figures),
      )) {
        figures += 1;
        const row = results.get(result);
        // The counts of a hidden cell's single levels are not listed.
        if (row === undefined) expect(text).toBe('[c]');
        else expect(`${result} ${text}`).toBe(`${result} ${printed(row)}`);
      }
    }
    expect(figures).toBeGreaterThan(1000);
  });

  it('in the figures to choose from', () => {
    const [, data = ''] = /<script type="application\/json" id="explorer-data">([^<]*)</.exec(html) ?? [];
    const explored = JSON.parse(data) as {
      readonly dimensions: readonly (readonly [
        label: string,
        breakdown: boolean,
        groups: readonly string[],
      ])[];
      readonly items: readonly (readonly [label: string, answer: string])[];
      readonly cells: readonly (readonly (number | string)[])[];
    };
    const study = JSON.parse(readFileSync(`${run}/internal/study.json`, 'utf8')) as Study;
    const keyOf = (label: string, groups: readonly (string | undefined)[]) =>
      JSON.stringify([label, ...groups]);
    const labels = new Map<string, string[]>();
    for (const { options } of Object.values(study.scales))
      for (const { id, label } of options) labels.set(id, [...(labels.get(id) ?? []), label]);
    // Figures of each cell by what the page can say of it.
    const byCell = new Map<string, Map<string, Row>>();
    for (const row of readRows(`${run}/publish/results.csv`)) {
      const dims = new Map((row['dims'] ?? '').split(';').map((part) => part.split('=') as [string, string]));
      const groups = explored.dimensions.map(([label, , names]) => {
        const dimension = study.dimensions.find((each) => each.label === label);
        const group = dimension?.groups.find(({ id }) => id === dims.get(dimension.id));
        return group === undefined ? undefined : names.find((name) => name === group.label);
      });
      const item = row['item'] ?? '';
      const key = keyOf(study.items[item] ?? item, groups);
      const figures = byCell.get(key) ?? new Map<string, Row>();
      byCell.set(key, figures);
      figures.set(`${row['statistic']} ${row['levels']}`, row);
      const option = labels.get(`${(row['levels'] ?? '').replace(/^option:/, '')}`) ?? [];
      if (row['statistic'] === 'share') for (const label of option) figures.set(`share ${label}`, row);
    }
    const first = 1 + explored.dimensions.length;
    let checked = 0;
    for (const cell of explored.cells) {
      const [label = '', answer = ''] = explored.items[Number(cell[0])] ?? [];
      const groups = explored.dimensions.map(([, , names], at) => names[Number(cell[1 + at])]);
      const figures = byCell.get(keyOf(label, groups));
      const texts = cell.slice(first).map(String);
      expect(printed(figures?.get('count answered'))).toBe(texts[0]);
      if (texts.length === 1) continue;
      const share = figures?.get(`share ${answer}`);
      if (share !== undefined) {
        checked += 1;
        expect([share['shorthand'] === '' ? share['numerator'] : texts[1], printed(share)]).toEqual(
          texts.slice(1, 3),
        );
      }
      for (const [name, text] of [
        ['mean', texts[3]],
        ['sd', texts[4]],
      ] as const)
        if (text !== '') expect(printed(figures?.get(`${name} `))).toBe(text);
    }
    expect(explored.cells.length).toBeGreaterThan(5000);
    expect(checked).toBeGreaterThan(2000);
  });

  it('and in the figures of its distributions: percents of their own counts', () => {
    const blocks = [...html.matchAll(/id="chart-[^"]*-distribution-figures">[\s\S]*?<\/table>/g)];
    expect(blocks.length).toBeGreaterThan(5);
    for (const [block] of blocks) {
      for (const [, line = ''] of block.matchAll(/<tr><th scope="row"[^>]*>[^<]*<\/th>(.*?)<\/tr>/g)) {
        const [, ...cells] = [...line.matchAll(/<td[^>]*>([^<]*)<\/td>/g)].map(([, text = '']) => text);
        const n = Number(cells.at(-1));
        const levels = cells.slice(0, -2);
        const counts = levels.filter((_, at) => at % 2 === 1).map(Number);
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(n);
        for (const [at, count] of counts.entries())
          if (n > 0) expect(levels[2 * at]).toBe(formatExact(ratio(100 * count, n), 0));
      }
    }
  });

  it('in a file of sane size, in which no id stands twice', () => {
    expect(html.length).toBeLessThan(3_000_000);
    const markup = html.replace(/<(script|style)[^>]*>.*?<\/\1>/gs, '');
    const ids = [...markup.matchAll(/<[^>]* id="([^"]*)"/g)].map(([, id]) => id);
    expect(ids.length).toBeGreaterThan(100);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  });
});

/**
 * Leaves one section of themes, as their tables and charts are all alike; of each table the first row of every kind of mark-up, and
 * of each group of a chart the first mark of every kind. Whether a text or a label is there at all is part of its kind, and colours are; what
 * it says and where it stands are not (axe measures no contrast in charts). Only after it is asked whether the whole page scrolls sideways.
 */
const LESS = `{
  for (const part of document.querySelectorAll('section[aria-labelledby^=themes-]'))
    if (part.getAttribute('aria-labelledby') !== 'themes-5') part.remove();
  const leaveKinds = (elements, of) => {
    const seen = new Set();
    for (const element of elements) {
      const kind = of(element.outerHTML.replace(/>[^<]+</g, '>text<'));
      if (seen.has(kind)) element.remove();
      else seen.add(kind);
    }
  };
  for (const body of document.querySelectorAll('tbody')) leaveKinds([...body.rows], (markup) => markup);
  for (const group of document.querySelectorAll('svg g'))
    leaveKinds(
      [...group.children].filter((mark) => mark.localName !== 'g'),
      (markup) => markup.replace(/ (?:d|transform|[xy][12]?|width|height)="[^"]*"/g, '').replace(/ aria-label="[^"]+"/g, ' aria-label="text"'),
    );
}`;

describe.skipIf(CHROMIUM === null)(`the demo’s web report in Chromium ${NEEDS}`, () => {
  it('axe finds nothing, nothing scrolls sideways, the console is silent', async () => {
    const browser = await openBrowser();
    try {
      const url = pathToFileURL(`${run}/publish/report.html`).href;
      expect(await findViolations(browser, url, { width: 1280, colorScheme: 'light' }, [], LESS)).toEqual([]);
      // Colours are tried on a smaller page in all four ways; here is what the number and width of tables could break.
      const narrow = { width: 320, colorScheme: 'dark' } as const;
      const rules = ['scrollable-region-focusable', 'target-size', 'duplicate-id-aria'];
      expect(await findViolations(browser, url, narrow, rules, LESS)).toEqual([]);
    } finally {
      await browser.close();
    }
  });
});

describe('a reading reaches publish/ only when a person has confirmed it for these very figures', () => {
  const confirmed = 'Most agree that they know where to refer; confidence is lowest in feedback.';
  const fill = (change: (row: Row) => Row): string => {
    const rows = readRows(`${run}/internal/readings.csv`)
      .map((row) => ({ ...row, confirmed: '' }))
      .map(change);
    const path = join(folder, 'readings.csv');
    writeFileSync(path, writeCsv([Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))]));
    return path;
  };
  const confirm = (row: Row): Row => (row['chart'] === 'Figure-B.1' ? { ...row, confirmed } : row);
  const given = (out: string, readings: string) => [
    ...[...ARGS, '--out', out, '--format', 'html'],
    ...['--readings', readings],
  ];

  it('proposes one for every chart, in internal/ only', () => {
    const rows = readRows(`${run}/internal/readings.csv`);
    expect(rows.length).toBeGreaterThan(10);
    const confirmedInDemo = rows.filter((row) => row['confirmed'] !== '').map(({ chart }) => chart);
    expect(confirmedInDemo).toEqual(['Figure-B.1', 'Figure-B.2', 'Figure-B.3']);
    for (const { proposed, figures } of rows) {
      expect(proposed).toMatch(/No difference is claimed\.$/);
      expect(figures).toMatch(/^[0-9a-f]{16}$/);
    }
    expect(html).not.toContain('No difference is claimed');
  });

  it('publishes it under the title and in the report; one confirmed for other figures is withheld, with a warning', () => {
    const stale = { figures: '0123456789abcdef', confirmed: 'As it was last year.' };
    const path = fill((row) => (row['chart'] === 'Figure-B.2' ? { ...row, ...stale } : confirm(row)));
    const out = join(folder, 'confirmed');
    const { code, stderr } = runCli(given(out, path));
    expect(code).toBe(0);
    const report = readFileSync(`${out}/publish/report.html`, 'utf8');
    expect(report).toContain(`<span class="reading">${confirmed}</span>`);
    expect(readFileSync(`${out}/publish/charts/Figure-B.1.svg`, 'utf8')).toContain(
      'Most agree that they know',
    );
    expect(stderr.match(/warning: readings\.csv/g)).toHaveLength(1);
    expect(stderr).toMatch(
      /warning: readings\.csv:\d+: expected figures 0123456789abcdef in Figure-B\.2, for which the reading was confirmed, found other figures \([0-9a-f]{16}\); the reading is withheld — read the chart again/,
    );
    expect(report).not.toContain(stale.confirmed);
    expect(JSON.parse(readFileSync(`${out}/run.json`, 'utf8')).readings).toMatchObject({
      applied: 1,
      withheld: 1,
    });
    const lines = new Map(readRows(`${out}/internal/readings.csv`).map((row) => [row['chart'], row]));
    expect(lines.get('Figure-B.1')?.['confirmed']).toBe(confirmed);
    expect(lines.get('Figure-B.2')).toMatchObject({ confirmed: '', withheld: stale.confirmed });
  });

  it.each([
    ['no such file', null, 'nowhere.csv: expected a CSV file of readings, found no such file'],
    [
      'a missing column',
      'chart,confirmed\r\nA,b\r\n',
      ':1: expected a column "figures" among chart, figures, confirmed, found none',
    ],
    ['a short line', 'chart,figures,confirmed\r\nA,b\r\n', ':2: expected 3 fields, found 2'],
    [
      'no chart',
      'chart,figures,confirmed\r\n,b,c\r\n',
      ':2: "chart": expected the chart’s id, found nothing',
    ],
    [
      'a chart twice',
      'chart,figures,confirmed\r\nA,b,c\r\nA,b,d\r\n',
      ':3: expected each chart confirmed once, found the chart of row 2 again',
    ],
    [
      'an open quote',
      'chart,figures,confirmed\r\n"A,b,c\r\n',
      'expected a CSV file, found a quote that is not closed or stands within a field',
    ],
  ])('stops at %s', async (_, content, message) => {
    const path = content === null ? 'nowhere.csv' : join(folder, 'bad.csv');
    if (content !== null) writeFileSync(path, content);
    const { code, stderr } = await runHere(given(join(folder, 'bad'), path), ROOT);
    expect(stderr).toContain(message);
    expect(code).toBe(1);
  });
});
