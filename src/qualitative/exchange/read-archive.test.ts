import { strToU8, type Zippable, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { type ArchiveLimits, openArchive } from './read-archive.ts';
import { readProject } from './read-project.ts';
import { projectOf } from './testing/coded-answers.ts';
import { writeProject } from './write-project.ts';

const zip = (files: Zippable) => zipSync(files, { mtime: new Date(1980, 0, 1) });
const HARM = 'the archive is damaged or made to do harm; export the project again';
const DAMAGED =
  'expected a whole zip archive, found one that is cut short or damaged — copy or export the file again';
const messageOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof Error && error.name === 'InputError') return error.message;
    throw error;
  }
  return 'no fault';
};
const read = (bytes: Uint8Array, limits?: ArchiveLimits) =>
  messageOf(() => {
    const archive = openArchive(bytes, 'a.qdpx', limits);
    for (const name of archive.names) archive.read(name);
  });
/** The archive with the 32 bits at `field` of its only entry in the table of contents overwritten. */
const patched = (bytes: Uint8Array, field: number, value: number): Uint8Array => {
  const copy = bytes.slice();
  const view = new DataView(copy.buffer);
  for (let at = 0; at < copy.length - 4; at += 1)
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + field, value, true);
  return copy;
};
const TEXT = strToU8('x'.repeat(2 << 20));

describe('an archive', () => {
  it('gives its files, deflated or stored', () => {
    const archive = openArchive(
      zip({ 'a.txt': TEXT, b: { 'c.txt': [strToU8('c'), { level: 0 }] } }),
      'a.zip',
      {
        entries: 9,
        each: 3 << 20,
        unpacked: 3 << 20,
        ratio: 2000,
      },
    );
    expect(archive.names).toEqual(['a.txt', 'b/c.txt']);
    expect(archive.read('a.txt')?.length).toBe(2 << 20);
    expect(Buffer.from(archive.read('b/c.txt') ?? []).toString()).toBe('c');
    expect(archive.read('d')).toBeNull();
  });

  it.each([
    ['../../etc/passwd', 'one that leads out of it by ".."'],
    ['a\\..\\..\\b', 'one that leads out of it by ".."'],
    ['/etc/passwd', 'an absolute path'],
    ['C:\\x', 'an absolute path'],
    ['a\0b', 'none, or one with a NUL in it'],
  ])('is refused where a name leads out of it: %j', (name, found) => {
    expect(read(zip({ ok: strToU8('x'), [name]: strToU8('x') }))).toBe(
      `a.qdpx: file 2 of the archive: expected a name within the archive, found ${found} — ${HARM}`,
    );
  });

  it('is refused where a name stands twice', () => {
    const twice = zip({ ab: strToU8('x'), ac: strToU8('y') });
    const text = Buffer.from(twice).toString('latin1').replaceAll('ac', 'ab');
    expect(read(Buffer.from(text, 'latin1'))).toBe(
      `a.qdpx: file 2 of the archive: expected each name once, found one twice — ${HARM}`,
    );
  });

  it('is refused where it unpacks to too much, by what it says and by what it does', () => {
    expect(read(zip({ 'a.txt': TEXT }))).toBe(
      `a.qdpx/a.txt: expected a file that unpacks to at most 300 times its size, found 2 MiB from 2.1 KiB — ${HARM}`,
    );
    const limits = { entries: 1, each: 9 << 20, unpacked: 1 << 20, ratio: 9999 };
    expect(read(zip({ a: TEXT }), limits)).toBe(
      `a.qdpx: expected files that unpack to at most 1 MiB together, found 2 MiB — ${HARM}`,
    );
    expect(read(zip({ a: strToU8('x'), b: strToU8('x') }), limits)).toBe(
      `a.qdpx: expected at most 1 files in the archive, found 2 — ${HARM}`,
    );
    expect(read(zip({ a: TEXT }), { ...limits, each: 1 << 20 })).toBe(
      `a.qdpx/a: expected a file that unpacks to at most 1 MiB, found 2 MiB — ${HARM}`,
    );
    // It says that it unpacks to ten bytes.
    expect(read(patched(zip({ a: TEXT }), 24, 10))).toBe(
      `a.qdpx/a: expected 10 bytes, as the archive says, found more — ${HARM}`,
    );
    // And many small ones together.
    const many = Object.fromEntries(
      Array.from({ length: 20 }, (_, at) => [`f${at}`, strToU8('x'.repeat(60_000))]),
    );
    expect(read(zip(many), { ...limits, entries: 99 })).toBe(
      `a.qdpx: expected files that unpack to at most 1 MiB together, found 1.2 MiB — ${HARM}`,
    );
  });

  it('is refused for a file that nothing refers to, too, before any is unpacked', () => {
    const project = { 'project.qde': strToU8('<Project/>') };
    const message = (files: Zippable) =>
      messageOf(() => readProject(zip({ ...project, ...files }), 'a.qdpx'));
    expect(message({ sources: { 'unused.txt': TEXT, 'also.bin': TEXT } })).toBe(
      ['unused.txt', 'also.bin']
        .map(
          (name) =>
            `a.qdpx/sources/${name}: expected a file that unpacks to at most 300 times its size, found 2 MiB from 2.1 KiB — ${HARM}`,
        )
        .join('\n'),
    );
    const huge = zip({ a: strToU8('x'.repeat(200)) });
    expect(messageOf(() => openArchive(patched(huge, 24, 5 * 2 ** 28), 'a.qdpx'))).toBe(
      `a.qdpx/a: expected a file that unpacks to at most 256 MiB, found 1.3 GiB — ${HARM}`,
    );
    // Film that the project holds is not packed, and not read.
    const film = zip({ ...project, 'film.mp4': [strToU8('x'.repeat(3 << 20)), { level: 0 }] });
    const limits = { entries: 9, each: 1 << 20, unpacked: 1 << 20, ratio: 300 };
    const archive = openArchive(film, 'a.qdpx', limits);
    expect(archive.read('project.qde')?.length).toBe(10);
    expect(messageOf(() => archive.read('film.mp4'))).toBe(
      `a.qdpx/film.mp4: expected a file that unpacks to at most 1 MiB, found 3 MiB — ${HARM}`,
    );
  });

  it('is refused where it is encrypted, packed in an unknown way, or not what it says', () => {
    const one = zip({ a: strToU8('some text of an answer') });
    const flags = new DataView(one.buffer).getUint16(6, true);
    expect(read(patched(one, 8, flags | 1 | (8 << 16)))).toBe(
      'a.qdpx/a: expected a file without a password, found an encrypted one — export the project without a password',
    );
    expect(read(patched(one, 10, 12))).toBe(
      'a.qdpx/a: expected a file that is deflated or stored, found method 12 — pack it with another program',
    );
    expect(read(patched(one, 16, 1))).toBe(`a.qdpx/a: ${DAMAGED}`);
    expect(read(patched(one, 24, 99))).toBe(`a.qdpx/a: ${DAMAGED}`);
    expect(read(patched(one, 42, 1_000_000))).toBe(`a.qdpx/a: ${DAMAGED}`);
  });

  it('is refused where it is cut short, wherever', () => {
    const whole = writeProject(projectOf('respondent'));
    for (let length = 4; length < whole.length; length += 7)
      expect(read(whole.slice(0, length))).toBe(`a.qdpx: ${DAMAGED}`);
    for (const bytes of [new Uint8Array(), strToU8('PK'), strToU8('<Project/>')])
      expect(read(bytes)).toBe(
        'a.qdpx: expected a REFI-QDA project (.qdpx), which is a zip archive, found something else — export the project as REFI-QDA',
      );
  });

  it('never fails but with an InputError, whatever byte of it is another', () => {
    const whole = writeProject(projectOf('respondent'));
    for (let at = 0; at < whole.length; at += 3) {
      const copy = whole.slice();
      copy[at] = (copy[at] ?? 0) ^ 0x55;
      expect(typeof messageOf(() => readProject(copy, 'a.qdpx'))).toBe('string');
    }
  });
});

describe('a project', () => {
  const message = (files: Zippable) => messageOf(() => readProject(zip(files), 'a.qdpx'));

  it('is refused where it has no .qde or several, or one of something else', () => {
    expect(message({ 'a.txt': strToU8('x') })).toBe(
      'a.qdpx: expected one file with the ending .qde in the project, found none — export the project as REFI-QDA',
    );
    expect(message({ 'a.qde': strToU8('x'), 'b.qde': strToU8('x') })).toBe(
      'a.qdpx: expected one file with the ending .qde in the project, found 2 — export the project as REFI-QDA',
    );
    expect(message({ 'a.qde': strToU8('<CodeBook/>') })).toBe(
      'a.qdpx/a.qde:1: expected the element Project, found another — it is a codebook: "crs-eval codebook import"',
    );
  });

  it('is refused with entities that unfold, and with elements without end', () => {
    const lols = Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join(
      '',
    );
    expect(
      message({ 'a.qde': strToU8(`<!DOCTYPE p [<!ENTITY l0 "lol">${lols}]><Project>&l9;</Project>`) }),
    ).toBe(
      'a.qdpx/a.qde:1: expected XML without a document type definition, found one — no tool writes one; the file may be made to do harm',
    );
    expect(message({ 'a.qde': strToU8('<Project>'.repeat(5000)) })).toBe(
      'a.qdpx/a.qde:1: expected well-formed XML, found an error — save or export the file again',
    );
    const deep = `<Project><Sources><PDFSource>${'<Coding>'.repeat(5000)}${'</Coding>'.repeat(5000)}</PDFSource></Sources></Project>`;
    expect(
      readProject(zip({ 'a.qde': strToU8(deep) }), 'a.qdpx').unread.get('codings in sources other than text'),
    ).toBe(5000);
    expect(message({ 'a.qde': strToU8('<Project>\n<Sources>') })).toBe(
      'a.qdpx/a.qde:2: expected well-formed XML, found an error — save or export the file again',
    );
  });
});
