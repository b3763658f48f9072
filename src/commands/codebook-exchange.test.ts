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
      'error: circle.csv:2: "parent": expected a code that is not below this one, found a → b → a',
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

  it('refuse what "codebook check" would not pass, each fault where it stands in the file given', async () => {
    writeFiles(folder, {
      'kept.yaml': 'kept',
      'form.csv':
        'code,name,brief,parent,questions,rules,change\n' +
        'a,A,B,stafff,,,\n' +
        '\n' +
        'staff,Staff,B,,comment; comments,"late\n{ when: x, questions: [nowhere] }",\n' +
        'c,C,B,,,{ when: [ },"{ rename: z, to: y }"\n',
      'rules.csv':
        'name,code,rules\nA,a,(late or early\nB,b,"late\nlate early"\nC,c,x and not x*\nD,d,"{ when: but, wants: negated }"\n',
      'a.qdc':
        '<CodeBook><Codes>\n<Code name="A">\n<Code name="B"><Description>In brief: x\n\nQuestions: comment, coment</Description></Code></Code></Codes></CodeBook>',
    });
    const refused = async (file: string) => {
      const { code, stderr } = await at('codebook', 'import', file, ...study, '--out', 'kept.yaml');
      expect([code, read('kept.yaml').toString()]).toEqual([1, 'kept']);
      return stderr.split('\n').slice(0, -1);
    };
    expect(await refused('form.csv')).toEqual([
      'error: form.csv:2: "parent": expected the id or name of a code of the file, found "stafff" — did you mean "staff"?',
      'error: form.csv:4: "questions": expected the open question comment, found "comments" — did you mean "comment"?',
      'error: form.csv:4: "rules" rule 2: expected the open question comment, found "nowhere"',
      'error: form.csv:5: "rules": expected a condition, or { when: …, wants: … } on one line, found something else',
      'error: form.csv:5: "change": expected one of the codes a, staff, c, found "y" — did you mean "a"?',
      '5 faults found; nothing was written.',
    ]);
    expect(await refused('rules.csv')).toEqual([
      'error: rules.csv:2: "rules": expected a ")" for this "(", found at character 1 of the rule: the end',
      'error: rules.csv:3: "rules" rule 2: expected and, or, near/5 or before/5 between terms, found at character 6 of the rule: "early" — for words next to each other write "late early"',
      'error: rules.csv:4: "rules": expected a condition that can hold, found at character 7 of the rule: "not" of what the rule asks for',
      'error: rules.csv:5: "rules": expected a first word that can stand where something is denied (wants: negated), found at character 1 of the rule: "but"',
      '4 faults found; nothing was written.',
    ]);
    expect(await refused('a.qdc')).toEqual([
      'error: a.qdc:3: "Questions:": expected the open question comment, found "coment" — did you mean "comment"?',
      '1 fault found; nothing was written.',
    ]);
  });

  it('want an ending or a format', async () => {
    const { code, stderr } = await runProgram(['codebook', 'export', '--out', 'codes.docx'], folder);
    expect(code).toBe(2);
    expect(stderr).toContain(
      'option \'--out\' expected an ending among qdc, xlsx, csv, yaml, or --format, found "codes.docx"',
    );
  });
});
