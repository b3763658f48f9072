import { visibleLine } from '../../render/visible-text.ts';
import type { Attribution } from './attribute.ts';
import type { Cause } from './cause.ts';
import { NOT_FOUND } from './diff-csv.ts';
import type { Comparison } from './diff-runs.ts';

/** Longest value of a definition, and longest wording, in a line. */
export const VALUE = 60;

/** What differs between the runs: what can have moved figures, numbered, and what moved none. */
export function causesText(
  { causes, figures, printed }: Comparison,
  { ids }: { readonly ids: boolean },
): readonly string[] {
  const moves = new Map<number, number>();
  for (const { causes: own } of [...printed, ...figures])
    for (const { cause } of own) moves.set(cause, (moves.get(cause) ?? 0) + 1);
  // What moved nothing is said in a line: a reworded statement, a file saved again.
  const idle = causes.filter((_, at) => !moves.has(at + 1));
  const width = String(causes.length).length + 1;
  const lines = causes.flatMap((cause, at) =>
    moves.has(at + 1)
      ? [
          `${`#${at + 1}`.padStart(width)}  ${causeText(cause)}`,
          ...(ids && cause.respondents !== null
            ? [`${' '.repeat(width)}    ${idsOf(cause.respondents)}`]
            : []),
        ]
      : [],
  );
  return [
    ...section(
      lines.some((line) => line.includes('respondent'))
        ? 'What can have moved them (in brackets below: how many of its respondents can have)'
        : 'What can have moved them',
      lines,
    ),
    ...section('Different, but moved no figure', idle.slice(0, IDLE).map(causeText)),
    ...(idle.length > IDLE ? [`  … and ${idle.length - IDLE} more (--json lists them)`] : []),
  ];
}

/** So many causes that moved nothing are printed. */
const IDLE = 10;

function causeText({ kind, text, where, earlier, later }: Cause): string {
  const path = where.startsWith('internal/study.json ') ? 'study: ' : '';
  const told = `${path}${visibleLine(text)}`;
  if (kind === 'correction') return `${told}: ${cut(later ?? earlier ?? '', VALUE)}`;
  // Of a thing that came or went its name says enough; hashes of files say nothing to a reader.
  const silent = (earlier === null && later === null) || kind === 'input' || /(came|went)$/.test(text);
  return silent ? told : `${told}: ${cut(earlier ?? 'none', VALUE)} → ${cut(later ?? 'none', VALUE)}`;
}

/** Ids of respondents, without their questionnaire where it is one, which the cause names. */
function idsOf(respondents: readonly string[]): string {
  const [first = ''] = respondents;
  const questionnaire = first.slice(0, first.indexOf(' ') + 1);
  const one = respondents.every((each) => each.startsWith(questionnaire));
  return respondents.map((each) => visibleLine(one ? each.slice(questionnaire.length) : each)).join(', ');
}

/** So many respondents are named at a figure, where ids are asked for. */
const NAMED = 3;
/** So many causes are cited at a figure. */
const CITED = 8;

/** The causes of one figure by their numbers, in brackets how many of their respondents, or who. */
export function causesOf(causes: readonly Attribution[]): string {
  if (causes.length === 0) return NOT_FOUND;
  const more = causes.length - CITED;
  return [
    ...causes.slice(0, more > 1 ? CITED : causes.length).map(({ cause, respondents, ids }) => {
      if (ids !== undefined && ids.length <= NAMED) return `#${cause} (${idsOf(ids)})`;
      return respondents === null || respondents === 1 ? `#${cause}` : `#${cause} (${respondents})`;
    }),
    ...(more > 1 ? [`${more} more`] : []),
  ].join(', ');
}

/** Lines under an empty line and a title, if there are any. */
export function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0
    ? []
    : ['', ...(title === '' ? lines : [title, ...lines.map((line) => `  ${line}`)])];
}

/** A text on one line, its end left out where there is no room. */
export function cut(text: string, room: number): string {
  const line = [...visibleLine(text)];
  return line.length <= room
    ? line.join('')
    : `${line
        .slice(0, room - 1)
        .join('')
        .trimEnd()}…`;
}
