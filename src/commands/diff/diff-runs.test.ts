import { createHash } from 'node:crypto';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ComparedRuns, comparedRuns, FULL, type Json, LATE } from '../testing/compared-runs.ts';

let runs: ComparedRuns;
beforeAll(async () => {
  runs = await comparedRuns([
    'base',
    'early',
    'one',
    'changed',
    'corrected',
    'agreeing',
    'coded',
    'without',
    'wrong',
    'worded',
    'tabled',
    'shown',
  ]);
}, 60_000);
afterAll(() => runs?.remove());
const at: ComparedRuns['at'] = (...args) => runs.at(...args);
const diff: ComparedRuns['diff'] = (...of) => runs.diff(...of);

const rows = (path: string): Map<string, Record<string, string>> =>
  new Map(
    (parse(readFileSync(join(runs.folder, path)), { columns: true }) as Record<string, string>[]).map(
      (row) => [row['id'] ?? '', row],
    ),
  );
const rowsIn = (path: string): Record<string, string>[] =>
  parse(readFileSync(join(runs.folder, path)), { columns: true });
const movedIn = ({ figures }: Json, list = 'results') =>
  figures.filter((change) => change.list === list && change.kind !== 'suppression');

describe('every figure that differs between two lists is named, and none else', () => {
  it.each([
    ['early', 'base'],
    ['base', 'early'],
    ['base', 'corrected'],
    ['base', 'agreeing'],
    ['base', 'coded'],
    ['base', 'without'],
    ['base', 'wrong'],
    ['base', 'tabled'],
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
      // Both keep who counts and what was answered, so no file as a whole has to stand for that.
      const kinds = json.figures.flatMap(({ causes }) =>
        causes.map(({ cause }) => json.causes[cause - 1]?.kind),
      );
      expect(kinds).not.toContain('input');
    }
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
      cpSync(join(runs.folder, name), join(runs.folder, `${name}-poor`), { recursive: true });
    for (const name of ['early', 'base'])
      rmSync(join(runs.folder, `${name}-poor/internal/columns`), { recursive: true });
    const groups = await diff('early-poor', 'base-poor');
    expect(groups.limits).toEqual([
      'closed answers are not kept, so respondents stand at figures of their groups whether or not they answered; “analyse --format …,columns” in both runs keeps them',
    ]);
    expect(groups.printed.find(({ result }) => result === 'members.e.easy.share.agree')?.causes).toEqual([
      { cause: 1, respondents: 2 },
    ]);
    for (const file of ['respondents.csv', 'code-matrix.csv'])
      rmSync(join(runs.folder, 'early-poor/internal', file));
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
    const { causes, figures, printed } = await diff('base', 'agreeing');
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
    const { causes, figures } = await diff('base', 'coded');
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
    const { causes, printed } = await diff('base', 'without');
    expect(causes.map(({ text }) => text)).toEqual([
      'members: 1 respondent went: withdrawn',
      'questionnaires.members.withdrawn: 1 response id came',
    ]);
    for (const { causes: own } of printed) expect(own.map(({ cause }) => cause)).toEqual([1, 2]);
  });

  it('a respondent of the wrong questionnaire leaves closed figures and stays in themes', async () => {
    const { causes, figures } = await diff('base', 'wrong', '--ids');
    expect(causes).toMatchObject([
      {
        text: 'members: 1 respondent now counted for open text only (wrong questionnaire)',
        ids: ['members 500000001'],
      },
      { text: 'questionnaires.members.wrongQuestionnaire: 1 response id came' },
    ]);
    expect(figures.some(({ list, id = '' }) => list === 'themes' && !id.includes('@'))).toBe(false);
    for (const { causes: own } of figures) expect(own.map(({ cause }) => cause)).toEqual([1, 2]);
  });

  it.each([
    ['remove', ['noise']],
    ['none', ['noise', 'place']],
  ])('people’s decisions move the codes they are on: %s', async (verdict, moved) => {
    const row = rowsIn('base/internal/codings.csv').find(({ code }) => code === 'noise');
    const { questionnaire = '', response_id: id = '', question = '', code = '' } = row ?? {};
    const decisions = `questionnaire,response_id,question,code,decision,coder,when,text_sha256\r\n`;
    const text =
      rowsIn('base/internal/open-answers.csv').find((each) => each['response_id'] === id)?.['answer'] ?? '';
    const hash = createHash('sha256').update(text).digest('hex');
    writeFileSync(
      join(runs.folder, 'd.csv'),
      `${decisions}${questionnaire},${id},${question},${verdict === 'none' ? '' : code},${verdict},ann,2025-06-07,${hash}\r\n`,
    );
    const args = ['--study', 'study', '--no-charts', '--format', 'csv,columns', '--decisions', 'd.csv'];
    const out = `decided-${verdict}`;
    expect((await at('analyse', 'library.csv', ...args, '--out', out)).code).toBe(0);
    const { causes, figures } = await diff('base', out);
    expect(causes).toMatchObject([
      { kind: 'decision', text: '1 decision on codings came, went or came to something else' },
    ]);
    const codes = figures.map(({ id: figure = '' }) => figure.split('@')[0]?.split('.').at(-1));
    expect(new Set(codes)).toEqual(new Set(verdict === 'none' ? [...moved, '(uncoded)'] : moved));
    for (const { causes: own } of figures) expect(own).toEqual([{ cause: 1, respondents: 1 }]);
  });

  it('another version of the program stands where nothing else does', async () => {
    cpSync(join(runs.folder, 'base'), join(runs.folder, 'newer'), { recursive: true });
    const record = join(runs.folder, 'newer/run.json');
    writeFileSync(record, readFileSync(record, 'utf8').replace(/"version": "[^"]+"/, '"version": "99.0.0"'));
    const { causes, figures } = await diff('early', 'newer');
    const [first, ...others] = causes;
    expect(first?.kind).toBe('respondents');
    expect(others.at(-1)).toMatchObject({ kind: 'version', later: '99.0.0' });
    for (const { causes: own } of figures) expect(own.map(({ cause }) => cause)).toEqual([1]);
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
    const worded = await diff('base', 'worded');
    expect(worded.summary.changed).toBe(false);
    expect(worded.words).toEqual([
      { table: 'L.1', what: 'caption', earlier: 'Agreement by service', later: 'How many agree' },
    ]);
    const { causes, printed } = await diff('base', 'tabled');
    expect(printed.length).toBeGreaterThan(0);
    for (const { table, causes: own } of printed) {
      expect(table).toBe('L.2');
      for (const { cause } of own)
        expect(causes[cause - 1]?.where).toMatch(/^internal\/study\.json tables\.L\.2\.rows/);
    }
  });

  it('are said not to be found where nothing in the files can have moved a figure', async () => {
    cpSync(join(runs.folder, 'base'), join(runs.folder, 'forged'), { recursive: true });
    const list = join(runs.folder, 'forged/internal/results.csv');
    const text = readFileSync(list, 'utf8');
    writeFileSync(list, text.replace(/^(members\.recommend\.mean,.*,score,)[\d.]+,/m, '$19,'));
    const { stdout } = await at('diff', 'base', 'forged');
    expect(stdout).toContain('1 change: cause not found in the runs’ files.');
  });
});
