import { Composer, type CST, Document, type LineCounter, Parser, YAMLParseError } from 'yaml';

/** Lists and mappings within one another: no file that people write has a dozen, and what reads them calls itself. */
const DEEPEST = 100;

/**
 * A YAML 1.2 text as a document, with what is wrong in it among its `errors`: also more than one document, and more than a
 * hundred lists and mappings inside one another, of which nothing is read. `lines` learns where lines begin.
 */
export function parseYaml(text: string, lines?: LineCounter): Document.Parsed | Document {
  const tokens = [...new Parser(lines?.addNewLine).parse(text)];
  const deep = tokens.map(tooDeep).find((place) => place !== null);
  if (deep !== undefined) {
    const document = new Document();
    document.errors.push(
      new YAMLParseError(
        [deep, deep + 1],
        'RESOURCE_EXHAUSTION',
        `more than ${DEEPEST} lists and mappings inside one another`,
      ),
    );
    return document;
  }
  const [document, another] = new Composer({ prettyErrors: false }).compose(tokens, true, text.length);
  if (document === undefined) return new Document();
  if (another !== undefined)
    document.errors.push(
      new YAMLParseError([another.range[0], another.range[1]], 'MULTIPLE_DOCS', 'more than one document'),
    );
  return document;
}

/** Where the first list or mapping stands that is too deep; null where none is. */
function tooDeep(top: CST.Token): number | null {
  const left: { readonly token: CST.Token; readonly depth: number }[] = [{ token: top, depth: 0 }];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { token, depth } = next;
    if (depth > DEEPEST) return token.type === 'document' ? 0 : 'offset' in token ? token.offset : 0;
    const inner =
      token.type === 'document'
        ? [token.value]
        : 'items' in token
          ? token.items.flatMap(({ key, value }) => [key, value])
          : [];
    for (const each of inner.reverse())
      if (each !== undefined && each !== null)
        left.push({ token: each, depth: 'items' in each ? depth + 1 : depth });
  }
  return null;
}
