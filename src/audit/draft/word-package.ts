import { strFromU8, unzipSync } from 'fflate';
import type { Problem } from '../../study/problem.ts';

/** The parts of a Word document that hold its text; null where it has none of a kind. */
export interface WordParts {
  readonly document: string;
  readonly styles: string | null;
  readonly footnotes: string | null;
  readonly endnotes: string | null;
}

/** Parts that unpack to more than this are refused: the text of a thousand pages is a tenth of it. */
const LARGEST_UNPACKED = 200 * 1024 * 1024;

/**
 * Takes the parts with text out of a .docx file, pictures and the rest untouched; nothing is written anywhere, so the
 * names in the archive can lead nowhere. A file that is none, is encrypted, is cut short, would unpack to more than 200 MB
 * or has no or two main parts is a problem.
 */
export function openWordPackage(bytes: Uint8Array, file: string): WordParts | Problem {
  const other = otherThanZip(bytes);
  if (other !== null) return refuse(file, 'not-docx', DOCX, other.found, other.advice);
  const names: string[] = [];
  try {
    unzipSync(bytes, {
      filter: ({ name }) => {
        names.push(name);
        return false;
      },
    });
    const main = mainPart(bytes);
    const count = names.filter((name) => name === main).length;
    if (count === 0)
      return refuse(file, 'not-docx', DOCX, kindOf(names), 'save it as a Word document (.docx)');
    if (count > 1)
      return refuse(
        file,
        'damaged-docx',
        `one part ${main}`,
        `${count} of them`,
        'open it in Word and save it again',
      );
    return takeParts(bytes, main, file);
  } catch {
    return refuse(
      file,
      'truncated-docx',
      'a whole Word document (.docx)',
      'one that is cut short or damaged',
      'open it in Word and save it again',
    );
  }
}

const DOCX = 'a Word document (.docx)';

function takeParts(bytes: Uint8Array, main: string, file: string): WordParts | Problem {
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  const wanted = [main, ...['styles.xml', 'footnotes.xml', 'endnotes.xml'].map((name) => folder + name)];
  let unpacked = 0;
  // Sizes are what the archive says; fflate gives each part no more room than that.
  const parts = unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      if (!wanted.includes(name)) return false;
      unpacked += originalSize;
      return unpacked <= LARGEST_UNPACKED;
    },
  });
  if (unpacked > LARGEST_UNPACKED)
    return refuse(
      file,
      'oversized-docx',
      'a document whose text unpacks to at most 200 MB',
      `one that says it unpacks to ${Math.ceil(unpacked / (1024 * 1024))} MB`,
      'it is damaged or made to do harm',
    );
  const [document, styles, footnotes, endnotes] = wanted.map((name) => {
    const part = parts[name];
    return part === undefined ? null : textOf(part);
  });
  return {
    document: document ?? '',
    styles: styles ?? null,
    footnotes: footnotes ?? null,
    endnotes: endnotes ?? null,
  };
}

/** XML is UTF-8 unless it begins with the mark of UTF-16. */
function textOf(part: Uint8Array): string {
  if (part[0] === 0xff && part[1] === 0xfe) return new TextDecoder('utf-16le').decode(part);
  if (part[0] === 0xfe && part[1] === 0xff) return new TextDecoder('utf-16be').decode(part);
  return strFromU8(part).replace(/^\ufeff/, '');
}

/** Most programs call it word/document.xml; the package says which it is. */
function mainPart(bytes: Uint8Array): string {
  const rels = unzipSync(bytes, {
    filter: ({ name, originalSize }) => name === '_rels/.rels' && originalSize < 1024 * 1024,
  })['_rels/.rels'];
  const links = rels === undefined ? [] : (textOf(rels).match(/<Relationship\s[^>]*>/g) ?? []);
  const link = links.find((one) => /Type="[^"]*\/officeDocument"/.test(one));
  const target = link === undefined ? null : (/Target="\/?([^"]+)"/.exec(link)?.[1] ?? null);
  return target === null || !/\.xml$/.test(target) || !target.startsWith('word/')
    ? 'word/document.xml'
    : target;
}

function kindOf(names: readonly string[]): string {
  if (names.includes('xl/workbook.xml')) return 'an Excel workbook';
  if (names.includes('ppt/presentation.xml')) return 'a PowerPoint presentation';
  if (names.includes('content.xml') && names.includes('mimetype'))
    return 'an OpenDocument file (such as .odt)';
  return 'a zip archive without word/document.xml';
}

const OLE = [0xd0, 0xcf, 0x11, 0xe0];

function otherThanZip(bytes: Uint8Array): { readonly found: string; readonly advice: string } | null {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return null;
  if (bytes.length === 0) return { found: 'an empty file', advice: 'save the draft again' };
  if (OLE.every((byte, at) => bytes[at] === byte)) {
    const text = new TextDecoder('latin1').decode(bytes);
    return wide(text, 'EncryptedPackage')
      ? { found: 'one that is encrypted with a password', advice: 'save a copy without the password' }
      : wide(text, 'WordDocument')
        ? { found: 'one in the format of Word 97–2003 (.doc)', advice: 'save it as .docx' }
        : { found: 'a file of another program', advice: 'save it as .docx' };
  }
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 8));
  if (start.startsWith('%PDF')) return { found: 'a PDF file', advice: 'name the document it was made from' };
  if (start.startsWith('{\\rtf')) return { found: 'a rich text file (.rtf)', advice: 'save it as .docx' };
  return { found: 'something else', advice: 'save the draft as a Word document (.docx)' };
}

function wide(text: string, name: string): boolean {
  return text.includes([...name].join('\0'));
}

function refuse(file: string, code: string, expected: string, found: string, advice: string): Problem {
  return { severity: 'error', code, file, row: null, column: null, expected, found, advice };
}
