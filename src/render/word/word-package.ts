import { strFromU8, strToU8, type Zippable, zipSync } from 'fflate';
import { Document, type ISectionOptions, Packer } from '#docx';
import { visibleLine } from '../visible-text.ts';
import { wordNumbering, wordStyles } from './word-styles.ts';
import { TABLE_STYLES } from './word-table-styles.ts';

/** What a document says of itself. */
export interface DocumentWords {
  readonly title: string;
  readonly description: string;
}

/**
 * Sections as a .docx file. The same sections give the same bytes in any time zone and however many documents were written before: no times,
 * ids counted anew, parts in order under one fixed date.
 */
export function packDocument(sections: readonly ISectionOptions[], words: DocumentWords): Uint8Array {
  const document = new Document({
    title: visibleLine(words.title),
    description: visibleLine(words.description),
    creator: 'crs-eval',
    lastModifiedBy: 'crs-eval',
    externalStyles: TABLE_STYLES,
    styles: wordStyles(),
    numbering: wordNumbering,
    sections,
  });
  return settle(partsOf(document));
}

/** The parts of a document by their paths. docx gives them only as an archive, whose compressing and opening takes longer than all else. */
function partsOf(document: Document): Readonly<Record<string, Uint8Array>> {
  const { compiler } = Packer as unknown as {
    readonly compiler: { readonly compile: (document: Document) => ReadonlyMap<string, unknown> };
  };
  return Object.fromEntries(
    [...compiler.compile(document)].map(([path, content]) => {
      if (typeof content === 'string') return [path, strToU8(content)];
      if (content instanceof Uint8Array) return [path, content];
      if (content instanceof ArrayBuffer) return [path, new Uint8Array(content)];
      throw new Error(`${path}: expected text or bytes from docx, found ${typeof content}`);
    }),
  );
}

function settle(parts: Readonly<Record<string, Uint8Array>>): Uint8Array {
  // fflate writes a date's local time, so that this one is the same everywhere; no zone skips noon.
  const mtime = new Date(1980, 0, 1, 12);
  const settled: Zippable = {};
  for (const path of Object.keys(parts).sort()) {
    const bytes = parts[path] ?? new Uint8Array();
    // Pictures are most of a file: one is compressed already, the other holds little else than numbers.
    if (path.endsWith('.png')) settled[path] = [bytes, { level: 0, mtime }];
    else if (path.endsWith('.svg')) settled[path] = [bytes, { level: 2, mtime }];
    else settled[path] = [settledPart(path, bytes), { level: 6, mtime }];
  }
  return zipSync(settled);
}

function settledPart(path: string, bytes: Uint8Array): Uint8Array {
  if (path === 'docProps/core.xml')
    return strToU8(
      strFromU8(bytes)
        .replace(/<dcterms:(created|modified)[^>]*>[^<]*<\/dcterms:\1>/g, '')
        .replace('</cp:coreProperties>', '<dc:language>en-GB</dc:language></cp:coreProperties>'),
    );
  if (path !== 'word/document.xml') return bytes;
  return strToU8(recounted(strFromU8(bytes)));
}

/** The same XML with bookmarks and drawings counted from 1. Only tags are touched: text holds no `<`. */
function recounted(xml: string): string {
  const bookmarks = new Map<string, number>();
  let drawings = 0;
  return xml.replace(/<(?:w:bookmark(?:Start|End)|wp:docPr|pic:cNvPr) [^>]*>/g, (tag) =>
    tag.replace(/(\s(?:w:)?id=")([^"]*)"/, (_, before: string, id: string) => {
      if (!tag.startsWith('<w:bookmark')) {
        if (tag.startsWith('<wp:docPr')) drawings += 1;
        return `${before}${drawings}"`;
      }
      const number = bookmarks.get(id) ?? bookmarks.size + 1;
      bookmarks.set(id, number);
      return `${before}${number}"`;
    }),
  );
}
