import type { Package } from './open-package.ts';
import { attribute, type XmlEvent } from './scan-xml.ts';
import type { CellFormat } from './spreadsheet.ts';

/** What a cell without a style has, where the file says nothing: Excel's default. */
const DEFAULT: CellFormat = {
  fontName: 'Calibri',
  fontSize: 11,
  filled: false,
  wrapped: false,
  styleName: '',
  decimals: null,
};

interface Font {
  readonly name: string;
  readonly size: number;
}

/** Decimals of Excel's own number formats that show a fixed number of them; 9 and 10 are percents. */
const BUILT_IN: Readonly<Record<number, number>> = {
  1: 0,
  2: 2,
  3: 0,
  4: 2,
  9: 2,
  10: 4,
  37: 0,
  38: 0,
  39: 2,
  40: 2,
};

/** The formats of a workbook's cells, by the number that a cell's `s` gives. */
export function readXlsxStyles(opened: Package, part: string): (style: number) => CellFormat {
  const fonts: Font[] = [];
  const fills: boolean[] = [];
  const codes = new Map<number, string>();
  const names = new Map<number, string>();
  const formats: { font: number; fill: number; named: number; code: number; wrapped: boolean }[] = [];
  const path: string[] = [];
  for (const event of opened.scan(part)) {
    if (event.kind === 'close') path.pop();
    if (event.kind !== 'open') continue;
    const parent = path.at(-1);
    path.push(event.name);
    const number = (name: string): number => Number(attribute(event, name) || 0);
    if (event.name === 'font' && parent === 'fonts')
      fonts.push({ name: DEFAULT.fontName, size: DEFAULT.fontSize });
    else if (parent === 'font' && path.at(-3) === 'fonts') amendFont(fonts, event);
    else if (event.name === 'fill' && parent === 'fills') fills.push(false);
    else if (event.name === 'patternFill' && path.at(-3) === 'fills')
      // The second fill of every workbook is a grey that Excel reserves and no cell may use.
      fills[fills.length - 1] = !['', 'none'].includes(attribute(event, 'patternType')) && fills.length !== 2;
    else if (event.name === 'gradientFill' && path.at(-3) === 'fills') fills[fills.length - 1] = true;
    else if (event.name === 'numFmt' && parent === 'numFmts')
      codes.set(number('numFmtId'), attribute(event, 'formatCode'));
    else if (event.name === 'cellStyle') names.set(number('xfId'), attribute(event, 'name'));
    else if (event.name === 'xf' && parent === 'cellXfs')
      formats.push({
        font: number('fontId'),
        fill: number('fillId'),
        named: number('xfId'),
        code: number('numFmtId'),
        wrapped: false,
      });
    else if (event.name === 'alignment' && path.at(-3) === 'cellXfs') {
      const last = formats.at(-1);
      if (last !== undefined) last.wrapped = /^(?:1|true)$/.test(attribute(event, 'wrapText'));
    }
  }
  const resolved = formats.map(({ font, fill, named, code, wrapped }): CellFormat => {
    const name = names.get(named) ?? '';
    return {
      fontName: fonts[font]?.name ?? DEFAULT.fontName,
      fontSize: fonts[font]?.size ?? DEFAULT.fontSize,
      filled: fills[fill] ?? false,
      wrapped,
      styleName: name === 'Normal' ? '' : name,
      decimals: BUILT_IN[code] ?? decimalsOf(codes.get(code)),
    };
  });
  return (style) => resolved[style] ?? DEFAULT;
}

function amendFont(fonts: Font[], event: XmlEvent & { readonly kind: 'open' }): void {
  const last = fonts.at(-1);
  if (last === undefined) return;
  const value = attribute(event, 'val');
  if (event.name === 'sz') fonts[fonts.length - 1] = { ...last, size: Number(value) };
  if (event.name === 'name') fonts[fonts.length - 1] = { ...last, name: value };
}

/** Decimals that a number format shows of the stored number: `0.00` is 2, `0%` is 2 too; null where it is not fixed. */
function decimalsOf(code: string | undefined): number | null {
  const [positive = ''] = (code ?? '').replace(/"[^"]*"|\\.|\[[^\]]*\]|_./g, '').split(';');
  if (!/^[^a-z@]*[0#?][^a-z@]*$/i.test(positive) || positive.includes('/')) return null;
  const shown = /\.([0#?]*)/.exec(positive)?.[1]?.length ?? 0;
  return shown + (positive.includes('%') ? 2 : 0);
}
