import { strFromU8, unzipSync } from 'fflate';

/** An XML element: its name, attributes, and children in order. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: (XmlElement | string)[];
}

/** The parts of a .docx file, by path; `xml` gives a part's root element. */
export function openDocx(bytes: Uint8Array) {
  const parts = unzipSync(bytes);
  const xml = (path: string): XmlElement => {
    const part = parts[path];
    if (part === undefined) throw new Error(`no ${path}`);
    return parseXml(strFromU8(part));
  };
  return { paths: Object.keys(parts), parts, xml, body: only(xml('word/document.xml'), 'w:body') };
}

/** Parses XML and throws where it is not well-formed: nesting, attributes, entities, characters. */
export function parseXml(source: string): XmlElement {
  const illegal = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.exec(source);
  if (illegal !== null) throw new Error(`illegal character at ${illegal.index}`);
  const root: XmlElement = { name: '', attributes: new Map(), children: [] };
  const open = [root];
  const tokens =
    /<\?[^>]*\?>|<\/([\w:.-]+)\s*>|<([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/gy;
  while (tokens.lastIndex < source.length) {
    const at = tokens.lastIndex;
    const token = tokens.exec(source);
    if (token === null) throw new Error(`not well-formed at ${at}: ${source.slice(at, at + 60)}`);
    const [, closed, opened, attributes = '', empty, text] = token;
    const parent = open.at(-1);
    if (parent === undefined) throw new Error(`nothing open at ${at}`);
    if (text !== undefined) parent.children.push(unescaped(text));
    if (closed !== undefined) {
      if (parent.name !== closed) throw new Error(`</${closed}> closes <${parent.name}> at ${at}`);
      open.pop();
    }
    if (opened !== undefined) {
      const element: XmlElement = { name: opened, attributes: parsedAttributes(attributes), children: [] };
      parent.children.push(element);
      if (empty === '') open.push(element);
    }
  }
  if (open.length !== 1) throw new Error(`<${open.at(-1)?.name}> is never closed`);
  const [element, ...others] = root.children.filter((child) => typeof child !== 'string');
  if (element === undefined || others.length > 0) throw new Error('expected one root element');
  return element;
}

function parsedAttributes(text: string): ReadonlyMap<string, string> {
  const pairs = [...text.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)];
  const found = new Map(
    pairs.map(([, name = '', double, single]) => [name, unescaped(double ?? single ?? '')]),
  );
  if (found.size !== pairs.length) throw new Error(`an attribute twice: ${text}`);
  return found;
}

function unescaped(text: string): string {
  return text.replace(
    /&(?:(#x[0-9a-fA-F]+|#\d+|amp|lt|gt|quot|apos);)?/g,
    (entity, name: string | undefined) => {
      if (name === undefined) throw new Error(`a bare & in ${text.slice(0, 60)}`);
      if (name.startsWith('#x')) return String.fromCodePoint(Number.parseInt(name.slice(2), 16));
      if (name.startsWith('#')) return String.fromCodePoint(Number(name.slice(1)));
      return { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }[name] ?? entity;
    },
  );
}

/** All elements of a name under an element, in document order. */
export function all(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.flatMap((child) =>
    typeof child === 'string' ? [] : [...(child.name === name ? [child] : []), ...all(child, name)],
  );
}

/** The one element of a name under an element. */
export function only(element: XmlElement, name: string): XmlElement {
  const [found, ...others] = all(element, name);
  if (found === undefined || others.length > 0) throw new Error(`expected one ${name}`);
  return found;
}

/** The value of an element's first descendant of a name: `w:pStyle` of a paragraph, say. */
export function value(element: XmlElement, name: string): string | undefined {
  return all(element, name)[0]?.attributes.get('w:val');
}

/** The text of runs as it is read: tabs and line breaks are characters, field instructions are not text. */
export function textOf(element: XmlElement): string {
  if (element.name === 'w:tab' && !element.attributes.has('w:val')) return '\t';
  if (element.name === 'w:br') return '\n';
  if (element.name === 'w:instrText') return '';
  return element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');
}

/** A table's rows as texts; a cell that continues the one above, or the one to its left, is `null`. */
export function gridOf(table: XmlElement): readonly (readonly (string | null)[])[] {
  return all(table, 'w:tr').map((row) =>
    all(row, 'w:tc').flatMap((cell) => {
      const continued = all(cell, 'w:vMerge').some((merge) => merge.attributes.get('w:val') !== 'restart');
      const span = Number(value(cell, 'w:gridSpan') ?? '1');
      return [continued ? null : textOf(cell), ...Array.from({ length: span - 1 }, () => null)];
    }),
  );
}

/** Top-level parts of the body in order. */
export function blocksOf(body: XmlElement): readonly XmlElement[] {
  return body.children.filter((child) => typeof child !== 'string');
}
