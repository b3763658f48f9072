import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunRecord } from '../run-record.ts';
import { analyseHere } from '../testing/analyse-here.ts';
import { sectionText } from '../testing/report-text.ts';
import { ROOT } from '../testing/run-cli.ts';

const FIXTURE = `${ROOT}fixtures/second-study`;
const EXPORT = readFileSync(`${FIXTURE}/exports/library.csv`, 'utf8');

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'methods-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Run {
  readonly html: string;
  readonly record: RunRecord;
  readonly read: (path: string) => string;
}

/** Analyses the library's survey, its export and study changed as wanted. */
async function library(
  name: string,
  changes: {
    readonly rows?: (text: string) => string;
    readonly study?: (yaml: string) => string;
    readonly file?: string;
    readonly corrections?: string;
    readonly below?: number;
  } = {},
): Promise<Run> {
  const cwd = join(folder, name);
  mkdirSync(cwd);
  const file = changes.file ?? 'library.csv';
  cpSync(`${FIXTURE}/study`, join(cwd, 'study'), { recursive: true });
  const yaml = readFileSync(`${FIXTURE}/study/library.yaml`, 'utf8');
  writeFileSync(join(cwd, 'study/library.yaml'), changes.study?.(yaml) ?? yaml);
  writeFileSync(join(cwd, file), changes.rows?.(EXPORT) ?? EXPORT);
  if (changes.corrections !== undefined) writeFileSync(join(cwd, 'put-right.csv'), changes.corrections);
  await analyseHere(cwd, [file], {
    study: 'study',
    corrections: changes.corrections === undefined ? undefined : 'put-right.csv',
    suppressBelow: changes.below,
  });
  const read = (path: string) => readFileSync(join(cwd, 'out', path), 'utf8');
  return { html: read('publish/report.html'), record: JSON.parse(read('run.json')), read };
}

/** The export with one answer of a respondent set: 17 is the first column after those of the platform. */
function setCells(text: string, id: string, cells: Readonly<Record<number, string>>): string {
  const lines = text.split('\r\n');
  return lines
    .map((line) => {
      if (!line.startsWith(`"${id}"`)) return line;
      const [row = []] = parse(line) as string[][];
      return row.map((cell, at) => `"${(cells[at] ?? cell).replaceAll('"', '""')}"`).join(',');
    })
    .join('\r\n');
}

describe('the methods of a small survey', () => {
  let run: Run;
  let methods = '';
  let figures = '';
  beforeAll(async () => {
    run = await library('plain');
    methods = sectionText(run.html, 'methods');
    figures = sectionText(run.html, 'methods-figures');
  });

  it('say who was asked, with the singular for one questionnaire and one file, and when', () => {
    expect(methods).toContain(
      'The results rest on one questionnaire. The exports hold those who opened it, not those who were invited',
    );
    expect(methods).toContain("Members' questionnaire | Members | Spring 2025 | 13 | 1 | 8");
    expect(methods).toContain('Of 26 rows read from 1 file, 20 are usable responses.');
  });

  it('have the numbers of run.json, and hide small numbers of people but not of rows', () => {
    const [members] = run.record.questionnaires;
    expect(members?.leftOut).toEqual({
      'no-consent': 1,
      'no-evaluative-answer': 2,
      repeat: 1,
      'test-row': 1,
      withdrawn: 1,
    });
    const lines = methods.split('\n');
    expect(lines.slice(lines.indexOf("Rows | Members' questionnaire") + 1).slice(0, 10)).toEqual([
      `Read | ${members?.read}`,
      'Test row | 1',
      'Identical repeat of a response | 1',
      'Did not consent | [c]',
      'Withdrew afterwards | [c]',
      'Answered no question of the evaluation | [c]',
      'Wrong questionnaire: open answers only | [c]',
      'Not usable, together | 6',
      `Usable | ${members?.usable}`,
      '[c]: fewer than 5 (none included), or needed so that such a number cannot be worked out.',
    ]);
    for (const { title, asked, answered, largestItem } of members?.funnel ?? [])
      expect(lines).toContain(`${title} | ${asked} | ${answered} | ${largestItem}`);
  });

  it('say which answers agree on each scale, whichever way it runs, and which are off the base', () => {
    expect(figures).toContain(
      "Those who chose “Prefer not to say”, “Don't know” or “Not applicable” or left it blank",
    );
    expect(figures).toContain('(5 points: agree or strongly agree)');
    expect(figures).toContain(
      'Strongly agree to Strongly disagree (5 levels) | Strongly agree or Agree | none offered | 5 to 1 | 2',
    );
    expect(figures).toContain(
      'Poor to Excellent (5 levels) | Good, Very good or Excellent | Not applicable | 1 to 5 | 2',
    );
    expect(figures).toContain('0 to 10 (11 levels) | none | none offered | 0 to 10 | 1');
  });

  it('say how figures are rounded and suppressed, in the run’s numbers', () => {
    const { results, settings } = run.record;
    const text = (count: number) => count.toLocaleString('en-GB');
    expect(figures).toContain(`rounded then: ${settings.rounding}.`);
    expect(figures).toContain(`rest on fewer than ${settings.suppressBelow} respondents are suppressed`);
    expect(figures).toContain(
      `Of ${text(results.all)} figures on closed questions ${text(results.suppressed)} are suppressed.`,
    );
    expect(figures).toContain('No answer was corrected.');
    expect(figures).toContain('Open answers were not coded; nothing of them is in the results.');
    expect(figures).toContain('Neutral counts as no agreement.');
  });

  it('name software and files with the SHA-256 that the files have', () => {
    const sha256 = createHash('sha256').update(EXPORT).digest('hex');
    const record = sectionText(run.html, 'record');
    const manifest = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8'));
    expect(record).toContain(`Program | crs-eval ${manifest.version}`);
    expect(record).toContain(`csv-parse ${manifest.dependencies['csv-parse']}`);
    expect(record).not.toContain('hucre');
    expect(record).toContain(`SHA-256 of library.csv | ${sha256}`);
    expect(record).toContain(`Study SHA-256 | ${run.record.study.sha256}`);
  });

  it('claim in nobody’s name, and nothing that was not done', () => {
    const all = ['methods', 'methods-figures', 'data-quality', 'record']
      .map((id) => sectionText(run.html, id))
      .join('\n');
    expect(all).not.toMatch(/\b(?:we|our|us)\b/i);
    expect(all).not.toMatch(/inter-coder|peer review|assured|independent/i);
    expect(all).not.toMatch(/undefined|null|NaN/);
  });

  it('give blanks, don’t knows and bases as results.csv does', () => {
    const quality = sectionText(run.html, 'data-quality');
    const rows: Record<string, string>[] = parse(run.read('publish/results.csv'), {
      columns: true,
      bom: true,
    });
    const of = (id: string) => rows.find((row) => row['id'] === id) ?? {};
    const recommend = of('members.recommend.count.answered');
    expect(recommend).toMatchObject({ asked: '20', blank: '2' });
    expect(quality).toContain(
      "How likely are you to recommend the library? | Members' questionnaire | 2 | 20 | 10",
    );
    const help = of('members.e.quality.count.answered');
    expect(help).toMatchObject({ asked: '11', answered: '9' });
    expect(quality).toContain(
      "How good is the staff’s help when you come to events? (Events) | Members' questionnaire | 2 | 11 | 18",
    );
    const bases = rows
      .filter(({ id = '' }) => id.endsWith('.count.answered'))
      .filter(({ id = '' }) => !/^members\.(?:consent|pooled)\./.test(id))
      .map(({ answered }) => Number(answered));
    expect(bases).toHaveLength(13);
    expect(quality).toContain(
      `Members' questionnaire | 13 | ${Math.min(...bases)} | ${Math.max(...bases)} | 13`,
    );
  });
});

describe('what is published of those left out', () => {
  it('is the same for other reasons of as many: one who refused might have answered nothing', async () => {
    const a = await library('refused');
    const b = await library('said-nothing', { rows: (text) => setCells(text, '500000010', SAID_NOTHING) });
    expect(a.record.questionnaires[0]?.leftOut).toMatchObject({ 'no-consent': 1, 'no-evaluative-answer': 2 });
    expect(b.record.questionnaires[0]?.leftOut).toMatchObject({ 'no-evaluative-answer': 3 });
    const bare = (html: string) => html.replace(/\b[0-9a-f]{64}\b/g, 'SHA');
    expect(bare(b.html)).toBe(bare(a.html));
    expect(b.read('internal/quality-log.csv')).not.toBe(a.read('internal/quality-log.csv'));
  });
});

const SAID_NOTHING = Object.fromEntries([[17, '1'], ...Array.from({ length: 20 }, (_, at) => [18 + at, ''])]);

describe('methods of a run with corrections and another threshold', () => {
  it('name the question corrected, and say that the threshold is not the study’s', async () => {
    const run = await library('corrected', {
      corrections:
        'id,question,from,to,reason,who\n500000001,recommend,11,8,Slip of the pen,Office\n500000002,recommend,10,8,Slip,Office\n',
      below: 3,
    });
    const figures = sectionText(run.html, 'methods-figures');
    expect(run.record.corrections?.applied).toBe(2);
    expect(figures).toContain(
      '2 answers were corrected before anything was counted, to the question “How likely are you to recommend the library?”.',
    );
    expect(figures).toContain(
      'fewer than 3 respondents (set for this run; the study’s own is 5) are suppressed',
    );
    const record = sectionText(run.html, 'record');
    expect(record).toContain(`SHA-256 of put-right.csv | ${run.record.corrections?.sha256}`);
    expect(run.html).not.toMatch(/Slip of the pen|500000001/);
  });

  it('say that there was nothing to suppress where the study has no breakdowns', async () => {
    const run = await library('whole', {
      study: (yaml) =>
        yaml.replace(/^breakdowns: .*$/m, '').replace(/ {2}- id: L\.4[\s\S]*?(?=\nfigures:)/, ''),
    });
    const figures = sectionText(run.html, 'methods-figures');
    expect(run.record.results.suppressed).toBe(0);
    expect(figures).toContain('No figures on groups of respondents were made');
    expect(figures).not.toContain('[c]');
  });

  it('say that nothing is suppressed where the threshold is 0', async () => {
    const run = await library('open', { below: 0 });
    expect(sectionText(run.html, 'methods-figures')).toContain(
      'Nothing is suppressed: the threshold was set to 0',
    );
    expect(sectionText(run.html, 'methods')).toContain('Did not consent | 1');
  });
});

describe('hostile names in a study and of a file', () => {
  it('are shown and do nothing, in the report and in the log', async () => {
    const title = '<img src=x onerror=alert(1)>';
    const run = await library('hostile', {
      study: (yaml) =>
        yaml
          .replace("title: Members' questionnaire", `title: '${title}'`)
          .replace('period: Spring 2025', "period: '</td><script>1</script>'")
          .replace('Neutral counts as no agreement.', '"=cmd()|x"')
          .replace('All of it is invented.', '"<b>@SUM(1)"'),
      file: '=1+<b>.csv',
    });
    const log = run.read('internal/quality-log.html');
    for (const html of [run.html, log]) {
      expect(html).not.toMatch(/<img|<script>1|<b>\.csv|<b>@/);
      expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
      expect(html).toContain('=1+&lt;b&gt;.csv');
    }
    expect(sectionText(run.html, 'methods')).toContain(title);
    const cells = (parse(run.read('internal/quality-log.csv'), { bom: true }) as string[][]).flat();
    expect(cells.filter((cell) => /^[=@+]/.test(cell))).toEqual([]);
    expect(cells).toContain("'=cmd()|x");
  });
});
