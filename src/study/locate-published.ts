import { foldStatement, mostAlike } from './alike.ts';
import { joinSelections, questionsOf } from './lookup.ts';
import type { Problem } from './problem.ts';
import { type PublishedFigures, type PublishedRow, publishedId } from './published.ts';
import { type GroupNames, groupNames, wordsBorneOut } from './published-words.ts';
import type { Selection, Study, TableColumn, TableDefinition, TableRow } from './study.ts';

/** The columns of one table row that print a published row's figures: `% agreement` and `Mean (SD)`, say. */
interface TablePlace {
  readonly table: string;
  readonly rowIndex: number;
  readonly columnIndexes: readonly number[];
}

/** Where a published row stands in the study, and what is counted there. */
export interface PublishedLocation<Row extends PublishedRow = PublishedRow> {
  readonly id: string;
  readonly published: Row;
  /** One a table that prints it (B.1 and B.2); empty for a figure of the running text. */
  readonly places: readonly TablePlace[];
  /** Position in `study.quoted`; null for a table's figures. */
  readonly quotedIndex: number | null;
  /** Row's and column's selection joined; `where` names all groups that either of them states. */
  readonly selection: Selection;
  /** The questions whose answers it counts; several are pooled. Empty where respondents are counted (no item). */
  readonly questions: readonly { readonly questionnaire: string; readonly question: string }[];
}

export interface LocatedFigures {
  readonly located: readonly PublishedLocation[];
  /** A published row that no table cell or quoted figure of the study is, with the nearest it has. */
  readonly problems: readonly Problem[];
}

/** Places every published row in the study's tables and quoted figures, in the order likert, counts, texts. */
export function locatePublished(study: Study, figures: PublishedFigures): LocatedFigures {
  const located: PublishedLocation[] = [];
  const problems: Problem[] = [];
  const names = groupNames(study);
  for (const row of [...figures.likert, ...figures.counts, ...figures.texts]) {
    const found = row.kind === 'text' ? locateQuoted(study, names, row) : locateCells(study, names, row);
    if ('severity' in found) problems.push(found);
    else located.push(found);
  }
  return { located, problems };
}

type CellRow = Exclude<PublishedRow, { readonly kind: 'text' }>;

function locateCells(study: Study, names: GroupNames, row: CellRow): PublishedLocation | Problem {
  const places: TablePlace[] = [];
  let selection: Selection | null = null;
  const misses: Problem[] = [];
  for (const id of row.kind === 'likert' ? row.tables : [row.table]) {
    const table = study.tables.find((definition) => definition.id === id);
    if (table === undefined) {
      const tables = study.tables.map((definition) => definition.id).join(', ');
      misses.push(unlocated(row, 'table', `one of the study's tables (${tables})`, id, null));
      continue;
    }
    const found = locateInTable(study, names, table, row);
    if ('severity' in found) misses.push(found);
    else {
      places.push(found.place);
      selection ??= found.selection;
    }
  }
  // A statement rated 0–10 has no percentage, so only one of two tables need have it.
  const [miss] = misses;
  if (selection === null || (miss !== undefined && !(row.kind === 'likert' && row.percent === null)))
    return miss ?? unlocated(row, 'table', 'a table', '', null);
  return { id: publishedId(row), published: row, places, quotedIndex: null, ...counted(study, selection) };
}

function counted(study: Study, selection: Selection): Pick<PublishedLocation, 'selection' | 'questions'> {
  const questions = questionsOf(study, selection);
  return {
    selection,
    questions: questions.map(({ questionnaire, question }) => ({
      questionnaire: questionnaire.id,
      question: question.id,
    })),
  };
}

interface Candidate {
  readonly rowIndex: number;
  readonly columnIndex: number;
  readonly selection: Selection;
  readonly score: number;
}

function locateInTable(
  study: Study,
  names: GroupNames,
  table: TableDefinition,
  row: CellRow,
): { readonly place: TablePlace; readonly selection: Selection } | Problem {
  const labels = row.kind === 'likert' ? [row.statement] : [row.statement, row.label];
  const folded = labels.filter((label) => label !== null).map(foldStatement);
  const stubs = filledStubs(table);
  const rowIndexes = table.rows.flatMap((definition, index) =>
    folded.includes(foldStatement(rowLabel(study, definition))) ? [index] : [],
  );
  const label = labels.find((text) => text !== null) ?? '';
  if (rowIndexes.length === 0) {
    const all = table.rows.map((definition) => rowLabel(study, definition));
    return unlocated(
      row,
      row.kind === 'likert' ? 'statement' : 'row',
      `a row of table ${table.id}`,
      label,
      nearestAdvice(label, all),
    );
  }
  const words =
    row.kind === 'likert' ? [row.group, row.respondents] : [row.phase, row.respondents, row.label];
  const candidates = rowIndexes.flatMap((rowIndex) =>
    table.columns.flatMap((column, columnIndex): Candidate[] => {
      const definition = table.rows[rowIndex];
      if (definition === undefined) return [];
      const selection = joinSelections(definition, column);
      const printed = [...(stubs[rowIndex] ?? []), ...columnWords(column)].map(foldStatement);
      const score = wordsBorneOut(study, names, selection, printed, words);
      return score === null ? [] : [{ rowIndex, columnIndex, selection, score }];
    }),
  );
  const best = Math.max(...candidates.map((candidate) => candidate.score));
  const winners = candidates.filter((candidate) => candidate.score === best);
  const [first] = winners;
  if (first === undefined)
    return unlocated(row, null, `a cell of table ${table.id} for ${words.join(', ')}`, label, null);
  const sameCell = (candidate: Candidate): boolean =>
    candidate.rowIndex === first.rowIndex &&
    JSON.stringify(candidate.selection.where) === JSON.stringify(first.selection.where);
  if (!winners.every(sameCell))
    return unlocated(row, null, `one cell of table ${table.id}`, `${winners.length} that fit`, null);
  const columnIndexes = winners.map((candidate) => candidate.columnIndex);
  return {
    place: { table: table.id, rowIndex: first.rowIndex, columnIndexes },
    selection: first.selection,
  };
}

function locateQuoted(
  study: Study,
  names: GroupNames,
  row: Extract<PublishedRow, { readonly kind: 'text' }>,
): PublishedLocation | Problem {
  const matches = study.quoted.flatMap((figure, index) => {
    if (
      foldStatement(figure.section) !== foldStatement(row.section) ||
      foldStatement(figure.measure) !== foldStatement(row.measure)
    )
      return [];
    const score = wordsBorneOut(
      study,
      names,
      figure,
      [foldStatement(figure.group)],
      [row.phase, row.respondents, row.group],
    );
    return score === null ? [] : [{ figure, index, score }];
  });
  const best = Math.max(...matches.map((match) => match.score));
  const winners = matches.filter((match) => match.score === best);
  const [first] = winners;
  if (first === undefined) {
    const measures = study.quoted.map((figure) => figure.measure);
    return unlocated(
      row,
      'measure',
      'a figure the study quotes',
      row.measure,
      nearestAdvice(row.measure, measures),
    );
  }
  if (winners.length > 1)
    return unlocated(row, 'measure', 'one quoted figure', `${winners.length} that fit`, null);
  return {
    id: publishedId(row),
    published: row,
    places: [],
    quotedIndex: first.index,
    ...counted(study, first.figure),
  };
}

function rowLabel(study: Study, row: TableRow): string {
  return row.label !== '' ? row.label : ((row.item === null ? undefined : study.items[row.item]) ?? '');
}

function columnWords(column: TableColumn): string[] {
  return [column.label, column.group ?? ''];
}

/** Stub texts with those left out because they repeat the row above. */
function filledStubs(table: TableDefinition): string[][] {
  let above: readonly string[] = [];
  return table.rows.map((row) => {
    const filled = row.stub.map((text, index) => (text === '' ? (above[index] ?? '') : text));
    above = filled;
    return filled;
  });
}

function unlocated(
  row: PublishedRow,
  column: string | null,
  expected: string,
  found: string,
  advice: string | null,
): Problem {
  return {
    severity: 'error',
    code: 'published-unlocated',
    file: row.file,
    row: row.row,
    column,
    expected,
    found: `"${found}"`,
    advice,
  };
}

function nearestAdvice(text: string, candidates: readonly string[]): string | null {
  const [best] = mostAlike(text, candidates, 1);
  return best === undefined ? null : `the nearest is "${best}"`;
}
