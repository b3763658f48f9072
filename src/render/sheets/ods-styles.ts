import { FONT, FONT_SIZES, LANGUAGE } from './sheet-model.ts';

/** Namespaces that `content.xml` and `styles.xml` declare. */
export const ODS_NAMESPACES = [
  ['office', 'urn:oasis:names:tc:opendocument:xmlns:office:1.0'],
  ['table', 'urn:oasis:names:tc:opendocument:xmlns:table:1.0'],
  ['text', 'urn:oasis:names:tc:opendocument:xmlns:text:1.0'],
  ['style', 'urn:oasis:names:tc:opendocument:xmlns:style:1.0'],
  ['fo', 'urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0'],
  ['svg', 'urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0'],
  ['number', 'urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0'],
  ['xlink', 'http://www.w3.org/1999/xlink'],
]
  .map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`)
  .join(' ');

/** Declares the one font, a sans-serif. */
export const ODS_FONTS =
  '<office:font-face-decls>' +
  `<style:font-face style:name="${FONT}" svg:font-family="${FONT}" style:font-family-generic="swiss" style:font-pitch="variable"/>` +
  '</office:font-face-decls>';

const text = (size: number, bold: boolean): string =>
  `<style:text-properties style:font-name="${FONT}" fo:font-size="${size}pt"${bold ? ' fo:font-weight="bold"' : ''}/>`;

const named = (name: string, shown: string, size: number): string =>
  `<style:style style:name="${name}" style:display-name="${shown}" style:family="table-cell" style:parent-style-name="Default" style:data-style-name="text">` +
  `${text(size, true)}</style:style>`;

/** `styles.xml`: language, font and wrapping of every cell; the named heading styles; a page that is as wide as its sheet. */
export const ODS_STYLES =
  `<?xml version="1.0" encoding="UTF-8"?><office:document-styles ${ODS_NAMESPACES} office:version="1.3">${ODS_FONTS}` +
  '<office:styles><style:default-style style:family="table-cell">' +
  `<style:text-properties style:font-name="${FONT}" fo:font-size="${FONT_SIZES.plain}pt" fo:language="${LANGUAGE.language}" fo:country="${LANGUAGE.country}"/>` +
  '</style:default-style>' +
  '<style:style style:name="Default" style:family="table-cell"><style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="top"/></style:style>' +
  '<number:text-style style:name="text"><number:text-content/></number:text-style>' +
  named('Heading_20_1', 'Heading 1', FONT_SIZES.title) +
  named('Heading_20_2', 'Heading 2', FONT_SIZES.heading) +
  '</office:styles><office:automatic-styles><style:page-layout style:name="page">' +
  '<style:page-layout-properties fo:page-width="29.7cm" fo:page-height="21cm" style:print-orientation="landscape" ' +
  'fo:margin="1.5cm" style:scale-to-X="1" style:scale-to-Y="0"/>' +
  // Without these a reader puts its own header and footer on every page.
  '<style:header-style/><style:footer-style/></style:page-layout></office:automatic-styles>' +
  '<office:master-styles><style:master-page style:name="Default" style:page-layout-name="page">' +
  '<style:header style:display="false"/><style:footer style:display="false"/></style:master-page></office:master-styles>' +
  '</office:document-styles>';
