import { describe, expect, it } from 'vitest';
import { runHostile, runProgram } from './testing/hostile-run.ts';
import { ROOT } from './testing/run-cli.ts';
import { runHere } from './testing/run-here.ts';

const STUDY = `${ROOT}fixtures/second-study/study`;
const CODES = `codes:
  - { code: slow, name: Slow, brief: Slow., rules: [slow* or long, slower] }
  - { code: slow.desk, parent: slow, name: At the desk, brief: Slow., rules: [desk near/3 slow] }
  - { code: noise, name: Noise, brief: Noise. }
`;
const runBy = (program: typeof runHere, codes: string, command: string, more: readonly string[]) =>
  runHostile(
    { 'codes.yaml': codes, 'a.csv': 'questionnaire,question,answer\nmembers,comment,slow and slower\n' },
    [...['codebook', command, '--study', STUDY, '--codebook', 'codes.yaml'], ...more],
    program,
  );
const run = (codes: string, command: string, ...more: readonly string[]) =>
  runBy(runHere, codes, command, more);

describe.concurrent('codebook check', () => {
  it('prints what is wrong and ends with exit code 0 where nothing is an error', async () => {
    expect(await run(CODES, 'check')).toEqual({
      code: 0,
      stderr: '',
      stdout: `warning: codes.yaml:2: column 68: expected a rule that finds something of its own, found only what rule slow-1 (codes.yaml:2) finds too — leave it out
note: codes.yaml:4: column 13: expected a rule for code noise, found none — only people can give it
3 codes, 3 rules: 0 errors, 1 warning, 1 note.
`,
      changed: [],
    });
  });

  it('refuses a file in another encoding than UTF-8, at each line and column', async () => {
    const latin = Buffer.from(CODES.replace('Noise.', 'Café.'), 'latin1');
    const { code, stdout } = await runHostile({ 'codes.yaml': latin }, [
      ...['codebook', 'check', '--study', STUDY, '--codebook', 'codes.yaml'],
    ]);
    expect(
      stdout,
    ).toBe(`error: codes.yaml:4: column 43: expected text in UTF-8, found a byte that is not UTF-8 (0xE9; another encoding, such as Windows-1252) — save it again with the encoding UTF-8
1 error, 0 warnings, 0 notes.
`);
    expect(code).toBe(1);
  });

  it('refuses a folder in the place of a file, by its name', async () => {
    const checked = (...args: readonly string[]) =>
      runHostile({ 'codes.yaml': CODES, folder: null }, ['codebook', 'check', '--study', STUDY, ...args]);
    expect((await checked('--codebook', 'folder')).stdout).toBe(
      'error: folder: expected a codebook, found a folder — check the path given with --codebook\n1 error, 0 warnings, 0 notes.\n',
    );
    expect(await checked('--codebook', 'codes.yaml', '--answers', 'folder')).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'error: folder: expected a CSV file of answers, found a folder — name a file in it\n1 fault found; nothing was written.\n',
      changed: [],
    });
  });

  it('finds rules that hit nothing in given answers', async () => {
    const { code, stdout } = await run(CODES, 'check', '--answers', 'a.csv');
    expect(stdout).toContain(
      'warning: codes.yaml:3: column 79: expected a hit of rule slow.desk-1 in 1 answer, found none\n',
    );
    expect(stdout).toMatch(/\n3 codes, 3 rules: 0 errors, 2 warnings, 1 note\.\n$/);
    expect(code).toBe(0);
  });

  it('ends with exit code 1 where a rule is broken, whatever is wrong with the file, and for programs too', async () => {
    const broken = await runBy(runProgram, CODES.replace('slower]', 'slow er]'), 'check', ['--json']);
    const { problems, ...rest } = JSON.parse(broken.stdout);
    expect(rest).toMatchObject({ codes: 3, rules: 3 });
    expect(problems[0]).toEqual({
      severity: 'error',
      code: 'rule-operator',
      file: 'codes.yaml',
      row: 2,
      column: 'column 73',
      expected: 'and, or, near/5 or before/5 between terms',
      found: '"er"',
      advice: 'for words next to each other write "slow er"',
    });
    expect(broken.code).toBe(1);
    const unreadable = await run(CODES.replace('parent: slow', 'parent: slwo'), 'check');
    expect({ ...unreadable, changed: [] }).toEqual({
      code: 1,
      stderr: '',
      stdout: `error: codes.yaml:3: column 32: expected one of the codes slow, slow.desk, noise, found "slwo" — did you mean "slow"?
1 error, 0 warnings, 0 notes.
`,
      changed: [],
    });
  });
});

describe.concurrent('codebook list', () => {
  it('prints the tree', async () => {
    const { code, stdout } = await run(CODES, 'list');
    expect(stdout).toBe(`code         name         rules  questions
slow         Slow             2  comment
  slow.desk  At the desk      1  comment
noise        Noise            0  comment
`);
    expect(code).toBe(0);
  });

  it('prints definitions and rules for programs, without places', async () => {
    const { stdout } = await run(CODES, 'list', '--json');
    const { sha256, codes } = JSON.parse(stdout);
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(codes[1]).toMatchObject({
      id: 'slow.desk',
      parent: 'slow',
      rules: [{ id: 'slow.desk-1', when: 'desk near/3 slow', wants: 'affirmed', questions: null, where: {} }],
    });
    expect(JSON.stringify(codes)).not.toContain('"place"');
  });

  it('prints a tree of any depth, with the level’s number in place of further spaces', async () => {
    const deep = Array.from(
      { length: 3000 },
      (_, at) => `  - { code: c${at}, name: N, brief: B${at === 2999 ? '' : `, parent: c${at + 1}`} }\n`,
    ).join('');
    const { code, stderr, stdout } = await run(`codes:\n${deep}`, 'list');
    expect([code, stderr]).toEqual([0, '']);
    const lines = stdout.split('\n').map((line) => line.replace(/ +N .*/, ''));
    expect(lines.slice(1, 3)).toEqual(['c2999', '  c2998']);
    expect(lines[31]).toBe(`${' '.repeat(60)}c2969`);
    expect(lines[32]).toBe(`${' '.repeat(60)}(32) c2968`);
    expect(lines[3000]).toBe(`${' '.repeat(60)}(3000) c0`);
  });

  it('says where a study has no codebook', async () => {
    const { code, stderr } = await runHostile({}, ['codebook', 'list', '--study', STUDY]);
    expect(stderr).toBe(
      'error: library-survey: expected a codebook, found none — add "codes" to the study (docs/study-format.md) or name a file with --codebook\n1 fault found; nothing was written.\n',
    );
    expect(code).toBe(1);
  });
});
