import type { Option, Question, Questionnaire, Scale, Study } from '../../study/study.ts';

/** A study of two questionnaires for tests: `staff`, with two services asked the same statements, and `users`. */
export function smallStudy(changes: Partial<Questionnaire> = {}): Study {
  const staff: Questionnaire = {
    id: 'staff',
    title: 'Staff',
    facets: {},
    period: null,
    sections: [
      { id: 'sample', title: 'About you', kind: 'sample' },
      { id: 'north', title: 'North service', kind: 'evaluation' },
      { id: 'south', title: 'South service', kind: 'evaluation' },
      { id: 'end', title: 'Last', kind: 'evaluation' },
    ],
    questions: [
      question({
        id: 'consent',
        text: 'Do you agree to take part?',
        kind: 'choice',
        scale: 'yes-no',
        routing: true,
        consent: ['yes'],
      }),
      question({ id: 'role', text: "What's your role, mainly?", kind: 'choice', scale: 'role', other: true }),
      question({
        id: 'areas',
        text: 'Which areas do you work in?',
        kind: 'multi',
        scale: 'area',
        other: true,
      }),
      ...['north', 'south'].flatMap((block) => [
        question({
          id: `${block}.uses`,
          text: `Do you use the ${block} service?`,
          kind: 'choice',
          scale: 'yes-no',
          section: block,
          routing: true,
        }),
        ...['It is quick', 'It is kind', "It's fair"].map((text, index) =>
          question({
            id: `${block}.${['quick', 'kind', 'fair'][index]}`,
            text,
            section: block,
            kind: 'likert',
            scale: 'agreement',
            stem: `About the ${block} service, do you agree?`,
            askedIf: { question: `${block}.uses`, options: ['yes'] },
            facets: { service: block },
          }),
        ),
      ]),
      question({
        id: 'worth',
        text: 'What is it worth, 0 to 10?',
        section: 'end',
        kind: 'rating',
        scale: 'ten',
      }),
      question({ id: 'comment', text: 'Anything else?', section: 'end' }),
    ],
    withdrawn: [],
    wrongQuestionnaire: [],
    ...changes,
  };
  const users: Questionnaire = {
    ...staff,
    id: 'users',
    title: 'Users',
    sections: [{ id: 'all', title: 'All', kind: 'evaluation' }],
    questions: ['Were you seen soon?', 'Were you heard?', 'Would you come back?'].map((text, index) =>
      question({ id: `u${index + 1}`, text, section: 'all', kind: 'choice', scale: 'yes-no' }),
    ),
    withdrawn: [],
    wrongQuestionnaire: [],
  };
  return {
    id: 'small',
    title: 'Small',
    source: { title: '', publisher: '', licence: '', credit: '' },
    scales: Object.fromEntries(SCALES.map((scale) => [scale.id, scale])),
    dimensions: [
      {
        id: 'service',
        label: 'Service',
        from: 'question',
        item: null,
        groups: [
          { id: 'north', label: 'North service', short: 'N' },
          { id: 'south', label: 'South service', short: 'S' },
        ],
      },
    ],
    questionnaires: [staff, users],
    items: {},
    tables: [],
    figures: [],
    quoted: [],
    outOfReach: [],
    breakdowns: [],
    codebook: null,
    themes: { breakdowns: [], by: [] },
    quotes: { labels: {}, attributes: [], workplaces: [] },
    redactions: [],
    rules: { suppressBelow: 10, speederShare: 0.3 },
    assumptions: [],
    limitations: [],
    sha256: '',
  };
}

/** The headers of `staff` in one row, statements alone, after which rows hold 15 cells. */
export const STAFF_HEADERS = [
  'Do you agree to take part?',
  'Whats your role mainly?',
  'Town',
  'Coast',
  'Other',
  'Do you use the north service?',
  'It\u00a0is quick',
  'It is  kind',
  'Its fair',
  'Do you use the south service?',
  'It is quick',
  'It is kind',
  'Its fair',
  'What is it worth 0 to 10?',
  'Anything else?',
] as const;

function question(given: Pick<Question, 'id' | 'text'> & Partial<Question>): Question {
  return {
    aliases: [],
    wording: 'published',
    kind: 'text',
    scale: null,
    section: 'sample',
    stem: null,
    askedIf: null,
    item: given.id.split('.').at(-1) ?? given.id,
    facets: {},
    routing: false,
    other: false,
    consent: null,
    ...given,
  };
}

function scale(
  id: string,
  kind: Scale['kind'],
  labels: readonly string[],
  change: (option: Option, index: number) => Partial<Option> = () => ({}),
): Scale {
  const options = labels.map((label, index): Option => {
    const option: Option = {
      id: label.toLowerCase().replaceAll(' ', '-'),
      label,
      aliases: [],
      value: null,
      lean: null,
      missing: null,
    };
    return { ...option, ...change(option, index) };
  });
  return { id, kind, labels: 'published', options, sets: {} };
}

const SCALES: readonly Scale[] = [
  scale('yes-no', 'nominal', ['Yes', 'No']),
  scale('role', 'nominal', ['Worker', 'Manager', 'Other']),
  scale('area', 'nominal', ['Town', 'Coast', 'Other']),
  scale('agreement', 'ordered', ['Disagree', 'Neither', 'Agree', "Don't know"], ({ label }, index) =>
    label === "Don't know" ? { missing: 'dont_know' } : { value: index + 1, lean: (index - 1) as -1 | 0 | 1 },
  ),
  scale('ten', 'ordered', ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10'], (_, index) => ({
    value: index,
  })),
];
