import { textWidth } from '../fonts/text-width.ts';
import { TABLE_SIZES } from './word-styles.ts';

/** A column as it is to be laid out: its header, the texts under it, and whether they are figures. */
export interface ColumnTexts {
  readonly header: string;
  readonly cells: readonly string[];
  readonly figures: boolean;
}

/** Where the columns of a table stand, in twips (twentieths of a point). */
export interface ColumnPlan {
  readonly size: keyof typeof TABLE_SIZES;
  readonly widths: readonly number[];
  /** The decimal tab stop of a column of figures; null for text, and where figures must wrap in too narrow a column. */
  readonly stops: readonly (number | null)[];
}

/** Left and right of a cell's text together, as the table style has it, and a little for rounding. */
const PADDING = 160 + 20;
/** What a column of text should have at least, as far as its words are not shorter. */
const TEXT_LEAST = 2_500;
/** Headers of figures wrap; a column isn't made wider than this for their sake. */
const HEADER_MOST = 1_500;

/**
 * Columns that fill `width`: figures as narrow as their widest cell and their header's longest word allow (columns of one table equally wide where
 * that leaves the text enough), text with the rest, by how much there is of it. Widths are those of DejaVu Sans, which is wider than Arial, so
 * what fits here fits in Word and in LibreOffice without Arial.
 */
export function planColumns(columns: readonly ColumnTexts[], width: number): ColumnPlan {
  const normal = tryPlan(columns, width, 'normal');
  return normal.fits ? normal.plan : tryPlan(columns, width, 'small').plan;
}

/** Whether the columns stand on a page of this width without squeezing text or figures. */
export function fitsWidth(columns: readonly ColumnTexts[], width: number): boolean {
  return tryPlan(columns, width, 'small').fits;
}

function tryPlan(
  columns: readonly ColumnTexts[],
  width: number,
  size: keyof typeof TABLE_SIZES,
): { readonly fits: boolean; readonly plan: ColumnPlan } {
  const points = TABLE_SIZES[size];
  const texts = columns.map((column) => extent(column, points));
  const leastText = sum(
    texts.map((each, index) =>
      columns[index]?.figures ? 0 : Math.max(each.word, Math.min(each.line, TEXT_LEAST)),
    ),
  );
  const least = texts.map((each, index) => (columns[index]?.figures ? Math.max(each.cell, each.word) : 0));
  const liked = texts.map((each, index) =>
    columns[index]?.figures ? Math.max(least[index] ?? 0, Math.min(each.header, HEADER_MOST)) : 0,
  );
  const widest = Math.max(...liked);
  const level = liked.map((each) => (each === 0 ? 0 : widest));
  const fitting = [level, liked, least].find((choice) => sum(choice) + leastText <= width);
  const figures = fitting ?? squeezed(least, Math.max(0, width - leastText));
  const rest = width - sum(figures);
  const shares = shareOut(
    texts.filter((_, index) => !columns[index]?.figures),
    rest,
  );
  let text = 0;
  const widths = columns.map((column, index) => {
    if (column.figures) return Math.floor(figures[index] ?? 0);
    text += 1;
    return Math.floor(shares[text - 1] ?? 0);
  });
  // All figures: what is left over is theirs.
  const spread = shares.length > 0 ? widths : widths.map((each) => each + Math.floor(rest / widths.length));
  const stops = columns.map((column, index) =>
    column.figures && fitting !== undefined ? decimalStop(column.cells, spread[index] ?? 0, points) : null,
  );
  return { fits: fitting !== undefined, plan: { size, widths: spread, stops } };
}

interface Extent {
  /** The widest cell on one line, the widest header line, the widest word of either, and the wider of the first two. */
  readonly cell: number;
  readonly header: number;
  readonly word: number;
  readonly line: number;
}

function extent({ header, cells, figures }: ColumnTexts, points: number): Extent {
  const widest = (texts: readonly string[], bold: boolean) =>
    Math.ceil(Math.max(0, ...texts.map((text) => textWidth(text.slice(0, LONGEST), points, bold))) * 20) +
    PADDING;
  const cell = widest(cells, false);
  const headerLine = widest([header], true);
  const headerWord = widest(header.split(/[\s/]+/), true);
  const cellWord = figures
    ? 0
    : widest(
        cells.flatMap((text) => text.slice(0, LONGEST).split(/\s+/)),
        false,
      );
  // A hash or an address breaks anywhere; it need not widen its column.
  const word = Math.max(Math.min(headerWord, 2_400), Math.min(cellWord, 2_000));
  return { cell, header: headerLine, word, line: Math.max(cell, headerLine) };
}

/** Past some lines a text is as wide as it gets. */
const LONGEST = 400;

/** Text columns' widths: their longest word at least, the rest by how much longer their lines are. */
function shareOut(texts: readonly Extent[], width: number): readonly number[] {
  if (texts.length === 0) return [];
  const wanted = texts.map((each) => Math.min(each.line, 7_000));
  const needed = texts.map((each) => each.word);
  const spare = width - sum(wanted);
  if (spare >= 0) return wanted.map((each) => each + (spare * each) / sum(wanted));
  const short = width - sum(needed);
  if (short <= 0) return needed.map((each) => (each * width) / sum(needed));
  const more = wanted.map((each, index) => each - (needed[index] ?? 0));
  return needed.map((each, index) => each + (short * (more[index] ?? 0)) / sum(more));
}

function squeezed(widths: readonly number[], room: number): readonly number[] {
  const total = sum(widths);
  return widths.map((each) => (total === 0 ? 0 : (each * room) / total));
}

/**
 * Where the decimal points of a column stand so that its figures as a whole stand in the middle. Word lines a text without a point up at the
 * end of its first number, LibreOffice at its own end: there is room for both.
 */
function decimalStop(cells: readonly string[], width: number, points: number): number {
  const twips = (text: string) => textWidth(text, points) * 20;
  const parts = cells.map((cell) => {
    const point = cell.indexOf('.');
    return point < 0
      ? { left: twips(cell), right: 0 }
      : { left: twips(cell.slice(0, point)), right: twips(cell.slice(point)) };
  });
  const left = Math.max(0, ...parts.map((each) => each.left));
  const right = Math.max(0, ...parts.map((each) => each.right));
  const inner = width - (PADDING - 20);
  return Math.max(1, Math.round(Math.max(left, (inner - left - right) / 2 + left)));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
