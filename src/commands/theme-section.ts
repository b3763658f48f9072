import { formatExact, ratio } from '../exact/ratio.ts';
import type { Coverage } from '../qualitative/coverage.ts';
import { openId } from '../qualitative/theme-study.ts';
import { THEMES_SECTION } from '../qualitative/theme-tables.ts';
import type { Quote, ReportBlock, ReportSection } from '../render/contract.ts';
import type { Study } from '../study/study.ts';
import { counted, countText } from './count-text.ts';
import type { CodingRecord } from './run-record.ts';
import type { ThemesContent } from './theme-content.ts';

/** So many pairs of themes are printed; all of them are in co-occurrence.csv. */
const PRINTED_PAIRS = 15;

/**
 * The report's sections on what open answers say: how much of them was coded and by what; then, for the questions of each questionnaire
 * and those that several have in common, each open item's table, chart and quotes; which themes come together, and
 * how much was coded by question; last how well coders agree, where that was measured. Nothing is interpreted.
 */
export function themeSections(
  study: Study,
  themes: ThemesContent,
  record: CodingRecord,
  synthetic: boolean,
): readonly ReportSection[] {
  // Totals over hidden questions too would tell how many answered those.
  const shown = themes.coverage.filter(({ cell }) => !themes.hidden.has(cell));
  return [
    {
      id: 'themes',
      title: THEMES_SECTION,
      blocks: [
        ...(synthetic
          ? [
              paragraph(
                'A demonstration of the software on synthetic text, not evidence: the answers were written to try the program out. Nobody gave them, and how often a theme comes up means nothing.',
              ),
            ]
          : []),
        paragraph(howCoded(shown, record)),
        coverageSummary(study, shown),
        ...(themes.quotes.size === 0 ? [] : [paragraph(ON_QUOTES)]),
      ],
    },
    ...questionSections(study, themes),
    {
      id: 'themes-together',
      title: 'Themes together, and coverage by question',
      blocks: [...pairTable(themes), coverageTable(study, themes)],
    },
    ...(themes.reliability === null
      ? []
      : [
          {
            id: 'themes-reliability',
            title: 'How well the coding can be relied on',
            blocks: themes.reliability,
          },
        ]),
  ];
}

/** Tables of themes with their charts and quotes, in sections by the questionnaires that ask the question. */
function questionSections(study: Study, themes: ThemesContent): readonly ReportSection[] {
  const sections = new Map<string, ReportBlock[]>();
  const add = (item: string, blocks: readonly ReportBlock[]) => {
    const asked = study.questionnaires.filter(({ questions }) =>
      questions.some((question) => question.item === item && question.kind === 'text'),
    );
    const title = `Themes: ${asked.map((each) => each.title).join('; ')}`;
    sections.set(title, [...(sections.get(title) ?? []), ...blocks]);
  };
  for (const table of themes.tables) {
    const definition = themes.study.tables.find(({ id }) => id === table.id);
    add(openId(definition?.rows[0]?.item ?? ''), [
      { kind: 'table', table },
      ...themes.charts
        .filter((chart) => chart.table === table.id)
        .map((chart): ReportBlock => ({ kind: 'chart', chart })),
      ...quotesOf(themes.quotes.get(table.id) ?? []),
    ]);
  }
  // Quotes from questions whose table is hidden or empty.
  for (const [table, own] of themes.quotes) {
    if (themes.tables.some(({ id }) => id === table)) continue;
    const item = table.replace(/^T\./, '');
    add(item, [paragraph(study.items[item] ?? item), ...quotesOf(own)]);
  }
  return [...sections].map(([title, blocks], at) => ({ id: `themes-${at + 1}`, title, blocks }));
}

const ON_QUOTES =
  'Quotes illustrate a theme and say nothing of how many think so. A person chose each of them; names, workplaces, addresses and numbers are replaced in square brackets, and […] stands for words left out.';

function paragraph(text: string): ReportBlock {
  return { kind: 'paragraph', text };
}

function howCoded(shown: readonly Coverage[], { codes, codings }: CodingRecord): string {
  const { answers, coded, setAside } = totalOf(shown);
  const people = codings.person + codings.model;
  const others = people === 0 ? '' : `, ${countText(people)} on a coder’s word`;
  const aside =
    setAside === 0
      ? ''
      : ` ${counted(setAside, 'answer')} in another language ${setAside === 1 ? 'was' : 'were'} set aside.`;
  return (
    `Of ${counted(answers, 'open answer')} to the questions shown here, ${countText(coded)} were given at least one theme of a codebook of ${countText(codes)} (after Hsieh and Shannon 2005: categories set beforehand from the questions asked, and further ones developed while coding).${aside}` +
    ` ${counted(codings.rule + people, 'coding')} in all: ${countText(codings.rule)} by the codebook’s rules${others}.` +
    ' Each can be traced with “crs-eval explain”.'
  );
}

function totalOf(lines: readonly Coverage[]): Pick<Coverage, 'answers' | 'coded' | 'setAside'> {
  const sum = (of: (line: Coverage) => number) => lines.reduce((total, line) => total + of(line), 0);
  return {
    answers: sum(({ answers }) => answers),
    coded: sum(({ coded }) => coded),
    setAside: sum(({ setAside }) => setAside),
  };
}

const COVERAGE = ['Answers', 'Given a theme', '%', 'Set aside'];

function numbersOf({ answers, coded, setAside }: ReturnType<typeof totalOf>): string[] {
  const share = answers === 0 ? '[x]' : formatExact(ratio(100 * coded, answers), 0);
  return [countText(answers), countText(coded), share, countText(setAside)];
}

function coverageSummary(study: Study, shown: readonly Coverage[]): ReportBlock {
  const asked = study.questionnaires.filter(({ id }) =>
    shown.some(({ questionnaire }) => questionnaire === id),
  );
  return {
    kind: 'plain-table',
    caption: 'Coverage: open answers that were given at least one theme (by question below)',
    headers: ['Questionnaire', ...COVERAGE],
    rows: asked.map(({ id, title }) => [
      title,
      ...numbersOf(totalOf(shown.filter(({ questionnaire }) => questionnaire === id))),
    ]),
  };
}

function coverageTable(study: Study, { coverage, hidden }: ThemesContent): ReportBlock {
  return {
    kind: 'plain-table',
    caption: 'Coverage by question',
    headers: ['Question', 'Questionnaire', ...COVERAGE],
    rows: coverage.map((line) => [
      study.items[line.item] ?? line.item,
      study.questionnaires.find(({ id }) => id === line.questionnaire)?.title ?? line.questionnaire,
      ...(hidden.has(line.cell) ? COVERAGE.map(() => '[c]') : numbersOf(line)),
    ]),
  };
}

function quotesOf(quotes: readonly Quote[]): ReportBlock[] {
  return quotes.length === 0 ? [] : [{ kind: 'quotes', quotes }];
}

function pairTable({ pairs, study }: ThemesContent): ReportBlock[] {
  const shown = pairs.filter(({ answers }) => answers !== null).slice(0, PRINTED_PAIRS);
  if (shown.length === 0) return [];
  const names = new Map((study.codebook?.codes ?? []).map(({ id, name }) => [id, name]));
  return [
    {
      kind: 'plain-table',
      caption: `Themes that come together: the ${counted(shown.length, 'pair')} given most often to the same answer, over all questions`,
      headers: ['Theme', 'Theme', 'Answers'],
      rows: shown.map(({ a, b, answers }) => [names.get(a) ?? a, names.get(b) ?? b, countText(answers ?? 0)]),
    },
  ];
}
