import { crc32, inflateRawSync } from 'node:zlib';
import { InputError, type Problem } from '../../study/problem.ts';
import { sizeText } from './size-text.ts';

/** A zip archive whose table of contents has been checked; nothing of it is unpacked before it is asked for. */
export interface Archive {
  /** Names of its files with `/` between folders, in the archive's order. */
  readonly names: readonly string[];
  /** A file's bytes; null where there is none of that name. Throws an InputError where they are not what the archive says of them. */
  readonly read: (name: string) => Uint8Array | null;
}

/** What an archive may hold at most. */
export interface ArchiveLimits {
  readonly entries: number;
  /** Bytes that one file may unpack to: a text of more would not fit into memory. */
  readonly each: number;
  /** Bytes that all files read from it may unpack to. */
  readonly unpacked: number;
  /** How many times its packed size a file of more than a megabyte may unpack to. Text of interviews: 3; XML of codings: 30. */
  readonly ratio: number;
}

/** The largest projects are a hundredth of these. */
export const PROJECT_LIMITS: ArchiveLimits = {
  entries: 200_000,
  each: 1 << 28,
  unpacked: 1 << 30,
  ratio: 300,
};

interface Entry {
  readonly method: number;
  readonly encrypted: boolean;
  readonly crc: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly offset: number;
}

/** Below this, any ratio is harmless. */
const SMALL = 1 << 20;

/** What unpacks to no more than so many times its size is sound or film, which may be large and is never unpacked. */
const HARDLY_PACKED = 2;

/**
 * Opens a zip archive from its table of contents. Throws an InputError for what is no whole zip archive, for names that lead out
 * of it or stand twice, for more files than allowed, and for files, asked for or not, that would unpack to more than allowed, each
 * or together; what is hardly packed is not counted. Reading a file of it throws one where it is encrypted, packed in an
 * unknown way, damaged, or larger than allowed or than it says it is: sizes are checked before and while it is unpacked.
 */
export function openArchive(
  bytes: Uint8Array,
  file: string,
  limits: ArchiveLimits = PROJECT_LIMITS,
): Archive {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const problems: Problem[] = [];
  const entries = new Map<string, Entry>();
  const end = endOfDirectory(view, file);
  if (end.count > limits.entries)
    throw refused(file, `at most ${limits.entries} files in the archive`, `${end.count}`, HARM);
  let at = end.offset;
  for (let index = 0; index < end.count; index += 1) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) throw damaged(file);
    const [nameLength, extra, comment] = [28, 30, 32].map((field) => view.getUint16(at + field, true));
    const after = at + 46 + (nameLength ?? 0);
    if (after > bytes.length) throw damaged(file);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, after)).replaceAll('\\', '/');
    const fault = faultOfName(name);
    if (fault !== null) problems.push(problem(`${file}: file ${index + 1} of the archive`, ...fault, HARM));
    else if (entries.has(name))
      problems.push(
        problem(`${file}: file ${index + 1} of the archive`, 'each name once', 'one twice', HARM),
      );
    entries.set(name, {
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      unpacked: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    });
    at = after + (extra ?? 0) + (comment ?? 0);
  }
  if (problems.length === 0) problems.push(...oversized(entries, file, limits));
  if (problems.length > 0) throw new InputError(problems.slice(0, 20));
  let left = limits.unpacked;

  return {
    names: [...entries.keys()].filter((name) => !name.endsWith('/')),
    read: (name) => {
      const entry = entries.get(name);
      if (entry === undefined) return null;
      const place = `${file}/${name}`;
      if (entry.encrypted)
        throw refused(
          place,
          'a file without a password',
          'an encrypted one',
          'export the project without a password',
        );
      // What is hardly packed has not been looked at yet.
      if (entry.unpacked > limits.each) throw refused(place, ...tooLarge(entry, limits), HARM);
      if (entry.unpacked > left)
        throw refused(file, `text that unpacks to at most ${sizeText(limits.unpacked)}`, 'more', HARM);
      left -= entry.unpacked;
      return unpack(bytes, view, entry, place);
    },
  };
}

const HARM = 'the archive is damaged or made to do harm; export the project again';

/** Files that say they would unpack to more than allowed, by their places in the archive; then all together. */
function oversized(
  entries: ReadonlyMap<string, Entry>,
  file: string,
  limits: ArchiveLimits,
): readonly Problem[] {
  const problems: Problem[] = [];
  let together = 0;
  for (const [name, entry] of entries) {
    const { packed, unpacked } = entry;
    const times = unpacked / Math.max(1, packed);
    if (times <= HARDLY_PACKED) continue;
    together += unpacked;
    if (unpacked > limits.each) problems.push(problem(`${file}/${name}`, ...tooLarge(entry, limits), HARM));
    else if (unpacked > SMALL && times > limits.ratio)
      problems.push(
        problem(
          `${file}/${name}`,
          `a file that unpacks to at most ${limits.ratio} times its size`,
          `${sizeText(unpacked)} from ${sizeText(packed)}`,
          HARM,
        ),
      );
  }
  if (problems.length === 0 && together > limits.unpacked)
    problems.push(
      problem(
        file,
        `files that unpack to at most ${sizeText(limits.unpacked)} together`,
        sizeText(together),
        HARM,
      ),
    );
  return problems;
}

function tooLarge({ unpacked }: Entry, { each }: ArchiveLimits): [expected: string, found: string] {
  return [`a file that unpacks to at most ${sizeText(each)}`, sizeText(unpacked)];
}

interface DirectoryEnd {
  readonly count: number;
  readonly offset: number;
}

function endOfDirectory(view: DataView, file: string): DirectoryEnd {
  const size = view.byteLength;
  if (size < 4 || (view.getUint32(0, true) !== 0x04034b50 && view.getUint32(0, true) !== 0x06054b50))
    throw refused(
      file,
      'a REFI-QDA project (.qdpx), which is a zip archive',
      'something else',
      'export the project as REFI-QDA',
    );
  // A comment of up to 65,535 bytes may stand at the very end.
  for (let at = size - 22; at >= Math.max(0, size - 22 - 0xffff); at -= 1) {
    if (view.getUint32(at, true) !== 0x06054b50) continue;
    const count = view.getUint16(at + 10, true);
    const offset = view.getUint32(at + 16, true);
    if (count === 0xffff || offset === 0xffffffff)
      throw refused(
        file,
        'a zip archive of less than 4 GB',
        'one in the form for larger ones (zip64)',
        'leave media out of the export',
      );
    if (view.getUint16(at + 4, true) !== 0 || view.getUint16(at + 8, true) !== count)
      throw refused(file, 'a zip archive in one part', 'a part of several', null);
    if (offset + view.getUint32(at + 12, true) > at) throw damaged(file);
    return { count, offset };
  }
  throw damaged(file);
}

/** Why a name is none of a file within the archive; null where it is one. */
function faultOfName(name: string): readonly [expected: string, found: string] | null {
  const expected = 'a name within the archive';
  if (name === '' || name.includes('\0')) return [expected, 'none, or one with a NUL in it'];
  if (name.startsWith('/') || /^[A-Za-z]:/.test(name)) return [expected, 'an absolute path'];
  if (name.split('/').includes('..')) return [expected, 'one that leads out of it by ".."'];
  return null;
}

function unpack(bytes: Uint8Array, view: DataView, entry: Entry, place: string): Uint8Array {
  const { offset, packed, unpacked, method } = entry;
  if (offset + 30 > bytes.length || view.getUint32(offset, true) !== 0x04034b50) throw damaged(place);
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  if (start + packed > bytes.length) throw damaged(place);
  const body = bytes.subarray(start, start + packed);
  if (method !== 0 && method !== 8)
    throw refused(
      place,
      'a file that is deflated or stored',
      `method ${method}`,
      'pack it with another program',
    );
  let content: Uint8Array = body;
  if (method === 8) {
    try {
      // One byte more than declared shows that there is more.
      content = inflateRawSync(body, { maxOutputLength: unpacked + 1 });
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : '';
      if (code !== 'ERR_BUFFER_TOO_LARGE') throw damaged(place);
      throw refused(place, `${sizeText(unpacked)}, as the archive says`, 'more', HARM);
    }
  }
  if (content.length > unpacked)
    throw refused(place, `${sizeText(unpacked)}, as the archive says`, 'more', HARM);
  if (content.length !== unpacked || crc32(content) !== entry.crc) throw damaged(place);
  return content;
}

function damaged(place: string): InputError {
  return refused(
    place,
    'a whole zip archive',
    'one that is cut short or damaged',
    'copy or export the file again',
  );
}

function refused(place: string, expected: string, found: string, advice: string | null): InputError {
  return new InputError([problem(place, expected, found, advice)]);
}

function problem(file: string, expected: string, found: string, advice: string | null): Problem {
  return { severity: 'error', code: 'bad-archive', file, row: null, column: null, expected, found, advice };
}
