import type { CheckedTable, DraftBasis, PlaceInDraft } from './check-draft.ts';
import { isOfOthers, OF_OTHERS, withPlaces } from './check-paragraph.ts';
import type { DraftTable } from './draft.ts';
import { type DraftGrid, type GridRow, gridOf } from './draft-grid.ts';
import { type DraftNumber, findNumbers, type NumberKind } from './draft-numbers.ts';
import { excerptOf } from './excerpt.ts';
import { type Finding, type Judgement, judgement } from './finding.ts';
import { type CellPlace, judgeCell, judgeHeaderN } from './judge-draft-cell.ts';
import { matchByContext } from './match-context.ts';
import { captionOf, matchTable, type TableMatch } from './match-table.ts';
import { contextOf } from './number-context.ts';

type Placed = Omit<Finding, 'number'>;

/** The numbers of a table, headings first, then row by row. */
export function checkTable(
  block: DraftTable,
  caption: string,
  place: PlaceInDraft,
  basis: DraftBasis,
): { readonly findings: Placed[]; readonly matched: CheckedTable } {
  const grid = gridOf(block);
  const title = caption === '' ? grid.title : caption;
  const match = matchTable(grid, title, basis.tables, basis.lexicon);
  const table = title === '' ? place.position : title;
  const sheet: Sheet = { grid, title, table, match, place, basis };
  const findings = [
    ...grid.headings.flatMap((texts, column) => headingFindings(sheet, texts, column)),
    ...grid.rows.flatMap((row, y) => [
      ...row.labels.flatMap((text) => labelFindings(sheet, row, text)),
      ...row.cells.flatMap((text, x) => (text === '' ? [] : cellFindings(sheet, row, y, text, x))),
    ]),
  ];
  return { findings, matched: { table, run: match?.run.table.id ?? null, by: match?.by ?? null } };
}

interface Sheet {
  readonly grid: DraftGrid;
  readonly title: string;
  readonly table: string;
  readonly match: TableMatch | null;
  readonly place: PlaceInDraft;
  readonly basis: DraftBasis;
}

function headingFindings(sheet: Sheet, texts: readonly string[], column: number): Placed[] {
  const { match, grid } = sheet;
  const heading = texts.join(' ');
  const aligned = match?.columns.find(({ draft }) => draft === column - grid.labelColumns);
  const own = aligned === undefined ? undefined : match?.run.table.columns[aligned.run];
  return findNumbers(heading).map((number) => {
    const put = (of: Judgement): Placed => placed(sheet, '(heading)', heading, heading, number, of);
    if (number.notFigure !== null) return put(judgement('not figure', number.notFigure));
    if (number.kind !== 'n') return put(judgement('not figure', 'in a label'));
    if (match === null || aligned === undefined) return put(byWords(sheet, '', heading, heading, number));
    if (own?.headerN) {
      const by = cellPlace(sheet, match, '(heading)', own.label, [aligned.by], heading);
      return put(judgeHeaderN(number, own.headerN, by));
    }
    return put(judgement('unmatched', `the run's table ${match.run.table.id} prints no n over this column`));
  });
}

function labelFindings(sheet: Sheet, row: GridRow, text: string): Placed[] {
  return findNumbers(text).map((number) =>
    placed(
      sheet,
      row.labels.join(' '),
      '',
      text,
      number,
      judgement('not figure', number.notFigure ?? 'in a label'),
    ),
  );
}

function cellFindings(sheet: Sheet, row: GridRow, y: number, text: string, x: number): Placed[] {
  const { match, grid } = sheet;
  const label = row.labels.filter((part) => part !== '').join(' ');
  const heading = (grid.headings[x] ?? []).join(' ');
  const numbers = findNumbers(text);
  const figures = numbers.filter(({ notFigure }) => notFigure === null);
  const alignedRow = match?.rows.find(({ draft }) => draft === y);
  const alignedColumn = match?.columns.find(({ draft }) => draft === x - grid.labelColumns);
  let judged: readonly (Judgement | null)[] = [];
  if (match !== null && alignedRow !== undefined && alignedColumn !== undefined) {
    const { rows, columns } = match.run;
    const cell = match.run.table.rows[alignedRow.run]?.cells[alignedColumn.run];
    const by = [alignedRow.by, alignedColumn.by];
    const where = cellPlace(
      sheet,
      match,
      rows[alignedRow.run]?.text ?? '',
      columns[alignedColumn.run]?.text ?? '',
      by,
      heading,
    );
    if (cell !== undefined) judged = judgeCell(figures, cell, where);
  }
  return numbers.map((number) => {
    if (number.notFigure === null && match === null && isOfOthers(sheet.place))
      return placed(sheet, label, heading, text, number, judgement('not figure', OF_OTHERS));
    if (number.notFigure !== null)
      return placed(sheet, label, heading, text, number, judgement('not figure', number.notFigure));
    const of = judged[figures.indexOf(number)] ?? byWords(sheet, label, heading, text, number);
    return placed(sheet, label, heading, text, number, of);
  });
}

function cellPlace(
  { match: own }: Sheet,
  match: TableMatch,
  row: string,
  column: string,
  by: readonly string[],
  heading: string,
): CellPlace {
  const sure =
    (own?.by === 'id' || by.every((one) => one === 'name')) && !by.includes('place') ? 'sure' : 'likely';
  return {
    of: `Table ${match.run.table.id}, “${row}”, ${column}`,
    sure,
    matchedOn: [
      `table by ${match.by === 'id' ? 'number' : 'likeness'}`,
      ...by.map((one, at) => `${['row', 'column'][by.length === 1 ? 1 : at]} by ${one}`),
    ],
    note: by.includes('place') ? 'row or column matched by its place alone' : '',
    heading,
  };
}

/** A number of no table of the run: its caption, row and column are its sentence. */
function byWords(sheet: Sheet, label: string, heading: string, text: string, number: DraftNumber): Judgement {
  const { basis, title, place } = sheet;
  const lead = [captionOf(title)?.words ?? title, label, heading].filter((part) => part !== '').join(', ');
  // A cell that is a sentence of its own stands for itself.
  const worded = (text.match(/\p{L}{2,}/gu) ?? []).length > 2;
  const sentence = worded ? text : `${lead}: ${text}`;
  const shift = worded ? 0 : lead.length + 2;
  const kind = number.kind === 'plain' && !worded ? kindOfHeading(`${heading} ${label}`, title) : number.kind;
  const moved: DraftNumber = { ...number, kind, start: number.start + shift, end: number.end + shift };
  const context = () =>
    contextOf(
      { sentence, number: moved, numbers: [moved], before: worded ? lead : '', headings: place.headings },
      basis.lexicon,
      basis.words,
    );
  const { judgement: found } = matchByContext(moved, context, basis.topics);
  // A percentage of blanks, of don't knows or of answers coded stands beside the same question: only what says what it is of can be wrong.
  // A statement's own wording ("self-referral is a positive option") says nothing of what is counted; a row "Agree" does.
  const level = label.split(' ').length <= 3 ? label : '';
  const told = worded || SAYS_OF_WHAT.test(`${heading} ${level} ${title}`);
  const sure =
    found.verdict === 'differs' && !told
      ? judgement('unmatched', 'the table is none of the run’s, and does not say what its numbers are of')
      : found;
  return withPlaces(moved, sure, basis);
}

/** Words of a table's caption, row or column that tell a share of answers, or a mean, from any other share. */
const SAYS_OF_WHAT = /agree|\byes\b|\bno\b|positive|negative|\bmean\b|\baverage\b|\bmedian\b|\bsd\b/i;

/** What a column's or row's heading, else the caption, says its numbers are. */
function kindOfHeading(heading: string, title: string): NumberKind {
  for (const text of [heading, title]) {
    if (/%|per ?cent/i.test(text)) return 'percent';
    if (/\bSD\b|standard deviation/i.test(text) && !/mean/i.test(text)) return 'sd';
    if (/\bmean\b|\baverage\b/i.test(text)) return 'mean';
    if (/\bmedian\b/i.test(text)) return 'median';
    if (/\b(?:n|no\.?|number|count|responses|respondents|rows|usable|left out|answered|asked)\b/i.test(text))
      return 'n';
  }
  return 'plain';
}

function placed(
  { table, place }: Sheet,
  row: string,
  column: string,
  text: string,
  number: DraftNumber,
  of: Judgement,
): Placed {
  return {
    ...of,
    place: { ...place, table, row, column, excerpt: excerptOf(text, number) },
    text: number.text,
    kind: number.kind,
  };
}
