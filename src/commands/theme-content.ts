import type { Marks } from '../likert/summarise.ts';
import { coOccurrence, type Pair } from '../qualitative/co-occurrence.ts';
import { type Coverage, coverageOf } from '../qualitative/coverage.ts';
import { type SummarisedThemes, showThemes, summariseThemes } from '../qualitative/summarise-themes.ts';
import { themesToJson } from '../qualitative/themes-json.ts';
import type { Chart, Quote, ReportBlock, Table } from '../render/contract.ts';
import { writeCsv } from '../render/csv.ts';
import type { Study } from '../study/study.ts';
import type { StagedFolder } from './output-folder.ts';
import { reliabilityBlocks } from './reliability-blocks.ts';
import type { CodingRecord } from './run-record.ts';
import { createTextFile } from './text-file.ts';
import { writeThemesCsv } from './themes-csv.ts';
import type { CodedRun } from './write-codings.ts';

/** What a run says of its open answers, before it is written. */
export interface ThemesContent extends SummarisedThemes {
  readonly tables: readonly Table[];
  readonly charts: readonly Chart[];
  readonly coverage: readonly Coverage[];
  /** As they may be shown. */
  readonly pairs: readonly Pair[];
  /** What the report says of how well coders agree, after coverage; null where nothing was measured. */
  readonly reliability: readonly ReportBlock[] | null;
  /** Quotes that a person has ticked, by the table of themes they stand under (`T.improve`). */
  readonly quotes: ReadonlyMap<string, readonly Quote[]>;
  readonly marks: Marks;
}

/** Tables, charts and coverage of what was coded. */
export function contentOfThemes(
  study: Study,
  { counts, reliability }: CodedRun,
  below: number,
  marks: Marks,
  charts: boolean,
): ThemesContent {
  const themes = summariseThemes(study, counts, below);
  const shown = showThemes(themes, marks);
  return {
    ...themes,
    tables: shown.tables,
    charts: charts ? shown.charts : [],
    coverage: coverageOf(themes.study, counts),
    pairs: coOccurrence(counts, below),
    reliability:
      reliability === null || study.codebook === null ? null : reliabilityBlocks(reliability, study.codebook),
    quotes: new Map(),
    marks,
  };
}

/** What a run's record says of its coding, but for the number of figures. */
export function codingRecord(
  study: Study,
  coded: CodedRun,
  coverage: readonly Coverage[],
): Omit<CodingRecord, 'figures'> | null {
  const { codebook } = study;
  if (codebook === null) return null;
  return {
    codebook: codebook.sha256,
    codes: codebook.codes.length,
    rules: codebook.codes.reduce((sum, { rules }) => sum + rules.length, 0),
    decisions: coded.decisions,
    others: coded.others ?? [],
    quotes: null,
    answers: coded.answers,
    coded: coverage.reduce((sum, line) => sum + line.coded, 0),
    setAside: coded.setAside,
    codings: coded.codings,
    ...(coded.interviews === undefined ? {} : { interviews: coded.interviews }),
  };
}

/** Writes themes.csv and co-occurrence.csv in both forms, and the counts for later reading. Gives the number of figures. */
export function writeThemes(folder: StagedFolder, content: ThemesContent): CodingRecord['figures'] {
  folder.write('internal/theme-counts.json', `${JSON.stringify(themesToJson(content.counts))}\n`);
  folder.write(
    'internal/co-occurrence.csv',
    writeCsv([
      ['item', 'code_a', 'code_b', 'answers'],
      ...[...content.counts.pairs]
        .map(([key, answers]) => [...key.split('|'), String(answers)])
        .sort((x, y) => (x.join() < y.join() ? -1 : 1)),
    ]),
  );
  folder.write(
    'publish/co-occurrence.csv',
    writeCsv([
      ['code_a', 'code_b', 'answers', 'shorthand', 'synthetic'],
      ...content.pairs.map(({ a, b, answers }) => [
        a,
        b,
        answers === null ? '' : String(answers),
        answers === null ? '[c]' : '',
        content.marks.synthetic ? 'yes' : 'no',
      ]),
    ]),
  );
  const internal = createTextFile(`${folder.path}/internal/themes.csv`);
  try {
    const publish = createTextFile(`${folder.path}/publish/themes.csv`);
    try {
      return writeThemesCsv(content.study, content.counts, content.hidden, content.marks, {
        internal: internal.write,
        publish: publish.write,
      });
    } finally {
      publish.close();
    }
  } finally {
    internal.close();
  }
}
