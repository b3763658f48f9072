import { foldTight } from '../study/fold.ts';
import type { Problem } from '../study/problem.ts';
import type { Question, Scale } from '../study/study.ts';
import { nameColumn } from './column-name.ts';
import { foldedLabels, hasTwoReadings, plainNumber } from './option-codes.ts';
import type { RawColumn, RawRow } from './questionpro/raw-sheet.ts';
import type { Provenance } from './responses.ts';

/** A closed single-answer column and what it is answered on. */
export interface ClosedColumn {
  readonly question: Question;
  readonly scale: Scale;
  readonly column: RawColumn;
}

/** How the file's 0–10 ratings read, with the evidence; or the fault, where they can't be read. */
export type RatingDecision =
  | { readonly ratings: Provenance['ratings']; readonly problem: null }
  | { readonly ratings: null; readonly problem: Problem };

/** Evidence gathered row by row. */
export interface RatingEvidence {
  readonly see: (rows: readonly RawRow[]) => void;
  /** Whether more rows can't change the decision, but for contradicting it. */
  readonly settled: () => boolean;
  readonly decide: () => RatingDecision;
}

/** So many labels, and not one code, in the other questions settle it. */
const ENOUGH_LABELS = 200;

interface Sighting {
  readonly row: number;
  readonly column: RawColumn;
  readonly cell: string;
}

/**
 * Watches for what tells values from positions in ratings whose values are not their positions: a value that is no
 * position (the 0 of 0–10), a position that is no value (its 11), or labels in the file's other questions, for then
 * ratings are labels, which are values. `told` (`--codes`) decides where the file doesn't contradict it.
 */
export function watchRatings(
  file: string,
  columns: readonly ClosedColumn[],
  told: 'index' | 'values' | undefined,
): RatingEvidence {
  const ratings = columns
    .filter(({ question, scale }) => hasTwoReadings(question, scale))
    .map(({ column, scale }) => ({ column, ...tellingCells(scale) }));
  const labelled = columns
    // Where a number may be a label (`Very poor`, `2`, …), it doesn't tell codes from labels.
    .filter(({ question, scale }) => !hasTwoReadings(question, scale) && !hasNumerals(scale))
    .map(({ column, scale }) => ({
      column,
      labels: new Set(foldedLabels(scale).map(({ tight }) => tight)),
    }));
  let values: Sighting | null = null;
  let positions: Sighting | null = null;
  let codes = 0;
  let labels = 0;
  const answered = new Set<RawColumn>();
  const settled = () =>
    ratings.length === 0 ||
    told !== undefined ||
    values !== null ||
    positions !== null ||
    (codes === 0 && labels >= ENOUGH_LABELS);

  return {
    see(rows) {
      if (ratings.length === 0) return;
      const open = !settled();
      for (const { fileRow, cells } of rows) {
        for (const { column, valueOnly, positionOnly } of ratings) {
          const cell = plainNumber(cells[column.index] ?? '');
          if (cell === '') continue;
          answered.add(column);
          if (valueOnly.has(cell)) values ??= { row: fileRow, column, cell };
          else if (positionOnly.has(cell)) positions ??= { row: fileRow, column, cell };
        }
        if (!open) continue;
        for (const { column, labels: known } of labelled) {
          const cell = cells[column.index] ?? '';
          if (cell === '') continue;
          if (/^\d+$/.test(plainNumber(cell))) codes += 1;
          else if (known.has(foldTight(cell))) labels += 1;
        }
      }
    },
    settled,
    decide() {
      if (values !== null && positions !== null) return contradiction(file, values, positions);
      const against = told === 'index' ? values : told === 'values' ? positions : null;
      if (told !== undefined && against !== null) return contradictsOption(file, told, against);
      if (told !== undefined) return read(told, `--codes ${told}`);
      if (answered.size === 0) {
        return read('none', 'no rating whose values are not its positions is answered');
      }
      if (values !== null) return read('values', `${evident(values)}, which is a value and no position`);
      if (positions !== null) return read('index', `${evident(positions)}, which is a position and no value`);
      if (labels > 0 && codes === 0) return read('values', 'the other questions’ answers are labels');
      return { ratings: null, problem: undecided(file, [...answered]) };
    },
  };
}

function hasNumerals({ options }: Scale): boolean {
  return options.some(({ label }) => /^\d+$/.test(label.trim()));
}

function tellingCells(scale: Scale) {
  const positions = new Set(scale.options.map((_, index) => String(index + 1)));
  const values = new Set(scale.options.flatMap(({ value }) => (value === null ? [] : [String(value)])));
  return {
    valueOnly: new Set([...values].filter((value) => !positions.has(value))),
    positionOnly: new Set([...positions].filter((position) => !values.has(position))),
  };
}

function read(as: Provenance['ratings']['as'], evidence: string): RatingDecision {
  return { ratings: { as, evidence }, problem: null };
}

/** Without the row: the evidence stands in the published report, where no respondent's answer may. */
function evident({ column, cell }: Sighting): string {
  return `${cell} in ${nameColumn(column)}`;
}

function sighted({ row, column, cell }: Sighting): string {
  return `${cell} in row ${row}, ${nameColumn(column)}`;
}

function undecided(file: string, columns: readonly RawColumn[]): Problem {
  const names = columns.slice(0, 6).map(nameColumn).join(', ');
  return {
    severity: 'error',
    code: 'ambiguous-ratings',
    file,
    row: null,
    column: null,
    expected: 'an answer that tells whether ratings are values or positions',
    found: `none in ${names}${columns.length > 6 ? ` and ${columns.length - 6} more` : ''}`,
    advice: 'say --codes values if a 0 in the file means the rating 0, or --codes index if a 1 does',
  };
}

function contradiction(file: string, values: Sighting, positions: Sighting): RatingDecision {
  const problem: Problem = {
    severity: 'error',
    code: 'contradictory-ratings',
    file,
    row: null,
    column: null,
    expected: 'ratings that are all values or all positions',
    found: `${sighted(values)}, which is a value only, and ${sighted(positions)}, which is a position only`,
    advice: 'export again with one setting of answer codes',
  };
  return { ratings: null, problem };
}

function contradictsOption(file: string, told: string, against: Sighting): RatingDecision {
  const problem: Problem = {
    severity: 'error',
    code: 'contradictory-ratings',
    file,
    row: against.row,
    column: nameColumn(against.column),
    expected: `ratings as --codes ${told} has them`,
    found: `${against.cell}, which is ${told === 'index' ? 'a value and no position' : 'a position and no value'}`,
    advice: `leave out --codes ${told}`,
  };
  return { ratings: null, problem };
}
