import { describe, expect, it } from 'vitest';
import { renderTableJson } from './json.ts';
import { hostileTexts, stubTable, twoLevelTable } from './testing/samples.ts';
import { visibleText } from './visible-text.ts';

describe('renderTableJson', () => {
  it('gives each figure rounded, as number and as printed', () => {
    const table = JSON.parse(renderTableJson(twoLevelTable));
    expect(table.columns[0]).toEqual({
      group: 'Probation',
      label: '% agreement',
      n: { result: 'sample', measure: 'count', value: 40, text: '40', shorthand: null },
    });
    expect(table.rows[0].cells[1]).toEqual({
      pattern: 'mean-sd',
      text: '5.40 (2.10)',
      figures: [
        { result: 'sample', measure: 'mean', value: 5.4, text: '5.40', shorthand: null },
        { result: 'sample', measure: 'sd', value: 2.1, text: '2.10', shorthand: null },
      ],
    });
    expect(table.rows[0].cells[3].text).toBe('[c]');
    expect(table.rows[0].cells[3].figures[0].value).toBeNull();
    expect(table.rows[1].cells[2]).toEqual({ pattern: 'none', text: 'n/a', figures: [] });
    expect(table.warnings).toHaveLength(2);
  });

  it('fills stubs', () => {
    expect(JSON.parse(renderTableJson(stubTable)).rows[2].stub).toEqual(['D&R', 'Probation']);
  });

  it('gives hostile text back whole', () => {
    const back = JSON.parse(renderTableJson({ ...stubTable, notes: hostileTexts }));
    expect(back.notes).toEqual(hostileTexts.map(visibleText));
  });
});
