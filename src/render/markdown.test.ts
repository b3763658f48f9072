import { describe, expect, it } from 'vitest';
import { escapeMarkdown, renderTableMarkdown } from './markdown.ts';
import { hostileTexts, stubTable, twoLevelTable } from './testing/samples.ts';

describe('renderTableMarkdown', () => {
  it('prints a table as the report does', () => {
    expect(renderTableMarkdown(twoLevelTable)).toBe(`**Table S.1: Enforcement**

| Statement | Probation: % agreement (n=40) | Probation: Mean (SD) | CRS: % agreement (n=160) | CRS: Mean (SD) |
| --- | ---: | ---: | ---: | ---: |
| Should be enforced | 58 | 5.40 (2.10) | 51 | [c] |
| Is timely | 45 | 4.19 (2.03) | n/a | n/a |

Positive responses were 5 to 7.

Source: Questionnaires, Phase 1.

**SYNTHETIC DATA: made-up answers, not those of real respondents.**

**Not cleared for publication.**
`);
  });

  it('leaves a repeated stub blank and says nothing it was not given', () => {
    expect(renderTableMarkdown(stubTable)).toBe(`**Table S.2: Co-location**

| Type | Who | Question | % present (n) |
| --- | --- | --- | ---: |
| PWB | CRS | First | 33 (11) |
|  | Probation | First | 32 (16) |
| D&R |  | Second | 42 (13) |
`);
  });

  it('keeps any text in its cell, whole', () => {
    for (const text of hostileTexts) {
      const cells = {
        ...twoLevelTable,
        notes: [],
        rows: twoLevelTable.rows.map((row) => ({ ...row, label: text })),
      };
      const lines = renderTableMarkdown(cells).split('\n');
      const rows = lines.slice(4, 6);
      expect(lines[6]).toBe('');
      for (const row of rows) {
        // Bars that aren't escaped are borders: five cells have six.
        expect(row.replace(/\\\\/g, '').match(/(?<!\\)\|/g)).toHaveLength(6);
        expect(row).not.toMatch(/<(?!br>)/);
        expect(row).not.toMatch(/[\p{Cc}\u202e]/u);
      }
    }
  });

  it('starts no heading, list or rule with a note', () => {
    const notes = ['# big', '- item', '1. one', '=== rule', '75 % agree', '1.5 is not a list'];
    const printed = renderTableMarkdown({ ...stubTable, notes });
    for (const line of ['\\# big', '\\- item', '1\\. one', '\\=== rule', '75 % agree', '1.5 is not a list']) {
      expect(printed).toContain(`\n\n${line}\n`);
    }
  });
});

describe('escapeMarkdown', () => {
  it('leaves shorthand readable and opens no link', () => {
    expect(escapeMarkdown('[c] and [c](x) and [c]: x and [d]')).toBe(
      '[c] and \\[c](x) and \\[c]: x and \\[d]',
    );
  });

  it('writes out marks that would turn the line round', () => {
    expect(escapeMarkdown('a\u202Eb')).toBe('a[U+202E]b');
  });
});
