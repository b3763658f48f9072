import { CELL_KINDS, type CheckedCell, type CheckReport } from './check-report.ts';

/**
 * A check as JUnit XML, for build servers: a suite a kind of cell, a case a cell. `differs` and `missing` are failures;
 * `none` and `conflict` are skipped with their reason (nothing could match them); the rest pass, a reason going to
 * system-out. Without times, so the same check gives the same bytes.
 */
export function renderJunit(report: CheckReport): string {
  const suites = CELL_KINDS.map((kind) => report.cells.filter((cell) => cell.kind === kind)).filter(
    (cells) => cells.length > 0,
  );
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="crs-eval check" ${totals(report.cells)}>`,
    ...suites.flatMap((cells) => [
      `  <testsuite name="${escapeXml(cells[0]?.kind ?? '')}" ${totals(cells)}>`,
      ...cells.map(testCase),
      '  </testsuite>',
    ]),
    '</testsuites>',
  ];
  return `${lines.join('\n')}\n`;
}

function testCase(cell: CheckedCell): string {
  const name = escapeXml([cell.row, cell.column].filter((part) => part !== '').join(' · '));
  const open = `    <testcase classname="${escapeXml(cell.table)}" name="${name}"`;
  if (cell.verdict === 'match' && cell.reason === '') return `${open}/>`;
  const message = escapeXml(`${cell.verdict}: ${cell.reason}`);
  const inner = failed(cell)
    ? `<failure message="${message}"/>`
    : skipped(cell)
      ? `<skipped message="${message}"/>`
      : `<system-out>${message}</system-out>`;
  return `${open}>${inner}</testcase>`;
}

function totals(cells: readonly CheckedCell[]): string {
  return `tests="${cells.length}" failures="${cells.filter(failed).length}" skipped="${cells.filter(skipped).length}"`;
}

function failed({ verdict }: CheckedCell): boolean {
  return verdict === 'differs' || verdict === 'missing';
}

function skipped({ verdict }: CheckedCell): boolean {
  return verdict === 'none' || verdict === 'conflict';
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(/[\r\n\t]/g, ' ');
}
