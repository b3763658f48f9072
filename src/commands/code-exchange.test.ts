import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';
import { writeFiles } from './testing/hostile-run.ts';
import { ARGS, libraryRun } from './testing/library-run.ts';

const { at, folder, read, remove, rowsOf } = await libraryRun();
afterAll(remove);

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
    writeFiles(folder, { 'theirs.qdpx': zipSync(archive) });
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
    writeFiles(folder, { 'strange.qdpx': zipSync({ 'project.qde': strToU8(strange) }) });
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
      'bomb.qdpx/a.qde: expected a file that unpacks to at most 300 times its size, found 64 MiB from 64 KiB — the archive is damaged or made to do harm; export the project again',
    ],
    [
      'dtd.qdpx',
      zipSync({ 'a.qde': strToU8('<!DOCTYPE a><Project/>') }),
      'dtd.qdpx/a.qde:1: expected XML without a document type definition, found one — no tool writes one; the file may be made to do harm',
    ],
  ])('refuse %s, and leave what was there as it was', async (name, bytes, message) => {
    writeFiles(folder, { ...(bytes === null ? {} : { [name]: bytes }), 'kept.csv': 'kept' });
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
