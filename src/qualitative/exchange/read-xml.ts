import { isUtf8 } from 'node:buffer';
import sax from 'sax';
import { InputError, type Problem } from '../../study/problem.ts';
import { sizeText } from './size-text.ts';

/** An element as read: names without their namespace prefix, since tools differ in namespaces; attributes by those names. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly elements: readonly XmlElement[];
  /** Its own text, without that of the elements in it; line breaks are LF. */
  readonly text: string;
  /** Of its start tag, from 1. */
  readonly line: number;
}

/** No project has more elements: a coding is four. */
const MOST_ELEMENTS = 5_000_000;

/** A text of more bytes would not fit into memory. */
const LARGEST = 1 << 28;

interface OpenElement extends XmlElement {
  readonly elements: XmlElement[];
  text: string;
}

/**
 * The root element of an XML document in UTF-8 or UTF-16, with a byte order mark or without. Nothing outside the document is
 * ever fetched. Throws an InputError, with its line and without its text, for what is not well-formed; for a document type
 * definition, with which a few lines may unfold to gigabytes; and where elements are too many. They may nest to any depth, so what
 * walks them must not call itself.
 */
export function readXml(bytes: Uint8Array, file: string): XmlElement {
  const text = decode(bytes, file);
  const parser = sax.parser(true, { position: true });
  const open: OpenElement[] = [];
  let root: XmlElement | null = null;
  let count = 0;
  const refuse = (expected: string, found: string, advice: string | null = null): never => {
    throw new InputError([xmlFault(file, parser.line + 1, expected, found, advice)]);
  };
  const within = (more: string): void => {
    const inner = open.at(-1);
    if (inner !== undefined) inner.text += more;
  };
  parser.ondoctype = () =>
    refuse(
      'XML without a document type definition',
      'one',
      'no tool writes one; the file may be made to do harm',
    );
  parser.onerror = () => refuse('well-formed XML', 'an error', 'save or export the file again');
  parser.onopentag = ({ name, attributes }) => {
    count += 1;
    if (count > MOST_ELEMENTS) refuse(`at most ${MOST_ELEMENTS} elements`, 'more');
    open.push({
      name: localName(name),
      attributes: Object.fromEntries(
        Object.entries(attributes).map(([key, value]) => [localName(key), String(value)]),
      ),
      elements: [],
      text: '',
      line: parser.line + 1,
    });
  };
  parser.onclosetag = () => {
    const closed = open.pop();
    if (closed === undefined) return;
    const outer = open.at(-1);
    if (outer === undefined) root = closed;
    else outer.elements.push(closed);
  };
  parser.ontext = within;
  parser.oncdata = within;
  for (let at = 0; at < text.length; at += CHUNK) parser.write(text.slice(at, at + CHUNK));
  parser.close();
  return root ?? refuse('well-formed XML', 'no element');
}

const CHUNK = 1 << 16;

/** A fault of an XML file, at a line. */
export function xmlFault(
  file: string,
  line: number | null,
  expected: string,
  found: string,
  advice: string | null = null,
): Problem {
  return { severity: 'error', code: 'bad-xml', file, row: line, column: null, expected, found, advice };
}

/** The elements of that name, in their order. */
export function within(parent: XmlElement | undefined, name: string): readonly XmlElement[] {
  return parent?.elements.filter((each) => each.name === name) ?? [];
}

/** The first element of that name. */
export function first(parent: XmlElement | undefined, name: string): XmlElement | undefined {
  return parent?.elements.find((each) => each.name === name);
}

function decode(bytes: Uint8Array, file: string): string {
  if (bytes.length > LARGEST)
    throw new InputError([
      xmlFault(file, null, `XML of at most ${sizeText(LARGEST)}`, sizeText(bytes.length)),
    ]);
  const [one, two] = bytes;
  const wide = one === 0xff && two === 0xfe ? 'utf-16le' : one === 0xfe && two === 0xff ? 'utf-16be' : null;
  if (wide === null && !isUtf8(bytes))
    throw new InputError([
      xmlFault(file, null, 'XML in UTF-8', 'bytes that are not', 'export the file again'),
    ]);
  return new TextDecoder(wide ?? 'utf-8').decode(bytes).replace(/\r\n?/g, '\n');
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
