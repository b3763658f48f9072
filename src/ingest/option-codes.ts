import { numberOf } from '../exact/number-of.ts';
import { foldTight } from '../study/fold.ts';
import type { Question, Scale } from '../study/study.ts';
import { isOther } from './wordings.ts';

/** How the cells of one closed question read. Positions count from 1. */
export interface OptionCodes {
  readonly question: Question;
  readonly scale: Scale;
  /** By the cell as it stands; a label's position has LABEL added. Grows by the spellings met. */
  readonly known: Map<string, number>;
  /** By label folded tight. */
  readonly labels: ReadonlyMap<string, number>;
  /** The position of the option for "Other (specify)"; null where the scale has none. */
  readonly other: number | null;
}

/** Added to the position of a cell that is a label, so that one look-up tells codes from labels. */
export const LABEL = 1 << 12;
/** Stands before the position in a cell that a correction has put there. */
export const CORRECTED = '\u0000';

/** Whether a rating's values are not its positions (0–10), so that `7` may be either. */
export function hasTwoReadings(question: Question, scale: Scale): boolean {
  const levels = scale.options.map(({ value, label }, index) => ({ value, label, position: index + 1 }));
  const scored = levels.filter(({ value }) => value !== null);
  const numbered = scored.every(({ value, label }) => label === String(value));
  return (question.kind === 'rating' || numbered) && scored.some(({ value, position }) => value !== position);
}

interface FoldedLabel {
  readonly tight: string;
  /** 1-based. */
  readonly position: number;
  readonly value: number | null;
  readonly numeral: boolean;
}

/** Scales never change, and many questions share one. */
const folded = new WeakMap<Scale, readonly FoldedLabel[]>();

/** Every spelling of a scale's options, folded tight. */
export function foldedLabels(scale: Scale): readonly FoldedLabel[] {
  const known =
    folded.get(scale) ??
    scale.options.flatMap(({ label, aliases, value }, index) =>
      [label, ...aliases].map((spelling) => {
        const tight = foldTight(spelling);
        return { tight, position: index + 1, value, numeral: /^-?\d+$/.test(tight) };
      }),
    );
  folded.set(scale, known);
  return known;
}

/**
 * How cells of a closed question read: codes are positions, unless `as` is `values` and the question is a rating whose
 * values differ from them; labels and their aliases are matched folded, also behind their value (`7 - Strongly agree`).
 */
export function optionCodes(question: Question, scale: Scale, as: 'index' | 'values'): OptionCodes {
  const known = new Map<string, number>();
  const labels = new Map<string, number>();
  const twofold = hasTwoReadings(question, scale);
  const byValue = twofold && as === 'values';
  for (const [index, { value }] of scale.options.entries()) {
    if (!byValue) known.set(String(index + 1), index + 1);
    else if (value !== null) known.set(String(value), index + 1);
    known.set(`${CORRECTED}${index + 1}`, index + 1);
  }
  for (const { tight, position, value, numeral } of foldedLabels(scale)) {
    if (!labels.has(tight) && !(numeral && twofold && !byValue)) labels.set(tight, position);
    if (numeral || value === null) continue;
    for (const join of ['-', '=', '.', ':', '']) labels.set(`${value}${join}${tight}`, position);
  }
  const other = scale.options.findIndex(isOther);
  return { question, scale, known, labels, other: other === -1 ? null : other + 1 };
}

/** The options as an error message lists them: `1 Strongly disagree, 2 Disagree, …`, at most `most` of them. */
export function listOptions({ options }: Scale, most = 12): string {
  const shown = options.slice(0, most).map(({ label }, index) => {
    const short = label.length > 28 ? `${label.slice(0, 27).trimEnd()}…` : label;
    return `${index + 1} ${short}`;
  });
  const more = options.length > most ? `, and ${options.length - most} more` : '';
  return `one of ${numberOf(options.length, 'option')} (${shown.join(', ')}${more})`;
}

/** A cell of the form `[Other] text`: the label in brackets and the text behind it; null for any other cell. */
export function bracketed(cell: string): { readonly label: string; readonly text: string } | null {
  const match = /^\s*\[([^\]]{1,120})\]\s*([\s\S]*)$/.exec(cell);
  return match === null ? null : { label: match[1] ?? '', text: (match[2] ?? '').trimEnd() };
}

/** A whole number as the platform writes it: `03` and `3.0`, which other programs make of it, are `3`. Any other text, trimmed. */
export function plainNumber(cell: string): string {
  const trimmed = cell.trim();
  return /^\d+(?:\.0+)?$/.test(trimmed) ? trimmed.replace(/\.0+$/, '').replace(/^0+(?=\d)/, '') : trimmed;
}

/** A cell read slowly: folded, or as `[Other] text`. Null for a cell that is no option of the scale. */
export function readCell(
  codes: OptionCodes,
  cell: string,
): { readonly position: number; readonly label: boolean; readonly text: string } | null {
  const trimmed = cell.trim();
  if (trimmed === '') return { position: 0, label: false, text: '' };
  const quick = codes.known.get(trimmed);
  if (quick !== undefined) return { position: quick & (LABEL - 1), label: quick >= LABEL, text: '' };
  const position = codes.labels.get(foldTight(trimmed));
  if (position !== undefined) return { position, label: true, text: '' };
  const plain = codes.known.get(plainNumber(trimmed));
  if (plain !== undefined) return { position: plain & (LABEL - 1), label: plain >= LABEL, text: '' };
  if (!codes.question.other) return null;
  // Listed for respondents, not in the study: what it stands for has to be said in a correction.
  if (codes.other === null && /^other(?:\W|$)/i.test(trimmed))
    return { position: 0, label: true, text: trimmed };
  const other = bracketed(trimmed);
  if (other === null) return null;
  const tight = foldTight(other.label);
  const named = codes.labels.get(tight) ?? (tight.startsWith('other') ? (codes.other ?? 0) : null);
  return named === null ? null : { position: named, label: true, text: other.text };
}
