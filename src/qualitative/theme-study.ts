import { appliesTo, type Code, type Codebook } from '../study/codebook.ts';
import { respondentDimensions, scaleOf } from '../study/lookup.ts';
import type { Dimension, Option, Question, Questionnaire, Scale, Study } from '../study/study.ts';

/** Options of every scale of codes besides the codes. No code can be called so: ids hold no brackets. */
export const UNCODED = '(uncoded)';
/** An answer in another language: off the base, as a named missing answer is. */
export const SET_ASIDE = '(set aside)';

/** What is added to the id of an open question or item for that of its codes. */
const CODES = '.codes';

/**
 * Groups of respondents by their answer to a statement: its side, in the order of scales, and those whose answer is on none
 * (don't know, blank, not asked), so that the groups add up to all.
 */
export const LEANS = [
  { id: 'disagree', label: 'Disagree', lean: -1 },
  { id: 'neutral', label: 'Neither', lean: 0 },
  { id: 'agree', label: 'Agree', lean: 1 },
  { id: 'none', label: 'Did not say', lean: null },
] as const;

/**
 * The study whose closed questions are the codes of its open ones: every open question that a code applies to becomes a
 * multi `<id>.codes` of the item `<item>.codes`, same facets, on the scale `codes:<item>`. Its options are the codes of the
 * item in the order of the codebook, then UNCODED (answered, no code), then SET_ASIDE. Beside them stand the questions that
 * put respondents in groups. Broken down as `study.themes` says; each statement of `themes.by` is a dimension
 * `agreement:<statement>`. So counts of codes are FrequencyTables, and what is true of these is true of them. Without a
 * codebook there are no questions. No tables.
 */
export function themeStudy(study: Study): Study {
  const codes = study.codebook?.codes ?? [];
  const items = new Map<string, Scale>();
  const questionnaires = study.questionnaires.map((questionnaire): Questionnaire => {
    const derived = codedQuestions(study, questionnaire).map((question): Question => {
      const scale =
        items.get(question.item) ?? scaleOfCodes(question.item, codesOf(study, question.item, codes));
      items.set(question.item, scale);
      return {
        ...question,
        id: codesId(question.id),
        item: codesId(question.item),
        kind: 'multi',
        scale: scale.id,
        askedIf: null,
      };
    });
    return { ...questionnaire, questions: [...groupingQuestions(study, questionnaire), ...derived] };
  });
  return {
    ...study,
    scales: { ...study.scales, ...Object.fromEntries([...items.values()].map((scale) => [scale.id, scale])) },
    dimensions: [
      ...study.dimensions,
      ...study.themes.by
        .map(({ statement }) => statement)
        .filter(isFirst)
        .map((statement) => agreementWith(study, statement)),
    ],
    questionnaires,
    items: Object.fromEntries([...items.keys()].map((item) => [codesId(item), captionOf(study, item)])),
    breakdowns: study.themes.breakdowns,
    tables: [],
    figures: [],
    quoted: [],
    outOfReach: [],
  };
}

/** The open questions of a questionnaire that some code applies to, in its order. */
export function codedQuestions(
  study: Pick<Study, 'codebook'>,
  questionnaire: Questionnaire,
): readonly Question[] {
  const codes = study.codebook?.codes ?? [];
  return questionnaire.questions.filter(
    (question) => question.kind === 'text' && codes.some((code) => appliesTo(code, question)),
  );
}

/** The id that the codes of an open question or item go by. */
export function codesId(open: string): string {
  return `${open}${CODES}`;
}

/** The open question or item whose codes go by this id. */
export function openId(codes: string): string {
  return codes.endsWith(CODES) ? codes.slice(0, -CODES.length) : codes;
}

const AGREEMENT = 'agreement:';

/** The dimension of how far respondents agreed with a statement. */
export function agreementId(statement: string): string {
  return `${AGREEMENT}${statement}`;
}

/** Whether a dimension is one of how far respondents agreed with a statement. */
export function isAgreement(dimension: string): boolean {
  return dimension.startsWith(AGREEMENT);
}

/** Of each code itself and the codes above it, nearest first. */
export function lineages({ codes }: Codebook): ReadonlyMap<string, readonly string[]> {
  const parents = new Map(codes.map(({ id, parent }) => [id, parent]));
  return new Map(
    codes.map(({ id }) => {
      const line = new Set<string>();
      for (let at: string | null = id; at !== null && !line.has(at); at = parents.get(at) ?? null)
        line.add(at);
      return [id, [...line]];
    }),
  );
}

/**
 * The statement's question that belongs to an open question: of the same questionnaire and in none but its groups (pathway),
 * answered on a scale with sides. Null where there is none or more than one.
 */
export function statementFor(
  study: Pick<Study, 'scales'>,
  questionnaire: Questionnaire,
  open: Question,
  statement: string,
): Question | null {
  const [only, another] = questionnaire.questions.filter(
    (question) =>
      question.item === statement &&
      question.kind !== 'multi' &&
      scaleOf(study, question)?.options.some(({ lean }) => lean !== null) === true &&
      Object.entries(question.facets).every(([name, group]) => open.facets[name] === group),
  );
  return another === undefined ? (only ?? null) : null;
}

function codesOf(study: Study, item: string, codes: readonly Code[]): readonly Code[] {
  const asking = study.questionnaires.flatMap(({ questions }) =>
    questions.filter((question) => question.kind === 'text' && question.item === item),
  );
  return codes.filter((code) => asking.some((question) => appliesTo(code, question)));
}

function scaleOfCodes(item: string, codes: readonly Code[]): Scale {
  return {
    id: `codes:${item}`,
    kind: 'nominal',
    labels: 'published',
    options: [
      ...codes.map(({ id, name }) => option(id, name)),
      option(UNCODED, 'No theme found'),
      { ...option(SET_ASIDE, 'Set aside: in another language'), missing: 'not_applicable' },
    ],
    sets: {},
  };
}

function option(id: string, label: string): Option {
  return { id, label, aliases: [], value: null, lean: null, missing: null };
}

function groupingQuestions(study: Study, questionnaire: Questionnaire): readonly Question[] {
  const items = respondentDimensions(study).map(({ item }) => item);
  return questionnaire.questions.filter(({ item, kind }) => kind !== 'text' && items.includes(item));
}

function agreementWith(study: Study, statement: string): Dimension {
  const asked = study.questionnaires
    .flatMap(({ questions }) => questions)
    .find(({ item }) => item === statement);
  return {
    id: agreementId(statement),
    label: `Agreement with “${study.items[statement] ?? asked?.text ?? statement}”`,
    from: 'respondent',
    item: statement,
    groups: LEANS.map(({ id, label }) => ({ id, label, short: label })),
  };
}

/** The study's statement of an item, else the wording that its questions share, else the first's. */
function captionOf(study: Study, item: string): string {
  const asked = study.questionnaires.flatMap(({ questions }) =>
    questions.filter((question) => question.item === item),
  );
  return study.items[item] ?? asked[0]?.text ?? item;
}

function isFirst(text: string, at: number, all: readonly string[]): boolean {
  return all.indexOf(text) === at;
}
