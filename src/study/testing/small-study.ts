import type { Option, Question, Scale, Selection, Study, TableColumn, TableRow } from '../study.ts';

/** A study small enough to work by hand: two services rated by staff on five levels, and one yes/no question. */
export function smallStudy(): Study {
  return {
    id: 'small',
    title: 'A small study',
    source: { title: 'None', publisher: 'None', licence: 'None', credit: 'None' },
    scales: { agreement: AGREEMENT, yesno: YES_NO },
    dimensions: [
      {
        id: 'service',
        label: 'Service',
        from: 'question',
        item: null,
        groups: [
          { id: 'hostel', label: 'Hostel', short: 'H' },
          { id: 'day-centre', label: 'Day centre', short: 'DC' },
        ],
      },
      {
        id: 'wave',
        label: 'Wave',
        from: 'questionnaire',
        item: null,
        groups: [{ id: '1', label: 'Wave 1', short: 'Wave 1' }],
      },
      {
        id: 'respondents',
        label: 'Respondents',
        from: 'questionnaire',
        item: null,
        groups: [{ id: 'staff', label: 'Staff', short: 'Staff' }],
      },
    ],
    questionnaires: [
      {
        id: 'staff-1',
        title: 'Staff, wave 1',
        facets: { respondents: 'staff', wave: '1' },
        period: null,
        sections: [{ id: 'all', title: 'All', kind: 'evaluation' }],
        questions: [
          question('hostel.works', 'likert', 'agreement', 'works', { service: 'hostel' }),
          question('hostel.timely', 'likert', 'agreement', 'timely', { service: 'hostel' }),
          question('day-centre.works', 'likert', 'agreement', 'works', { service: 'day-centre' }),
          question('day-centre.timely', 'likert', 'agreement', 'timely', { service: 'day-centre' }),
          question('prefers-joint', 'choice', 'yesno', 'prefers-joint', {}),
        ],
        withdrawn: [],
        wrongQuestionnaire: [],
      },
    ],
    items: { works: 'The service works well', timely: 'The service is timely' },
    tables: [
      {
        id: 'T.1',
        caption: 'Agreement',
        section: 'Results',
        stubHeaders: ['Statement'],
        rows: [row('The service works well', 'works'), row('', 'timely')],
        columns: [column('H', 'hostel', 'percent', true), column('DC', 'day-centre', 'percent', true)],
        headerN: 'largest',
        notes: [],
        disclosure: 'published',
        distribution: true,
      },
      {
        id: 'T.2',
        caption: 'Means',
        section: 'Results',
        stubHeaders: ['Statement'],
        rows: [row('The service works well', 'works'), row('', 'timely')],
        columns: [column('H', 'hostel', 'mean-sd', true), column('DC', 'day-centre', 'mean-sd', true)],
        headerN: 'largest',
        notes: [],
        disclosure: 'published',
        distribution: false,
      },
      {
        id: 'T.3',
        caption: 'Joint services',
        section: 'Results',
        stubHeaders: ['Question'],
        rows: [{ ...row('Prefers joint services', 'prefers-joint'), levels: ['yes'], show: 'percent-count' }],
        columns: [{ ...ANY, label: '% (n)', group: null, headerN: false }],
        headerN: 'none',
        notes: [],
        disclosure: 'published',
        distribution: false,
      },
    ],
    figures: [],
    quoted: [
      {
        section: '1.1',
        measure: 'does not prefer joint services',
        group: 'all',
        item: 'prefers-joint',
        where: { wave: ['1'] },
        levels: ['no'],
        show: 'percent',
        base: 'answered',
        notes: [],
      },
    ],
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

const ANY: Selection = { item: null, where: {}, levels: null, show: null };

const AGREEMENT: Scale = {
  id: 'agreement',
  kind: 'ordered',
  labels: 'published',
  options: [
    option('strongly-disagree', 1, -1),
    option('disagree', 2, -1),
    option('neither', 3, 0),
    option('agree', 4, 1),
    option('strongly-agree', 5, 1),
    { ...option('dont-know', null, null), missing: 'dont_know' },
  ],
  sets: {},
};

const YES_NO: Scale = {
  id: 'yesno',
  kind: 'nominal',
  labels: 'published',
  options: [option('yes', null, null), option('no', null, null)],
  sets: {},
};

function option(id: string, value: number | null, lean: -1 | 0 | 1 | null): Option {
  return { id, label: id, aliases: [], value, lean, missing: null };
}

function question(
  id: string,
  kind: Question['kind'],
  scale: string,
  item: string,
  facets: Readonly<Record<string, string>>,
): Question {
  return {
    id,
    text: id,
    aliases: [],
    wording: 'published',
    kind,
    scale,
    section: 'all',
    stem: null,
    askedIf: null,
    item,
    facets,
    routing: false,
    other: false,
    consent: null,
  };
}

function row(label: string, item: string): TableRow {
  return { ...ANY, label, stub: [], item };
}

function column(label: string, service: string, show: Selection['show'], headerN: boolean): TableColumn {
  return { ...ANY, label, group: null, headerN, where: { service: [service] }, show };
}
