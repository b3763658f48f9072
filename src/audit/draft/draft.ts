/** What a paragraph is for, as far as the file tells. A box is a text box; contents are lists of contents, tables, figures. */
export type DraftRole =
  | 'text'
  | 'heading'
  | 'caption'
  | 'list'
  | 'quote'
  | 'contents'
  | 'footnote'
  | 'endnote'
  | 'box';

export interface DraftParagraph {
  readonly kind: 'paragraph';
  readonly role: DraftRole;
  /** Of a heading from 1; else 0. */
  readonly level: number;
  /** As a reader sees it: tracked changes accepted, fields by their results, marks of notes left out. */
  readonly text: string;
}

export interface DraftCell {
  readonly text: string;
  /** The first column of the grid it stands in, from 0, and how many it spans. */
  readonly column: number;
  readonly span: number;
  /** Continues the cell above (merged downwards): has no text of its own. */
  readonly continued: boolean;
}

export interface DraftTable {
  readonly kind: 'table';
  readonly rows: readonly (readonly DraftCell[])[];
  /** How many rows at the top the file marks as a header; 0 where it marks none. */
  readonly headerRows: number;
}

export type DraftBlock = DraftParagraph | DraftTable;

/** A report being written, in reading order; notes stand after the text they belong to, at the end. */
export interface Draft {
  readonly blocks: readonly DraftBlock[];
}

/** A paragraph of plain text. */
export function paragraph(text: string, role: DraftRole = 'text', level = 0): DraftParagraph {
  return { kind: 'paragraph', role, level, text };
}
