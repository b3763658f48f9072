import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  analyseKept,
  type Files,
  readRecords,
  readTree,
  runHostile,
  runProgram,
  toCsv,
  writeFiles,
} from './testing/hostile-run.ts';
import { ROOT } from './testing/run-cli.ts';
import { runHere } from './testing/run-here.ts';

const SAID = ['Please open longer', 'quiet, with 🍲 and lovely staff', 'nothing to say'];
const records = readRecords('second-study/exports/library.csv').map((cells, at) =>
  at < 5 ? cells : [...cells.slice(0, -1), SAID[Number(cells[0]) % SAID.length] ?? ''],
);
const CODES = `codes:
  - { code: hours, name: Opening hours, brief: When it is open, full: "When it is open,\\nand when not", examples: [late], rules: ['open* or hours'] }
  - { code: staff, name: Staff, brief: Those who work there, rules: [{ when: staff, wants: either }, { when: 'yes or please', questions: [comment] }] }
  - { code: staff.kind, name: Kind staff, brief: Kind, parent: staff }
codeChanges:
  - { rename: people, to: staff }
`;
const FILES: Files = {
  'study/library.yaml': readFileSync(`${ROOT}fixtures/second-study/study/library.yaml`, 'utf8'),
  'study/codes.yaml': CODES,
  'library.csv': toCsv(records),
  'talks/b.md': 'group: Staff\n\nI: Who?\n\nP: Not the staff. Open late.\nP: Yes.\n',
  'talks/a.txt': 'group: Members\r\nphase: 2\r\n\r\nI: Who?\r\nP: The staff!\r\n',
  'talks/notes.docx': 'PK',
};
const ARGS = ['library.csv', '--study', 'study', '--suppress-below', '3'];

let run: Awaited<ReturnType<typeof analyseKept>>;
beforeAll(async () => {
  run = await analyseKept(FILES, [...ARGS, '--transcripts', 'talks']);
}, 30_000);
afterAll(() => run?.remove());
const at = (...args: readonly string[]) => runHere(args, run.folder);
const read = (path: string) => readFileSync(join(run.folder, path));
const rowsOf = (path: string): Record<string, string>[] => parse(read(path), { columns: true });

describe('crs-eval analyse --transcripts', () => {
  it('codes what respondents say, beside the answers', () => {
    expect(run.stderr).toContain('note: files of talks that are no transcripts (.txt, .md), left alone: 1\n');
    expect(run.stderr).toContain(
      '\n2 interviews: 2 of 3 turns of respondents given a code; see internal/interviews.csv\n',
    );
    const own = rowsOf('out/internal/codings.csv').filter((row) => row['questionnaire'] === 'interviews');
    expect(
      own.map((row) => [row['response_id'], row['row'], row['question'], row['code'], row['text']]),
    ).toEqual([
      ['a', '5', 'turn-2', 'staff', 'staff'],
      ['b', '5', 'turn-2', 'staff', 'staff'],
      ['b', '5', 'turn-2', 'hours', 'Open'],
    ]);
    expect(read('out/internal/interviews.csv').toString()).toBe(
      [
        'group,interviews,code,name,interviews_with_code,mentions,synthetic',
        'Members,1,hours,Opening hours,0,0,no',
        'Members,1,staff,Staff,1,1,no',
        'Members,1,staff.kind,Kind staff,0,0,no',
        'Staff,1,hours,Opening hours,1,1,no',
        'Staff,1,staff,Staff,1,1,no',
        'Staff,1,staff.kind,Kind staff,0,0,no',
        '',
      ].join('\r\n'),
    );
    expect(JSON.parse(read('out/run.json').toString()).coding.interviews).toMatchObject({
      turns: 3,
      coded: 2,
    });
    expect([...readTree(join(run.folder, 'out/publish')).values()].join()).not.toMatch(
      /Not the staff|Open late/,
    );
  });

  it('has them in the review, after all answers', async () => {
    await at('code', 'review', '--from', 'out', '--out', 'review.csv');
    const rows = rowsOf('review.csv');
    const spoken = rows.filter((row) => row['questionnaire'] === 'interviews');
    expect(rows.slice(-spoken.length)).toEqual(spoken);
    expect(spoken.map((row) => [row['question'], row['question text'], row['code']])).toEqual([
      ['turn-3', 'Said in an interview', ''],
      ['turn-2', 'Said in an interview', 'staff'],
      ['turn-2', 'Said in an interview', ''],
      ['turn-2', 'Said in an interview', 'hours'],
      ['turn-2', 'Said in an interview', 'staff'],
      ['turn-2', 'Said in an interview', ''],
    ]);
  });

  it('keeps who respondents are, for other tools', () => {
    const rows = rowsOf('out/internal/respondents.csv');
    expect(rows[0]).toMatchObject({ questionnaire: 'members', district: 'north', age: 'under-30' });
    expect(rows.at(-2)).toMatchObject({
      questionnaire: 'interviews',
      response_id: 'a',
      'interview group': 'Members',
      'interview phase': '2',
    });
  });

  it.each([
    [
      { 'talks/b.md': 'Who?' },
      [],
      'error: b.md:1: expected a header line such as "group: CRS staff", found 4 characters of another kind — a blank line ends the header\n',
    ],
    [
      { 'talks/a.md': 'group: A\n\nP: x' },
      [],
      'error: a: expected one file of that name, found two with other endings — rename one\n',
    ],
    [
      { 'talks/b.md': Uint8Array.of(0xff, 0x41) },
      [],
      'error: b.md: expected text in UTF-8, found bytes that are not — save it as text in UTF-8\n',
    ],
    [{}, ['--no-coding'], 'error: --transcripts: expected a codebook to code them with, found --no-coding\n'],
    [
      {},
      ['--transcripts', 'nowhere'],
      'error: nowhere: expected a folder of transcripts, found no such folder — check the path\n',
    ],
    [
      {},
      ['--transcripts', 'study'],
      'error: study: expected text files (.txt, .md) of interviews, found none — save transcripts as text\n',
    ],
  ] as [Files, string[], string][])(
    'stops before anything is written: case %#',
    async (files, args, message) => {
      const outcome = await runHostile({ ...FILES, ...files }, [
        'analyse',
        ...ARGS,
        '--transcripts',
        'talks',
        '--out',
        'out',
        ...args,
      ]);
      expect(outcome.stderr).toContain(message);
      expect({ code: outcome.code, changed: outcome.changed }).toEqual({ code: 1, changed: [] });
    },
  );
});

describe('crs-eval code export and import', () => {
  it.each(['respondent', 'question'])('give the run’s codings back, a source a %s', async (source) => {
    const written = await at(
      'code',
      'export',
      '--from',
      'out',
      '--out',
      `${source}.qdpx`,
      '--source',
      source,
    );
    expect(written.code).toBe(0);
    const outcome = await at(
      'code',
      'import',
      `${source}.qdpx`,
      '--from',
      'out',
      '--out',
      `${source}.csv`,
      '--with-rules',
    );
    expect(outcome).toMatchObject({ code: 0, stdout: '' });
    const codings = rowsOf('out/internal/codings.csv');
    const columns = ['questionnaire', 'response_id', 'question', 'code', 'start', 'end'];
    const keyed = (rows: Record<string, string>[]) =>
      rows.map((row) => columns.map((column) => row[column]).join(' '));
    expect(keyed(rowsOf(`${source}.csv`))).toEqual(keyed(codings));
    expect(codings.length).toBeGreaterThan(5);
  });

  it('make of a coder’s work in another tool a file that the next run takes', async () => {
    await at('code', 'export', '--from', 'out', '--out', 'ours.qdpx');
    // The other tool: its own name and users, CRLF, a coding taken away, the rules' others taken over.
    const files = unzipSync(read('ours.qdpx'));
    const qde = strFromU8(files['project.qde'] ?? new Uint8Array());
    const theirs = qde
      .replace(/origin="[^"]*"/, 'origin="Their tool"')
      .replace('name="crs-eval rules"', 'name="Ben"')
      .replace(/<User guid="[^"]*"/, '<User guid="00000000-0000-0000-0000-000000000001"')
      .replace(/creatingUser="[^"]*"/g, 'creatingUser="{00000000-0000-0000-0000-000000000001}"')
      .replace(/<Coding [\s\S]*?<\/Coding>\n/, '');
    const archive = Object.fromEntries(
      Object.entries(files).map(([name, bytes]) =>
        name === 'project.qde'
          ? ['p.qde', strToU8(theirs)]
          : [
              name.replace('sources', 'Sources'),
              strToU8(`\ufeff${strFromU8(bytes).replaceAll('\n', '\r\n')}`),
            ],
      ),
    );
    writeFiles(run.folder, { 'theirs.qdpx': zipSync(archive) });
    const all = rowsOf('out/internal/codings.csv').length;
    const { code, stderr } = await at(
      'code',
      'import',
      'theirs.qdpx',
      '--from',
      'out',
      '--out',
      'theirs.csv',
      '--complete',
    );
    expect(code).toBe(0);
    expect(stderr).toContain(`${all - 1} codings of `);
    const rows = rowsOf('theirs.csv');
    expect(new Set(rows.map((row) => row['coder']))).toEqual(new Set(['Ben']));
    expect(rows.some((row) => row['code'] === '')).toBe(true);
    const next = await at(
      'analyse',
      ...ARGS,
      '--transcripts',
      'talks',
      '--codings',
      'theirs.csv',
      '--out',
      'next',
      '--no-charts',
      '--format',
      'csv',
    );
    expect(next.code).toBe(0);
    expect(rowsOf('next/internal/other-codings.csv')).toHaveLength(all - 1);
  });

  it('say what has no place, and never whose words', async () => {
    await at('code', 'export', '--from', 'out', '--out', 'ours.qdpx');
    const files = unzipSync(read('ours.qdpx'));
    const qde = strFromU8(files['project.qde'] ?? new Uint8Array());
    const strange = qde.replace(
      /<Sources>[\s\S]*<\/Sources>/,
      '<Sources><TextSource guid="11111111-1111-1111-1111-111111111111" name="x"><PlainTextContent>A secret of somebody</PlainTextContent><PlainTextSelection guid="21111111-1111-1111-1111-111111111111" startPosition="0" endPosition="3"><Coding guid="31111111-1111-1111-1111-111111111111"><CodeRef targetGUID="41111111-1111-1111-1111-111111111111"/></Coding></PlainTextSelection></TextSource></Sources>',
    );
    writeFiles(run.folder, { 'strange.qdpx': zipSync({ 'project.qde': strToU8(strange) }) });
    const { code, stderr } = await at(
      'code',
      'import',
      'strange.qdpx',
      '--from',
      'out',
      '--out',
      'strange.csv',
    );
    expect(code).toBe(1);
    expect(stderr).toBe(
      'note: codings of a source that is no answer of the run, not placed: 1 (source 1 selection 1)\n' +
        'error: strange.qdpx: expected codings of answers of the run out, found 1 coding without a place in it — name the run whose answers were coded with --from\n' +
        '1 fault found; nothing was written.\n',
    );
  });

  it.each([
    ['no.qdpx', null, 'no.qdpx: expected a REFI-QDA project (.qdpx), found no such file — check the path'],
    [
      'a.qdpx',
      strToU8('hello'),
      'a.qdpx: expected a REFI-QDA project (.qdpx), which is a zip archive, found something else — export the project as REFI-QDA',
    ],
    [
      'up.qdpx',
      zipSync({ '../a.qde': strToU8('x') }),
      'up.qdpx: file 1 of the archive: expected a name within the archive, found one that leads out of it by ".." — the archive is damaged or made to do harm; export the project again',
    ],
    [
      'bomb.qdpx',
      zipSync({ 'a.qde': new Uint8Array(64 << 20) }),
      'bomb.qdpx/a.qde: expected a file that unpacks to at most 300 times its size, found more — the archive is damaged or made to do harm; export the project again',
    ],
    [
      'dtd.qdpx',
      zipSync({ 'a.qde': strToU8('<!DOCTYPE a><Project/>') }),
      'dtd.qdpx/a.qde:1: expected XML without a document type definition, found one — no tool writes one; the file may be made to do harm',
    ],
  ])('refuse %s, and leave what was there as it was', async (name, bytes, message) => {
    writeFiles(run.folder, { ...(bytes === null ? {} : { [name]: bytes }), 'kept.csv': 'kept' });
    const { code, stdout, stderr } = await at('code', 'import', name, '--from', 'out', '--out', 'kept.csv');
    expect({ code, stdout, stderr }).toEqual({
      code: 1,
      stdout: '',
      stderr: `error: ${message}\n1 fault found; nothing was written.\n`,
    });
    expect(read('kept.csv').toString()).toBe('kept');
  });

  it('send a project given as codings to code import', async () => {
    await at('code', 'export', '--from', 'out', '--out', 'ours.qdpx');
    const { code, stderr } = await at('analyse', ...ARGS, '--codings', 'ours.qdpx', '--out', 'none');
    expect(code).toBe(1);
    expect(stderr).toContain(
      'ours.qdpx: expected a CSV file of codings, found a REFI-QDA project — "crs-eval code import" makes a CSV of it',
    );
  });
});

describe('crs-eval codebook export and import', () => {
  const study = ['--study', 'study'];
  const hashOf = async (file: string): Promise<string> => {
    await at('codebook', 'export', ...study, '--codebook', file, '--out', 'again.yaml');
    return read('again.yaml').toString();
  };

  it.each(['yaml', 'xlsx', 'csv'])('give the same codebook back by %s', async (format) => {
    const written = await at('codebook', 'export', ...study, '--out', `codes.${format}`);
    expect(written).toEqual({ code: 0, stdout: '', stderr: `3 codes written to codes.${format}\n` });
    const file = format === 'yaml' ? 'codes.yaml' : 'back.yaml';
    if (format !== 'yaml') {
      const back = await at('codebook', 'import', `codes.${format}`, ...study, '--out', file);
      expect(back).toEqual({ code: 0, stdout: '', stderr: '3 codes written to back.yaml\n' });
    }
    await at('codebook', 'export', ...study, '--out', 'first.yaml');
    expect(await hashOf(file)).toBe(read('first.yaml').toString());
  });

  it('say what a .qdc cannot carry, and give the rest back', async () => {
    expect(await at('codebook', 'export', ...study, '--out', 'codes.qdc')).toEqual({
      code: 0,
      stdout: '',
      stderr:
        'note: definitions, examples and questions of codes stand as paragraphs in their descriptions\nnote: a .qdc cannot carry 3 rules and 1 change of codes: left out\n3 codes written to codes.qdc\n',
    });
    const back = await at('codebook', 'import', 'codes.qdc', ...study, '--out', 'back.yaml');
    expect(back).toEqual({ code: 0, stdout: '', stderr: '3 codes written to back.yaml\n' });
    expect(read('back.yaml').toString()).toBe(
      'codes:\n  - code: hours\n    name: Opening hours\n    brief: When it is open\n    full: |-\n      When it is open,\n      and when not\n    examples:\n      - late\n\n  - code: staff\n    name: Staff\n    brief: Those who work there\n\n  - code: staff.kind\n    name: Kind staff\n    brief: Kind\n    parent: staff\n',
    );
  });

  it('refuse what cannot be a codebook, and write nothing', async () => {
    writeFiles(run.folder, {
      'kept.yaml': 'kept',
      'none.csv': 'colour\nred\n',
      'empty.csv': 'code,name\n',
      'circle.csv': 'code,name,parent\na,A,b\nb,B,a\n',
      'broken.qdc': '<CodeBook>',
    });
    const refused = async (file: string) => {
      const { code, stderr } = await at('codebook', 'import', file, ...study, '--out', 'kept.yaml');
      expect([code, read('kept.yaml').toString()]).toEqual([1, 'kept']);
      return stderr.split('\n')[0];
    };
    expect(await refused('none.csv')).toBe(
      'error: none.csv:1: expected a header with a column "code" or "name", found neither',
    );
    expect(await refused('empty.csv')).toBe('error: empty.csv: expected at least one code, found none');
    expect(await refused('circle.csv')).toBe(
      'error: kept.yaml:5: column 13: expected a code that is not below this one, found a → b → a',
    );
    expect(await refused('broken.qdc')).toBe(
      'error: broken.qdc:1: expected well-formed XML, found an error — save or export the file again',
    );
    expect(await refused('nowhere.qdc')).toBe(
      'error: nowhere.qdc: expected a REFI-QDA codebook (.qdc), found no such file — check the path',
    );
  });

  it('want an ending or a format', async () => {
    const { code, stderr } = await runProgram(['codebook', 'export', '--out', 'codes.docx'], run.folder);
    expect(code).toBe(2);
    expect(stderr).toContain(
      'option \'--out\' expected an ending among qdc, xlsx, csv, yaml, or --format, found "codes.docx"',
    );
  });
});
