import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diffJson } from './diff/diff-json.ts';
import { diffRuns } from './diff/diff-runs.ts';
import { loadComparedRuns } from './diff/load-compared-run.ts';
import { summariseDiff } from './diff/summarise-diff.ts';
import { analyseKept, type Files, readRecords, runProgram, toCsv, withCell } from './testing/hostile-run.ts';
import { ROOT } from './testing/run-cli.ts';

const LIBRARY = readFileSync(`${ROOT}fixtures/second-study/study/library.yaml`, 'utf8');
const CODES = `codes:
  - { code: place, name: The place, brief: The building and what is in it, rules: [chairs or quiet] }
  - { code: noise, name: Noise, brief: How loud it is, parent: place, rules: [quiet] }
  - { code: distance, name: Distance, brief: How far it is, rules: [nothing] }
`;
const FULL = readRecords('second-study/exports/library.csv');
/** Two who count, of whom one did not come to events; the first wrote something. */
const LATE = ['500000001', '500000002'];
const rowOf = (id: string): number => FULL.findIndex(([each]) => each === id) + 1;
const EARLY = FULL.filter(([id = '']) => !LATE.includes(id));
/** "It is easy to use", of loans. */
const EASY = 24;
const CORRECTIONS = `id,question,from,to,reason,who
500000003,l.easy,Disagree,Strongly agree,A slip,Tester
500000004,age,60 or over,Under 30,Said so,Tester
`;
const study = (library: string, codes: string): Files => ({ 'library.yaml': library, 'codes.yaml': codes });
const inFolder = (folder: string, files: Files): Files =>
  Object.fromEntries(Object.entries(files).map(([name, content]) => [`${folder}/${name}`, content]));
const FILES: Files = {
  ...inFolder('study', study(LIBRARY, CODES)),
  ...inFolder(
    'agreeing',
    study(LIBRARY.replace('{ label: Neutral, lean: 0 }', '{ label: Neutral, lean: 1 }'), CODES),
  ),
  ...inFolder('coded', study(LIBRARY, CODES.replace('[nothing]', "['far']"))),
  ...inFolder('without', study(LIBRARY.replace('[500000018]', '[500000018, 500000001]'), CODES)),
  ...inFolder('worded', study(LIBRARY.replace('Agreement by service', 'How many agree'), CODES)),
  ...inFolder('tabled', study(LIBRARY.replace('levels: top-two, show', 'levels: [excellent], show'), CODES)),
  'library.csv': toCsv(FULL),
  'early/library.csv': toCsv(EARLY),
  'one/library.csv': toCsv(FULL.filter(([id]) => id !== LATE[1])),
  'changed/library.csv': toCsv(withCell(FULL, rowOf('500000003'), EASY, '5')),
  'corrections.csv': CORRECTIONS,
};

let folder = '';
let remove = (): void => undefined;
const at = (...args: readonly string[]) => runProgram(args, folder);
const run = (out: string, exports: string, ...more: readonly string[]) =>
  at('analyse', exports, '--no-charts', '--format', 'csv,md,columns', '--out', out, ...more);

beforeAll(async () => {
  const base = await analyseKept(FILES, ['library.csv', '--study', 'study']);
  ({ folder, remove } = base);
  const runs = await Promise.all([
    run('base', 'library.csv', '--study', 'study'),
    run('early', 'early/library.csv', '--study', 'study'),
    run('one', 'one/library.csv', '--study', 'study'),
    run('changed', 'changed/library.csv', '--study', 'study'),
    run('corrected', 'library.csv', '--study', 'study', '--corrections', 'corrections.csv'),
    run('agreeing-run', 'library.csv', '--study', 'agreeing'),
    run('coded-run', 'library.csv', '--study', 'coded'),
    run('without-run', 'library.csv', '--study', 'without'),
    run('worded-run', 'library.csv', '--study', 'worded'),
    run('tabled-run', 'library.csv', '--study', 'tabled'),
    run('shown', 'library.csv', '--study', 'study', '--suppress-below', '1'),
  ]);
  expect(runs.map(({ code, stderr }) => (code === 0 ? '' : stderr)).join('')).toBe('');
}, 60_000);
afterAll(() => remove());

interface Change {
  readonly list?: 'results' | 'themes';
  readonly table?: string;
  readonly row?: string;
  readonly column?: string;
  readonly measure?: string;
  readonly id?: string;
  readonly result?: string;
  readonly kind: string;
  readonly causes: readonly { cause: number; respondents: number | null; ids?: string[] }[];
  readonly earlier: Record<string, unknown> | null;
  readonly later: Record<string, unknown> | null;
}
interface Json {
  readonly summary: {
    printed: Record<string, unknown>;
    results: Record<string, number>;
    unexplained: number;
    changed: boolean;
  };
  readonly causes: readonly {
    kind: string;
    text: string;
    where: string;
    earlier: string;
    later: string;
    ids?: string[];
  }[];
  readonly printed: readonly Change[];
  readonly figures: readonly Change[];
  readonly words: readonly unknown[];
  readonly warnings: readonly string[];
  readonly limits: readonly string[];
}
/** The comparison as `--json` prints it, made in this process. */
const diff = async (earlier: string, later: string, ids?: '--ids'): Promise<Json> => {
  const options = { ids: ids === '--ids' };
  const io = { stdout: () => {}, stderr: () => {}, cwd: folder, env: {} };
  const runs = loadComparedRuns(earlier, later, io);
  const comparison = diffRuns(runs.earlier, runs.later, options);
  return JSON.parse(diffJson(comparison, summariseDiff(comparison), options));
};
const rows = (path: string): Map<string, Record<string, string>> =>
  new Map(
    (parse(readFileSync(join(folder, path)), { columns: true }) as Record<string, string>[]).map((row) => [
      row['id'] ?? '',
      row,
    ]),
  );
const movedIn = ({ figures }: Json, list = 'results') =>
  figures.filter((change) => change.list === list && change.kind !== 'suppression');

describe('every figure that differs between two lists is named, and none else', () => {
  it.each([
    ['early', 'base'],
    ['base', 'early'],
    ['base', 'corrected'],
    ['base', 'agreeing-run'],
    ['base', 'coded-run'],
    ['base', 'without-run'],
    ['base', 'tabled-run'],
    ['base', 'shown'],
  ])('%s, %s', async (earlier, later) => {
    const json = await diff(earlier, later);
    for (const list of ['results', 'themes']) {
      const [before, after] = [
        rows(`${earlier}/internal/${list}.csv`),
        rows(`${later}/internal/${list}.csv`),
      ];
      const ids = [...new Set([...after.keys(), ...before.keys()])];
      const values = ['value', 'shorthand'];
      const expected = ids.flatMap((id) => {
        const [x, y] = [before.get(id), after.get(id)];
        if (x === undefined) return [`${id} came`];
        if (y === undefined) return [`${id} went`];
        if (values.some((name) => x[name] !== y[name])) return [`${id} value`];
        return JSON.stringify(x) === JSON.stringify(y) ? [] : [`${id} base`];
      });
      expect(movedIn(json, list).map(({ id, kind }) => `${id} ${kind}`)).toEqual(expected);
      expect(json.summary.unexplained).toBe(0);
    }
  });
});

it('says that nothing moved of a run and itself, and what was compared', async () => {
  expect(await at('diff', 'base', 'base', '--fail-on-change')).toEqual({
    code: 0,
    stderr: '',
    stdout: `No figure moved from base to base.

Compared: 50 printed figures in 5 tables and the running text; 2,999 figures of results.csv; 12 figures of themes.csv.
`,
  });
});

describe('late responses', () => {
  it('are named by number at the figures they are counted in, with the counts and what is printed', async () => {
    const { causes, printed, limits } = await diff('early', 'base');
    expect(causes[0]).toMatchObject({
      kind: 'respondents',
      text: 'members: 2 respondents came',
      respondents: 2,
    });
    expect(causes[0]).not.toHaveProperty('ids');
    expect(limits).toEqual([]);
    expect(
      printed.find(
        ({ table, row, column }) =>
          table === 'L.1' && row === 'It is easy to use' && column === '% agreement · Loans',
      ),
    ).toEqual({
      table: 'L.1',
      row: 'It is easy to use',
      column: '% agreement · Loans',
      measure: 'percent',
      kind: 'moved',
      result: 'members.l.easy.share.agree',
      earlier: { printed: '60', value: 0.6, numerator: 9, denominator: 15, base: 15 },
      later: { printed: '65', value: 11 / 17, numerator: 11, denominator: 17, base: 17 },
      causes: [{ cause: 1, respondents: 2 }],
    });
    // One of them came to no events.
    expect(printed.find(({ result }) => result === 'members.e.easy.share.agree')?.causes).toEqual([
      { cause: 1, respondents: 1 },
    ]);
  });

  it('are named by id only where ids are asked for', async () => {
    const plain = await at('diff', 'early', 'base', '--all');
    const json = JSON.stringify(await diff('early', 'base'));
    for (const text of [plain.stdout, json]) expect(text).not.toMatch(/50000000\d/);
    const { causes, printed } = await diff('early', 'base', '--ids');
    expect(causes[0]?.ids).toEqual(LATE.map((id) => `members ${id}`));
    expect(printed.find(({ result }) => result === 'members.e.easy.share.agree')?.causes[0]?.ids).toEqual([
      'members 500000001',
    ]);
  });

  it('stand at figures of their groups alone, and of their questions where answers are kept', async () => {
    const { figures } = await diff('early', 'base', '--ids');
    const answers = new Map(FULL.map((cells) => [cells[0] ?? '', cells]));
    const district = (id: string) =>
      ['north', 'south', 'east'].filter((_, place) => answers.get(id)?.[18 + place - 1] === '1');
    for (const { id = '', list, kind, causes } of figures) {
      const [, group] = /@district=(\w+)$/.exec(id) ?? [];
      if (list !== 'results' || group === undefined || kind !== 'value') continue;
      for (const one of causes.flatMap(({ ids }) => ids ?? []))
        expect(district(one.replace('members ', '')), id).toContain(group);
    }
  });

  it('stand at every figure that they move when they come alone, and at no other', async () => {
    const alone = new Map((await diff('early', 'one')).figures.map(({ id = '', kind }) => [id, kind]));
    const { figures } = await diff('early', 'base', '--ids');
    const one = `members ${LATE[0]}`;
    const claimed = figures.filter(({ causes }) => causes.some(({ ids }) => ids?.includes(one) === true));
    expect(claimed.length).toBeGreaterThan(100);
    // What is hidden hangs together over groups: there either may have turned it.
    for (const { id = '', earlier, later } of claimed)
      if (earlier?.['hidden'] === later?.['hidden']) expect([...alone.keys()]).toContain(id);
    for (const { id = '', kind, causes } of figures)
      if (kind === alone.get(id))
        expect(
          causes.flatMap(({ ids }) => ids ?? []),
          id,
        ).toContain(one);
  });

  it('make no finer claim than the files allow: without closed answers the groups, without respondents the file', async () => {
    for (const name of ['early', 'base'])
      cpSync(join(folder, name), join(folder, `${name}-poor`), { recursive: true });
    for (const name of ['early', 'base'])
      rmSync(join(folder, `${name}-poor/internal/columns`), { recursive: true });
    const groups = await diff('early-poor', 'base-poor');
    expect(groups.limits).toEqual([
      'closed answers are not kept, so respondents stand at figures of their groups whether or not they answered; “analyse --format …,columns” in both runs keeps them',
    ]);
    expect(groups.printed.find(({ result }) => result === 'members.e.easy.share.agree')?.causes).toEqual([
      { cause: 1, respondents: 2 },
    ]);
    for (const file of ['respondents.csv', 'code-matrix.csv'])
      rmSync(join(folder, 'early-poor/internal', file));
    const poor = await diff('early-poor', 'base-poor');
    expect(poor.limits).toEqual([
      'early-poor does not keep who counts (internal/respondents.csv), so respondents who came or went can’t be told and files stand for them',
    ]);
    expect(poor.summary.unexplained).toBe(0);
    expect(
      new Set(
        poor.figures
          .filter(({ list }) => list === 'results')
          .flatMap(({ causes }) => causes.map(({ cause }) => poor.causes[cause - 1]?.text)),
      ),
    ).toEqual(new Set(['members: library.csv is another file of that name; 24 → 26 rows, 18 → 20 usable']));
  });
});

describe('causes', () => {
  it('a correction moves the figures of its question, and one of a group the groups’ figures', async () => {
    const { causes, figures, printed } = await diff('base', 'corrected');
    expect(causes.map(({ kind, text, earlier, later }) => [kind, text, earlier, later])).toEqual([
      ['respondents', 'members: 1 respondent in other groups than before', null, null],
      [
        'answers',
        'members: 2 closed answers of 2 respondents in both runs changed (l.easy, age)',
        null,
        null,
      ],
      ['correction', 'members: a correction of "l.easy" came', null, 'Disagree → Strongly agree'],
      ['correction', 'members: a correction of "age" came', null, '60 or over → Under 30'],
    ]);
    const whole = figures
      .filter(({ id = '' }) => !id.includes('@'))
      .map(({ id = '' }) => id.replace(/\.(count|share|mean|sd|median).*/, ''));
    expect([...new Set(whole)].sort()).toEqual(['members.age', 'members.l.easy', 'members.pooled.easy']);
    for (const { id = '', causes: own } of figures) {
      const numbers = own.map(({ cause }) => cause);
      expect(numbers.length, id).toBeGreaterThan(0);
      if (!/\.easy\./.test(id)) expect(numbers, id).not.toContain(3);
      if (!/age/.test(id)) expect(numbers, id).not.toContain(4);
    }
    expect(printed.map(({ result }) => result)).toEqual(
      ['members.l.easy.share.agree', 'members.l.easy.mean', 'members.l.easy.sd'].concat(
        printed.slice(3).map(({ result }) => result ?? ''),
      ),
    );
  });

  it('a changed agreement rule moves who agrees and no mean', async () => {
    const { causes, figures, printed } = await diff('base', 'agreeing-run');
    expect(causes).toMatchObject([
      {
        kind: 'definition',
        where: 'internal/study.json scales.agree-5.options.neutral.lean',
        earlier: '0',
        later: '1',
      },
    ]);
    expect(figures.length).toBeGreaterThan(0);
    for (const { id } of figures) expect(id).toMatch(/\.share\.agree/);
    expect(
      printed
        .filter(({ kind }) => kind === 'moved')
        .every(({ measure, table }) => table === 'L.4' || measure === 'percent'),
    ).toBe(true);
  });

  it('a changed rule of the codebook moves its code’s figures, and those without a code', async () => {
    const { causes, figures } = await diff('base', 'coded-run');
    expect(
      causes.filter((_, place) =>
        figures.some(({ causes: own }) => own.some(({ cause }) => cause === place + 1)),
      ),
    ).toMatchObject([
      {
        kind: 'codebook',
        where: 'internal/study.json codebook.codes.distance.rules.distance-1.when',
        earlier: '"nothing"',
        later: '"far"',
      },
    ]);
    expect([...new Set(figures.map(({ list }) => list))]).toEqual(['themes']);
    for (const { id } of figures) expect(id).toMatch(/distance|\(uncoded\)/);
  });

  it('a withdrawn respondent goes, and the study’s list says why', async () => {
    const { causes, printed } = await diff('base', 'without-run');
    expect(causes.map(({ text }) => text)).toEqual([
      'members: 1 respondent went: withdrawn',
      'questionnaires.members.withdrawn: 1 response id came',
    ]);
    for (const { causes: own } of printed) expect(own.map(({ cause }) => cause)).toEqual([1, 2]);
  });

  it('a changed answer is named where runs keep them; else its file', async () => {
    const { causes, figures } = await diff('base', 'changed', '--ids');
    expect(causes[0]).toMatchObject({
      kind: 'answers',
      text: 'members: 1 closed answer of 1 respondent in both runs changed (l.easy)',
      ids: ['members 500000003'],
    });
    for (const { id, causes: own } of figures) {
      expect(id).toMatch(/\.easy\./);
      expect(own[0]?.ids).toEqual(['members 500000003']);
    }
    const poor = await diff('out', 'changed');
    for (const { causes: own } of poor.figures)
      expect(poor.causes[(own[0]?.cause ?? 0) - 1]?.kind).toBe('input');
  });

  it('another threshold hides and shows, and moves nothing', async () => {
    const { causes, figures, summary } = await diff('base', 'shown');
    expect(causes).toMatchObject([
      { kind: 'setting', where: 'run.json settings.suppressBelow', earlier: '5', later: '1' },
    ]);
    expect([...new Set(figures.filter(({ list }) => list === 'results').map(({ kind }) => kind))]).toEqual([
      'suppression',
    ]);
    expect(summary.results['nowShown']).toBeGreaterThan(0);
    expect(summary.results['nowHidden']).toBe(0);
  });

  it('another caption is told as words, and another level as a table’s', async () => {
    const worded = await diff('base', 'worded-run');
    expect(worded.summary.changed).toBe(false);
    expect(worded.words).toEqual([
      { table: 'L.1', what: 'caption', earlier: 'Agreement by service', later: 'How many agree' },
    ]);
    const { causes, printed } = await diff('base', 'tabled-run');
    expect(printed.length).toBeGreaterThan(0);
    for (const { table, causes: own } of printed) {
      expect(table).toBe('L.2');
      for (const { cause } of own)
        expect(causes[cause - 1]?.where).toMatch(/^internal\/study\.json tables\.L\.2\.rows/);
    }
  });

  it('are said not to be found where nothing in the files can have moved a figure', async () => {
    cpSync(join(folder, 'base'), join(folder, 'forged'), { recursive: true });
    const list = join(folder, 'forged/internal/results.csv');
    const text = readFileSync(list, 'utf8');
    writeFileSync(list, text.replace(/^(members\.recommend\.mean,.*,score,)[\d.]+,/m, '$19,'));
    const { stdout } = await at('diff', 'base', 'forged');
    expect(stdout).toContain('1 change: cause not found in the runs’ files.');
  });
});

describe('figures edited by hand', () => {
  it('are warned of, in tables and in lists', async () => {
    cpSync(join(folder, 'base'), join(folder, 'edited'), { recursive: true });
    const table = join(folder, 'edited/publish/tables/L.1.csv');
    writeFileSync(table, readFileSync(table, 'utf8').replace(',65,', ',66,'));
    const list = join(folder, 'edited/publish/results.csv');
    const lines = readFileSync(list, 'utf8').split('\r\n');
    const edited = lines.map((line) =>
      line.startsWith('members.recommend.mean,') ? line.replace('score,', 'score,9') : line,
    );
    writeFileSync(list, edited.filter((line) => !line.startsWith('members.recommend.sd,')).join('\r\n'));
    expect((await diff('base', 'edited')).warnings).toEqual([
      "edited: 1 file of tables not as the run's counts give them, edited by hand or by another build of the program: publish/tables/L.1.csv",
      'edited: 2 published figures not as in internal/, edited by hand: publish/results.csv members.recommend.mean, publish/results.csv members.recommend.sd',
    ]);
  });
});

describe('as a process', () => {
  it('ends with 0 though figures moved, with 1 where that is asked for', async () => {
    expect((await at('diff', 'early', 'base')).code).toBe(0);
    expect((await at('diff', 'early', 'base', '--fail-on-change', '--json')).code).toBe(1);
    expect((await at('diff', 'base', 'worded-run', '--fail-on-change')).code).toBe(0);
  });

  it('refuses wrong usage with 2', async () => {
    const uses = [
      ['diff', 'base'],
      ['diff', 'base', 'base', '--json', '--csv'],
      ['diff', 'base', 'base', '--al'],
    ];
    const outcomes = await Promise.all(uses.map((args) => at(...args)));
    expect(outcomes.map(({ code, stderr }) => `${code} ${stderr.split('\n')[0]}`)).toEqual([
      "2 error: missing required argument 'later'",
      '2 error: expected --json or --csv, found both',
      "2 error: unknown option '--al'",
    ]);
  });

  it('refuses what is no run, damaged, newer or of another study with 1, and says so of both', async () => {
    const spoilt = (name: string, file: string, change: (text: string) => string): string => {
      cpSync(join(folder, 'base'), join(folder, name), { recursive: true });
      const path = join(folder, name, file);
      writeFileSync(path, change(readFileSync(path, 'utf8')));
      return name;
    };
    const cut = spoilt('cut', 'run.json', (text) => text.slice(0, 100));
    const empty = spoilt('empty', 'run.json', () => '{}');
    const newer = spoilt('newer', 'internal/counts.json', (text) => text.replace('counts 1', 'counts 2'));
    const other = spoilt('other', 'internal/results.csv', () => 'a,b\r\n');
    const twice = spoilt('twice', 'internal/results.csv', (text) => `${text}${text.split('\r\n')[1]}\r\n`);
    const foreign = spoilt('foreign', 'internal/study.json', (text) =>
      text.replaceAll('"members"', '"guests"'),
    );
    writeFileSync(
      join(folder, 'foreign/run.json'),
      readFileSync(join(folder, 'base/run.json'), 'utf8').replace('library-survey', 'guest-survey'),
    );
    const again = ' — run "crs-eval analyse" again';
    const none = (name: string) =>
      `error: ${name}: expected a folder that "crs-eval analyse" wrote, found no such folder — run "crs-eval analyse EXPORTS --out FOLDER" first, or name its folder`;
    const cases: readonly (readonly [string, string, readonly string[]])[] = [
      ['nowhere', 'neither', [none('nowhere'), none('neither')]],
      [
        'base',
        cut,
        [`error: cut/run.json: expected JSON as "crs-eval analyse" writes it, found something else${again}`],
      ],
      ['base', empty, [`error: empty: expected the files of a run, found parts missing in them${again}`]],
      [
        'base',
        newer,
        [
          'error: newer/internal: expected counts in the form "crs-eval counts 1", found counts in another form — a newer crs-eval wrote them: use that version, or analyse again with this one',
        ],
      ],
      [
        'base',
        other,
        [
          `error: other/internal/results.csv: expected the columns of a list of figures, found others${again}`,
        ],
      ],
      [
        'base',
        twice,
        [
          `error: twice/internal/results.csv:3001: expected each figure once, found "members.respondents" twice${again}`,
        ],
      ],
      [
        'base',
        foreign,
        [
          'error: foreign: expected a run of the study library-survey, as base is, found one of guest-survey, which shares no questionnaire with it — compare runs of one study',
        ],
      ],
    ];
    const outcomes = await Promise.all(cases.map(([earlier, later]) => at('diff', earlier, later)));
    for (const [place, [, , lines]] of cases.entries())
      expect(outcomes[place]).toEqual({
        code: 1,
        stdout: '',
        stderr: `${lines.join('\n')}\n${lines.length} ${lines.length === 1 ? 'fault' : 'faults'} found; nothing was written.\n`,
      });
  });

  it('gives every change as CSV, and the same bytes each time', async () => {
    const [first, second] = await Promise.all([
      at('diff', 'early', 'base', '--csv'),
      at('diff', 'early', 'base', '--csv'),
    ]);
    expect(first).toEqual(second);
    const listed: Record<string, string>[] = parse(first.stdout, { columns: true });
    const { printed, figures } = await diff('early', 'base');
    expect(listed).toHaveLength(printed.length + figures.length);
    expect(listed[0]).toMatchObject({ list: 'printed', table: 'L.1', causes: 'members: 2 respondents came' });
  });
});
