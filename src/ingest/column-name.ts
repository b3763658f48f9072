import type { RawColumn } from './questionpro/raw-sheet.ts';

const SHOWN = 48;

/** A column as messages name it: its letter and header, `AB "Role"` or `AC "Regions › Wales"`, long headers shortened. */
export function nameColumn(column: Pick<RawColumn, 'letter' | 'header' | 'subheader'>): string {
  const parts = [column.header, column.subheader].map(oneLine).filter((part) => part !== '');
  return `${column.letter} "${parts.map((part) => shorten(part, parts.length === 2 ? SHOWN / 2 : SHOWN)).join(' › ')}"`;
}

/** The text cut to `length` characters, the last an ellipsis where anything was cut. */
export function shorten(text: string, length = SHOWN): string {
  const characters = [...text];
  return characters.length <= length
    ? text
    : `${characters
        .slice(0, length - 1)
        .join('')
        .trimEnd()}…`;
}

/** A text with its line breaks and runs of spaces made one space each, none at its ends. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
