import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ingestFiles } from './ingest-files.ts';
import { openExport } from './questionpro/open-export.ts';
import { smallStudy } from './testing/small-study.ts';

/** One respondent's answers to the small study's staff questionnaire: positions from 0, null where blank. */
interface Answers {
  readonly role: number | null;
  readonly areas: readonly boolean[];
  readonly north: readonly (number | null)[];
  readonly south: readonly (number | null)[];
  readonly worth: number;
}

/** How an export of them is laid out; nothing of this may change what is read. */
interface Layout {
  readonly headers: 'once' | 'repeated' | 'joined' | 'coded' | 'bare';
  readonly codes: boolean;
  readonly values: boolean;
  readonly preamble: 0 | 2 | 3 | 4;
  readonly padded: boolean;
  readonly bom: boolean;
  readonly eol: '\n' | '\r\n';
  readonly quoted: boolean;
  readonly stripped: boolean;
  readonly dress: 'none' | 'Q1.' | '1)' | '*' | ':' | 'capitals' | 'spaces';
  readonly system: 'all' | 'few' | 'last';
  readonly number: (code: string) => string;
}

const study = smallStudy();
const AGREEMENT = ['Disagree', 'Neither', 'Agree', "Don't know"];
const ROLES = ['Worker', 'Manager', 'Other'];
const YES_NO = ['Yes', 'No'];

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layouts-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const answer = fc.option(fc.nat(3), { nil: null });
const respondent: fc.Arbitrary<Answers> = fc.record({
  role: fc.option(fc.nat(2), { nil: null }),
  areas: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
  north: fc.tuple(answer, answer, answer),
  south: fc.tuple(answer, answer, answer),
  worth: fc.nat(10),
});
const layout: fc.Arbitrary<Layout> = fc.record({
  headers: fc.constantFrom('once', 'repeated', 'joined', 'coded', 'bare'),
  codes: fc.boolean(),
  values: fc.boolean(),
  preamble: fc.constantFrom(0, 2, 3, 4),
  padded: fc.boolean(),
  bom: fc.boolean(),
  eol: fc.constantFrom('\n', '\r\n'),
  quoted: fc.boolean(),
  stripped: fc.boolean(),
  dress: fc.constantFrom('none', 'Q1.', '1)', '*', ':', 'capitals', 'spaces'),
  system: fc.constantFrom('all', 'few', 'last'),
  number: fc.constantFrom<Layout['number'][]>(
    (code) => code,
    (code) => `${code}.0`,
    (code) => `0${code}`,
  ),
});

/** What the layout must not change: who answered what, by position. */
function expected({ role, areas, north, south, worth }: Answers): readonly unknown[] {
  const block = (answers: readonly (number | null)[]) => answers.map((one) => (one === null ? 0 : one + 1));
  return [role === null ? 0 : role + 1, areas.map(Number), ...block(north), ...block(south), worth + 1];
}

async function read(text: string): Promise<readonly (readonly unknown[])[]> {
  const path = join(folder, 'export.csv');
  await writeFile(path, text);
  const ingest = ingestFiles([await openExport(path)], study);
  const rows: unknown[][] = [];
  for (const { batches } of ingest.questionnaires) {
    for await (const { rows: count, closed, ticked } of batches) {
      for (let at = 0; at < count; at += 1) {
        const blocks = ['north', 'south'].flatMap((block) =>
          ['quick', 'kind', 'fair'].map((item) => closed.get(`${block}.${item}`)?.[at]),
        );
        const areas = (ticked.get('areas') ?? []).map((option) => option[at]);
        rows.push([closed.get('role')?.[at], areas, ...blocks, closed.get('worth')?.[at]]);
      }
    }
  }
  expect(ingest.problems().filter(({ severity }) => severity === 'error')).toEqual([]);
  return rows;
}

function write(rows: readonly Answers[], shape: Layout): string {
  const { headers, codes, values, system, number } = shape;
  const two = headers === 'once' || headers === 'repeated';
  const top: string[] = [];
  const below: string[] = [];
  const head = (over: string, under = '') => {
    top.push(dressed(over, shape, top.length));
    below.push(under === '' ? '' : plain(under, shape));
  };
  const part = (stem: string, label: string, first: boolean, at: number) => {
    if (two) head(first || headers === 'repeated' ? stem : '', label);
    else if (headers === 'joined') head(`${stem} - ${label}`);
    else if (headers === 'coded') head(`${top.length} - ${at + 1} - ${label}`);
    else head(label);
  };
  head('Do you agree to take part?');
  head("What's your role, mainly?");
  for (const [at, label] of ['Town', 'Coast', 'Other'].entries())
    part('Which areas do you work in?', label, at === 0, at);
  for (const block of ['north', 'south']) {
    head(`Do you use the ${block} service?`);
    for (const [at, label] of ['It is quick', 'It is kind', "It's fair"].entries())
      part(`About the ${block} service, do you agree?`, label, at === 0, at);
  }
  head('What is it worth, 0 to 10?');
  head('Anything else?');
  const one = (labels: readonly string[], position: number | null) =>
    position === null ? '' : codes ? number(String(position + 1)) : (labels[position] ?? '');
  const body = rows.map(({ role, areas, north, south, worth }) => [
    one(YES_NO, 0),
    one(ROLES, role),
    ...areas.map((ticked) => (ticked ? '1' : '')),
    ...[north, south].flatMap((block) => [
      one(YES_NO, 0),
      ...block.map((position) => one(AGREEMENT, position)),
    ]),
    // Without labels, a 0 or an 11 tells values from positions; both are in the first two rows.
    codes ? number(String(values ? worth : worth + 1)) : String(worth),
    'A "quoted", text',
  ]);
  const own =
    system === 'few' ? ['Response ID'] : ['Response ID', 'Response Status', 'Custom Variable 1', 'Region'];
  const join = (mine: readonly string[], theirs: readonly string[]) =>
    system === 'last' ? [...theirs, ...mine] : [...mine, ...theirs];
  const lines = [
    join(own, top),
    ...(two
      ? [
          join(
            own.map(() => ''),
            below,
          ),
        ]
      : []),
    ...body.map((cells, at) =>
      join([String(9001 + at), 'Completed', 'a@b.example', 'ENG'].slice(0, own.length), cells),
    ),
  ];
  return file(lines, shape);
}

function file(lines: readonly (readonly string[])[], { preamble, padded, bom, eol, quoted }: Layout): string {
  const said = ['Data Export Generated on Monday', 'Survey ID 1', 'Survey Name Small', ''].slice(0, preamble);
  const width = lines[0]?.length ?? 0;
  const above = said.map((line) => [line, ...Array.from({ length: padded ? width - 1 : 0 }, () => '')]);
  const field = (cell: string) => (quoted || /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return `${bom ? '\ufeff' : ''}${[...above, ...lines].map((cells) => cells.map(field).join(',') + eol).join('')}`;
}

function plain(text: string, { stripped, dress }: Layout): string {
  const kept = stripped ? text.replace(/[,']/g, '') : text;
  if (dress === 'capitals') return kept.toUpperCase();
  return dress === 'spaces' ? ` ${kept.replaceAll(' ', '\u00a0 ')}` : kept;
}

function dressed(text: string, shape: Layout, at: number): string {
  const kept = plain(text, shape);
  if (text === '' || shape.headers === 'coded') return kept;
  switch (shape.dress) {
    case 'Q1.':
      return `Q${at + 1}. ${kept}`;
    case '1)':
      return `${at + 1}) ${kept}`;
    case '*':
      return `${kept} *`;
    case ':':
      return kept.replace(/\?$/, ':');
    default:
      return kept;
  }
}

test('the same answers are read from every layout of an export', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(respondent, { maxLength: 6 }), layout, async (more, shape) => {
      const [first, second] = [0, 10].map(
        (worth): Answers => ({
          role: 1,
          areas: [true, false, true],
          north: [0, 1, 2],
          south: [3, null, 0],
          worth,
        }),
      );
      if (first === undefined || second === undefined) throw new Error('two respondents');
      const rows = [first, second, ...more];
      expect(await read(write(rows, shape))).toEqual(rows.map(expected));
    }),
    { numRuns: 150, seed: 1 },
  );
});
