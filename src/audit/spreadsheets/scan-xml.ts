import { InputError } from '../../study/problem.ts';

/** What comes next in an XML text. Names are without their prefix: `table-cell` for `table:table-cell`. */
export type XmlEvent =
  | {
      readonly kind: 'open';
      readonly name: string;
      /** Values by name without prefix; of two the first. Those of extensions (`calcext:`, `loext:`, `x14ac:`) are left out. */
      readonly attributes: ReadonlyMap<string, string>;
    }
  | { readonly kind: 'close'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string };

/** An XML text and where it stands, for messages. */
export interface XmlPart {
  readonly file: string;
  readonly name: string;
  readonly xml: string;
}

/**
 * Reads an XML text from start to end, an element without content as an opening and a closing. It resolves the five named
 * entities and character references, and nothing else: a document type, which could define entities that grow without end, is refused.
 * Comments and processing instructions are passed over. Throws an InputError where elements do not nest or a tag is cut off.
 */
export function* scanXml(part: XmlPart): Generator<XmlEvent> {
  const { xml } = part;
  const open: string[] = [];
  let at = xml.startsWith('\ufeff') ? 1 : 0;
  while (at < xml.length) {
    const next = xml.indexOf('<', at);
    const text = xml.slice(at, next < 0 ? xml.length : next);
    if (text !== '' && open.length > 0) yield { kind: 'text', text: decodeXml(text) };
    if (next < 0) break;
    at = next;
    if (xml.startsWith('<!--', at)) at = after(part, '-->', at);
    else if (xml.startsWith('<![CDATA[', at)) {
      const end = after(part, ']]>', at);
      yield { kind: 'text', text: xml.slice(at + 9, end - 3) };
      at = end;
    } else if (xml.startsWith('<?', at)) at = after(part, '?>', at);
    else if (xml.startsWith('<!', at)) throw fault(part, 'a document type', at);
    else if (xml.startsWith('</', at)) {
      const end = after(part, '>', at);
      const name = localName(xml.slice(at + 2, end - 1).trim());
      if (open.pop() !== name) throw fault(part, 'an end tag that closes no element', at);
      yield { kind: 'close', name };
      at = end;
    } else {
      const end = tagEnd(part, at);
      const empty = xml[end - 2] === '/';
      const tag = xml.slice(at + 1, end - (empty ? 2 : 1));
      const name = localName(/^[^\s/]+/.exec(tag)?.[0] ?? '');
      if (name === '') throw fault(part, 'a tag without a name', at);
      yield { kind: 'open', name, attributes: attributesOf(tag) };
      if (empty) yield { kind: 'close', name };
      else open.push(name);
      at = end;
    }
  }
  if (open.length > 0) throw fault(part, 'an element that is not closed', xml.length);
}

function after(part: XmlPart, mark: string, from: number): number {
  const found = part.xml.indexOf(mark, from);
  if (found < 0) throw fault(part, 'a tag that is cut off', from);
  return found + mark.length;
}

/** Behind the `>` that ends the tag at `from`: one within quotes does not. */
function tagEnd(part: XmlPart, from: number): number {
  const { xml } = part;
  let at = from;
  for (;;) {
    const end = xml.indexOf('>', at);
    if (end < 0) throw fault(part, 'a tag that is cut off', from);
    const quotes = xml.slice(at, end);
    const double = quotes.indexOf('"');
    const single = quotes.indexOf("'");
    if (double < 0 && single < 0) return end + 1;
    const mark = single < 0 || (double >= 0 && double < single) ? '"' : "'";
    const opened = at + quotes.indexOf(mark);
    at = after(part, mark, opened + 1);
  }
}

function attributesOf(tag: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const match of tag.matchAll(/\s([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    const name = match[1] ?? '';
    if (/^(?:calcext|loext|x14ac|xmlns)(?::|$)/.test(name)) continue;
    const local = localName(name);
    if (!attributes.has(local)) attributes.set(local, decodeXml(match[2] ?? match[3] ?? ''));
  }
  return attributes;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decodeXml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w+));/g, (whole, decimal, hex, name) => {
    if (name !== undefined) return NAMED[name] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

function fault({ file, name }: XmlPart, what: string, at: number): InputError {
  return new InputError([
    {
      severity: 'error',
      code: 'broken-xml',
      file,
      row: null,
      column: null,
      expected: `well-formed XML in its part ${name.replace(/[^ -~]/g, '?').slice(0, 100)}`,
      found: `${what}, at character ${at + 1}`,
      advice: 'open the file in a spreadsheet program and save it again',
    },
  ]);
}

/** An attribute of an opening tag; "" where it has none of that name. */
export function attribute(event: { readonly attributes: ReadonlyMap<string, string> }, name: string): string {
  return event.attributes.get(name) ?? '';
}
