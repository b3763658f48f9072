import { createHash } from 'node:crypto';
import {
  type AuditedCell,
  type AuditReport,
  printTogether,
  SEARCH_FINDINGS,
} from '../audit/published/audit-report.ts';
import { escapeHtmlLine } from '../render/escape-html.ts';
import { auditTablesOf } from './audit-grid.ts';
import { FINDING_MARKS, FINDING_WORDS, searchedWords } from './audit-text.ts';

/**
 * An audit as one self-contained page: each published table as printed, every cell with a mark in words and signs (not
 * by colour alone) that leads to what was found of it. Loads and runs nothing; the one style sheet is known by its hash.
 */
export function auditHtml(report: AuditReport): string {
  const tables = auditTablesOf(report.cells);
  const hash = createHash('sha256').update(STYLE).digest('base64');
  return `${[
    '<!DOCTYPE html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<title>Audit of published figures</title>',
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    '<main>',
    '<h1>Audit of published figures</h1>',
    '<p>Whether any set of answers on the scale gives the figures of a cell together. “Not reproducible” means under the assumptions listed, never that a figure is wrong: check the transcription first. What explains a cell is a suggestion.</p>',
    '<table><caption>Cells by finding</caption><thead><tr><th scope="col">Mark</th><th scope="col">Cells</th><th scope="col">Meaning</th></tr></thead><tbody>',
    ...SEARCH_FINDINGS.map(
      (finding) =>
        `<tr><th scope="row" class="${finding}">${FINDING_MARKS[finding]}</th><td>${report.summary[finding]}</td><td class="words">${FINDING_WORDS[finding]}</td></tr>`,
    ),
    '</tbody></table>',
    list('assumptions', 'Assumptions of every finding', report.assumptions),
    list(
      'columns',
      'What columns say together',
      report.columns.map(({ table, column, finding }) => `${table} ${column}: ${finding}.`),
    ),
    list(
      'conflicts',
      'Figures that cannot stand together, or could not be read',
      report.conflicts.map(({ kind, table, row, text }) => `${table}, “${row}” (${kind}): ${text}`),
    ),
    list(
      'given-away',
      'What the figures give away',
      report.disclosures.map(({ table, column, row, text }) => `${table} ${column} “${row}”: ${text}`),
    ),
    ...tables.flatMap((table, index) => tableHtml(table, index)),
    '</main>',
    '</body>',
    '</html>',
  ]
    .filter((line) => line !== '')
    .join('\n')}\n`;
}

function list(id: string, title: string, items: readonly string[]): string {
  if (items.length === 0) return '';
  return `<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2><ul>${items
    .map((item) => `<li>${escapeHtmlLine(item)}</li>`)
    .join('\n')}</ul></section>`;
}

function tableHtml(table: ReturnType<typeof auditTablesOf>[number], tableIndex: number): string[] {
  const anchor = (row: number, column: number): string => `c-${tableIndex}-${row}-${column}`;
  const noted = table.rows.flatMap((row, y) =>
    row.cells.flatMap((audited, x) =>
      audited === null || audited.search === 'at_n' ? [] : [{ audited, id: anchor(y, x) }],
    ),
  );
  const cell = (audited: AuditedCell | null, id: string): string => {
    if (audited === null) return '<td>–</td>';
    const figures = escapeHtmlLine(printTogether(audited.cell.figures));
    const mark = FINDING_MARKS[audited.search];
    const title = escapeHtmlLine(searchedWords(audited));
    const shown =
      audited.search === 'at_n'
        ? `<span class="mark" title="${title}">${mark}</span>`
        : `<a class="mark" href="#${id}" title="${title}">${mark}</a>`;
    return `<td class="${audited.search}"><span class="figures">${figures}</span> ${shown}</td>`;
  };
  return [
    `<section aria-labelledby="t-${tableIndex}"><h2 id="t-${tableIndex}">${escapeHtmlLine(table.name)}</h2>`,
    `<div class="scroll" role="region" tabindex="0" aria-labelledby="t-${tableIndex}"><table><thead><tr><th scope="col">Row</th>${table.columns
      .map(({ label, n }) => `<th scope="col">${escapeHtmlLine(label)} <small>(n=${n})</small></th>`)
      .join('')}</tr></thead><tbody>`,
    ...table.rows.map(
      (row, y) =>
        `<tr><th scope="row">${escapeHtmlLine(row.label)}</th>${row.cells.map((audited, x) => cell(audited, anchor(y, x))).join('')}</tr>`,
    ),
    '</tbody></table></div>',
    ...(noted.length === 0
      ? []
      : ['<dl>', ...noted.map(({ audited, id }) => noteHtml(audited, id)), '</dl>']),
    '</section>',
  ];
}

function noteHtml(audited: AuditedCell, id: string): string {
  const { cell, explanations, catchRate } = audited;
  const shown = explanations.slice(0, 5).map(({ text }) => `<li>${escapeHtmlLine(text)}</li>`);
  return `<dt id="${id}"><span class="mark ${audited.search}">${FINDING_MARKS[audited.search]}</span> ${escapeHtmlLine(
    `${cell.column} (n=${cell.n}): ${printTogether(cell.figures)}`,
  )} <small>${escapeHtmlLine(cell.row)}</small></dt><dd>${escapeHtmlLine(searchedWords(audited))}. Of random figures ${Math.round(
    100 * catchRate,
  )} % would be caught at this n.${shown.length === 0 ? '' : `<ol>${shown.join('')}</ol>`}</dd>`;
}

const STYLE = `
:root { --ink: #0b0c0c; --line: #b1b4b6; --paper: #fff; --good: #e6f2ee; --few: #e7eef7; --more: #fdf0e6; --none: #fbe9ec; --link: #12436d; }
@media (prefers-color-scheme: dark) { :root { --ink: #eceff1; --line: #5c656b; --paper: #14181b; --good: #17302a; --few: #1a2a3f; --more: #3a2a18; --none: #3d1d26; --link: #9cc4ea; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem 1.25rem 4rem; max-width: 72rem; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: break-word; }
a { color: var(--link); }
:focus-visible { outline: 3px solid #ffbf47; outline-offset: 2px; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; margin: .5rem 0 1rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; padding: .3rem 0; }
th, td { border: 1px solid var(--line); padding: .3rem .5rem; text-align: left; vertical-align: top; }
tbody th { font-weight: 400; min-width: 12rem; }
.figures { white-space: nowrap; }
.mark { white-space: nowrap; font-weight: 600; }
.at_n { background: var(--good); }
.smaller { background: var(--few); border-style: dashed; }
.larger { background: var(--more); border-style: dotted; }
.none { background: var(--none); border-style: double; border-width: 3px; }
dt { margin-top: 1rem; font-weight: 600; }
dt:target, dt:target + dd { outline: 3px solid #ffbf47; }
dd { margin: 0 0 0 1rem; }
ol { margin: .3rem 0; padding-left: 1.4rem; }
@media print { body { max-width: none; } .scroll { overflow: visible; } }
`;
