import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type ParsedNode } from 'yaml';
import type { TextPlace } from './codebook.ts';
import type { Path } from './fault.ts';
import { parseYaml } from './parse-yaml.ts';
import type { Problem } from './problem.ts';

/** One definition file: its plain value, its syntax errors, and where each part of it stands. */
export interface YamlFile {
  readonly name: string;
  readonly value: unknown;
  readonly problems: readonly Problem[];
  /** Line and column, from 1, of the key or value at a path; of the nearest part above where the path leads nowhere. */
  readonly position: (path: Path, at: 'key' | 'value') => { readonly line: number; readonly column: number };
  /** Where the text at a path begins; `literal` where it stands in the file character by character. */
  readonly textAt: (path: Path) => TextPlace;
}

/** Reads a YAML 1.2 text. Syntax errors and repeated keys become problems; the value is then null. */
export function readYamlFile(name: string, text: string): YamlFile {
  const lines = new LineCounter();
  const document = parseYaml(text, lines);
  const contents = document.contents as ParsedNode | null;
  const position = (path: Path, at: 'key' | 'value') => {
    const { line, col } = lines.linePos(offsetOf(contents, path, at));
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const resolve = (node: unknown): ParsedNode | null =>
    (isAlias(node) ? node.resolve(document) : node) as ParsedNode | null;
  const textAt = (path: Path): TextPlace => {
    const node = document.getIn(path, true);
    const offset = offsetOf(contents, path, 'value');
    const literal = isScalar(node) && typeof node.value === 'string' && isLiteral(node.value, offset);
    const quote = /["']/.test(text[offset] ?? '') ? 1 : 0;
    const { line, col } = lines.linePos(offset + quote);
    return { file: name, line: Math.max(line, 1), column: Math.max(col, 1), literal };
  };
  const isLiteral = (value: string, offset: number): boolean =>
    [0, 1].some((quote) => text.startsWith(value, offset + quote));
  const problems = document.errors.map((error): Problem => {
    const { line, col } = lines.linePos(error.pos[0]);
    return {
      severity: 'error',
      code: error.code === 'DUPLICATE_KEY' ? 'duplicate-key' : 'yaml-syntax',
      file: name,
      row: line,
      column: `column ${col}`,
      expected: error.code === 'DUPLICATE_KEY' ? 'each key once in a mapping' : 'well-formed YAML',
      found: error.code === 'DUPLICATE_KEY' ? 'a key that stands twice' : lowerFirst(error.message),
      advice: null,
    };
  });
  if (problems.length > 0) return { name, value: null, problems, position, textAt };
  try {
    return { name, value: document.toJS(), problems, position, textAt };
  } catch (error) {
    const found = error instanceof Error ? lowerFirst(error.message) : 'an unreadable value';
    const { line, col } = lines.linePos(faultyAlias(document));
    return { name, value: null, problems: [unusable(name, line, col, found)], position, textAt };
  }

  function offsetOf(top: ParsedNode | null, path: Path, at: 'key' | 'value'): number {
    let node = top;
    let offset = node?.range[0] ?? 0;
    for (const [depth, step] of path.entries()) {
      const inner = resolve(node);
      if (isMap(inner)) {
        const pair = inner.items.find(
          (item) => isScalar(item.key) && String(item.key.value) === String(step),
        );
        if (pair === undefined) return offset;
        const last = depth === path.length - 1;
        const shown = (last && at === 'key' ? pair.key : (pair.value ?? pair.key)) as ParsedNode;
        offset = shown.range[0];
        node = pair.value as ParsedNode | null;
      } else if (isSeq(inner)) {
        const item = inner.items[Number(step)] as ParsedNode | undefined;
        if (item === undefined) return offset;
        offset = item.range[0];
        node = item;
      } else return offset;
    }
    return offset;
  }
}

/** Where the first alias stands that refers to nothing, or else the first. */
function faultyAlias(document: Document): number {
  const aliases: ParsedNode[] = [];
  const left: unknown[] = [document.contents];
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    if (isAlias(node)) aliases.push(node as ParsedNode);
    else if (isMap(node))
      for (const { key, value } of [...node.items].reverse()) left.push(value ?? null, key);
    else if (isSeq(node)) for (const item of [...node.items].reverse()) left.push(item);
  }
  const faulty = aliases.find((node) => isAlias(node) && node.resolve(document) === undefined) ?? aliases[0];
  return faulty?.range[0] ?? 0;
}

/** An alias of no anchor, or so many aliases of aliases that the value would not fit into memory. */
function unusable(file: string, row: number, column: number, found: string): Problem {
  const expected = 'aliases of anchors that stand before them';
  return {
    severity: 'error',
    code: 'yaml-alias',
    file,
    row,
    column: `column ${column}`,
    expected,
    found,
    advice: null,
  };
}

function lowerFirst(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1);
}
