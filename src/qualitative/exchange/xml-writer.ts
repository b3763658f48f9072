/** What may stand in an element: text that is not yet escaped stands in `text`. */
export type XmlPart = string;

/** Attributes in their order; null ones are left out. */
type Attributes = Readonly<Record<string, string | number | null>>;

/** An element on a line of its own, with its parts below it, indented; without parts, closed at once. */
export function element(name: string, attributes: Attributes, parts: readonly XmlPart[] = []): XmlPart {
  if (parts.length === 0) return `<${name}${written(attributes)}/>\n`;
  return `${startTag(name, attributes)}${parts.join('')}${endTag(name)}`;
}

/** The beginning of an element whose parts are written after it, so that elements may nest to any depth. */
export function startTag(name: string, attributes: Attributes): XmlPart {
  return `<${name}${written(attributes)}>\n`;
}

export function endTag(name: string): XmlPart {
  return `</${name}>\n`;
}

/** An element that holds only text, kept as it is: line breaks and spaces count. */
export function textElement(name: string, text: string): XmlPart {
  return `<${name}>${escapeXml(text)}</${name}>\n`;
}

/** A document in UTF-8 without a byte order mark. */
export function xmlDocument(root: XmlPart): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}`;
}

function written(attributes: Attributes): string {
  let text = '';
  for (const [name, value] of Object.entries(attributes))
    if (value !== null) text += ` ${name}="${escapeXml(String(value)).replace(/[\t\n]/g, reference)}"`;
  return text;
}

/** Text as XML 1.0 can hold it: what it forbids (control characters, lone surrogates) becomes U+FFFD. */
function escapeXml(text: string): string {
  return text.replace(forbidden, '\ufffd').replace(/[&<>"\r]/g, (one) => ENTITIES[one] ?? one);
}

function reference(one: string): string {
  return `&#${one.charCodeAt(0)};`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};

const forbidden = /[^\P{Cc}\t\n\r\u007f-\u009f]|\p{Cs}|[\ufffe\uffff]/gu;
