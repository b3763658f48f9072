import sax from 'sax';

/** What a style says of the paragraphs or runs that have it. */
export interface WordStyle {
  /** The built-in name in lower case (`heading 1`, `caption`, `toc 1`), its own or that of a style it is based on. */
  readonly names: readonly string[];
  /** 0 for the highest heading; null for none. */
  readonly outline: number | null;
  readonly superscript: boolean;
  readonly list: boolean;
}

interface OwnStyle {
  name: string;
  basedOn: string | null;
  outline: number | null;
  superscript: boolean;
  list: boolean;
}

/**
 * Styles by id, each with what it takes from those it is based on. Ids differ between languages of Word; names of the
 * built-in ones do not. Empty for no part. Throws what sax throws for XML that is none.
 */
export function readWordStyles(xml: string | null): ReadonlyMap<string, WordStyle> {
  const own = new Map<string, OwnStyle>();
  if (xml === null) return new Map();
  let style: OwnStyle | null = null;
  const reader = sax.parser(true, { position: false });
  reader.onerror = (error) => {
    throw error;
  };
  reader.onopentag = ({ name, attributes }) => {
    const value = String(attributes['w:val'] ?? '');
    if (name === 'w:style') {
      style = { name: '', basedOn: null, outline: null, superscript: false, list: false };
      own.set(String(attributes['w:styleId'] ?? ''), style);
    } else if (style === null) return;
    else if (name === 'w:name') style.name = value.toLowerCase();
    else if (name === 'w:basedOn') style.basedOn = value;
    else if (name === 'w:outlineLvl') style.outline = /^[0-8]$/.test(value) ? Number(value) : null;
    else if (name === 'w:vertAlign') style.superscript = value === 'superscript';
    else if (name === 'w:numPr') style.list = true;
  };
  reader.onclosetag = (name) => {
    if (name === 'w:style') style = null;
  };
  reader.write(xml).close();
  return new Map([...own.keys()].map((id) => [id, resolve(own, id)]));
}

function resolve(own: ReadonlyMap<string, OwnStyle>, id: string): WordStyle {
  const line: OwnStyle[] = [];
  for (let at = own.get(id); at !== undefined && !line.includes(at); at = own.get(at.basedOn ?? ''))
    line.push(at);
  return {
    names: line.map(({ name }) => name),
    outline: line.map(({ outline }) => outline).find((outline) => outline !== null) ?? null,
    superscript: line.some(({ superscript }) => superscript),
    list: line.some(({ list }) => list),
  };
}
