import type { DraftReport } from '../audit/draft/check-draft.ts';
import type { DraftVerdict, Finding } from '../audit/draft/finding.ts';
import { numberOf } from '../exact/number-of.ts';
import { counted } from './count-text.ts';

/**
 * A check of a draft for people: what the run withholds first, then what differs and what is unmatched in the draft's order,
 * under its headings and tables; with `all` also what is right and what is no figure. Last line: how many of each.
 */
export function draftText(report: DraftReport, file: string, all: boolean): string {
  const withheld = report.findings.filter(({ verdict }) => verdict === 'withheld');
  const rest = report.findings.filter(
    ({ verdict }) => verdict !== 'withheld' && (all || verdict === 'differs' || verdict === 'unmatched'),
  );
  const parts = [
    ...(withheld.length === 0
      ? []
      : ['The run withholds these: take them out of the draft.', ...grouped(withheld), '']),
    ...(rest.length === 0 ? [] : [...grouped(rest), '']),
    ...tableLines(report),
    summaryLine(report, file),
  ];
  return `${parts.join('\n')}\n`;
}

const MARKS: Readonly<Record<DraftVerdict, string>> = {
  withheld: 'WITHHELD',
  differs: 'differs',
  right: 'right',
  unmatched: 'unmatched',
  'not figure': 'no figure',
};

function grouped(findings: readonly Finding[]): string[] {
  const lines: string[] = [];
  let last = '';
  for (const finding of findings) {
    const { headings, table } = finding.place;
    const group = [headings.join(' > ') || '(before the first heading)', table]
      .filter((text) => text !== '')
      .join(' · ');
    if (group !== last) lines.push(...(lines.length === 0 ? [] : ['']), short(group, 200));
    last = group;
    lines.push(...findingLines(finding));
  }
  return lines;
}

function findingLines({ verdict, text, place, run, of, sure, matchedOn, reason, result }: Finding): string[] {
  const where =
    place.table === ''
      ? place.position
      : [place.row, place.column]
          .filter((part) => part !== '')
          .map((part) => short(part, 70))
          .join(' · ') || place.position;
  const excerpt = place.table === '' ? `  ${place.excerpt}` : '';
  const head = `  ${MARKS[verdict].padEnd(9)} ${text}  [${where}]${excerpt}`;
  const gives = run === '' ? '' : `the run has ${run}: `;
  const match =
    of === ''
      ? ''
      : `${gives}${of}${result === '' ? '' : ` (${result})`}; ${sure}, on ${matchedOn.join(', ')}`;
  return [head, ...[match, reason].filter((line) => line !== '').map((line) => `            ${line}`)];
}

function tableLines({ tables }: DraftReport): string[] {
  if (tables.length === 0) return [];
  const matched = tables.filter(({ run }) => run !== null);
  const other = matched.filter(({ by }) => by === 'likeness');
  return [
    `${counted(tables.length, 'table')} in the draft, ${matched.length} of them matched with tables of the run${other.length === 0 ? '.' : ':'}`,
    ...other.map(({ table, run }) => `  ${short(table, 100)} → ${run} (by its rows, columns and caption)`),
  ];
}

function summaryLine({ summary, findings }: DraftReport, file: string): string {
  const checked = findings.length - summary['not figure'];
  return (
    `${file}: ${numberOf(checked, 'number')} checked: ${summary.right} right, ${summary.differs} differ, ` +
    `${summary.withheld} withheld, ${summary.unmatched} unmatched; ${summary['not figure']} are no figures`
  );
}

function short(text: string, length: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= length ? line : `${line.slice(0, length - 1)}…`;
}
