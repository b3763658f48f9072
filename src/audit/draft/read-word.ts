import type { Problem } from '../../study/problem.ts';
import type { Draft, DraftBlock } from './draft.ts';
import { openWordPackage } from './word-package.ts';
import { readWordPart } from './word-part.ts';
import { readWordStyles } from './word-styles.ts';

/**
 * A Word document as a draft: its paragraphs and tables in reading order, text boxes after the paragraph they hang on,
 * footnotes and endnotes at the end. Comments, headers, footers and hidden text are left out. What can't be read is a
 * problem; it says where the XML breaks and never what stands there.
 */
export function readWord(bytes: Uint8Array, file: string): Draft | Problem {
  const parts = openWordPackage(bytes, file);
  if ('severity' in parts) return parts;
  const blocks: DraftBlock[] = [];
  let part = 'styles.xml';
  try {
    const styles = readWordStyles(parts.styles);
    part = 'document.xml';
    blocks.push(...readWordPart(parts.document, styles, null));
    for (const role of ['footnote', 'endnote'] as const) {
      part = `${role}s.xml`;
      const xml = role === 'footnote' ? parts.footnotes : parts.endnotes;
      if (xml !== null) blocks.push(...readWordPart(xml, styles, role));
    }
  } catch (error) {
    const at = /Line: (\d+)\s+Column: (\d+)/.exec(error instanceof Error ? error.message : '');
    // Anything else is a fault of ours, not of the file's.
    if (at === null) throw error;
    return {
      severity: 'error',
      code: 'damaged-docx',
      file,
      row: null,
      column: null,
      expected: 'a Word document (.docx) whose text is whole XML',
      found: `XML that breaks in ${part} at line ${Number(at[1]) + 1}, column ${at[2]}`,
      advice: 'open it in Word and save it again',
    };
  }
  return { blocks };
}
