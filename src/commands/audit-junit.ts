import { type AuditedCell, type AuditReport, printTogether } from '../audit/published/audit-report.ts';
import { escapeHtmlLine } from '../render/escape-html.ts';
import { FINDING_WORDS, searchedWords } from './audit-text.ts';

/** What `--fail-on` asks for. */
export const FAIL_ON = ['none', 'n', 'conflict'] as const;
export type FailOn = (typeof FAIL_ON)[number];

/** Whether a cell fails: for `n` unless it is reproducible at its n, for `conflict` where it is for no n, else never. */
export function cellFails({ search }: AuditedCell, failOn: FailOn): boolean {
  return failOn === 'n' ? search !== 'at_n' : failOn === 'conflict' && search === 'none';
}

/**
 * An audit as JUnit XML, a suite for cells and one for conflicts. What `--fail-on` asks for is a failure; what does not
 * fit otherwise goes to system-out. Without times, so the same audit gives the same bytes.
 */
export function auditJunit(report: AuditReport, failOn: FailOn): string {
  const failing = report.cells.filter((cell) => cellFails(cell, failOn)).length;
  const conflicts = failOn === 'none' ? 0 : report.conflicts.length;
  const tests = report.cells.length + report.conflicts.length;
  return `${[
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="crs-eval audit" tests="${tests}" failures="${failing + conflicts}">`,
    `  <testsuite name="cells" tests="${report.cells.length}" failures="${failing}">`,
    ...report.cells.map((audited) => cellCase(audited, cellFails(audited, failOn))),
    '  </testsuite>',
    `  <testsuite name="conflicts" tests="${report.conflicts.length}" failures="${conflicts}">`,
    ...report.conflicts.map(({ kind, table, row, column, text }) =>
      testCase(table, `${row} · ${column}`, `${kind}: ${text}`, failOn !== 'none'),
    ),
    '  </testsuite>',
    '</testsuites>',
  ].join('\n')}\n`;
}

function cellCase(audited: AuditedCell, fails: boolean): string {
  const { cell, search, explanations } = audited;
  const message =
    search === 'at_n'
      ? null
      : [`${FINDING_WORDS[search]}; ${searchedWords(audited)}.`, explanations[0]?.text ?? '']
          .join(' ')
          .trim();
  return testCase(
    cell.table,
    `${cell.row} · ${cell.column} · ${printTogether(cell.figures)}`,
    message,
    fails,
  );
}

function testCase(table: string, name: string, message: string | null, fails: boolean): string {
  const open = `    <testcase classname="${escapeHtmlLine(table)}" name="${escapeHtmlLine(name)}"`;
  if (message === null) return `${open}/>`;
  const text = escapeHtmlLine(message);
  return `${open}>${fails ? `<failure message="${text}"/>` : `<system-out>${text}</system-out>`}</testcase>`;
}
