import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Study } from '../study/study.ts';
import { attackPublication } from './testing/attack-publication.ts';
import { demoRun } from './testing/demo-run.ts';
import { readRecords, readTree, toCsv } from './testing/hostile-run.ts';
import { ROOT, runCli } from './testing/run-cli.ts';
import { runHere } from './testing/run-here.ts';
import { textFinder } from './testing/text-finder.ts';

const EXPORTS = `${ROOT}fixtures/crs-evaluation/exports`;
const FORMATS = ['--format', 'html,docx,xlsx,ods,csv,md,json'];

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'publish-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function analyse(...args: readonly string[]): Promise<void> {
  const { code, stderr } = await runHere(['analyse', ...args], ROOT);
  if (code !== 0) throw new Error(stderr);
}

type Row = Readonly<Record<string, string>>;
const readRows = (path: string): Row[] => parse(readFileSync(path), { bom: true, columns: true });

const ARCHIVE = /\.(?:docx|xlsx|ods)$/;

/** The text of a file; of a Word file or a workbook that of every part but pictures. */
function wholeText(path: string, latin1: string): string {
  const bytes = Buffer.from(latin1, 'latin1');
  if (!ARCHIVE.test(path)) return bytes.toString('utf8');
  const parts = Object.entries(unzipSync(bytes)).filter(([name]) => !name.endsWith('.png'));
  return parts.map(([name, part]) => `${name}\n${strFromU8(part)}`).join('\n');
}

/** The same as it is read: without the tags of an archive's parts. */
function textOf(path: string, latin1: string): string {
  const text = wholeText(path, latin1);
  return ARCHIVE.test(path) ? text.replace(/<[^>]*>/g, '') : text;
}

/** Every figure of the tables of a run by its result's id, as `publish/tables/*.json` print it. */
function printedFigures(
  run: string,
): { readonly result: string; readonly text: string; readonly value: unknown }[] {
  const figures: { result: string; text: string; value: unknown }[] = [];
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(walk);
    else if (node !== null && typeof node === 'object') {
      if ('result' in node && 'text' in node && 'value' in node)
        figures.push({ result: String(node.result), text: String(node.text), value: node.value });
      Object.values(node).forEach(walk);
    }
  };
  for (const name of readdirSync(`${run}/publish/tables`))
    if (name.endsWith('.json')) walk(JSON.parse(readFileSync(`${run}/publish/tables/${name}`, 'utf8')));
  return figures;
}

/** Figures that are hidden in results.csv but not in a table. */
function shownAllTheSame(run: string): string[] {
  const hidden = new Set(
    readRows(`${run}/publish/results.csv`)
      .filter(({ shorthand }) => shorthand === '[c]')
      .map(({ id }) => id),
  );
  const shown = printedFigures(run).filter(({ value, text }) => value !== null || /\d/.test(text));
  return shown.filter(({ result }) => hidden.has(result)).map(({ result }) => result);
}

/** Rows of results.csv that say `[c]` and hold a number all the same. */
function halfHidden(run: string): Row[] {
  const numbers = ['value', 'numerator', 'denominator', 'sum', 'sum_squares'];
  const counts = ['asked', 'answered', 'dont_know', 'blank', 'not_asked'];
  return readRows(`${run}/publish/results.csv`).filter(
    (row) => row['shorthand'] === '[c]' && [...numbers, ...counts].some((name) => row[name] !== ''),
  );
}

/** Where markdown and CSV tables print numbers that the JSON tables, checked above, hide. */
function numbersOf(run: string, extension: string): Map<string, number> {
  const names = readdirSync(`${run}/publish/tables`).filter((name) => name.endsWith(extension));
  return new Map(
    names.map((name) => [
      name.slice(0, -extension.length),
      readFileSync(`${run}/publish/tables/${name}`, 'utf8').split('[c]').length - 1,
    ]),
  );
}

describe('the demo: what publish/ holds gives no hidden figure away', () => {
  let run = '';
  beforeAll(() => {
    run = demoRun();
  });

  it('hides thousands of cells, and not one of them follows by adding and subtracting', () => {
    const { hidden, leaks } = attackPublication(run);
    expect(hidden).toBeGreaterThan(2000);
    expect(leaks).toEqual([]);
  });

  it('nor by reasoning that what sums to nobody is nobody, but where nobody or everybody of a group gave an answer', () => {
    const { leaks } = attackPublication(run, { nobody: true });
    expect(leaks.filter(({ value, everybody }) => value !== 0 && !everybody)).toEqual([]);
  });

  it('no figure hidden in results.csv stands in a table, and hidden rows hold no counts', () => {
    expect(printedFigures(run).length).toBeGreaterThan(1000);
    expect(shownAllTheSame(run)).toEqual([]);
    expect(halfHidden(run)).toEqual([]);
  });

  it('tables hide the same cells in every format', () => {
    const inJson = new Map<string, number>();
    for (const [table, count] of numbersOf(run, '.csv')) inJson.set(table, count);
    // Markdown notes explain `[c]` once.
    for (const [table, count] of numbersOf(run, '.md'))
      expect(`${table}: ${count > 0}`).toBe(`${table}: ${(inJson.get(table) ?? 0) > 0}`);
  });

  it('no Response ID, IP address, e-mail address or open answer but ticked quotes stands in publish/ or run.json', () => {
    const raw = rawExports();
    expect(raw.ids.size).toBeGreaterThan(800);
    expect(raw.addresses.size).toBeGreaterThan(100);
    const tree = readTree(run);
    const ticked = readRows(`${run}/publish/quotes.csv`).map(({ text = '' }) => text);
    const open = [...openAnswers(run, raw.texts)].filter(
      (answer) => !ticked.some((quote) => quote.includes(answer)),
    );
    expect(open.length).toBeGreaterThan(250);
    const openIn = textFinder(open);
    const found: string[] = [];
    for (const [path, latin1] of tree) {
      if (path !== 'run.json' && !(path.startsWith('publish/') && !/\.png$|\/$/.test(path))) continue;
      const text = textOf(path, latin1);
      for (const [id] of text.matchAll(/\d{7,}/g)) if (raw.ids.has(id)) found.push(`${path}: ${id}`);
      for (const [ip] of text.matchAll(/\d{1,3}(?:\.\d{1,3}){3}/g))
        if (raw.addresses.has(ip)) found.push(`${path}: ${ip}`);
      for (const [mail] of text.matchAll(/[\w.+-]+@[\w-]+\.[a-z]{2,}/gi)) found.push(`${path}: ${mail}`);
      if (path.endsWith('.csv')) {
        const cells = new Set((parse(text, { relax_column_count: true }) as string[][]).flat());
        for (const answer of open) if (cells.has(answer)) found.push(`${path}: an open answer`);
      } else {
        for (const _ of openIn(unescapeHtml(text))) found.push(`${path}: an open answer`);
      }
    }
    expect(found).toEqual([]);
  });

  it('but for quotes that a person ticked no open answer stands there, and these only in quotes.csv and the reports', () => {
    const answers = readRows(`${run}/internal/open-answers.csv`);
    const chosen = answers.filter(
      ({ questionnaire, question, answer = '' }) =>
        questionnaire === 'probation-p1' && question === 'rm-improve' && /^[a-z ,.]{40,}$/i.test(answer),
    );
    const [ticked = {}, other = {}] = chosen;
    const key = (row: Row) => [row['questionnaire'], row['response_id'], row['question']].map(String);
    const hash = (row: Row) => createHash('sha256').update(String(row['answer'])).digest('hex');
    const decisions = [
      ['questionnaire', 'response_id', 'question', 'code', 'decision', 'coder', 'text_sha256'],
      ...[ticked, other].map((row) => [...key(row), 'rm.ease', 'add', 'ann', hash(row)]),
    ];
    const quotes = [
      [...['questionnaire', 'response_id', 'question', 'code', 'tick', 'text', 'edited text', 'text_sha256']],
      ...[ticked, other].map((row) => {
        const tick = row === ticked ? 'x' : '';
        return [...key(row), 'rm.ease', tick, String(row['answer']), '', hash(row)];
      }),
    ];
    writeFileSync(join(folder, 'decisions.csv'), toCsv(decisions));
    writeFileSync(join(folder, 'quotes.csv'), toCsv(quotes));
    const quoted = join(folder, 'quoted');
    const files = ['--decisions', join(folder, 'decisions.csv'), '--quotes', join(folder, 'quotes.csv')];
    const source = `${EXPORTS}/probation-p1.csv`;
    const ran = runCli(['analyse', source, ...files, '--out', quoted, ...FORMATS, '--no-charts']);
    expect(ran.code, ran.stderr).toBe(0);
    const words = String(ticked['answer']);
    expect(readRows(`${quoted}/publish/quotes.csv`).map(({ text }) => text)).toEqual([words]);
    const open = [...openAnswers(quoted)].filter((answer) => !words.includes(answer));
    const openIn = textFinder(open);
    const places: string[] = [];
    for (const [path, latin1] of readTree(quoted)) {
      if (path !== 'run.json' && !path.startsWith('publish/')) continue;
      const text = unescapeHtml(textOf(path, latin1));
      const cells = path.endsWith('.csv')
        ? new Set((parse(text, { relax_column_count: true }) as string[][]).flat())
        : null;
      if (cells === null ? openIn(text).length > 0 : open.some((answer) => cells.has(answer)))
        expect.fail(`${path} holds an open answer that nobody ticked`);
      if (text.includes(words)) places.push(path);
      expect(text).not.toContain(ticked['response_id']);
    }
    expect(places.sort()).toEqual(['publish/quotes.csv', 'publish/report.docx', 'publish/report.html']);
  });
});

/** Open answers of a run that are long enough to be told from other words and are no words of the study's or of the shorthand: names of codes, options such as "Don't know". */
function openAnswers(run: string, more: Iterable<string> = []): Set<string> {
  const texts = readRows(`${run}/internal/open-answers.csv`).map(({ answer = '' }) => answer);
  const { codebook, scales } = JSON.parse(readFileSync(`${run}/internal/study.json`, 'utf8')) as Study;
  const off = Object.values(scales).flatMap(({ options }) =>
    options.filter(({ missing }) => missing !== null),
  );
  const names = [
    ...(codebook?.codes ?? []).map(({ name }) => name),
    ...off.map(({ label }) => label),
    'n/a: not applicable',
  ].join('\n');
  return new Set(
    [...texts.filter((text) => text.length >= 6), ...more].filter((text) => !names.includes(text)),
  );
}

/** What identifies respondents in the demo's exports, and their long texts, read with nothing of the program's. */
function rawExports(): {
  readonly ids: Set<string>;
  readonly addresses: Set<string>;
  readonly texts: Set<string>;
} {
  const ids = new Set<string>();
  const addresses = new Set<string>();
  const texts = new Set<string>();
  for (const name of readdirSync(EXPORTS)) {
    const bytes = readFileSync(`${EXPORTS}/${name}`);
    const content = name.endsWith('.csv')
      ? bytes.toString('utf8')
      : Object.entries(unzipSync(bytes))
          .filter(([path]) => /sharedStrings|sheet3\.xml/.test(path))
          .map(([, part]) => strFromU8(part))
          .join('');
    for (const [id] of content.matchAll(/(?<!\d)990[1-4]\d{5}(?!\d)/g)) ids.add(id);
    for (const [, digits = '', power = ''] of content.matchAll(/(9\.90[1-4]\d*)E(8)/g))
      ids.add(String(Number(`${digits}e${power}`)));
    for (const [ip] of content.matchAll(/(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])/g)) addresses.add(ip);
  }
  const [, , , header = [], , ...rows] = readRecords('crs-evaluation/exports/probation-p1.csv');
  const asked = header.flatMap((text, index) => (/^(?:What|Should)/.test(text) ? [index] : []));
  for (const cells of rows)
    for (const index of asked) if ((cells[index] ?? '').length > 12) texts.add(cells[index] ?? '');
  return { ids, addresses, texts };
}

function unescapeHtml(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}

/** Whole numbers below `n`, the same ones for the same seed (Lehmer's generator). */
function numbers(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % n;
  };
}

const LIBRARY = readRecords('second-study/exports/library.csv');
const HEADER = LIBRARY.slice(0, 5);

interface Member {
  readonly districts: readonly number[];
  readonly age: number;
  /** Borrows, easy, choice, slow, quality, comes, easy, choice, slow, quality, recommends; 0 is blank. */
  readonly answers: readonly number[];
}

/** A member's row of the library's export. */
function rowOf(member: Member, index: number): string[] {
  const system = (LIBRARY[5] ?? []).slice(0, 17);
  system[0] = String(600_000_000 + index);
  system[2] = `198.51.100.${index % 250}`;
  system[5] = String(100 + index);
  const code = (value: number): string => (value === 0 ? '' : String(value));
  return [
    ...system,
    '1',
    ...[1, 2, 3].map((district) => (member.districts.includes(district) ? '1' : '')),
    code(member.age),
    ...member.answers.map(code),
    '',
  ];
}

/** Where only the results and the JSON tables of a run are read. */
const FIGURES_ONLY = ['--format', 'csv,json', '--no-charts'];

/** Analyses members under the library's study, with a chart of a breakdown beside its own. */
async function analyseMembers(
  name: string,
  members: readonly Member[],
  formats: readonly string[],
): Promise<string> {
  const study = join(folder, 'study');
  const yaml = readFileSync(`${ROOT}fixtures/second-study/study/library.yaml`, 'utf8');
  const figure = '  - { id: Figure-L.4, caption: Loans by district, table: L.4, show: percent }\n\nquoted:';
  writeTreeOnce(study, yaml.replace('\nquoted:', figure));
  const file = join(folder, `${name}.csv`);
  writeFileSync(file, toCsv([...HEADER, ...members.map(rowOf)]));
  const run = join(folder, name);
  await analyse(file, '--study', study, '--out', run, ...formats);
  return run;
}

function writeTreeOnce(study: string, yaml: string): void {
  rmSync(study, { recursive: true, force: true });
  mkdirSync(study);
  writeFileSync(join(study, 'library.yaml'), yaml);
}

function randomMembers(seed: number, count: number, overlapping: boolean): Member[] {
  const draw = numbers(seed);
  return Array.from({ length: count }, () => {
    const main = draw(10) < 7 ? 3 : 1 + draw(2);
    const districts = overlapping
      ? [1, 2, 3].filter((district) => district === main || draw(4) === 0)
      : [main];
    const uses = draw(5) === 0 ? 2 : 1;
    const comes = 1 + draw(2);
    const block = (asked: boolean): number[] =>
      [5, 5, 5, 6].map((levels) => (asked && draw(8) > 0 ? 1 + draw(levels) : 0));
    return {
      districts,
      age: 1 + draw(4),
      answers: [uses, ...block(uses === 1), comes, ...block(comes === 1), 1 + draw(11)],
    };
  });
}

describe('sparse and overlapping groups give no hidden figure away', () => {
  it.each([
    ['each member in one district', 11, 30, false],
    ['each member in one district, more of them', 12, 90, false],
    ['members in several districts', 13, 40, true],
  ] as const)('%s', async (name, seed, count, overlapping) => {
    const run = await analyseMembers(
      name.replace(/\W+/g, '-'),
      randomMembers(seed, count, overlapping),
      overlapping ? FORMATS : FIGURES_ONLY,
    );
    const { hidden, leaks } = attackPublication(run);
    expect(hidden).toBeGreaterThan(20);
    expect(leaks).toEqual([]);
    expect(shownAllTheSame(run)).toEqual([]);
    expect(halfHidden(run)).toEqual([]);
    const small = readRows(`${run}/publish/results.csv`).filter(
      ({ id = '', answered, shorthand }) =>
        id.includes('@') && shorthand !== '[c]' && answered !== '' && Number(answered) < 5,
    );
    expect(small).toEqual([]);
  });

  it('the attack works: where only small cells are hidden it finds them', async () => {
    const run = await analyseMembers('naive', randomMembers(11, 30, false), FIGURES_ONLY);
    const rows = parse(readFileSync(`${run}/internal/results.csv`)) as string[][];
    const [header = [], ...results] = rows;
    const answered = header.indexOf('answered');
    const naive = results.map((cells) =>
      cells[0]?.includes('@') === true && Number(cells[answered]) < 5
        ? cells.map((cell, index) =>
            index >= header.indexOf('value') && index < header.length - 2 ? '' : cell,
          )
        : cells,
    );
    writeFileSync(`${run}/publish/results.csv`, toCsv([header, ...naive]));
    const { leaks } = attackPublication(run);
    const truth = new Map(results.map((cells) => [cells[0], cells[answered]]));
    const bases = leaks.filter(({ quantity }) => quantity === 'answered');
    expect(bases.length).toBeGreaterThan(5);
    for (const { cell, value } of bases) {
      const [question, group] = cell.split('@');
      expect(String(value)).toBe(truth.get(`${question}.count.answered@${group}`));
    }
  });

  it('other answers in hidden cells give the same publication, byte for byte', async () => {
    const answers = (draw: (n: number) => number): number[] => [
      1,
      ...[5, 5, 5, 5].map((n) => 1 + draw(n)),
      2,
      0,
      0,
      0,
      0,
      1 + draw(11),
    ];
    const draw = numbers(5);
    const many = Array.from({ length: 40 }, () => ({ districts: [3], age: 2, answers: answers(draw) }));
    const few = (one: readonly number[], two: readonly number[]): Member[] => [
      ...[1, 2, 3].map(() => ({ districts: [1], age: 2, answers: one })),
      ...[1, 2, 3, 4].map((which) => ({ districts: [2], age: 2, answers: which === 4 ? one : two })),
    ];
    const first = few([1, 5, 4, 2, 3, 2, 0, 0, 0, 0, 11], [1, 1, 2, 4, 1, 2, 0, 0, 0, 0, 3]);
    const second = few([1, 1, 2, 4, 1, 2, 0, 0, 0, 0, 3], [1, 5, 4, 2, 3, 2, 0, 0, 0, 0, 11]);
    // Three answer one way and four the other: as many of each when one more is turned.
    const turned = second.map((member, index) =>
      index === 6 ? { ...member, answers: first[6]?.answers ?? [] } : member,
    );
    const runs = [
      await analyseMembers('secret-a', [...first, ...many], FORMATS),
      await analyseMembers('secret-b', [...turned, ...many], FORMATS),
    ];
    const [a, b] = runs.map((run) => published(run));
    expect(a?.size).toBeGreaterThan(20);
    const differing = [...(b ?? [])].flatMap(([path, text]) => (a?.get(path) === text ? [] : [path]));
    expect(differing).toEqual([]);
    expect([...(b?.keys() ?? [])]).toEqual([...(a?.keys() ?? [])]);
  });
});

/** Everything under publish/, but for the name and hash of the file it was made from. */
function published(run: string): Map<string, string> {
  const hash = /\b[0-9a-f]{64}\b/g;
  return new Map(
    [...readTree(join(run, 'publish'))].map(([path, text]) => [
      path,
      (path.endsWith('.png') ? text : wholeText(path, text))
        // Columns are as wide as the hash in them.
        .replace(/w:w="\d+"/g, 'WIDTH')
        .replace(hash, 'HASH')
        .replace(/secret-[ab]/g, 'secret'),
    ]),
  );
}
