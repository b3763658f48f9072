import sax from 'sax';
import type { DraftBlock } from './draft.ts';
import { levelOfParagraph, NOTE_MARK, roleOfParagraph, unknownStyle } from './word-role.ts';
import type { WordStyle } from './word-styles.ts';
import { endCell, endRow, type OpenTable } from './word-table.ts';

interface OpenParagraph {
  text: string;
  style: WordStyle | null;
  outline: number | null;
  list: boolean;
  /** Its end was deleted with tracking: the next paragraph goes on in it. */
  endDeleted: boolean;
  inBox: boolean;
}

interface OpenRun {
  hidden: boolean;
  superscript: boolean;
  text: string;
}

const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;
/** Not what a reader sees: deleted or moved away, the codes of fields, and the second form of what has two (text boxes). */
const SKIPPED = new Set([
  'w:del',
  'w:moveFrom',
  'w:instrText',
  'w:delText',
  'mc:Fallback',
  'w:rt',
  'w:sdtPr',
]);
/** How something was formatted before a tracked change. */
const FORMER = /^w:\w+PrChange$|^w:numberingChange$/;
/** These hold the element `w:del` as a mark, not around text. */
const PROPERTIES = new Set(['w:rPr', 'w:pPr', 'w:trPr', 'w:tcPr', 'w:tblPr', 'w:sectPr', 'w:tblPrEx']);

/**
 * The blocks of a part of a Word document: of its body, or of its notes where `notes` says which. Throws what sax throws
 * for XML that is none. XML entities of a document's own are not expanded.
 */
export function readWordPart(
  xml: string,
  styles: ReadonlyMap<string, WordStyle>,
  notes: 'footnote' | 'endnote' | null,
): DraftBlock[] {
  const blocks: DraftBlock[] = [];
  const tables: OpenTable[] = [];
  // A text box stands inside a run of a paragraph: what is open waits, and its blocks follow.
  const waiting: { paragraph: OpenParagraph | null; run: OpenRun | null; tables: OpenTable[] }[] = [];
  let held: DraftBlock[] = [];
  let paragraph: OpenParagraph | null = null;
  let run: OpenRun | null = null;
  let carried = '';
  let skip = 0;
  let properties: string[] = [];
  /** Depth of fields, and whether each is still in its code. */
  const fields: boolean[] = [];
  let textOpen = false;
  let separator = false;

  const put = (text: string): void => {
    if (paragraph === null || skip > 0 || separator || fields.includes(true)) return;
    if (run === null) paragraph.text += text;
    else run.text += text;
  };

  const endParagraph = (): void => {
    if (paragraph === null) return;
    if (paragraph.endDeleted) {
      carried = paragraph.text;
      paragraph = null;
      return;
    }
    const text = paragraph.text
      .replace(INVISIBLE, '')
      .replace(/[ \t]+/g, ' ')
      .trim();
    const table = tables.at(-1);
    if (table?.cell) {
      if (text !== '') table.cell.texts.push(text);
    } else if (text !== '') {
      const role = notes ?? (paragraph.inBox ? 'box' : roleOfParagraph(paragraph));
      const level = role === 'heading' ? levelOfParagraph(paragraph) : 0;
      (waiting.length > 0 ? held : blocks).push({ kind: 'paragraph', role, level, text });
    }
    if (waiting.length === 0 && tables.length === 0) {
      blocks.push(...held);
      held = [];
    }
    paragraph = null;
  };

  const endTable = (): void => {
    const table = tables.pop();
    if (table === undefined || table.rows.length === 0) return;
    const block = { kind: 'table' as const, rows: table.rows, headerRows: table.headerRows };
    // A table within a cell, or in a box, follows the one it is in.
    if (tables.length > 0 || waiting.length > 0) held.push(block);
    else {
      blocks.push(block, ...held);
      held = [];
    }
  };

  const reader = sax.parser(true, { position: true });
  reader.onerror = (error) => {
    throw error;
  };
  reader.onopentag = ({ name, attributes, isSelfClosing }) => {
    const inProperties = properties.length > 0;
    if (PROPERTIES.has(name)) properties.push(name);
    if ((SKIPPED.has(name) && !inProperties) || FORMER.test(name)) {
      skip += 1;
      return;
    }
    if (skip > 0 && name !== 'w:fldChar') return;
    const value = String(attributes['w:val'] ?? '');
    const on = !/^(0|false|off|none)$/.test(value);
    const within = properties.at(-1);
    const table = tables.at(-1);
    switch (name) {
      case 'w:footnote':
      case 'w:endnote':
        separator = /separator|continuation/i.test(String(attributes['w:type'] ?? ''));
        break;
      case 'w:p':
        paragraph = {
          text: carried,
          style: null,
          outline: null,
          list: false,
          endDeleted: false,
          inBox: waiting.length > 0,
        };
        carried = '';
        run = null;
        break;
      case 'w:r':
        run = { hidden: false, superscript: false, text: '' };
        break;
      case 'w:t':
      case 'm:t':
        textOpen = !isSelfClosing;
        break;
      case 'w:tab':
        if (!inProperties) put(' ');
        break;
      case 'w:br':
      case 'w:cr':
        put('\n');
        break;
      case 'w:noBreakHyphen':
        put('-');
        break;
      case 'w:sym':
        put(' ');
        break;
      case 'w:fldChar': {
        const type = String(attributes['w:fldCharType'] ?? '');
        if (type === 'begin') fields.push(true);
        else if (type === 'separate' && fields.length > 0) fields[fields.length - 1] = false;
        else if (type === 'end') fields.pop();
        break;
      }
      case 'w:txbxContent':
        waiting.push({ paragraph, run, tables: tables.splice(0) });
        paragraph = null;
        run = null;
        break;
      case 'w:tbl':
        tables.push({ rows: [], headerRows: 0, row: null, cell: null });
        break;
      case 'w:tr':
        if (table) table.row = { cells: [], next: 0, header: false, deleted: false };
        break;
      case 'w:tc':
        if (table?.row)
          table.cell = { texts: [], column: table.row.next, span: 1, continued: false, deleted: false };
        break;
      case 'w:pStyle':
        if (paragraph !== null) paragraph.style = styles.get(value) ?? unknownStyle(value);
        break;
      case 'w:outlineLvl':
        if (paragraph !== null && /^[0-8]$/.test(value)) paragraph.outline = Number(value);
        break;
      case 'w:numPr':
        if (paragraph !== null) paragraph.list = true;
        break;
      case 'w:rStyle':
        if (run !== null) {
          const style = styles.get(value) ?? unknownStyle(value);
          run.superscript ||=
            style.superscript || style.names.some((each) => /(foot|end)note reference/.test(each));
        }
        break;
      case 'w:vertAlign':
        if (run !== null) run.superscript = value === 'superscript';
        break;
      case 'w:vanish':
        if (run !== null && within === 'w:rPr') run.hidden = on;
        break;
      case 'w:del':
        if (properties.includes('w:trPr') && table?.row) table.row.deleted = true;
        else if (properties.includes('w:pPr') && paragraph !== null) paragraph.endDeleted = true;
        break;
      case 'w:cellDel':
        if (table?.cell) table.cell.deleted = true;
        break;
      case 'w:tblHeader':
        if (table?.row && on) table.row.header = true;
        break;
      case 'w:gridBefore':
        if (table?.row && /^\d{1,3}$/.test(value)) table.row.next += Number(value);
        break;
      case 'w:gridSpan':
        if (table?.cell && /^\d{1,3}$/.test(value)) table.cell.span = Math.max(1, Number(value));
        break;
      case 'w:vMerge':
        if (table?.cell) table.cell.continued = value !== 'restart';
        break;
    }
  };
  reader.ontext = (text) => {
    if (textOpen) put(text);
  };
  reader.oncdata = reader.ontext;
  reader.onclosetag = (name) => {
    if (properties.at(-1) === name) properties = properties.slice(0, -1);
    else if ((SKIPPED.has(name) && properties.length === 0) || FORMER.test(name)) {
      skip -= 1;
      return;
    }
    if (skip > 0) return;
    const table = tables.at(-1);
    switch (name) {
      case 'w:t':
      case 'm:t':
        textOpen = false;
        break;
      case 'w:r':
        if (run !== null && paragraph !== null && !run.hidden)
          paragraph.text += run.superscript ? run.text.replace(NOTE_MARK, '') : run.text;
        run = null;
        break;
      case 'w:p':
        endParagraph();
        break;
      case 'w:txbxContent': {
        const before = waiting.pop();
        paragraph = before?.paragraph ?? null;
        run = before?.run ?? null;
        tables.splice(0, tables.length, ...(before?.tables ?? []));
        break;
      }
      case 'w:tc':
        if (table) {
          endCell(table);
        }
        break;
      case 'w:tr':
        if (table?.row) {
          endRow(table);
        }
        break;
      case 'w:tbl':
        endTable();
        break;
    }
  };
  reader.write(xml).close();
  return [...blocks, ...held];
}
