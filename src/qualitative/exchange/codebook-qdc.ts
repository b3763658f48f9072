import { InputError } from '../../study/problem.ts';
import type { CodebookSources } from './codebook-sources.ts';
import type { ImportedCode } from './imported-codebook.ts';
import { everyCode, type QdaCode } from './project.ts';
import { importedCodes, qdaCodes } from './qda-codes.ts';
import { readCodes } from './read-project.ts';
import { first, readXml, within, xmlFault } from './read-xml.ts';
import { codesElement } from './write-project.ts';
import { element, xmlDocument } from './xml-writer.ts';

/** A codebook as a REFI-QDA Codebook (.qdc), valid against the standard's schema: without rules and changes, which it has no place for. */
export function writeQdc(sources: CodebookSources, origin: string): string {
  return xmlDocument(
    element('CodeBook', { xmlns: 'urn:QDA-XML:codebook:1.0', origin }, [codesElement(qdaCodes(sources))]),
  );
}

/** Codes of a .qdc as read, with what of it has no place in ours. */
export interface QdcCodes {
  readonly codes: readonly ImportedCode[];
  readonly notes: readonly string[];
}

/**
 * The codes of a REFI-QDA Codebook of any tool: any namespace, byte order mark, braces, missing GUIDs. Colours, sets of codes,
 * and that a code may not be given itself have no place in ours; notes say how many. Throws an InputError as `readXml` does,
 * and for what is no codebook or has no codes.
 */
export function readQdc(bytes: Uint8Array, file: string): QdcCodes {
  const root = readXml(bytes, file);
  if (root.name !== 'CodeBook') {
    const advice = root.name === 'Project' ? 'it is a project: export the codebook alone' : null;
    throw new InputError([xmlFault(file, root.line, 'the element CodeBook', 'another', advice)]);
  }
  const lines = new Map<QdaCode, number>();
  const tree = readCodes(first(root, 'Codes'), lines);
  if (tree.length === 0) throw new InputError([xmlFault(file, root.line, 'at least one code', 'none')]);
  const all = everyCode(tree);
  const closed = all.filter(({ code }) => !code.isCodable).length;
  const sets = within(first(root, 'Sets'), 'Set').length;
  return {
    codes: importedCodes(tree, lines),
    notes: [
      ...(closed > 0
        ? [`codes that could not be given themselves (isCodable), and here can: ${closed}`]
        : []),
      ...(sets > 0 ? [`sets of codes, left out: ${sets}`] : []),
    ],
  };
}
