import {
  type DescribedQuestion,
  describeExport,
  type SurveyDescription,
} from '../ingest/questionpro/describe.ts';
import { openExport } from '../ingest/questionpro/open-export.ts';
import type { RawSheet } from '../ingest/questionpro/raw-sheet.ts';
import { type Recognition, recognise } from '../ingest/recognise.ts';
import { InputError, type Problem } from '../study/problem.ts';
import type { Study } from '../study/study.ts';
import { type InspectedQuestion, inspectQuestions } from './inspect-questions.ts';

/** What `crs-eval inspect --json` prints. */
export interface InspectionReport {
  readonly file: string;
  readonly sha256: string;
  readonly platform: 'QuestionPro';
  readonly layout: {
    readonly format: 'csv' | 'xlsx';
    readonly sheet: string | null;
    readonly preambleRows: number;
    readonly headerRows: 1 | 2;
    /** How closed answers are exported; null where there is none to tell from. */
    readonly codes: 'codes' | 'labels' | null;
  };
  readonly rows: {
    readonly total: number;
    readonly byStatus: Readonly<Record<string, number>>;
    /** Rows that would be counted, and those left out by reason; null where the study doesn't know the questionnaire. */
    readonly usable: number | null;
    readonly leftOut: Readonly<Record<string, number>> | null;
  };
  /** Null where the study doesn't know the survey. `score` is the share of the questionnaire's questions found, 0 to 1. */
  readonly questionnaire: { readonly id: string; readonly score: number } | null;
  readonly questions: readonly InspectedQuestion[];
  readonly columns: readonly InspectedColumn[];
  /** Columns by position that no question has, with the questions whose wording is nearest. */
  readonly unclaimed: readonly {
    readonly column: number;
    readonly nearest: readonly {
      readonly question: string;
      readonly text: string;
      readonly likeness: number;
    }[];
  }[];
  readonly problems: readonly Pick<
    Problem,
    'severity' | 'code' | 'file' | 'row' | 'column' | 'expected' | 'found'
  >[];
}

/** A column, with what it holds: one of the platform's own, or a part of a question. */
export interface InspectedColumn {
  readonly index: number;
  readonly header: string;
  readonly subheader: string;
  /** A system column's role; else `answer`, `other` (typed beside an option), `static` (always empty) or `unclaimed`. */
  readonly role: string;
  readonly question: string | null;
  readonly personal: boolean;
  /** Cells with something in them; of personal data that is all that is read. */
  readonly filled: number;
}

/** An inspected export: the report for programs, and what else a person wants to know of it. */
export interface Inspection {
  readonly report: InspectionReport;
  readonly sheet: RawSheet;
  /** With advice, which the report leaves out. */
  readonly problems: readonly Problem[];
}

/**
 * Inspects an export under a study: recognises its questionnaire (or takes the one told), else works the survey out
 * from the file. Throws an InputError for a file that isn't an export, and for a questionnaire the study hasn't got;
 * whatever else is wrong is among the problems.
 */
export async function inspectExport(
  path: string,
  study: Study,
  told: string | undefined,
): Promise<Inspection> {
  const sheet = await openExport(path);
  const recognition = recognise(sheet, study, { questionnaire: told });
  if (told !== undefined && recognition.questionnaire === null) throw new InputError(recognition.problems);
  const description = await describeExport(sheet);
  const known = study.questionnaires.find((questionnaire) => questionnaire.id === recognition.questionnaire);
  const inspected = known === undefined ? null : await inspectQuestions(sheet, recognition, known, study);
  const questions = inspected?.questions ?? description.questions.map(ofDescribed);
  const problems = [
    ...noRows(sheet, description),
    ...(inspected?.problems ?? [...rowsWithoutId(sheet, description), ...unknownSurvey(recognition)]),
  ];
  return {
    sheet,
    problems,
    report: {
      file: sheet.file,
      sha256: sheet.sha256,
      platform: 'QuestionPro',
      layout: {
        format: sheet.format,
        sheet: sheet.sheet,
        preambleRows: sheet.preambleRows,
        headerRows: sheet.headerRows,
        codes: description.codes === null ? null : (inspected?.codes ?? description.codes),
      },
      rows: {
        total: description.rows,
        byStatus: description.byStatus,
        usable: inspected?.usable ?? null,
        leftOut: inspected?.leftOut ?? null,
      },
      questionnaire:
        known === undefined
          ? null
          : {
              id: known.id,
              score: recognition.scores.find((score) => score.questionnaire === known.id)?.share ?? 0,
            },
      questions,
      columns:
        inspected === null
          ? columnsOfDescribed(sheet, description)
          : columnsOfStudy(sheet, recognition, description.filled),
      unclaimed:
        inspected === null
          ? description.questions
              .filter((question) => question.kind === 'static' && question.text === '')
              .flatMap((question) => question.columns.map((column) => ({ column, nearest: [] })))
          : recognition.unclaimed.map(({ column, nearest }) => ({ column: column.index, nearest })),
      problems: problems.map(({ severity, code, file, row, column, expected, found }) => ({
        severity,
        code,
        file,
        row,
        column,
        expected,
        found,
      })),
    },
  };
}

/** A described question as the report has it: a matrix keeps its statements' counts. */
function ofDescribed(described: DescribedQuestion): InspectedQuestion {
  const { id, text, kind, columns, options, answered, statements } = described;
  const question = { id, text, kind, columns, options, answered };
  return statements.length === 0 ? question : { ...question, statements };
}

function columnsOfDescribed(sheet: RawSheet, description: SurveyDescription): readonly InspectedColumn[] {
  const owner = new Map(
    description.questions.flatMap((question) => question.columns.map((index) => [index, question])),
  );
  return columnsWith(sheet, description.filled, (index) => {
    const question = owner.get(index);
    if (question === undefined) return { role: 'unclaimed', question: null };
    const role = question.kind === 'static' ? 'static' : question.other.includes(index) ? 'other' : 'answer';
    return { role, question: question.id };
  });
}

function columnsOfStudy(
  sheet: RawSheet,
  recognition: Recognition,
  filled: readonly number[],
): readonly InspectedColumn[] {
  return columnsWith(sheet, filled, (index) => {
    for (const claim of recognition.claimed) {
      if (claim.columns.includes(index)) return { role: 'answer', question: claim.question };
      if (claim.other.includes(index)) return { role: 'other', question: claim.question };
    }
    return { role: filled[index] === 0 ? 'static' : 'unclaimed', question: null };
  });
}

function columnsWith(
  sheet: RawSheet,
  filled: readonly number[],
  claim: (index: number) => { readonly role: string; readonly question: string | null },
): readonly InspectedColumn[] {
  return sheet.columns.map(({ index, header, subheader, system, personal }) => {
    const { role, question } = system === null ? claim(index) : { role: system, question: null };
    return { index, header, subheader, role, question, personal, filled: filled[index] ?? 0 };
  });
}

function noRows(sheet: RawSheet, { rows }: SurveyDescription): readonly Problem[] {
  if (rows > 0) return [];
  return [
    {
      severity: 'warning',
      code: 'no-rows',
      file: sheet.file,
      row: null,
      column: null,
      expected: 'rows of answers below the header',
      found: 'none',
      advice: 'nobody has answered yet, or a filter was on when it was exported',
    },
  ];
}

/** For a survey nobody knows; screening reports them for one that the study does. */
function rowsWithoutId(sheet: RawSheet, { withoutId }: SurveyDescription): readonly Problem[] {
  const [first, ...further] = withoutId;
  if (first === undefined) return [];
  return [
    {
      severity: 'warning',
      code: 'no-response-id',
      file: sheet.file,
      row: first,
      column: null,
      expected: 'a Response ID in every row',
      found: further.length === 0 ? 'none in this one' : `none in this one and ${further.length} more`,
      advice: 'rows were probably added by hand, such as totals',
    },
  ];
}

/** That a survey is unknown is worth a note, not an error: it is inspected all the same. */
function unknownSurvey(recognition: Recognition): readonly Problem[] {
  return recognition.problems.map((problem) =>
    problem.code === 'no-known-questions'
      ? // Its advice may be to run "inspect", which is what runs.
        {
          ...problem,
          severity: 'note',
          advice: problem.advice?.replace(/; "crs-eval inspect".*$/, '') ?? null,
        }
      : problem,
  );
}
