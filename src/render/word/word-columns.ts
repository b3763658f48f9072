import { textWidth } from '../fonts/text-width.ts';
import { TABLE_SIZES } from './word-table-styles.ts';

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

/** Left and right of a cell's text together, as the table style has it. */
const CELL_MARGINS = 120;
/** The same, and a little for rounding. */
const PADDING = CELL_MARGINS + 20;
/** What a column of text should have at least, as far as its words are not shorter. */
const TEXT_LEAST = 2_500;
/** Which columns may keep their texts on one line: those up to so wide. What makes the lowest table is taken. */
const SHORT_LINES = [3_600, 2_800, 2_000, 1_400, 0];
/** Headers of figures wrap; all such columns together aren't made wider than this part of the page for their sake. */
const HEADERS_MOST = 0.3;

/**
 * Columns that fill `width`: figures as narrow as their widest cell and their header's longest word allow (columns of one table equally wide where
 * that leaves the text enough), text with the rest, by how much there is of it. Widths are those of DejaVu Sans, which is wider than Arial, so
 * what fits here fits in Word and in LibreOffice without Arial.
 */
export function planColumns(columns: readonly ColumnTexts[], width: number): ColumnPlan {
  const normal = tryPlan(columns, width, 'normal');
  return normal.fits ? normal.plan : tryPlan(columns, width, 'small').plan;
}

/** About how many lines a row of these texts takes. */
export function rowLines(texts: readonly string[], plan: ColumnPlan): number {
  const lines = texts.map((text, index) => {
    const inner = Math.max(1, (plan.widths[index] ?? 0) - PADDING);
    return text
      .slice(0, 40 * LONGEST)
      .split('\n')
      .reduce(
        (total, line) =>
          total + Math.max(1, Math.ceil((textWidth(line, TABLE_SIZES[plan.size]) * 20) / inner)),
        0,
      );
  });
  return Math.max(1, ...lines);
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
  const most = Math.min(
    2_600,
    Math.max(1_200, (width * HEADERS_MOST) / columns.filter(({ figures }) => figures).length),
  );
  const liked = texts.map((each, index) =>
    columns[index]?.figures ? Math.max(least[index] ?? 0, Math.min(each.header, most)) : 0,
  );
  const widest = Math.max(...liked);
  const level = liked.map((each) => (each === 0 ? 0 : widest));
  // Text gets a good part of the page before figures get more room than they need.
  const roomy = Math.max(leastText, texts.some((_, index) => !columns[index]?.figures) ? width * 0.38 : 0);
  const fitting =
    [level, liked].find((choice) => sum(choice) + roomy <= width) ??
    (sum(least) + leastText <= width ? least : undefined);
  const figures = fitting ?? squeezed(least, Math.max(0, width - leastText));
  const rest = width - sum(figures);
  const shares = flattest(
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
  /** Each cell's text on one line. */
  readonly cells: readonly number[];
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
  const own = figures ? [] : cells.map((text) => textWidth(text, points) * 20);
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
  return { cells: own, cell, header: headerLine, word, line: Math.max(cell, headerLine) };
}

/** Past some lines a text is as wide as it gets. */
const LONGEST = 400;

/** The widths that make the lowest table: the best of the choices, then bettered by a little from one column to another. */
function flattest(texts: readonly Extent[], width: number): readonly number[] {
  const choices = SHORT_LINES.map((short) => shareOut(texts, width, short));
  const heights = choices.map((widths) => linesOf(texts, widths));
  let lines = Math.min(...heights);
  let best = choices[heights.indexOf(lines)] ?? [];
  for (let round = 0; round < MOST_MOVES; round += 1) {
    const moves = movesOf(texts, best).map((widths) => ({ widths, lines: linesOf(texts, widths) }));
    const lowest = moves.reduce<(typeof moves)[number] | null>(
      (low, each) => (each.lines < (low?.lines ?? lines) ? each : low),
      null,
    );
    if (lowest === null) break;
    ({ widths: best, lines } = lowest);
  }
  return best;
}

/** The same widths with some of one column's given to another, as long as its longest word stays whole. */
function movesOf(texts: readonly Extent[], widths: readonly number[]): readonly (readonly number[])[] {
  const places = texts.map((_, index) => index);
  return places.flatMap((from) =>
    places.flatMap((to) =>
      MOVES.filter((by) => from !== to && (widths[from] ?? 0) - by >= (texts[from]?.word ?? 0)).map((by) =>
        widths.map((each, index) => each + (index === to ? by : 0) - (index === from ? by : 0)),
      ),
    ),
  );
}

const MOVES = [150, 400, 900];
const MOST_MOVES = 12;

/** How many lines all rows take together. */
function linesOf(texts: readonly Extent[], widths: readonly number[]): number {
  const rows = Math.max(0, ...texts.map(({ cells }) => cells.length));
  let lines = 0;
  for (let row = 0; row < rows; row += 1) {
    const each = texts.map(({ cells }, index) =>
      Math.ceil((cells[row] ?? 0) / Math.max(1, (widths[index] ?? 0) - PADDING)),
    );
    lines += Math.max(1, ...each);
  }
  return lines;
}

/**
 * Widths of text columns by how long their texts are, so that the cells of a row come out about as high as each other; a short text
 * keeps its line, and no column is narrower than its longest word, as long as there is room.
 */
function shareOut(texts: readonly Extent[], width: number, short: number): readonly number[] {
  const floors = texts.map((each) => (each.line <= short ? each.line : each.word));
  if (sum(floors) > width) return squeezed(floors, width);
  const widths = floors.map(() => 0);
  // Those whose share would be too small get their floor, and the others share what is left, until all have enough.
  let open = texts.map((_, index) => index);
  for (let left = width; open.length > 0; ) {
    const lines = sum(open.map((index) => texts[index]?.line ?? 0));
    const shareOf = (index: number) => (left * (texts[index]?.line ?? 0)) / lines;
    const short = open.filter((index) => shareOf(index) < (floors[index] ?? 0));
    if (short.length === 0) {
      for (const index of open) widths[index] = shareOf(index);
      break;
    }
    for (const index of short) widths[index] = floors[index] ?? 0;
    left -= sum(short.map((index) => floors[index] ?? 0));
    open = open.filter((index) => !short.includes(index));
  }
  return widths;
}

function squeezed(widths: readonly number[], room: number): readonly number[] {
  const total = sum(widths);
  return widths.map((each) => (total === 0 ? 0 : (each * room) / total));
}

/**
 * Where the decimal points of a column stand so that its figures as a whole stand in the middle. Figures without a point line up at the
 * end of their first number, as Word and LibreOffice have it: `33 (11)` at its 33.
 */
function decimalStop(cells: readonly string[], width: number, points: number): number {
  const twips = (text: string) => textWidth(text, points) * 20;
  const parts = cells.filter(isFigure).map((cell) => {
    const number = /^\D*[\d,]*/.exec(cell)?.[0] ?? '';
    return { left: twips(number), right: twips(cell.slice(number.length)) };
  });
  const left = Math.max(0, ...parts.map((each) => each.left));
  const right = Math.max(0, ...parts.map((each) => each.right));
  const inner = width - CELL_MARGINS;
  return Math.max(1, Math.round(Math.max(left, (inner - left - right) / 2 + left)));
}

/** Whether a cell shows a figure, and not what stands in its place, such as `n/a` or `[c]`. */
export function isFigure(text: string): boolean {
  return /\d/.test(text);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
