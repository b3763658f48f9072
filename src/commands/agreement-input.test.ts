import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { agreementFolder, HEADER } from './testing/agreement-folder.ts';
import { runCli } from './testing/run-cli.ts';

const { folder, study, write, coding, run, remove } = agreementFolder();
afterAll(remove);

describe('what cannot be right is refused, each fault with its place, and nothing is printed', () => {
  const refuses = async (args: readonly string[], ...faults: string[]) => {
    const outcome = await run(...args);
    const count = `${faults.length} fault${faults.length === 1 ? '' : 's'} found; nothing was written.`;
    expect(outcome.stderr.split('\n')).toEqual([...faults.map((fault) => `error: ${fault}`), count, '']);
    expect(outcome).toMatchObject({ code: 1, stdout: '' });
  };

  it.each<[string, readonly string[], readonly string[]]>([
    [
      'wrong columns',
      ['questionnaire,id,question,code,code', 'staff,1,improve,praise,'],
      [
        'x.csv:1: expected a column "response_id" among questionnaire, response_id, question, code, found none',
        'x.csv:1: expected one column "code", found 2',
      ],
    ],
    ['an empty file', [''], ['x.csv:1: expected a header row, found nothing']],
    [
      'another separator',
      [HEADER.replaceAll(',', ';'), 'staff;1;improve;praise'],
      ['questionnaire', 'response_id', 'question', 'code'].map(
        (name) =>
          `x.csv:1: expected a column "${name}" among questionnaire, response_id, question, code, found none`,
      ),
    ],
    [
      'an open quote',
      [HEADER, 'staff,1,improve,"praise'],
      ['x.csv:2: expected a CSV file, found a quote that is not closed or stands within a field'],
    ],
    [
      'a line of another length, after a blank one',
      [HEADER, '', 'staff,1,improve'],
      ['x.csv:3: expected 4 fields, as the header has, found 3'],
    ],
    [
      'an unknown code, a former one, and one that may be open text, which is not shown',
      [HEADER, 'staff,1,improve,prase', 'staff,1,improve,people', 'staff,1,improve,the cook was rude to me'],
      [
        'x.csv:2: "code": expected a code of the codebook, or nothing where none applies, found "prase" — did you mean "praise"?',
        'x.csv:3: "code": expected a code of the codebook, or nothing where none applies, found "people" — it was renamed to "cooks"',
        'x.csv:4: "code": expected a code of the codebook, or nothing where none applies, found a text of 23 characters',
      ],
    ],
    [
      'an unknown questionnaire, an unknown question, no response',
      [HEADER, 'staf,1,improve,praise', 'staff,1,impove,praise', 'staff,,other,praise'],
      [
        'x.csv:2: "questionnaire": expected the questionnaire staff, found "staf" — did you mean "staff"?',
        'x.csv:3: "question": expected a question of staff, found "impove" — did you mean "improve"?',
        'x.csv:4: "response_id": expected the id of a response, found nothing',
      ],
    ],
    [
      'no coder in the coder column',
      [`${HEADER},coder`, 'staff,1,improve,praise,'],
      ['x.csv:2: "coder": expected the coder\'s name, found nothing'],
    ],
    [
      'a coder who says both that no code applies and that one does',
      [
        HEADER,
        'staff,1,improve,',
        'staff,1,improve,praise',
        'staff,2,improve,hours',
        'staff,2,improve,',
        'staff,2,improve,',
      ],
      [
        'x.csv:3: "code": expected a coder\'s codes for an answer, or that none applies, found the code "praise", where x.csv:2 says that none applies',
        'x.csv:5: "code": expected a coder\'s codes for an answer, or that none applies, found that none applies, where x.csv:4 gives the code "hours"',
      ],
    ],
  ])('%s', async (_, lines, faults) => {
    write('x.csv', ...lines);
    coding('ann.csv', '1 praise');
    await refuses(['x.csv', 'ann.csv'], ...faults);
  });

  it('a coder who contradicts herself in another file', async () => {
    write('x.csv', `${HEADER},coder`, 'staff,1,improve,,ann');
    coding('ann.csv', '1 praise');
    await refuses(
      ['x.csv', 'ann.csv'],
      'x.csv:2: "code": expected a coder\'s codes for an answer, or that none applies, found that none applies, where ann.csv:2 gives the code "praise"',
    );
  });

  it('the faults of all files, a missing one and a workbook among them', async () => {
    write('x.csv', HEADER, 'staff,1,improve,prase');
    writeFileSync(join(folder, 'y.csv'), 'PK\u0003\u0004', 'latin1');
    writeFileSync(join(folder, 'z.csv'), Buffer.from([0xff, 0xfe, 0x41]));
    writeFileSync(join(folder, 'y.csv'), Buffer.from([0x50, 0x4b, 3, 4, 0xff]));
    await refuses(
      ['x.csv', 'y.csv', 'z.csv', 'none.csv'],
      'none.csv: expected a CSV file of codings, found no such file — check the path',
      'x.csv:2: "code": expected a code of the codebook, or nothing where none applies, found "prase" — did you mean "praise"?',
      'y.csv: expected a CSV file of codings, found a workbook or archive — save it as "CSV UTF-8"',
      'z.csv: expected a CSV file of codings, found bytes that are not UTF-8 — save it as "CSV UTF-8"',
    );
  });

  it('a reference that is nobody, of two coders, or of a coder compared; a set it does not have, or has twice', async () => {
    coding('ann.csv', '1 praise; 3');
    coding('gold.csv', '1 praise; 3', 'held-out');
    write('two.csv', `${HEADER},coder`, 'staff,1,improve,,eve', 'staff,1,improve,,dan');
    write('again.csv', `${HEADER},coder`, 'staff,1,improve,,ann');
    write('sets.csv', `${HEADER},set`, 'staff,1,improve,praise,a', 'staff,1,improve,hours,b');
    await refuses(
      ['ann.csv', '--reference', 'bob'],
      'bob: expected a coder of the codings (ann) or a CSV file of one, found neither — check the name or path',
    );
    await refuses(
      ['ann.csv', '--reference', 'two.csv'],
      'two.csv: expected a reference file of one coder, found dan, eve — name one of them with --reference, and its file among the codings',
    );
    await refuses(
      ['ann.csv', '--reference', 'again.csv'],
      'again.csv: expected a coder who is not among those compared, found "ann" — give the reference another name, in its coder column or file name',
    );
    await refuses(
      ['ann.csv', '--reference', 'gold.csv', '--set', 'heldout'],
      'gold.csv: expected answers of the set "heldout" in the reference, found only held-out, tuning',
    );
    await refuses(
      ['ann.csv', '--reference', 'sets.csv', '--set', 'a'],
      'sets.csv:3: "set": expected the same set as before for this answer, found another than in sets.csv:2',
    );
  });

  it('nobody to compare with', async () => {
    coding('ann.csv', '1 praise');
    write('x.csv', HEADER);
    await refuses(
      ['ann.csv', 'x.csv'],
      'ann.csv, x.csv: expected codings of two coders or more, found those of "ann" alone — name another file, or what to compare with by --reference',
    );
    await refuses(
      ['ann.csv', '--reference', 'ann'],
      'ann.csv: expected codings of a coder besides the reference, found those of nobody',
    );
  });

  it('ratings that are none, coders without names, and a coder alone', async () => {
    write('r.csv', 'unit,a,a,', '1,2,NA,3', '2,the cook was rude,1,1');
    await refuses(
      ['--ratings', 'r.csv', '--level', 'ordinal'],
      'r.csv:1: column 3: expected a name of its own for each coder, found "a" again',
      "r.csv:1: column 4: expected a coder's name, found nothing",
      'r.csv:2: "a": expected a number (the level is ordinal), or nothing, found "NA" — if it stands for no rating, name it with --missing; if for a category, give all with --order',
      'r.csv:3: "a": expected a number (the level is ordinal), or nothing, found a text of 17 characters — if it stands for no rating, name it with --missing; if for a category, give all with --order',
    );
    write('r.csv', 'unit,a', '1,2');
    await refuses(
      ['--ratings', 'r.csv'],
      'r.csv:1: expected a column for each of two coders or more, found 1',
    );
    write('r.csv', 'a,b', 'low,hihg');
    await refuses(
      ['--ratings', 'r.csv', '--order', 'low,high'],
      'r.csv:2: "b": expected one of low, high, or nothing, found "hihg" — if it stands for no rating, name it with --missing',
    );
  });
});

describe('as a process', () => {
  const cli = (...args: string[]) => runCli(['agreement', ...args], { cwd: folder });

  it('ends with 0 where coders were compared and with 1 where the codings can not be right', () => {
    coding('ann.csv', '1 praise; 2');
    coding('ben.csv', '1 praise; 2 hours');
    write('x.csv', HEADER, 'staff,1,improve,prase');
    expect(cli('ann.csv', 'ben.csv', '--study', study)).toMatchObject({ code: 0, stderr: '' });
    expect(cli('ann.csv', 'x.csv', '--study', study)).toMatchObject({ code: 1, stdout: '' });
  });

  it.each([
    [[], 'expected files of codings, or --ratings FILE'],
    [['a.csv', '--ratings', 'b.csv'], 'expected files of codings or --ratings, found both'],
    [['a.csv', '--set', 'x'], "option '--set' expected --reference with it, whose answers have sets"],
    [
      ['a.csv', '--resamples', 'many'],
      'option \'--resamples\' expected a whole number from 0 to 100000, found "many"',
    ],
    [
      ['--ratings', 'a.csv', '--order', 'x,x'],
      'option \'--order\' expected categories that differ, with commas between, found "x,x"',
    ],
    [['a.csv', '--seed', '-1'], 'option \'--seed\' expected a whole number of up to nine digits, found "-1"'],
  ])('ends with 2 for %j', (args, message) => {
    const { code, stdout, stderr } = cli(...args);
    expect({ code, stdout, first: stderr.split('\n')[0] }).toEqual({
      code: 2,
      stdout: '',
      first: `error: ${message}`,
    });
  });
});

describe('a count of one is in the singular', () => {
  it('of fields and characters', async () => {
    writeFileSync(join(folder, 'one.csv'), 'a\nx,y\n');
    expect((await run('--ratings', 'one.csv')).stderr).toContain(
      'expected 1 field, as the header has, found 2',
    );
  });
});
