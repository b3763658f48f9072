import type { DraftRole } from './draft.ts';
import type { WordStyle } from './word-styles.ts';

/** What says what a paragraph is for. */
export interface StyledParagraph {
  readonly style: WordStyle | null;
  /** Set on the paragraph itself. */
  readonly outline: number | null;
  readonly list: boolean;
}

/** A raised note's mark, but not the letters of "1st" or what is raised to say more. */
export const NOTE_MARK = /^[\s\d,*†‡§\u00b9\u00b2\u00b3[\]]+$|^[a-z]$/i;

/** A style that the document does not define, by what its id says. */
export function unknownStyle(id: string): WordStyle {
  const name = id.replace(/(?<=[a-z])(?=[A-Z0-9])/g, ' ').toLowerCase();
  return { names: [name], outline: null, superscript: false, list: false };
}

/** What a paragraph is for, by the built-in names of its style and those it is based on. */
export function roleOfParagraph({ style, outline, list }: StyledParagraph): DraftRole {
  const names = style?.names ?? [];
  if (names.some((name) => /^(toc \d|table of (figures|contents)|contents \d)/.test(name))) return 'contents';
  if (names.some((name) => /^(heading \d|title$)/.test(name))) return 'heading';
  if (names.some((name) => /caption/.test(name))) return 'caption';
  if (names.some((name) => /quote/.test(name))) return 'quote';
  if (outline !== null || (style?.outline ?? null) !== null) return 'heading';
  return list || style?.list === true || names.some((name) => /^list/.test(name)) ? 'list' : 'text';
}

/** A heading's level, from 1. */
export function levelOfParagraph({ style, outline }: StyledParagraph): number {
  const named = style?.names
    .map((name) => /^heading (\d)/.exec(name)?.[1])
    .find((level) => level !== undefined);
  return named === undefined ? (outline ?? style?.outline ?? 0) + 1 : Number(named);
}
