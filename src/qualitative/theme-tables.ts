import { numberOf } from '../exact/number-of.ts';
import { type CellAddress, cellKey } from '../likert/frequency.ts';
import type { Why } from '../likert/suppress.ts';
import { dimensionOf } from '../study/lookup.ts';
import type { Question, Questionnaire, Scale, Study, TableColumn, TableDefinition } from '../study/study.ts';
import type { ThemeCounts } from './count-themes.ts';
import { agreementId, LEANS, openId, SET_ASIDE, UNCODED } from './theme-study.ts';

/** What the tables of themes stand under. */
export const THEMES_SECTION = 'What staff said: themes';

/**
 * The tables of themes, in the order in which the questionnaires ask: of each open item `T.<item>` with a column a question
 * (questionnaire and pathway), then for each statement of `themes.by` `T.<item>.<statement>` with a column a side. Rows are the
 * codes that somebody in a column shown was given, the most respondents first, equal ones in the order of the codebook, and
 * last those without a code. Only what may be shown decides on rows and their order. Items that no questionnaire of the run
 * asks have no table, nor those whose columns are all hidden or hold no code; and sides have no columns for a questionnaire
 * that can show but one of them.
 */
export function themeTables(
  themes: Study,
  counts: ThemeCounts,
  hidden: ReadonlyMap<string, Why>,
): readonly TableDefinition[] {
  const asked = themes.questionnaires.flatMap((questionnaire) =>
    questionnaire.questions.filter(isCodes).map((question) => ({ questionnaire, question })),
  );
  const items = [...new Set(asked.map(({ question }) => question.item))];
  return items.flatMap((item) => {
    const questions = asked.filter(({ question }) => question.item === item);
    const open = openId(item);
    const byQuestion = columnsOf(themes, counts, questions);
    const sides = themes.themes.by.filter((pair) => pair.item === open).map(({ statement }) => statement);
    return [
      ...tableOf(themes, counts, hidden, {
        item,
        id: `T.${open}`,
        caption: captionOf(themes, item),
        columns: byQuestion,
      }),
      ...sides.flatMap((statement) =>
        tableOf(themes, counts, hidden, {
          item,
          id: `T.${open}.${statement}`,
          caption: `${captionOf(themes, item)} By ${inSentence(dimensionOf(themes, agreementId(statement))?.label ?? statement)}`,
          columns: comparable(sideColumns(themes, counts, questions, statement), hidden),
        }),
      ),
    ];
  });
}

interface AskedCodes {
  readonly questionnaire: Questionnaire;
  readonly question: Question;
}

interface Column {
  readonly column: TableColumn;
  readonly address: CellAddress;
}

function isCodes(question: Question): boolean {
  return question.kind === 'multi' && openId(question.id) !== question.id;
}

function tableOf(
  themes: Study,
  counts: ThemeCounts,
  hidden: ReadonlyMap<string, Why>,
  of: {
    readonly item: string;
    readonly id: string;
    readonly caption: string;
    readonly columns: readonly Column[];
  },
): TableDefinition[] {
  const scale = themes.scales[`codes:${openId(of.item)}`];
  const shown = of.columns.map(({ address }) => cellKey(address)).filter((key) => !hidden.has(key));
  if (scale === undefined || shown.length === 0) return [];
  const total = (at: number) =>
    shown.reduce((sum, key) => sum + (counts.frequency.cells.get(key)?.tally.counts[at] ?? 0), 0);
  const codes = scale.options
    .map(({ id }, at) => ({ id, at, respondents: total(at) }))
    .filter(({ id, respondents }) => id !== UNCODED && id !== SET_ASIDE && respondents > 0)
    .sort((a, b) => b.respondents - a.respondents || a.at - b.at);
  if (codes.length === 0) return [];
  return [
    {
      id: of.id,
      caption: of.caption,
      section: THEMES_SECTION,
      stubHeaders: ['Theme'],
      rows: [...codes.map(({ id }) => id), UNCODED].map((id) => ({
        item: of.item,
        where: {},
        levels: [id],
        show: 'count-percent',
        label: labelOf(scale, id),
        stub: [],
      })),
      columns: of.columns.map(({ column }) => column),
      headerN: 'largest',
      notes: [
        'Respondents whose answer was given the theme or one below it, and their share of those who answered the question; an answer can have several themes.',
        ...setAsideNote(counts, scale, of.columns, hidden),
      ],
      disclosure: 'breakdown',
      distribution: false,
    },
  ];
}

/** Two codes of one name are told apart by their ids. */
function labelOf(scale: Scale, id: string): string {
  const own = scale.options.find((option) => option.id === id)?.label ?? id;
  return scale.options.filter(({ label }) => label === own).length > 1 ? `${own} (${id})` : own;
}

function setAsideNote(
  counts: ThemeCounts,
  scale: Scale,
  columns: readonly Column[],
  hidden: ReadonlyMap<string, Why>,
): string[] {
  const at = scale.options.findIndex(({ id }) => id === SET_ASIDE);
  const keys = columns.map(({ address }) => cellKey(address)).filter((key) => !hidden.has(key));
  const answers = keys.reduce(
    (sum, key) => sum + (counts.frequency.cells.get(key)?.tally.counts[at] ?? 0),
    0,
  );
  if (answers === 0) return [];
  return [`${numberOf(answers, 'answer')} in another language set aside, off the base.`];
}

function columnsOf(themes: Study, counts: ThemeCounts, questions: readonly AskedCodes[]): readonly Column[] {
  return questions.flatMap(({ questionnaire, question }) => {
    const address = { questionnaire: questionnaire.id, question: question.id, item: question.item, dims: {} };
    if (!counts.frequency.cells.has(cellKey(address))) return [];
    const who = labelsOf(themes, questionnaire.facets, 'label');
    const which = labelsOf(themes, question.facets, 'short');
    return [
      {
        address,
        column: {
          item: null,
          where: whereOf(themes, { ...questionnaire.facets, ...question.facets }),
          levels: null,
          show: null,
          label: which === '' ? who : which,
          group: which === '' ? null : who,
          headerN: true,
        },
      },
    ];
  });
}

function sideColumns(
  themes: Study,
  counts: ThemeCounts,
  questions: readonly AskedCodes[],
  statement: string,
): readonly Column[] {
  const questionnaires = [...new Set(questions.map(({ questionnaire }) => questionnaire))];
  return questionnaires.flatMap((questionnaire) => {
    const own = questions.filter((each) => each.questionnaire === questionnaire);
    return LEANS.filter(({ lean }) => lean !== null).flatMap(({ id, label }) => {
      const address = {
        questionnaire: questionnaire.id,
        question: own.length > 1 ? null : (own[0]?.question.id ?? null),
        item: own[0]?.question.item ?? '',
        dims: { [agreementId(statement)]: id },
      };
      if (!counts.frequency.cells.has(cellKey(address))) return [];
      return [
        {
          address,
          column: {
            item: null,
            where: { ...whereOf(themes, questionnaire.facets), [agreementId(statement)]: [id] },
            levels: null,
            show: null,
            label,
            group: labelsOf(themes, questionnaire.facets, 'label'),
            headerN: true,
          },
        },
      ];
    });
  });
}

/** The columns of the questionnaires that have two or more to be shown. */
function comparable(columns: readonly Column[], hidden: ReadonlyMap<string, Why>): readonly Column[] {
  return columns.filter(
    ({ address: { questionnaire } }) =>
      columns.filter(
        ({ address }) => address.questionnaire === questionnaire && !hidden.has(cellKey(address)),
      ).length > 1,
  );
}

function whereOf(themes: Study, facets: Readonly<Record<string, string>>): Record<string, readonly string[]> {
  return Object.fromEntries(
    Object.entries(facets).flatMap(([name, group]) =>
      dimensionOf(themes, name) === null ? [] : [[name, [group]]],
    ),
  );
}

function labelsOf(themes: Study, facets: Readonly<Record<string, string>>, form: 'label' | 'short'): string {
  return themes.dimensions
    .flatMap(({ id, groups }) =>
      groups.filter((group) => group.id === facets[id]).map((group) => group[form]),
    )
    .join(', ');
}

function captionOf(themes: Study, item: string): string {
  return themes.items[item] ?? item;
}

function inSentence(label: string): string {
  return `${label.charAt(0).toLowerCase()}${label.slice(1)}`;
}
