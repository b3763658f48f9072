import type { Package } from './open-package.ts';
import { attribute, type XmlEvent } from './scan-xml.ts';
import type { CellFormat } from './spreadsheet.ts';

/** The styles of a spreadsheet's cells, columns, rows and sheets. */
export interface OdsStyles {
  /** The format of a cell style, with what it takes from its parents; an empty name is the default's. */
  readonly formatOf: (name: string) => CellFormat;
  /** Whether a sheet of this style is shown. */
  readonly isDisplayed: (sheetStyle: string) => boolean;
  /** Whether rows of this style have no height, or columns no width. */
  readonly isFlat: (kind: 'row' | 'column', style: string) => boolean;
  /** Whether words of this style are set as superscript. */
  readonly isRaised: (textStyle: string) => boolean;
  /** `en-GB` of the default cell style; empty where it names none. */
  readonly language: string;
}

interface CellStyle {
  readonly parent: string;
  readonly shown: string;
  /** Named by a person or program for use anywhere, not made for one place. */
  readonly common: boolean;
  font?: string;
  size?: number;
  filled?: boolean;
  wrapped?: boolean;
  data?: string;
}

/** What stands above every style: OpenDocument names no font or size itself. */
const DEFAULT: CellFormat = {
  fontName: '',
  fontSize: 10,
  filled: false,
  wrapped: false,
  styleName: '',
  decimals: null,
};

/** Reads the styles of both parts that have any. A style whose parents go round in a circle ends where it began. */
export function readOdsStyles(opened: Package): OdsStyles {
  const styles = new Map<string, CellStyle>();
  const decimals = new Map<string, number>();
  const faces = new Map<string, string>();
  const undisplayed = new Set<string>();
  const superscript = new Set<string>();
  const flat = new Set<string>();
  let language = '';
  for (const part of ['styles.xml', 'content.xml']) {
    let within = '';
    let cell: CellStyle | null = null;
    let data = '';
    let common = false;
    for (const event of opened.scan(part)) {
      if (event.kind !== 'open') {
        if (event.kind === 'close' && (event.name === 'style' || event.name === 'default-style')) cell = null;
        continue;
      }
      const value = (name: string): string => attribute(event, name);
      if (event.name === 'styles') common = true;
      else if (event.name === 'automatic-styles' || event.name === 'master-styles') common = false;
      else if (event.name === 'font-face')
        faces.set(value('name'), value('font-family').replace(/^'|'$/g, ''));
      else if (event.name === 'style' || event.name === 'default-style') {
        within = value('name');
        cell = null;
        if (value('family') === 'table-cell') {
          const name = event.name === 'default-style' ? DEFAULT_STYLE : within;
          const parent = event.name === 'default-style' ? '' : value('parent-style-name') || DEFAULT_STYLE;
          cell = { parent, shown: value('display-name') || within, common };
          if (value('data-style-name') !== '') cell.data = value('data-style-name');
          styles.set(name, cell);
        }
      } else if (cell !== null) {
        amendStyle(cell, event);
        if (
          event.name === 'text-properties' &&
          cell === styles.get(DEFAULT_STYLE) &&
          value('language') !== 'none'
        )
          language = [value('language'), value('country')]
            .filter((text) => text !== '' && text !== 'none')
            .join('-');
      } else if (event.name === 'text-properties' && /^(?:super|[1-9]\d*%)/.test(value('text-position')))
        superscript.add(within);
      else if (event.name === 'table-row-properties' || event.name === 'table-column-properties') {
        const [kind, size] = event.name.startsWith('table-row') ? ['row', 'height'] : ['column', 'width'];
        // A size that is best for what is in it is found anew when the file is opened.
        if (isZero(value(`${kind}-${size}`)) && value(`use-optimal-${kind}-${size}`) !== 'true')
          flat.add(`${kind} ${within}`);
      } else if (event.name === 'table-properties' && value('display') === 'false') undisplayed.add(within);
      else if (/^(?:number|percentage|currency)-style$/.test(event.name)) {
        data = value('name');
        if (event.name === 'percentage-style') decimals.set(data, 2);
      } else if (event.name === 'number' && value('decimal-places') !== '')
        decimals.set(data, (decimals.get(data) ?? 0) + Number(value('decimal-places')));
    }
  }
  const formatOf = (name: string): CellFormat => resolve(name, styles, faces, decimals);
  return {
    formatOf: memoised(formatOf),
    isDisplayed: (style) => !undisplayed.has(style),
    isFlat: (kind, style) => flat.has(`${kind} ${style}`),
    isRaised: (style) => superscript.has(style),
    language,
  };
}

/** Whether a length such as `0cm` or `0.00in` is none. */
function isZero(length: string): boolean {
  return /^0*\.?0+[a-z]*$/.test(length);
}

/** Stands for the nameless style above all others. */
const DEFAULT_STYLE = '\u0000';

function amendStyle(style: CellStyle, event: XmlEvent & { readonly kind: 'open' }): void {
  const value = (name: string): string => attribute(event, name);
  if (event.name === 'text-properties') {
    const font = value('font-name') || value('font-family').replace(/^'|'$/g, '');
    if (font !== '') style.font = font;
    if (/^[\d.]+pt$/.test(value('font-size'))) style.size = Number.parseFloat(value('font-size'));
  } else if (event.name === 'table-cell-properties') {
    if (value('background-color') !== '') style.filled = value('background-color') !== 'transparent';
    if (value('wrap-option') !== '') style.wrapped = value('wrap-option') === 'wrap';
  }
}

function resolve(
  name: string,
  styles: ReadonlyMap<string, CellStyle>,
  faces: ReadonlyMap<string, string>,
  decimals: ReadonlyMap<string, number>,
): CellFormat {
  const chain: CellStyle[] = [];
  for (let at = name === '' ? 'Default' : name; at !== ''; ) {
    const style = styles.get(at) ?? (at === DEFAULT_STYLE ? undefined : styles.get(DEFAULT_STYLE));
    if (style === undefined || chain.includes(style)) break;
    chain.push(style);
    at = style.parent;
  }
  const nearest = <K extends keyof CellStyle>(key: K): CellStyle[K] | undefined =>
    chain.find((style) => style[key] !== undefined)?.[key];
  const font = nearest('font') ?? '';
  const named = chain.find(({ common, shown }) => common && shown !== 'Default' && shown !== '')?.shown ?? '';
  return {
    fontName: faces.get(font) ?? font,
    fontSize: nearest('size') ?? DEFAULT.fontSize,
    filled: nearest('filled') ?? false,
    wrapped: nearest('wrapped') ?? false,
    styleName: named,
    decimals: decimals.get(nearest('data') ?? '') ?? null,
  };
}

function memoised(formatOf: (name: string) => CellFormat): (name: string) => CellFormat {
  const known = new Map<string, CellFormat>();
  return (name) => {
    const format = known.get(name) ?? formatOf(name);
    known.set(name, format);
    return format;
  };
}
