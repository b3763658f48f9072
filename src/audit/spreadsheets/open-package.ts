import { strFromU8, type UnzipFileInfo, unzipSync } from 'fflate';
import { InputError, type Problem } from '../../study/problem.ts';
import { scanXml, type XmlEvent } from './scan-xml.ts';

/** No spreadsheet of tables comes near these; a file made to fill the memory does. */
const LIMITS = { part: 100_000_000, all: 300_000_000, parts: 20_000 } as const;

/** The XML parts of a spreadsheet file, unpacked, and the names of all its parts. */
export interface Package {
  readonly file: string;
  readonly format: 'xlsx' | 'ods';
  readonly names: readonly string[];
  /** The events of a part, as `scanXml` reads them; none where there is no such part. */
  readonly scan: (name: string) => Iterable<XmlEvent>;
}

/**
 * Opens a spreadsheet file and says which of the two formats it is, from its bytes. Nothing is written, and no part beyond the
 * limits is unpacked. Throws an InputError for what is neither: another or older format, an encrypted file, a broken or
 * oversized archive.
 */
export function openPackage(file: string, bytes: Uint8Array): Package {
  if (starts(bytes, [0xd0, 0xcf, 0x11, 0xe0]))
    throw unreadable(
      file,
      'an encrypted workbook or the old XLS format',
      'save it without a password as XLSX or ODS',
    );
  if (!starts(bytes, [0x50, 0x4b]))
    throw unreadable(
      file,
      bytes.length === 0 ? 'an empty file' : 'another kind of file',
      'save it as XLSX or ODS',
    );
  const { names, parts } = unpack(file, bytes);
  const part = (name: string): string | null => {
    const content = parts[name];
    return content === undefined ? null : strFromU8(content);
  };
  const scan = (name: string): Iterable<XmlEvent> => {
    const xml = part(name);
    return xml === null ? [] : scanXml({ file, name, xml });
  };
  if (names.includes('content.xml')) {
    const type = part('mimetype') ?? '';
    if (type !== '' && !type.startsWith('application/vnd.oasis.opendocument.spreadsheet'))
      throw unreadable(file, 'an OpenDocument file of another kind', 'name a spreadsheet');
    if (/<(?:manifest:)?encryption-data/.test(part('META-INF/manifest.xml') ?? ''))
      throw unreadable(file, 'an encrypted spreadsheet', 'save it without a password');
    return { file, format: 'ods', names, scan };
  }
  if (names.includes('xl/workbook.bin'))
    throw unreadable(file, 'the binary format XLSB', 'save it as XLSX or ODS');
  if (names.some((name) => /^_rels\/\.rels$/i.test(name)) && names.some((name) => name.startsWith('xl/')))
    return { file, format: 'xlsx', names, scan };
  throw unreadable(file, 'an archive of something else', 'save it as XLSX or ODS');
}

/** An error about a file that can't be read as a spreadsheet. */
export function unreadable(file: string, found: string, advice: string): InputError {
  const problem: Problem = {
    severity: 'error',
    code: 'no-spreadsheet',
    file,
    row: null,
    column: null,
    expected: 'a spreadsheet, XLSX or ODS',
    found,
    advice,
  };
  return new InputError([problem]);
}

function unpack(
  file: string,
  bytes: Uint8Array,
): { readonly names: readonly string[]; readonly parts: Readonly<Record<string, Uint8Array>> } {
  const names: string[] = [];
  let all = 0;
  const filter = ({ name, originalSize }: UnzipFileInfo): boolean => {
    names.push(name);
    if (!/\.(?:xml|rels)$|^mimetype$/i.test(name)) return false;
    all += originalSize;
    if (originalSize > LIMITS.part || all > LIMITS.all || names.length > LIMITS.parts)
      throw unreadable(
        file,
        `parts that unpack to more than ${LIMITS.part / 1e6} MB each or ${LIMITS.all / 1e6} MB together`,
        'check where the file came from',
      );
    return true;
  };
  try {
    // The library unpacks no further than the size that the filter was told.
    return { names, parts: unzipSync(bytes, { filter }) };
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw unreadable(file, 'a broken archive', 'copy or save the file again');
  }
}

function starts(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}
