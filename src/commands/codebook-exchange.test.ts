import { afterAll, describe, expect, it } from 'vitest';
import { runProgram, writeFiles } from './testing/hostile-run.ts';
import { libraryRun } from './testing/library-run.ts';

const { at, folder, read, remove } = await libraryRun();
afterAll(remove);

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
    writeFiles(folder, {
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
    expect(await refused('kept.yaml')).toBe(
      'error: kept.yaml: expected a codebook of another tool: .qdc, .xlsx or .csv, found YAML, which is what this writes — use it as it is with --codebook, or among the files of a study; "crs-eval codebook check" checks it',
    );
    expect(await refused('nowhere.qdc')).toBe(
      'error: nowhere.qdc: expected a REFI-QDA codebook (.qdc), found no such file — check the path',
    );
  });

  it('want an ending or a format', async () => {
    const { code, stderr } = await runProgram(['codebook', 'export', '--out', 'codes.docx'], folder);
    expect(code).toBe(2);
    expect(stderr).toContain(
      'option \'--out\' expected an ending among qdc, xlsx, csv, yaml, or --format, found "codes.docx"',
    );
  });
});
