import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Files, readTree, runHostile } from './testing/hostile-run.ts';
import { ARGS, FILES, libraryRun } from './testing/library-run.ts';
import { runHere } from './testing/run-here.ts';

const { at, folder, read, remove, rowsOf, stderr } = await libraryRun();
afterAll(remove);

describe('crs-eval analyse --transcripts', () => {
  it('codes what respondents say, beside the answers', () => {
    expect(stderr).toContain('note: files of talks that are no transcripts (.txt, .md), left alone: 1\n');
    expect(stderr).toContain(
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
    expect([...readTree(join(folder, 'out/publish')).values()].join()).not.toMatch(/Not the staff|Open late/);
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
      const outcome = await runHostile(
        { ...FILES, ...files },
        ['analyse', ...ARGS, '--transcripts', 'talks', '--out', 'out', ...args],
        runHere,
      );
      expect(outcome.stderr).toContain(message);
      expect({ code: outcome.code, changed: outcome.changed }).toEqual({ code: 1, changed: [] });
    },
  );
});
