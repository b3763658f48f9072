import { strFromU8 } from 'fflate';
import { FONT_SIZES } from './sheet-model.ts';
import { escapeXml } from './zip-parts.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

/**
 * One part of a workbook as the library writes it, with what the library can't say: title and language among the
 * properties and no dates; heading styles by name, for readers of structure; tables without a coloured style; nothing to be
 * calculated on opening. Other parts stay as they are. Throws where a part is not as it was known, rather than
 * writing a file that lacks something.
 */
export function mendPart(
  name: string,
  content: Uint8Array,
  properties: { readonly title: string; readonly language: string },
): string | Uint8Array {
  if (name === 'docProps/core.xml') return coreProperties(properties);
  if (name === 'docProps/app.xml') return APP;
  if (name === 'xl/styles.xml') return headingStyles(strFromU8(content));
  if (name === 'xl/workbook.xml') return replaceOnce(strFromU8(content), /<calcPr [^>]*\/>/, '');
  if (name.startsWith('xl/tables/')) {
    // Between tableStyleInfo and its end only: a header may hold any text.
    return replaceOnce(strFromU8(content), /<tableStyleInfo name="[^"]*"/, '<tableStyleInfo');
  }
  return content;
}

const APP = `${HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>crs-eval</Application></Properties>`;

function coreProperties({ title, language }: { readonly title: string; readonly language: string }): string {
  return (
    `${HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ` +
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" ' +
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
    `<dc:title>${escapeXml(title)}</dc:title><dc:language>${language}</dc:language></cp:coreProperties>`
  );
}

/** The headings' cell formats become those of the named styles "Heading 1" and "Heading 2" (Excel's own numbers 16 and 17). */
function headingStyles(styles: string): string {
  const fonts = [
    ...(/<fonts [^>]*>(.*?)<\/fonts>/s.exec(styles)?.[1]?.matchAll(/<font>.*?<\/font>/gs) ?? []),
  ];
  const fontOf = (size: number): number =>
    fonts.findIndex(([font]) => font.includes('<b/>') && font.includes(`<sz val="${size}"/>`));
  const headings = [
    { name: 'Heading 1', builtin: 16, font: fontOf(FONT_SIZES.title) },
    { name: 'Heading 2', builtin: 17, font: fontOf(FONT_SIZES.heading) },
  ].filter(({ font }) => font >= 0);
  const base = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>';
  const count = headings.length + 1;
  let mended = replaceOnce(
    styles,
    /<cellStyleXfs .*?<\/cellStyleXfs>/s,
    `<cellStyleXfs count="${count}">${base}${headings
      .map(({ font }) => `<xf numFmtId="0" fontId="${font}" fillId="0" borderId="0" applyFont="1"/>`)
      .join('')}</cellStyleXfs>`,
  );
  mended = replaceOnce(
    mended,
    /<cellStyles .*?<\/cellStyles>/s,
    `<cellStyles count="${count}"><cellStyle name="Normal" xfId="0" builtinId="0"/>${headings
      .map(({ name, builtin }, at) => `<cellStyle name="${name}" xfId="${at + 1}" builtinId="${builtin}"/>`)
      .join('')}</cellStyles>`,
  );
  return mended.replace(/<cellXfs .*?<\/cellXfs>/s, (xfs) =>
    xfs.replace(/fontId="(\d+)"([^>]*?)xfId="0"/g, (whole, font: string, between: string) => {
      const at = headings.findIndex((heading) => heading.font === Number(font));
      return at < 0 ? whole : `fontId="${font}"${between}xfId="${at + 1}"`;
    }),
  );
}

function replaceOnce(text: string, pattern: RegExp, by: string): string {
  if (!pattern.test(text)) throw new Error(`a part of the workbook lacks ${pattern.source}`);
  return text.replace(pattern, () => by);
}
