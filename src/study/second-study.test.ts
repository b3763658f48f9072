import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadStudy } from './load.ts';
import { positionsOf } from './lookup.ts';
import type { Study } from './study.ts';

let study: Study;
beforeAll(async () => {
  study = await loadStudy('fixtures/second-study/study');
});

describe('a study of another shape', () => {
  test('has its own dimensions, blocks and scales', () => {
    expect(study.dimensions.map((dimension) => dimension.id)).toEqual([
      'audience',
      'service',
      'district',
      'age',
    ]);
    expect(study.questionnaires[0]?.questions.map((question) => question.id)).toEqual([
      'consent',
      'district',
      'age',
      'l.uses',
      'l.easy',
      'l.choice',
      'l.slow',
      'l.quality',
      'e.uses',
      'e.easy',
      'e.choice',
      'e.slow',
      'e.quality',
      'recommend',
      'comment',
    ]);
    expect(study.questionnaires[0]?.withdrawn).toEqual(['500000018']);
    expect(study.rules).toEqual({ suppressBelow: 5, speederShare: 1 / 3 });
  });

  test('agreement follows the lean on reversed and unbalanced scales', () => {
    const agree = (id: string) => {
      const scale = study.scales[id];
      return scale === undefined ? [] : positionsOf(scale, null).map((at) => scale.options[at]?.id);
    };
    expect(agree('agree-5')).toEqual(['agree', 'strongly-agree']);
    expect(agree('agree-5-reversed')).toEqual(['strongly-agree', 'agree']);
    expect(agree('quality')).toEqual(['good', 'very-good', 'excellent']);
  });

  test('a named missing answer is no group of a dimension', () => {
    expect(study.dimensions[3]?.groups.map((group) => group.id)).toEqual([
      'under-30',
      '30-to-59',
      '60-or-over',
    ]);
  });

  test('its export has a column for each question, in the study’s order', () => {
    const text = readFileSync('fixtures/second-study/exports/library.csv', 'utf8');
    const rows: string[][] = parse(text, { bom: true, relax_column_count: true });
    expect(text.startsWith('\uFEFF"Data Export Generated on')).toBe(true);
    const header = rows[3] ?? [];
    const options = rows[4] ?? [];
    expect(header.slice(0, 2)).toEqual(['Response ID', 'Response Status']);
    expect(options[0]).toBe('');
    const columns = study.questionnaires[0]?.questions.flatMap((question) =>
      question.kind === 'multi' ? ['North', 'South', 'East'] : [question.text],
    );
    const found = header
      .slice(17)
      .map((text, index) => (options[17 + index] === '' ? text : options[17 + index]));
    expect(found).toEqual(columns?.map((text) => text.replace(/[,’]/g, '')));
    expect(new Set(rows.slice(3).map((row) => row.length))).toEqual(new Set([34]));
  });
});
