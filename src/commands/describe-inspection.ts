import { oneLine, shorten } from '../ingest/column-name.ts';
import { columnLetter } from '../ingest/questionpro/system-columns.ts';
import { formatProblem } from '../study/problem.ts';
import { alignColumns } from './align-columns.ts';
import { counted, countText } from './count-text.ts';
import type { Inspection } from './inspect-export.ts';
import type { InspectedQuestion } from './inspect-questions.ts';

/** How much of a wording a line has room for. */
const WORDING = 72;
const LABEL = 48;

/** An inspection as a person reads it in a terminal: sections of aligned lines, no colour, ending in a line break. */
export function describeInspection(inspection: Inspection): string {
  const sections = [
    overview(inspection),
    section('Rows', rows(inspection)),
    section('Questions', inspection.report.questions.flatMap(question).slice(0, -1)),
    section('Columns', columns(inspection)),
    section('Personal data, blanked while reading', personal(inspection)),
    section('Columns that no question claims', unclaimed(inspection)),
    section('Problems', problems(inspection)),
  ];
  return `${sections.filter((text) => text !== '').join('\n\n')}\n`;
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0
    ? ''
    : [title, ...lines.map((line) => (line === '' ? '' : `  ${line}`))].join('\n');
}

function overview({ report, sheet }: Inspection): string {
  const { layout, questionnaire } = report;
  const lines = [
    ['format', layout.format === 'csv' ? 'CSV' : `Excel, sheet "${layout.sheet}"`],
    [
      'layout',
      [
        layout.preambleRows === 0
          ? 'no lines above the header'
          : `${counted(layout.preambleRows, 'line')} above the header`,
        counted(layout.headerRows, 'header row'),
        layout.codes === null ? 'no closed answers' : `answers as ${layout.codes}`,
      ].join(', '),
    ],
    ['exported', sheet.generated],
    ['survey', [sheet.surveyName, sheet.surveyId].filter((part) => part !== null).join(', ') || null],
    ['answers', sheet.synthetic ? 'SYNTHETIC: made by a program, not given by people' : null],
    ['SHA-256', report.sha256],
    [
      'questionnaire',
      questionnaire === null
        ? 'none that the study knows: what follows is worked out from the file alone'
        : `${questionnaire.id}, ${Math.round(questionnaire.score * 100)} % of its questions found`,
    ],
  ].filter((line): line is string[] => line[1] !== null);
  return section(report.file, alignColumns(lines));
}

function rows({ report }: Inspection): readonly string[] {
  const { total, byStatus, usable, leftOut } = report.rows;
  const lines = [['in all', countText(total)], ...Object.entries(byStatus).map(line)];
  if (usable !== null) lines.push(['usable', countText(usable)]);
  if (leftOut !== null)
    lines.push(...Object.entries(leftOut).map(([reason, count]) => line([`left out: ${reason}`, count])));
  return alignColumns(lines, [false, true]);
}

function question({
  id,
  text,
  kind,
  columns,
  options,
  answered,
  statements,
}: InspectedQuestion): readonly string[] {
  const head = `${id}  ${kind}, ${ranges(columns)}, ${countText(answered)} answered`;
  const asked = text === '' ? [] : [`  ${shorten(oneLine(text), WORDING)}`];
  const shown =
    statements === undefined
      ? options.map(({ code, label, count }) => [
          label === code ? '' : code,
          shorten(label, LABEL),
          countText(count),
        ])
      : [
          ['', ...options.map(({ code, label }) => shorten(label === '' ? code : label, 12))],
          ...statements.map(({ text: statement, counts }) => [
            shorten(statement, LABEL),
            ...counts.map((count) => countText(count)),
          ]),
        ];
  const right = statements === undefined ? [true, false, true] : [false, ...options.map(() => true)];
  return [head, ...asked, ...alignColumns(shown, right).map((line) => `    ${line}`), ''];
}

function columns({ report }: Inspection): readonly string[] {
  const kinds = new Map(report.questions.map(({ id, kind }) => [id, kind]));
  return alignColumns(
    report.columns.map(({ index, header, subheader, role, question: id, filled }) => [
      columnLetter(index),
      countText(filled),
      id ?? role,
      role === 'other' ? role : (kinds.get(id ?? '') ?? ''),
      wording(header, subheader),
    ]),
    [false, true],
  );
}

function personal({ report }: Inspection): readonly string[] {
  return alignColumns(
    report.columns
      .filter((column) => column.personal)
      .map(({ index, header, role }) => [
        columnLetter(index),
        shorten(oneLine(header), LABEL),
        role === 'external-reference' ? 'only that it says "test" is kept' : '',
      ]),
  );
}

function unclaimed({ report }: Inspection): readonly string[] {
  return report.unclaimed.flatMap(({ column, nearest }) => {
    const held = report.columns[column];
    const words = wording(held?.header ?? '', held?.subheader ?? '');
    const said = words === '' ? '(no header)' : `"${words}"`;
    return [
      `${columnLetter(column)}  ${said}, ${counted(held?.filled ?? 0, 'answer')}`,
      ...nearest.map(
        ({ question: id, text, likeness }) =>
          `    ${Math.round(likeness * 100)} % like ${id}: ${shorten(oneLine(text), WORDING)}`,
      ),
    ];
  });
}

function problems({ problems: found }: Inspection): readonly string[] {
  return found.map((problem) => `${problem.severity}: ${formatProblem(problem)}`);
}

function line([name, count]: readonly [string, number]): string[] {
  return [name, countText(count)];
}

/** Positions as letters, neighbours drawn together: `R, T–W`. */
function ranges(positions: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const position of [...positions].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === position - 1) last[1] = position;
    else runs.push([position, position]);
  }
  return runs
    .map(([from, to]) => (from === to ? columnLetter(from) : `${columnLetter(from)}–${columnLetter(to)}`))
    .join(', ');
}

/** A column's headers on one line; where there are two, the option's or statement's keeps its room. */
function wording(header: string, subheader: string): string {
  const below = oneLine(subheader);
  const above = shorten(oneLine(header), below === '' ? WORDING : WORDING / 2);
  return [above, shorten(below, WORDING)].filter((part) => part !== '').join(' › ');
}
