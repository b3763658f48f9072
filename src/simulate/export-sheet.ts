import type { Question, Scale } from '../study/study.ts';
import type { ExportLayout } from './assumptions.ts';
import { serialOf } from './calendar.ts';
import type { QuestionnairePlan, QuestionPlan } from './plan.ts';
import type { SimulatedRow } from './rows.ts';

/** A cell of an export: text, a whole number, a truth value, a moment (day as Excel counts it, second of it), or nothing. */
export type ExportCell =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'truth'; readonly truth: boolean }
  | { readonly kind: 'moment'; readonly serial: number; readonly second: number }
  | null;

/** The raw-data sheet of an export, before a format is chosen. Headers are as the survey has them, not yet stripped. */
export interface ExportSheet {
  readonly survey: string;
  readonly surveyId: number;
  /** The day after the last answer, as Excel counts it: when the export was made. */
  readonly generated: number;
  readonly layout: ExportLayout;
  readonly headers: readonly string[];
  /** Second header row; empty where the layout has one. */
  readonly subheaders: readonly string[];
  readonly rows: readonly (readonly ExportCell[])[];
  /** What the report sheets of a workbook list. */
  readonly listed: readonly ListedQuestion[];
}

/** A question as a report sheet has it, with the number of rows that chose each option, usable or not. */
export interface ListedQuestion {
  readonly text: string;
  readonly options: readonly { readonly label: string; readonly count: number }[];
  /** The statements under a common text with a count an option; empty for a single question. */
  readonly statements: readonly { readonly label: string; readonly counts: readonly number[] }[];
}

const SYSTEM_HEADERS: readonly string[] = [
  'Response ID',
  'Response Status',
  'IP Address',
  'Timestamp (mm/dd/yyyy)',
  'Duplicate',
  'Time Taken to Complete (Seconds)',
  'Seq. Number',
  'External Reference',
  'Custom Variable 1',
  'Custom Variable 2',
  'Custom Variable 3',
  'Custom Variable 4',
  'Custom Variable 5',
  'Respondent Email',
  'Email List',
  'Country Code',
  'Region',
];

/** Lays rows out as the platform does: 17 system columns, then the questions in the order of the instrument. */
export function layOut(plan: QuestionnairePlan, rows: readonly SimulatedRow[]): ExportSheet {
  const { assumptions } = plan;
  const { layout } = assumptions;
  const columns = questionColumns(plan);
  const trailing = trailingCells(layout).map(() => '');
  return {
    survey: assumptions.survey,
    surveyId: assumptions.surveyId,
    generated: serialOf(assumptions.from) + assumptions.days,
    layout,
    headers: [...SYSTEM_HEADERS, ...columns.map((column) => column.header), ...trailing],
    subheaders:
      layout.headerRows === 1
        ? []
        : [...SYSTEM_HEADERS.map(() => ''), ...columns.map((column) => column.subheader), ...trailing],
    rows: [...layOutRows(plan, rows)],
    listed: listQuestions(plan, rows),
  };
}

/** The cells of each row, one row at a time. */
export function* layOutRows(
  plan: QuestionnairePlan,
  rows: Iterable<SimulatedRow>,
): Generator<readonly ExportCell[]> {
  const columns = questionColumns(plan);
  const start = serialOf(plan.assumptions.from);
  let index = 0;
  for (const row of rows) {
    const answers = columns.map((column) => column.cell(row));
    yield [...systemCells(row, index, start), ...answers, ...trailingCells(plan.assumptions.layout)];
    index += 1;
  }
}

function questionColumns(plan: QuestionnairePlan): readonly ExportColumn[] {
  return plan.questions.flatMap((entry, index) =>
    columnsOf(entry, plan.questions[index - 1]?.question ?? null, plan.assumptions.layout),
  );
}

/** The platform ends every row of a CSV with an empty column. */
function trailingCells(layout: ExportLayout): readonly ExportCell[] {
  return layout.format === 'csv' ? [null] : [];
}

interface ExportColumn {
  readonly header: string;
  readonly subheader: string;
  readonly cell: (row: SimulatedRow) => ExportCell;
}

function columnsOf(
  entry: QuestionPlan,
  previous: Question | null,
  layout: ExportLayout,
): readonly ExportColumn[] {
  const { question, scale } = entry;
  if (question.kind === 'text') {
    return [
      { header: question.text, subheader: '', cell: ({ answers }) => text(answers.text.get(question.id)) },
    ];
  }
  if (scale === null) return [];
  if (question.kind === 'multi') {
    return scale.options.map((option, index) => ({
      header:
        layout.headerRows === 1
          ? `${question.text} - ${option.label}`
          : index === 0 || layout.format === 'xlsx'
            ? question.text
            : '',
      subheader: option.label,
      cell: ({ answers }) => {
        if (!answers.ticked.get(question.id)?.includes(index + 1)) return null;
        const other = answers.other.get(question.id);
        const stated = other !== undefined && answers.ticked.get(question.id)?.length === 1;
        return stated ? text(`[Other] ${other}`) : { kind: 'number', number: 1 };
      },
    }));
  }
  const inMatrix = question.stem !== null;
  const repeats = previous?.stem === question.stem && previous?.section === question.section;
  const lost = layout.headerRows === 1 || !inMatrix;
  return [
    {
      header: lost ? question.text : repeats && layout.format === 'csv' ? '' : (question.stem ?? ''),
      subheader: inMatrix ? question.text : '',
      cell: ({ answers }) => chosenCell(question, scale, answers, layout),
    },
  ];
}

function chosenCell(
  question: Question,
  scale: Scale,
  answers: SimulatedRow['answers'],
  layout: ExportLayout,
): ExportCell {
  const other = answers.other.get(question.id);
  if (other !== undefined) return text(`[Other] ${other}`);
  const position = answers.chosen.get(question.id);
  if (position === undefined) return null;
  return layout.answers === 'codes'
    ? { kind: 'number', number: position }
    : text(scale.options[position - 1]?.label);
}

/** Invented throughout: addresses of the documentation range, e-mails of the example domain. */
function systemCells(row: SimulatedRow, index: number, start: number): readonly ExportCell[] {
  return [
    { kind: 'number', number: row.id },
    text(row.status),
    text(`192.0.2.${1 + (index % 254)}`),
    { kind: 'moment', serial: start + row.day, second: row.second },
    { kind: 'truth', truth: false },
    { kind: 'number', number: row.secondsTaken },
    { kind: 'number', number: 1 },
    text(row.externalReference),
    null,
    null,
    null,
    null,
    null,
    index % 9 === 4 ? text(`synthetic.respondent.${index}@example.org`) : null,
    null,
    text('GB'),
    text('ENG'),
  ];
}

function listQuestions(plan: QuestionnairePlan, rows: readonly SimulatedRow[]): readonly ListedQuestion[] {
  const listed: {
    text: string;
    options: { label: string; count: number }[];
    statements: { label: string; counts: number[] }[];
  }[] = [];
  let open = { stem: '', section: '' };
  for (const { question, scale } of plan.questions) {
    const counts = (scale?.options ?? []).map(
      (_, index) =>
        rows.filter(
          ({ answers }) =>
            answers.chosen.get(question.id) === index + 1 ||
            answers.ticked.get(question.id)?.includes(index + 1),
        ).length,
    );
    if (question.stem !== null) {
      const last = listed[listed.length - 1];
      if (open.stem !== question.stem || open.section !== question.section || last === undefined) {
        open = { stem: question.stem, section: question.section };
        listed.push({
          text: question.stem,
          options: (scale?.options ?? []).map(({ label }) => ({ label, count: 0 })),
          statements: [{ label: question.text, counts }],
        });
      } else last.statements.push({ label: question.text, counts });
      continue;
    }
    open = { stem: '', section: '' };
    listed.push({
      text: question.text,
      options: (scale?.options ?? []).map(({ label }, index) => ({ label, count: counts[index] ?? 0 })),
      statements: [],
    });
  }
  return listed;
}

function text(value: string | undefined): ExportCell {
  return value === undefined || value === '' ? null : { kind: 'text', text: value };
}
