import { strToU8, zipSync } from 'fflate';
import type { WorkbookSheet } from './workbook.ts';

export const SPREADSHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';
const CONTENT = 'application/vnd.openxmlformats-officedocument';

/** `A`, `B`, …, `AA` for 0, 1, …, 26. */
export function columnLetters(index: number): string {
  const rest = String.fromCharCode(65 + (index % 26));
  return index < 26 ? rest : columnLetters(Math.floor(index / 26) - 1) + rest;
}

/** Text as it may stand in XML, no-break spaces as the platform writes them. */
export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\u00a0', '&#xa0;');
}

/**
 * Zips a workbook's parts: the given sheet parts, styles, shared strings and what points to them. Same parts, same
 * bytes: the parts stand in a fixed order and carry one fixed moment.
 */
export function zipWorkbook(
  sheets: readonly WorkbookSheet[],
  parts: readonly string[],
  styles: string,
  sharedStrings: string,
  application: string,
): Uint8Array {
  const part = (type: string, name: string) =>
    `<Override ContentType="${CONTENT}.${type}+xml" PartName="${name}"/>`;
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="no"?>';
  const related = (id: number, type: string, target: string) =>
    `<Relationship Id="rId${id}" Target="${target}" Type="${OFFICE}/${type}"/>`;
  const files: readonly (readonly [string, string])[] = [
    [
      '[Content_Types].xml',
      `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
        '<Default ContentType="application/vnd.openxmlformats-package.relationships+xml" Extension="rels"/>' +
        '<Default ContentType="application/xml" Extension="xml"/>' +
        part('extended-properties', '/docProps/app.xml') +
        part('spreadsheetml.sharedStrings', '/xl/sharedStrings.xml') +
        part('spreadsheetml.styles', '/xl/styles.xml') +
        part('spreadsheetml.sheet.main', '/xl/workbook.xml') +
        sheets
          .map((_, index) => part('spreadsheetml.worksheet', `/xl/worksheets/sheet${index + 1}.xml`))
          .join('') +
        '</Types>',
    ],
    [
      '_rels/.rels',
      `${head}<Relationships xmlns="${PACKAGE}">${related(1, 'officeDocument', 'xl/workbook.xml')}` +
        `${related(2, 'extended-properties', 'docProps/app.xml')}</Relationships>`,
    ],
    [
      'docProps/app.xml',
      `${head}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">` +
        `<Application>${application}</Application></Properties>`,
    ],
    [
      'xl/workbook.xml',
      `${head}<workbook xmlns="${SPREADSHEET}" xmlns:r="${OFFICE}"><workbookPr date1904="false"/>` +
        '<bookViews><workbookView activeTab="0"/></bookViews><sheets>' +
        sheets
          .map(
            ({ name }, index) =>
              `<sheet name="${escapeXml(name)}" r:id="rId${index + 3}" sheetId="${index + 1}"/>`,
          )
          .join('') +
        '</sheets></workbook>',
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${head}<Relationships xmlns="${PACKAGE}">${related(1, 'sharedStrings', 'sharedStrings.xml')}` +
        related(2, 'styles', 'styles.xml') +
        sheets
          .map((_, index) => related(index + 3, 'worksheet', `worksheets/sheet${index + 1}.xml`))
          .join('') +
        '</Relationships>',
    ],
    ['xl/sharedStrings.xml', sharedStrings],
    ['xl/styles.xml', styles],
    ...parts.map((xml, index) => [`xl/worksheets/sheet${index + 1}.xml`, xml] as const),
  ];
  // The zip holds local clock fields, so a local date is the same bytes in every time zone.
  const mtime = new Date(1980, 0, 1);
  return zipSync(Object.fromEntries(files.map(([name, xml]) => [name, strToU8(xml)])), { level: 6, mtime });
}

/** Cell formats by position: 0 plain, 1 plain, 2 bold, 3 date, 4 date and time. */
export const STYLES =
  `<?xml version="1.0" encoding="UTF-8"?>\n<styleSheet xmlns="${SPREADSHEET}">` +
  '<numFmts count="2"><numFmt numFmtId="164" formatCode="MM/dd/yyyy"/><numFmt numFmtId="165" formatCode="MM/dd/yyyy HH:mm"/></numFmts>' +
  '<fonts count="2"><font><sz val="11.0"/><name val="Calibri"/></font><font><sz val="11.0"/><b val="true"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="darkGray"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  '<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="true"/>' +
  '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="true"/>' +
  '<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="true"/></cellXfs></styleSheet>';
