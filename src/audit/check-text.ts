import { CELL_KINDS, type CellKind, type CheckReport, countVerdicts, VERDICTS } from './check-report.ts';
import type { PinComparison } from './compare-pins.ts';

const KIND_WORDS: Readonly<Record<CellKind, string>> = {
  triple: '%, mean and SD',
  pair: 'mean and SD',
  count: 'count and %',
  text: 'quoted %',
  n: 'header n',
};

/** A check for people: every cell that is no plain match, with its reason beneath, then cells by kind and verdict. */
export function renderCheckText(report: CheckReport): string {
  const noted = report.cells.filter((cell) => cell.verdict !== 'match' || cell.reason !== '');
  const lines = noted.flatMap((cell) => [
    `${cell.verdict.padEnd(8)}  ${cell.table}  ${cell.column}  ${cell.row}`,
    `          ${cell.reason}`,
  ]);
  const heading = noted.length === 0 ? [] : ['Not a plain match, and why:', '', ...lines, ''];
  return `${[...heading, ...countLines(report)].join('\n')}\n`;
}

/** Approved values against the run, for people: everything that changed, is gone or new, then how many. */
export function renderPinsText(comparison: PinComparison, file: string): string {
  const changed = comparison.changed.map(
    ({ id, column, pinned, now }) => `changed   ${id}  ${column}: ${pinned} approved, now ${now}`,
  );
  const gone = comparison.gone.map((id) => `gone      ${id}`);
  const added = comparison.new.map((id) => `new       ${id}`);
  const ids = new Set(comparison.changed.map(({ id }) => id));
  const counts = `${comparison.same} same, ${ids.size} changed, ${gone.length} gone, ${added.length} new`;
  return `${[...changed, ...gone, ...added, `Approved values in ${file}: ${counts}`].join('\n')}\n`;
}

function countLines(report: CheckReport): string[] {
  const kinds = CELL_KINDS.map((kind) => ({
    name: KIND_WORDS[kind],
    counts: countVerdicts(report.cells.filter((cell) => cell.kind === kind)),
  })).filter(({ counts }) => VERDICTS.some((verdict) => counts[verdict] > 0));
  const rows = [
    ['published', ...VERDICTS],
    ...[...kinds, { name: 'all', counts: report.summary }].map(({ name, counts }) => [
      name,
      ...VERDICTS.map((verdict) => String(counts[verdict])),
    ]),
  ];
  return rows.map(
    ([name = '', ...cells]) => `${name.padEnd(15)}${cells.map((cell) => cell.padStart(10)).join('')}`,
  );
}
