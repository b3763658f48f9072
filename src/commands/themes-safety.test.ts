import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomFor } from '../exact/random.ts';
import { RESULT_COLUMNS, resultRows } from '../likert/result-rows.ts';
import { summarise } from '../likert/summarise.ts';
import { maskWith } from '../likert/suppress.ts';
import { themeCounter } from '../qualitative/count-themes.ts';
import { type SummarisedThemes, showThemes, summariseThemes } from '../qualitative/summarise-themes.ts';
import { codedBatch, codedStudy, type Row } from '../qualitative/testing/coded-study.ts';
import { themeStudy } from '../qualitative/theme-study.ts';
import { writeCsv } from '../render/csv.ts';
import { attackPublication } from './testing/attack-publication.ts';
import { writeThemesCsv } from './themes-csv.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'themes-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const BELOW = 5;
const MARKS = { synthetic: true };

function randomRows(seed: number, respondents: number, percentB: number): readonly Row[] {
  const draw = randomFor(seed, 'themes');
  const texts = ['We wait', 'The bus, and a queue', 'Far', 'access', 'Nothing much', 'Staff'];
  const text = (percent: number): string =>
    draw.chance(percent) ? (texts[draw.below(texts.length)] ?? '') : '';
  return Array.from({ length: respondents }, () => ({
    closed: { area: draw.below(5), 'a.clear': draw.below(9), 'b.clear': draw.below(9) },
    text: { 'a.why': text(60), 'b.why': text(percentB), comments: text(30) },
  }));
}

function summarised(rows: readonly Row[]): SummarisedThemes {
  const study = codedStudy();
  const { questionnaire, batch, coded } = codedBatch(study, rows);
  const counter = themeCounter(study, themeStudy(study), questionnaire);
  counter.add(batch, coded);
  return summariseThemes(study, counter.counts(), BELOW);
}

/** All that could be published of the counts, more than themes.csv has, as the attack reads it; bases of wholes too. */
function publish(name: string, { study, counts, hidden }: SummarisedThemes): string {
  const results = summarise(study, counts.frequency, MARKS);
  const run = join(folder, name);
  for (const [part, shown] of [
    ['internal', results],
    ['publish', results.map(maskWith(hidden))],
  ] as const) {
    mkdirSync(join(run, part), { recursive: true });
    writeFileSync(join(run, part, 'results.csv'), writeCsv([[...RESULT_COLUMNS], ...resultRows(shown)]));
  }
  return run;
}

function themesCsv(themes: SummarisedThemes): { readonly internal: string; readonly publish: string } {
  const written = { internal: '', publish: '' };
  writeThemesCsv(themes.study, themes.counts, themes.hidden, MARKS, {
    internal: (text) => {
      written.internal += text;
    },
    publish: (text) => {
      written.publish += text;
    },
  });
  return written;
}

describe('themes of small groups stay hidden', () => {
  const cases = [
    ['many answers', 1, 90, 60],
    ['a question that few answer', 2, 80, 4],
    ['a question that a few more answer', 3, 80, 12],
    ['few respondents', 4, 25, 40],
    ['very few', 5, 9, 50],
  ] as const;

  it.each(cases)('%s: no hidden count follows from what is shown', (name, seed, respondents, percentB) => {
    const themes = summarised(randomRows(seed, respondents, percentB));
    const { hidden, leaks } = attackPublication(publish(name.replace(/\W/g, '-'), themes));
    expect(hidden).toBeGreaterThan(3);
    expect(leaks).toEqual([]);
  });

  it.each(cases)(
    '%s: no cell with fewer answers than the rule wants is shown, wholes of questions neither',
    (_, seed, respondents, percentB) => {
      const themes = summarised(randomRows(seed, respondents, percentB));
      for (const [key, { tally }] of themes.counts.frequency.cells)
        if (tally.respondents < BELOW) expect(themes.hidden.has(key), key).toBe(true);
    },
  );

  it('a breakdown costs no whole: what is shown without groups is shown with them', () => {
    const rows = randomRows(1, 90, 60);
    const wholes = (themes: SummarisedThemes) =>
      [...themes.counts.frequency.cells].flatMap(([key, { address }]) =>
        Object.keys(address.dims).length === 0 && !themes.hidden.has(key) ? [key] : [],
      );
    expect(wholes(summarised(rows))).toHaveLength(4);
  });

  it('themes.csv says [c] once for a hidden cell and holds none of its numbers', () => {
    const themes = summarised(randomRows(2, 80, 4));
    const { internal, publish: shown } = themesCsv(themes);
    const read = (text: string): readonly Record<string, string>[] => parse(text, { columns: true });
    const full = new Map(read(internal).map((row) => [row['id'], row]));
    const rows = read(shown);
    const cells = new Set(rows.filter(({ shorthand }) => shorthand === '[c]').map(({ id }) => id));
    expect(cells.size).toBe(themes.hidden.size);
    for (const row of rows) {
      if (row['shorthand'] !== '[c]') expect(row).toEqual(full.get(row['id']));
      else
        expect([row['statistic'], row['value'], row['base'], row['code']]).toEqual(['answered', '', '', '']);
    }
    expect(read(internal).length).toBeGreaterThan(rows.length);
  });

  it('every figure of a table is in themes.csv under its id, or hidden', () => {
    const themes = summarised(randomRows(1, 90, 60));
    const ids = new Set(
      parse(themesCsv(themes).publish, { columns: true }).map((row) => (row as { readonly id: string }).id),
    );
    const { tables } = showThemes(themes, MARKS);
    const figures = tables.flatMap(({ rows, columns }) => [
      ...rows.flatMap(({ cells }) => cells.flatMap((cell) => cell.figures)),
      ...columns.flatMap(({ headerN }) => headerN ?? []),
    ]);
    expect(figures.length).toBeGreaterThan(30);
    const lost = figures.filter(
      ({ result, shorthand, exact }) => shorthand !== '[c]' && exact?.numerator !== 0n && !ids.has(result),
    );
    expect(lost).toEqual([]);
  });
});
