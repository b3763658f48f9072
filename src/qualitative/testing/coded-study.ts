import { batchOf, smallStudy } from '../../likert/testing/small-study.ts';
import type { Code, Codebook } from '../../study/codebook.ts';
import type { ResponseBatch } from '../../study/responses.ts';
import type { Question, Questionnaire, Study } from '../../study/study.ts';
import { asProposed, type CodedAnswer, codeAnswer, type Decide } from '../coded-answer.ts';
import { openAnswersIn } from '../open-answers.ts';
import { respondentGroups } from '../respondent-groups.ts';
import { compileCodebook } from '../rules/compile-codebook.ts';
import { codedQuestions } from '../theme-study.ts';

/** A respondent: answers to closed questions as `batchOf` has them, and open answers. */
export interface Row {
  readonly closed?: Readonly<Record<string, number | readonly number[]>>;
  readonly text?: Readonly<Record<string, string>>;
}

/**
 * The small study with open questions and a codebook: `a.why` and `b.why` are of one item in two pathways, `comments` of
 * another; `access` stands over `waiting` and `distance`; `staff` applies to comments alone.
 */
export function codedStudy(changes: Partial<Study> = {}): Study {
  const small = smallStudy();
  const [staff, provider] = small.questionnaires;
  if (staff === undefined || provider === undefined)
    throw new Error('the small study has two questionnaires');
  const open = (id: string, item: string, pathway: string): Question => ({
    ...questionIn(staff, 'comments'),
    id,
    item,
    text: `Why, in ${pathway}?`,
    facets: { pathway },
  });
  const questions = [...staff.questions, open('a.why', 'why', 'A'), open('b.why', 'why', 'B')];
  return {
    ...small,
    questionnaires: [{ ...staff, questions }, provider],
    items: { ...small.items, why: 'Why?', comments: 'Any comments?' },
    breakdowns: [],
    themes: { breakdowns: [['area']], by: [{ item: 'why', statement: 'clear' }] },
    codebook: CODEBOOK,
    ...changes,
  };
}

/** Rows of the staff questionnaire as one batch; their answers coded by the study's rules and `decide`. */
export function codedBatch(
  study: Study,
  rows: readonly Row[],
  decide: Decide = asProposed,
): {
  readonly questionnaire: Questionnaire;
  readonly batch: ResponseBatch;
  readonly coded: readonly CodedAnswer[][];
} {
  const [questionnaire] = study.questionnaires;
  if (questionnaire === undefined) throw new Error('no questionnaire');
  const ids = questionnaire.questions.filter(({ kind }) => kind === 'text').map(({ id }) => id);
  const batch: ResponseBatch = {
    ...batchOf(
      study,
      questionnaire,
      rows.map(({ closed = {} }) => closed),
    ),
    text: new Map(ids.map((id) => [id, rows.map(({ text = {} }) => text[id] ?? '')])),
  };
  const coder = compileCodebook(study);
  const groupsOf = respondentGroups(study, questionnaire);
  const asked = new Map(codedQuestions(study, questionnaire).map((question) => [question.id, question]));
  const coded = rows.map((_, row) =>
    [...openAnswersIn(questionnaire, batch, row)].flatMap((answer) => {
      const question = asked.get(answer.question);
      if (question === undefined) return [];
      const own = { codebook: coder.codebook, question: coder.forQuestion(questionnaire, question) };
      return [codeAnswer(answer, own, groupsOf(batch, row), decide)];
    }),
  );
  return { questionnaire, batch, coded };
}

function questionIn({ questions }: Questionnaire, id: string): Question {
  const found = questions.find((question) => question.id === id);
  if (found === undefined) throw new Error(`no question ${id}`);
  return found;
}

function code(
  id: string,
  parent: string | null,
  questions: readonly string[],
  when: readonly string[],
): Code {
  const place = { file: 'codes.yaml', line: 1, column: 1, literal: true };
  return {
    id,
    name: id.charAt(0).toUpperCase() + id.slice(1),
    brief: id,
    full: id,
    use: '',
    not: '',
    examples: [],
    parent,
    questions,
    rules: when.map((each, at) => ({
      id: `${id}-${at + 1}`,
      when: each,
      wants: 'affirmed',
      questions: null,
      where: {},
      place,
    })),
    place,
  };
}

const EVERYWHERE = ['why', 'comments'];

const CODEBOOK: Codebook = {
  codes: [
    code('access', null, EVERYWHERE, ['access']),
    code('waiting', 'access', EVERYWHERE, ['wait* or queue*', '"waiting list"']),
    code('distance', 'access', EVERYWHERE, ['far or bus']),
    code('staff', null, ['comments'], ['staff']),
  ],
  changes: [],
  sha256: 'c'.repeat(64),
};
