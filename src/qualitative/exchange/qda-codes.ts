import { createHash } from 'node:crypto';
import type { CodeSource } from '../../study/codebook-definition.ts';
import { composeDescription, parseDescription } from './code-description.ts';
import type { CodebookSources } from './codebook-sources.ts';
import { guidOf } from './guid.ts';
import { codeKey, type ImportedCode } from './imported-codebook.ts';
import { everyCode, type QdaCode } from './project.ts';

/**
 * The codes as a tree of another tool: a code's GUID comes from its id, its colour from the id of the topmost code above it,
 * its definition is one text. Rules and changes have no place there.
 */
export function qdaCodes({ codes }: Pick<CodebookSources, 'codes'>): readonly QdaCode[] {
  const top: QdaCode[] = [];
  const found: { readonly code: CodeSource; readonly color: string; readonly below: QdaCode[] }[] = [];
  const children = new Map<string | undefined, CodeSource[]>();
  for (const code of codes) {
    const known = children.get(code.parent);
    if (known === undefined) children.set(code.parent, [code]);
    else known.push(code);
  }
  const add = (code: CodeSource, siblings: QdaCode[], above: string | null): void => {
    const color = above ?? colorOf(code.code);
    const below: QdaCode[] = [];
    siblings.push(qdaCode(code, color, below));
    found.push({ code, color, below });
  };
  for (const code of children.get(undefined) ?? []) add(code, top, null);
  // The list grows while it is walked, so that a tree may be of any depth.
  for (const { code, color, below } of found)
    for (const child of children.get(code.code) ?? []) add(child, below, color);
  return top;
}

function qdaCode(code: CodeSource, color: string, codes: readonly QdaCode[]): QdaCode {
  return {
    guid: guidOf('code', code.code),
    name: code.name,
    description: composeDescription({
      id: code.code,
      brief: code.brief,
      full: code.full ?? '',
      use: code.use ?? '',
      not: code.not ?? '',
      examples: code.examples ?? [],
      questions: code.questions ?? null,
    }),
    isCodable: true,
    color,
    notes: [],
    codes,
  };
}

/** A tree of codes as imported ones, parents first; their ids are what their descriptions say. `lines` tells where each begins. */
export function importedCodes(
  tree: readonly QdaCode[],
  lines: ReadonlyMap<QdaCode, number>,
): readonly ImportedCode[] {
  const all = everyCode(tree);
  const keys = new Map(all.map(({ code }, index) => [code, codeKey(index)]));
  return all.map(({ code, parent }): ImportedCode => {
    const { id, brief, full, use, not, examples, questions } = parseDescription(code.description);
    return {
      key: keys.get(code) ?? '',
      row: lines.get(code) ?? null,
      id: id?.trim() ?? '',
      name: code.name.trim() === '' ? 'Code without a name' : code.name,
      brief: brief ?? '',
      full: full ?? '',
      use: use ?? '',
      not: not ?? '',
      examples: examples ?? [],
      parent: parent === null ? null : (keys.get(parent) ?? null),
      questions: questions ?? null,
      rules: [],
    };
  });
}

/** A colour of middling lightness that text can be read on, the same for the same id. */
function colorOf(id: string): string {
  const [hue = 0, more = 0] = createHash('sha256').update(id).digest();
  return hexOf(((hue * 256 + more) / 65_536) * 360, 0.55, 0.6);
}

/** HSL to sRGB as CSS Color 4 has it. */
function hexOf(hue: number, saturation: number, lightness: number): string {
  const channel = (offset: number): string => {
    const k = (offset + hue / 30) % 12;
    const value =
      lightness - saturation * Math.min(lightness, 1 - lightness) * Math.max(-1, Math.min(k - 3, 9 - k, 1));
    return Math.round(value * 255)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${channel(0)}${channel(8)}${channel(4)}`;
}
