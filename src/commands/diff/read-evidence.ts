import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { plainField } from '../../render/csv.ts';
import { respondentDimensions } from '../../study/lookup.ts';
import type { Study } from '../../study/study.ts';
import { type AnswersOf, readClosedAnswers } from './closed-answers.ts';
import { csvLines, fieldsOf } from './csv-lines.ts';
import type { ComparedRun } from './load-compared-run.ts';
import { questionKey } from './place-figure.ts';

/** A row of one of a run's internal files, by column. */
export type EvidenceRow = Readonly<Record<string, string>>;

/** One respondent of a run, as its internal files know it. */
export interface Respondent {
  readonly questionnaire: string;
  readonly id: string;
  /** Answered the wrong questionnaire: counted for open answers only. */
  readonly openTextOnly: boolean;
  /** Of each of its rows (one, but in surveys that loop) the groups by dimension. */
  readonly rows: readonly Readonly<Record<string, readonly string[]>>[];
  /** Where its rows stand among those in closed counts, from 0; none for open text only. */
  readonly positions: readonly number[];
}

/** What a run keeps besides its figures of whom and what they were made. */
export interface Evidence {
  /** The file that says who counts, and the dimensions whose groups it knows; null where none does. */
  readonly known: { readonly file: string; readonly dimensions: ReadonlySet<string> } | null;
  /** Null where the run does not keep them. */
  readonly closed: AnswersOf | null;
  /** By questionnaire and response id (`questionKey` of both). */
  readonly respondents: ReadonlyMap<string, Respondent>;
  /** Why a response that was read is not counted, by the same key. */
  readonly leftOut: ReadonlyMap<string, string>;
  /** By respondent and question. */
  readonly corrections: ReadonlyMap<string, EvidenceRow>;
  /** Texts of open answers, by respondent and question. */
  readonly answers: ReadonlyMap<string, string>;
  /** Codings of one code in one answer, by respondent, question and code. */
  readonly codings: ReadonlyMap<string, readonly EvidenceRow[]>;
  /** People's decisions, by respondent, question, code, coder and span. */
  readonly decisions: ReadonlyMap<string, EvidenceRow>;
  /** Answers set aside as in another language, by respondent and question. */
  readonly setAside: ReadonlySet<string>;
}

const BY_RESPONDENT = 'internal/respondents.csv';
/** Says who counts in runs without `respondents.csv`, if they code open answers. */
export const BY_CODE = 'internal/code-matrix.csv';

/** Reads what a run keeps; what it does not keep is empty. */
export function readEvidence({ folder, study }: ComparedRun): Evidence {
  const rowsOf = (name: string): readonly EvidenceRow[] => readRows(join(folder, name)) ?? [];
  const keyOf = (row: EvidenceRow): string =>
    [row['questionnaire'], row['response_id'] ?? row['id'], row['question']].join('\n');
  const codings = new Map<string, EvidenceRow[]>();
  for (const row of rowsOf('internal/codings.csv')) {
    const key = `${keyOf(row)}\n${row['code']}`;
    const known = codings.get(key);
    if (known === undefined) codings.set(key, [row]);
    else known.push(row);
  }
  const answers = new Map<string, string>();
  for (const row of rowsOf('internal/open-answers.csv')) {
    const key = keyOf(row);
    const known = answers.get(key);
    answers.set(key, known === undefined ? (row['answer'] ?? '') : `${known}\n\n${row['answer']}`);
  }
  return {
    ...whoCounts(folder, study),
    leftOut: new Map(
      rowsOf('internal/left-out.csv').map((row) => [
        questionKey(row['questionnaire'] ?? '', row['response_id'] ?? ''),
        row['reason'] ?? '',
      ]),
    ),
    corrections: new Map(rowsOf('internal/corrections.csv').map((row) => [keyOf(row), row])),
    answers,
    codings,
    decisions: new Map(
      rowsOf('internal/decisions.csv').map((row) => [
        [keyOf(row), row['code'], row['coder'], row['start'], row['end']].join('\n'),
        row,
      ]),
    ),
    setAside: new Set(rowsOf('internal/set-aside.csv').map(keyOf)),
  };
}

function whoCounts(folder: string, study: Study): Pick<Evidence, 'known' | 'respondents' | 'closed'> {
  const file = [BY_RESPONDENT, BY_CODE].find((name) => existsSync(join(folder, name)));
  const respondents = new Map<string, Respondent>();
  if (file === undefined) return { known: null, respondents, closed: null };
  const wrong = new Set(
    study.questionnaires.flatMap(({ id, wrongQuestionnaire }) =>
      wrongQuestionnaire.map((each) => questionKey(id, each)),
    ),
  );
  const dimensions = file === BY_RESPONDENT ? respondentDimensions(study) : [];
  const sizes = new Map<string, number>();
  const known = new Set(study.questionnaires.map(({ id }) => id));
  for (const row of readRows(join(folder, file)) ?? []) {
    const { questionnaire = '', response_id: id = '' } = row;
    // Interviews stand there too, and are in no figure.
    if (!known.has(questionnaire)) continue;
    const key = questionKey(questionnaire, id);
    const groups = Object.fromEntries(
      dimensions.map(({ id: name }) => [name, row[name] ? row[name].split(';') : []]),
    );
    const before = respondents.get(key);
    const openTextOnly = wrong.has(key);
    const position = sizes.get(questionnaire) ?? 0;
    if (!openTextOnly) sizes.set(questionnaire, position + 1);
    respondents.set(key, {
      ...{ questionnaire, id, openTextOnly },
      rows: [...(before?.rows ?? []), groups],
      positions: [...(before?.positions ?? []), ...(openTextOnly ? [] : [position])],
    });
  }
  return {
    known: { file, dimensions: new Set(dimensions.map(({ id }) => id)) },
    respondents,
    closed: readClosedAnswers(folder, study, sizes),
  };
}

function readRows(path: string): readonly EvidenceRow[] | null {
  if (!existsSync(path)) return null;
  const [header = '', ...lines] = csvLines(readFileSync(path, 'utf8'));
  const columns = fieldsOf(header);
  return lines.map((line) => {
    const fields = fieldsOf(line);
    const row: Record<string, string> = {};
    for (const [at, column] of columns.entries()) row[column] = plainField(fields[at] ?? '');
    return row;
  });
}
