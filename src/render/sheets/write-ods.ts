import { odsContent } from './ods-content.ts';
import { ODS_STYLES } from './ods-styles.ts';
import { LANGUAGE, type WorkbookModel } from './sheet-model.ts';
import { escapeXml, zipParts } from './zip-parts.ts';

const MIMETYPE = 'application/vnd.oasis.opendocument.spreadsheet';
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>';

/**
 * The workbook as OpenDocument 1.3: each table a database range with its header row marked, numbers as numbers in a format
 * that shows their decimals, everything else as text, headings as heading styles, title and language set, Arial 12. No dates: the same
 * bytes every time.
 */
export function writeOds(workbook: WorkbookModel): Uint8Array {
  return zipParts(
    [
      ['mimetype', MIMETYPE],
      ['META-INF/manifest.xml', MANIFEST],
      ['content.xml', odsContent(workbook)],
      ['meta.xml', meta(workbook.title)],
      ['styles.xml', ODS_STYLES],
    ],
    // Programs know the file by these bytes near its beginning.
    ['mimetype'],
  );
}

const MANIFEST =
  `${HEAD}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">` +
  `<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="${MIMETYPE}"/>` +
  ['content.xml', 'meta.xml', 'styles.xml']
    .map((name) => `<manifest:file-entry manifest:full-path="${name}" manifest:media-type="text/xml"/>`)
    .join('') +
  '</manifest:manifest>';

function meta(title: string): string {
  return (
    `${HEAD}<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" ` +
    'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3">' +
    `<office:meta><meta:generator>crs-eval</meta:generator><dc:title>${escapeXml(title)}</dc:title>` +
    `<dc:language>${LANGUAGE.language}-${LANGUAGE.country}</dc:language></office:meta></office:document-meta>`
  );
}
