import { describe, expect, it } from 'vitest';
import { themeCounter } from '../qualitative/count-themes.ts';
import { codedBatch, codedStudy, type Row } from '../qualitative/testing/coded-study.ts';
import { themeStudy } from '../qualitative/theme-study.ts';
import type { ReportBlock } from '../render/contract.ts';
import { codingRecord, contentOfThemes, type ThemesContent } from './theme-content.ts';
import { themeSections } from './theme-section.ts';

const study = codedStudy();
const rows: readonly Row[] = [
  ...Array.from({ length: 12 }, () => ({ text: { comments: 'staff, far' } })),
  { text: { comments: 'fine' } },
  { text: { 'a.why': 'we wait' } },
];
const { questionnaire, batch, coded } = codedBatch(study, rows);
const counter = themeCounter(study, themeStudy(study), questionnaire);
counter.add(batch, coded);
const run = {
  counts: counter.counts(),
  codings: { rule: 25, person: 0, model: 0 },
  answers: 14,
  setAside: 0,
  decisions: null,
  reliability: null,
};
const content = contentOfThemes(study, run, 10, { synthetic: true }, true);

function blocks(changes: Partial<ThemesContent> = {}, synthetic = true): readonly ReportBlock[] {
  const record = codingRecord(study, run, content.coverage);
  if (record === null) throw new Error('the study has a codebook');
  const figures = { all: 0, suppressed: 0 };
  const sections = themeSections(study, { ...content, ...changes }, { ...record, figures }, synthetic);
  return sections.flatMap((section) => section.blocks);
}

const kinds = (of: readonly ReportBlock[]): string[] => of.map(({ kind }) => kind);

describe('the report’s sections on themes', () => {
  it('says first that synthetic text is no evidence, and nothing of it for real answers', () => {
    expect(blocks()[0]).toMatchObject({ text: expect.stringContaining('not evidence') });
    expect(JSON.stringify(blocks({}, false)[0])).not.toContain('not evidence');
  });

  it('has coverage, each table with its chart, pairs, and coverage by question last', () => {
    expect(kinds(blocks())).toEqual([
      'paragraph',
      'paragraph',
      'plain-table',
      'table',
      'chart',
      'plain-table',
      'plain-table',
    ]);
    expect(blocks()[5]).toMatchObject({ rows: [['Distance', 'Staff', '12']] });
  });

  it('totals the questions shown, so that a hidden one cannot be had from them', () => {
    expect(blocks()[1]).toMatchObject({
      text: expect.stringContaining('Of 13 open answers to the questions shown here, 12 were given'),
    });
    expect(blocks()[2]).toMatchObject({ rows: [['Staff questionnaire', '13', '12', '92', '0']] });
    expect(blocks().at(-1)).toMatchObject({
      rows: [
        ['Any comments?', 'Staff questionnaire', '13', '12', '92', '0'],
        ['Why?', 'Staff questionnaire', '[c]', '[c]', '[c]', '[c]'],
      ],
    });
  });

  it('has quotes under their table, and last how well coders agree', () => {
    const quotes = [{ text: 'The bus is late.', label: 'PQ' }];
    const own = blocks({
      reliability: [{ kind: 'paragraph', text: 'They agree.' }],
      quotes: new Map([['T.comments', quotes]]),
    });
    expect(own.at(-1)).toEqual({ kind: 'paragraph', text: 'They agree.' });
    expect(own[3]).toMatchObject({
      text: expect.stringMatching(/^Quotes illustrate a theme and say nothing/),
    });
    expect(kinds(own).slice(4, 7)).toEqual(['table', 'chart', 'quotes']);
    expect(own[6]).toEqual({ kind: 'quotes', quotes });
  });

  it('has quotes from questions without a table after all tables', () => {
    const quotes = [{ text: 'It is far.', label: 'PQ' }];
    const own = blocks({ quotes: new Map([['T.why', quotes]]), tables: [], charts: [] });
    const at = own.findIndex(({ kind }) => kind === 'quotes');
    expect(own.slice(at - 1, at + 1)).toEqual([
      { kind: 'paragraph', text: 'Why?' },
      { kind: 'quotes', quotes },
    ]);
  });
});
