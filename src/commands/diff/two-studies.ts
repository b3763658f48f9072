import type { Dimension, Question, Study } from '../../study/study.ts';
import { type FigurePlace, questionKey } from './place-figure.ts';

/** The earlier and the later study of two runs, looked at together: a question or dimension of either counts. */
export interface TwoStudies {
  readonly earlier: Study;
  readonly later: Study;
  /** The question with a `questionKey`; null where that study does not ask it. */
  readonly questionAt: (side: 'earlier' | 'later', key: string) => Question | null;
  /** The dimension of respondents whose groups the answers to a question of that study make; null where none. */
  readonly groupedBy: (side: 'earlier' | 'later', question: Question) => Dimension | null;
  /** Questions of either on which `test` holds in one of them, by `questionKey`. */
  readonly questionsWhere: (
    test: (question: Question, questionnaire: string) => boolean,
  ) => ReadonlySet<string>;
  /** The questions themselves and all that are asked or not by what is answered to them. */
  readonly withRouted: (questions: ReadonlySet<string>) => ReadonlySet<string>;
  /** Dimensions of respondents whose groups are made by the answers to one of these questions. */
  readonly dimensionsFrom: (questions: ReadonlySet<string>) => ReadonlySet<string>;
  /** Whether a figure counts answers to one of these questions, or respondents put in groups by them. */
  readonly rests: (place: FigurePlace, questions: ReadonlySet<string>) => boolean;
}

/** Both studies of a comparison. */
export function twoStudies(earlier: Study, later: Study): TwoStudies {
  const asked = [earlier, later].flatMap((study) =>
    study.questionnaires.flatMap((questionnaire) =>
      questionnaire.questions.map((question) => ({ study, questionnaire: questionnaire.id, question })),
    ),
  );
  const byKey = new Map(
    asked.map(({ study, questionnaire, question }) => [
      `${study === earlier ? 'earlier' : 'later'}\n${questionKey(questionnaire, question.id)}`,
      question,
    ]),
  );
  const questionAt: TwoStudies['questionAt'] = (side, key) => byKey.get(`${side}\n${key}`) ?? null;
  const makers = { earlier: groupMakers(earlier), later: groupMakers(later) };
  const groupedBy: TwoStudies['groupedBy'] = (side, { item }) => makers[side].get(item) ?? null;
  const questionsWhere: TwoStudies['questionsWhere'] = (test) =>
    new Set(
      asked
        .filter(({ question, questionnaire }) => test(question, questionnaire))
        .map(({ question, questionnaire }) => questionKey(questionnaire, question.id)),
    );
  const withRouted: TwoStudies['withRouted'] = (questions) => {
    const all = new Set(questions);
    for (let size = -1; size !== all.size; ) {
      size = all.size;
      for (const { questionnaire, question } of asked)
        if (question.askedIf !== null && all.has(questionKey(questionnaire, question.askedIf.question)))
          all.add(questionKey(questionnaire, question.id));
    }
    return all;
  };
  const dimensions = new WeakMap<ReadonlySet<string>, ReadonlySet<string>>();
  const dimensionsFrom: TwoStudies['dimensionsFrom'] = (questions) => {
    const known = dimensions.get(questions) ?? findDimensions(questions);
    dimensions.set(questions, known);
    return known;
  };
  const findDimensions: TwoStudies['dimensionsFrom'] = (questions) => {
    const items = new Set(
      asked
        .filter(({ questionnaire, question }) => questions.has(questionKey(questionnaire, question.id)))
        .map(({ question }) => question.item),
    );
    const own = [...earlier.dimensions, ...later.dimensions]
      .filter(({ from, item }: Dimension) => from === 'respondent' && item !== null && items.has(item))
      .map(({ id }) => id);
    // The codes of open answers are also broken down by how far respondents agreed with a statement.
    return new Set([...own, ...[...items].map((item) => `agreement:${item}`)]);
  };
  const rests: TwoStudies['rests'] = (place, questions) => {
    for (const question of place.questions) if (questions.has(question)) return true;
    const by = dimensionsFrom(questions);
    return (
      Object.keys(place.groups).some((name) => by.has(name)) &&
      [...questions].some((key) => place.questionnaires.has(key.slice(0, key.indexOf('\n'))))
    );
  };
  return { earlier, later, questionAt, groupedBy, questionsWhere, withRouted, dimensionsFrom, rests };
}

function groupMakers({ dimensions }: Study): ReadonlyMap<string, Dimension> {
  return new Map(
    dimensions.flatMap((dimension) =>
      dimension.from === 'respondent' && dimension.item !== null ? [[dimension.item, dimension]] : [],
    ),
  );
}
