import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { all, blocksOf, gridOf, openDocx, textOf, value } from '../render/word/testing/read-docx.ts';
import { tablesCommand } from './tables.ts';
import { demoRun } from './testing/demo-run.ts';
import { expectRounded } from './testing/expect-rounded.ts';
import { publishedLines } from './testing/published-lines.ts';
import { runCli } from './testing/run-cli.ts';

interface JsonFigure {
  readonly result: string;
  readonly measure: string;
  readonly text: string;
  readonly value: number | null;
}

interface JsonTable {
  readonly id: string;
  readonly caption: string;
  readonly columns: readonly { readonly n: JsonFigure | null }[];
  readonly rows: readonly {
    readonly label: string;
    readonly cells: readonly { readonly text: string; readonly figures: readonly JsonFigure[] }[];
  }[];
}

let folder = '';
let run = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'word-'));
  run = demoRun();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('publish/report.docx', () => {
  it('holds every figure of every table it shows as results.csv or themes.csv gives it, rounded once', () => {
    const results = publishedLines(run);
    const shown = tablesByName(readFileSync(join(run, 'publish/report.docx')));
    let compared = 0;
    for (const file of readdirSync(join(run, 'publish/tables')).filter((name) => name.endsWith('.json'))) {
      const table: JsonTable = JSON.parse(readFileSync(join(run, 'publish/tables', file), 'utf8'));
      const grid = shown.get(`Table ${table.id}: ${table.caption}`);
      const hidden = table.rows.every(({ cells }) => cells.every(({ text }) => text === '[c]'));
      expect(grid === undefined, table.id).toBe(hidden);
      if (grid === undefined) continue;
      const rows = grid.slice(-table.rows.length);
      for (const [index, { label, cells }] of table.rows.entries()) {
        const row = rows[index] ?? [];
        expect(row.at(-cells.length - 1)).toBe(label);
        expect(row.slice(-cells.length)).toEqual(cells.map(({ text }) => text));
        for (const figure of cells.flatMap(({ figures }) => figures)) {
          if (figure.value === null) continue;
          expectRounded(figure, results.get(figure.result));
          compared += 1;
        }
      }
      const header = grid.slice(0, -table.rows.length).flat().join(' ');
      for (const { n } of table.columns) if (n !== null) expect(header).toContain(`(n=${n.text})`);
    }
    expect(compared).toBeGreaterThan(500);
  });

  it('shows every chart, each as SVG and PNG, with a caption and words for who can not see it', () => {
    const { body, paths } = openDocx(readFileSync(join(run, 'publish/report.docx')));
    const svgs = readdirSync(join(run, 'publish/charts')).filter((name) => name.endsWith('.svg'));
    const charts = svgs.filter((name) => !name.endsWith('-small.svg'));
    expect(charts.length).toBeGreaterThanOrEqual(10);
    const described = all(body, 'wp:docPr').map(({ attributes }) => attributes.get('descr') ?? '');
    expect(described).toHaveLength(charts.length);
    for (const words of described) expect(words.length).toBeGreaterThan(40);
    expect(paths.filter((path) => path.startsWith('word/media/'))).toHaveLength(2 * charts.length);
    const captions = all(body, 'w:p').filter((each) => value(each, 'w:pStyle') === 'FigureCaption');
    expect(captions).toHaveLength(charts.length);
  });
});

describe('crs-eval tables --format docx', () => {
  it('writes single tables to a file, as they stand in the report', () => {
    const out = join(folder, 'b1.docx');
    const { code, stdout, stderr } = runCli([
      'tables',
      'B.1',
      'R.crs-delivery',
      '--from',
      run,
      '--format',
      'docx',
      '--out',
      out,
    ]);
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: '' });
    const [single, report] = [readFileSync(out), readFileSync(join(run, 'publish/report.docx'))].map(
      tablesByName,
    );
    expect(single?.size).toBe(2);
    for (const [name, grid] of single ?? []) expect(report?.get(name)).toEqual(grid);
    const { body, xml } = openDocx(readFileSync(out));
    expect(all(body, 'w:pgSz').map(({ attributes }) => attributes.get('w:orient'))).toEqual([
      'portrait',
      'landscape',
    ]);
    expect(textOf(xml('word/header1.xml'))).toBe(
      'SYNTHETIC DATA: made-up answers, not those of real respondents.',
    );
  });

  it('goes into a pipe as well', () => {
    const { code, stdout } = runCli(['tables', 'A.1', '--from', run, '--format', 'docx']);
    expect({ code, start: stdout.slice(0, 2) }).toEqual({ code: 0, start: 'PK' });
  });

  it('refuses a terminal, and the list of tables', async () => {
    const refused = async (args: readonly string[]) => {
      const messages: string[] = [];
      const io = {
        stdout: () => {},
        stderr: (text: string) => void messages.push(text),
        cwd: folder,
        env: {},
      };
      const command = tablesCommand(io).exitOverride().configureOutput({ writeErr: io.stderr });
      const exit = await command.parseAsync(args, { from: 'user' }).then(
        () => 0,
        (error: { readonly exitCode?: number }) => error.exitCode,
      );
      return { exit, messages };
    };
    expect(await refused(['B.1', '--from', run, '--format', 'docx'])).toEqual({
      exit: 2,
      messages: [
        "error: option '--format docx' needs '--out', such as --out tables.docx; standard output is a terminal\n",
      ],
    });
    expect(await refused(['--from', run, '--format', 'docx', '--out', 'x.docx'])).toEqual({
      exit: 2,
      messages: ["error: option '--format docx' needs tables, such as B.1\n"],
    });
  });
});

/** The tables of a Word file by the caption that stands above each. */
function tablesByName(bytes: Uint8Array): ReadonlyMap<string, ReturnType<typeof gridOf>> {
  const blocks = blocksOf(openDocx(bytes).body);
  return new Map(
    blocks.flatMap((block, index) => {
      const above = blocks[index - 1];
      return block.name === 'w:tbl' && above !== undefined ? [[textOf(above), gridOf(block)] as const] : [];
    }),
  );
}
