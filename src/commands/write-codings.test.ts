import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Decide } from '../qualitative/coded-answer.ts';
import { compileCodebook } from '../qualitative/rules/compile-codebook.ts';
import { codedBatch, codedStudy, type Row } from '../qualitative/testing/coded-study.ts';
import { OFF_BASE, type ResponseBatch } from '../study/responses.ts';
import { type CodedRun, writeCodings } from './write-codings.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'codings-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const study = codedStudy();
const WELSH = 'Mae’r rhestr aros yn rhy hir ac mae angen mwy o staff yn yr ardal';

async function write(name: string, rows: readonly Row[], decide?: Decide): Promise<CodedRun> {
  const { questionnaire, batch } = codedBatch(study, rows);
  const coding = { coder: compileCodebook(study), ...(decide === undefined ? {} : { decide }) };
  const writer = writeCodings(join(folder, name), study, coding);
  async function* batches(): AsyncGenerator<ResponseBatch> {
    yield batch;
  }
  try {
    for await (const passed of writer.tee(questionnaire, batches())) expect(passed).toBe(batch);
    return writer.found();
  } finally {
    writer.close();
  }
}

function read(name: string, file: string): readonly Readonly<Record<string, string>>[] {
  return parse(readFileSync(join(folder, name, file)), { columns: true });
}

describe('a run’s codings', () => {
  it('are a row each, in order, with spans in code points over LF text', async () => {
    const text = '👍\r\nCafé\u0301 staff: the waiting list';
    const found = await write('spans', [{ text: { comments: text } }, { text: { 'a.why': 'staff, far' } }]);
    const rows = read('spans', 'codings.csv');
    expect(
      rows.map(({ response_id, row, question, code, text: coded }) => [
        response_id,
        row,
        question,
        code,
        coded,
      ]),
    ).toEqual([
      ['r1', '2', 'comments', 'staff', 'staff'],
      ['r1', '2', 'comments', 'waiting', 'waiting'],
      ['r1', '2', 'comments', 'waiting', 'waiting list'],
      ['r2', '3', 'a.why', 'distance', 'far'],
    ]);
    const points = [...text.replaceAll('\r\n', '\n')];
    for (const { start, end, text: coded } of rows.slice(0, 3))
      expect(points.slice(Number(start), Number(end)).join('')).toBe(coded);
    expect(rows[2]).toMatchObject({
      by: 'rule',
      rule: 'waiting-2',
      codebook: study.codebook?.sha256,
      coder: '',
      memo: '',
    });
    expect(found).toMatchObject({
      answers: 2,
      setAside: 0,
      codings: { rule: 4, person: 0, model: 0 },
      decisions: null,
    });
  });

  it('come with a matrix: 1 with a code or one below it, 0 without, empty where its questions were not answered', async () => {
    await write('matrix', [
      { text: { 'a.why': 'It is far' } },
      { text: { comments: 'The staff' } },
      { text: { comments: WELSH } },
      { closed: { area: OFF_BASE }, text: { 'b.why': 'We wait' } },
      {},
    ]);
    const rows = read('matrix', 'code-matrix.csv');
    expect(
      rows.map(({ access, waiting, distance, staff }) => [access, waiting, distance, staff].join()),
    ).toEqual(['1,0,1,', '0,0,0,1', ',,,', '1,1,0,', ',,,']);
  });

  it('leave out answers in another language, which are listed without their words', async () => {
    const found = await write('welsh', [{ text: { comments: WELSH } }]);
    expect(found).toMatchObject({ answers: 1, setAside: 1 });
    expect(read('welsh', 'codings.csv')).toEqual([]);
    expect(read('welsh', 'set-aside.csv')).toEqual([
      {
        questionnaire: 'staff-1',
        response_id: 'r1',
        row: '2',
        question: 'comments',
        language: 'cy',
        characters: String(WELSH.length),
      },
    ]);
    expect(readFileSync(join(folder, 'welsh', 'set-aside.csv'), 'utf8')).not.toContain('rhestr');
  });

  it('are as people decide, under their names', async () => {
    await write('decided', [{ text: { comments: 'The staff' } }], (_, proposed) =>
      proposed.map((coding) => ({ ...coding, by: { kind: 'person', coder: 'A. Coder' }, memo: 'clear' })),
    );
    expect(read('decided', 'codings.csv')).toMatchObject([
      { code: 'staff', by: 'person', rule: '', codebook: '', coder: 'A. Coder', memo: 'clear' },
    ]);
  });

  it('take in answers that no question asks, with every code, in no count', () => {
    const writer = writeCodings(join(folder, 'turns'), study, { coder: compileCodebook(study) });
    writer.take([
      {
        questionnaire: 'interviews',
        responseId: 'one.txt',
        fileRow: 3,
        question: 'turn-3',
        wrongQuestionnaire: false,
        text: 'Staff have to wait',
      },
    ]);
    writer.close();
    expect(writer.found()).toMatchObject({ answers: 0, codings: { rule: 2 } });
    expect(read('turns', 'codings.csv').map(({ question, code }) => [question, code])).toEqual([
      ['turn-3', 'staff'],
      ['turn-3', 'waiting'],
    ]);
  });
});
