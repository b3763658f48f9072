import { describe, expect, test } from 'vitest';
import { parseStudy } from './parse-study.ts';
import { InputError } from './problem.ts';

/** A small study that is right; each test spoils one thing. */
const SOUND = `study: { id: small, title: Small }
source: { title: T, publisher: P, licence: L, credit: C }
scales:
  agree-3:
    kind: ordered
    options:
      - { label: Disagree, lean: -1 }
      - { label: Neither, lean: 0 }
      - { label: Agree, lean: 1 }
      - { label: Don't know, missing: dont_know }
    sets: { not-agree: [disagree, neither] }
  yes-no: { kind: nominal, options: ['Yes', 'No'] }
dimensions:
  site: { from: question, groups: { A: Site A, B: Site B } }
  team: { from: respondent }
questionnaires:
  - id: staff
    title: Staff
    sections:
      - id: sample
        title: Sample
        kind: sample
        questions:
          - { id: team, text: Which team?, scale: yes-no }
      - id: block
        title: '{label}'
        repeat: { dimension: site }
        askedIf: { question: uses, options: ['yes'] }
        questions:
          - { id: uses, text: 'Do you use {label}?', scale: yes-no, routing: true }
          - scale: agree-3
            statements:
              good: It is good
              quick: { text: It is quick, wording: described }
tables:
  - id: T.1
    caption: All
    section: S
    stubHeaders: [Statement]
    rows: [good, quick]
    columns:
      - { each: site, show: percent }
figures:
  - { id: F.1, caption: F, table: T.1, items: [good], show: percent }
quoted:
  - { section: '1', measure: good, group: all, item: good }
breakdowns: [[team]]
`;

function faultsOf(text: string, ...more: readonly string[]): readonly string[] {
  const files = [text, ...more].map((each, index) => ({ name: `${index + 1}.yaml`, text: each }));
  try {
    parseStudy(files);
    return [];
  } catch (error) {
    if (error instanceof InputError) return error.message.split('\n');
    throw error;
  }
}

function spoilt(from: string, to: string): readonly string[] {
  if (!SOUND.includes(from)) throw new Error(`nothing to spoil: ${from}`);
  return faultsOf(SOUND.replace(from, to));
}

describe('a sound study', () => {
  const study = parseStudy([{ name: 's.yaml', text: SOUND }]);
  const questions = study.questionnaires[0]?.questions ?? [];

  test('repeats a block for each group, with ids, facets, texts and routing of its own', () => {
    expect(questions.map((question) => question.id)).toEqual([
      'team',
      'a.uses',
      'a.good',
      'a.quick',
      'b.uses',
      'b.good',
      'b.quick',
    ]);
    expect(questions[4]).toMatchObject({
      text: 'Do you use Site B?',
      facets: { site: 'B' },
      askedIf: null,
      section: 'block-b',
    });
    expect(questions[6]).toEqual({
      id: 'b.quick',
      text: 'It is quick',
      aliases: [],
      wording: 'described',
      kind: 'likert',
      scale: 'agree-3',
      section: 'block-b',
      stem: null,
      askedIf: { question: 'b.uses', options: ['yes'] },
      item: 'quick',
      facets: { site: 'B' },
      routing: false,
      other: false,
      consent: null,
    });
  });

  test('fills in ids and values of options, and leaves named missing answers without a value', () => {
    expect(
      study.scales['agree-3']?.options.map((option) => [option.id, option.value, option.missing]),
    ).toEqual([
      ['disagree', 1, null],
      ['neither', 2, null],
      ['agree', 3, null],
      ['dont-know', null, 'dont_know'],
    ]);
    expect(study.scales['yes-no']?.options.map((option) => option.value)).toEqual([null, null]);
  });

  test('gives a respondent dimension a group for each option of its question', () => {
    expect(study.dimensions[1]?.groups.map((group) => group.id)).toEqual(['yes', 'no']);
  });

  test('labels rows with the item’s statement and columns with the group', () => {
    expect(study.tables[0]?.rows.map((row) => row.label)).toEqual(['It is good', 'It is quick']);
    expect(study.tables[0]?.columns.map((column) => [column.label, column.where])).toEqual([
      ['Site A', { site: ['A'] }],
      ['Site B', { site: ['B'] }],
    ]);
  });

  test('is the same however its parts are spread over files, but for the hash', () => {
    const cut = SOUND.indexOf('tables:');
    const parts = [
      { name: 'b.yaml', text: SOUND.slice(cut) },
      { name: 'a.yaml', text: SOUND.slice(0, cut) },
    ];
    expect({ ...parseStudy(parts), sha256: '' }).toEqual({ ...study, sha256: '' });
    expect(parseStudy(parts).sha256).toBe(parseStudy([...parts].reverse()).sha256);
  });
});

describe('each fault of a definition file has its message', () => {
  test.each<[string, string, string, string]>([
    [
      'an unknown key',
      'scale: agree-3\n            statements',
      'scal: agree-3\n            statements',
      '1.yaml:31: column 13: expected one of the keys id, text, aliases, wording, kind, scale, stem, askedIf, item, facets, routing, other, consent, statements, found "scal" — did you mean "scale"?',
    ],
    ['a missing key', 'title: Staff\n', '\n', '1.yaml:17: column 5: expected key "title", found none'],
    [
      'a value of the wrong type',
      'caption: All',
      'caption: [All]',
      '1.yaml:37: column 14: expected a text, found a list of 1',
    ],
    [
      'a value that is not offered',
      'kind: sample',
      'kind: samples',
      '1.yaml:22: column 15: expected one of sample, evaluation, found "samples" — did you mean "sample"?',
    ],
    [
      'a wrong value inside an option',
      'lean: 0',
      'lean: 2',
      '1.yaml:8: column 33: expected one of -1, 0, 1, found 2',
    ],
    [
      'an unknown scale',
      'text: Which team?, scale: yes-no',
      'text: Which team?, scale: yesno',
      '1.yaml:24: column 51: expected one of the scales agree-3, yes-no, found "yesno" — did you mean "yes-no"?',
    ],
    [
      'an unknown dimension of a repeated section',
      'repeat: { dimension: site }',
      'repeat: { dimension: sites }',
      '1.yaml:27: column 30: expected the question dimension site, found "sites" — did you mean "site"?',
    ],
    [
      'an unknown group of a repeated section',
      'repeat: { dimension: site }',
      'repeat: { dimension: site, groups: [A, C] }',
      '1.yaml:27: column 48: expected one of the groups A, B, found "C" — did you mean "A"?',
    ],
    [
      'an unknown placeholder',
      'Do you use {label}?',
      'Do you use {lable}?',
      '1.yaml:30: column 31: expected one of the placeholders {id}, {prefix}, {label}, {short}, found {lable} — did you mean "label"?',
    ],
    [
      'a repeated question id',
      'quick: { text',
      'uses: { text',
      '1.yaml:34: column 21: expected question ids that differ within staff, found "uses" twice',
    ],
    [
      'routing that points forwards or nowhere',
      'askedIf: { question: uses, options',
      'askedIf: { question: use, options',
      '1.yaml:28: column 30: expected one of the earlier questions team, uses, good, found "use" — did you mean "uses"?',
    ],
    [
      'routing on an unknown option',
      "question: uses, options: ['yes']",
      "question: uses, options: ['yse']",
      '1.yaml:28: column 46: expected one of the options yes, no, found "yse" — did you mean "yes"?',
    ],
    [
      'routing on no option',
      "question: uses, options: ['yes']",
      'question: uses, options: []',
      '1.yaml:28: column 45: expected at least one option, found none',
    ],
    [
      'a facet of an unknown group',
      'quick: { text',
      'quick: { facets: { site: D }, text',
      '1.yaml:34: column 40: expected one of the groups A, B, found "D" — did you mean "A"?',
    ],
    [
      'a facet of an unknown dimension',
      'quick: { text',
      'quick: { facets: { sit: A }, text',
      '1.yaml:34: column 34: expected the question dimension site, found "sit" — did you mean "site"?',
    ],
    [
      'a set with an unknown option',
      'not-agree: [disagree, neither]',
      'not-agree: [disagree, neithr]',
      '1.yaml:11: column 35: expected one of the options disagree, neither, agree, dont-know, found "neithr" — did you mean "neither"?',
    ],
    [
      'a scale without options',
      "yes-no: { kind: nominal, options: ['Yes', 'No'] }",
      'yes-no: { kind: nominal, options: [] }',
      '1.yaml:12: column 11: expected options, or a range, found no level to choose',
    ],
    [
      'a repeated option',
      "options: ['Yes', 'No']",
      "options: ['Yes', 'No', 'No!']",
      '1.yaml:12: column 51: expected option ids that differ, found "no" twice',
    ],
    [
      'a table with an item nobody asks',
      'rows: [good, quick]',
      'rows: [good, quik]',
      '1.yaml:40: column 18: expected one of the asked items team, uses, good, quick, found "quik" — did you mean "quick"?',
    ],
    [
      'a row that no column has a question for',
      'rows: [good, quick]',
      'rows: [good, { item: quick, where: { site: A } }, team]',
      '1.yaml:40: column 55: expected a question for at least one column, found item "team" with none',
    ],
    [
      'a column over an unknown dimension',
      'each: site',
      'each: sites',
      '1.yaml:42: column 17: expected one of the dimensions site, team, found "sites" — did you mean "site"?',
    ],
    [
      'a table of an unknown group',
      'rows: [good, quick]',
      'where: { team: maybe }\n    rows: [good, quick]',
      '1.yaml:40: column 20: expected one of the groups yes, no, found "maybe"',
    ],
    [
      'a share of an unknown set',
      'show: percent }\nfigures',
      'show: percent, levels: notagree }\nfigures',
      '1.yaml:42: column 9: expected the set not-agree, found "notagree" — did you mean "not-agree"?',
    ],
    [
      'agreement on a scale that does not lean',
      'rows: [good, quick]',
      'rows: [good, uses]',
      '1.yaml:42: column 9: expected key "levels", or a scale whose options lean, found scale yes-no, on which no option has lean 1',
    ],
    [
      'a mean of options without values',
      'rows: [good, quick]',
      'rows: [good, { item: uses, show: mean }]',
      '1.yaml:40: column 18: expected a scale with values for show mean, found scale yes-no without',
    ],
    [
      'a cell with nothing to show',
      '{ each: site, show: percent }',
      '{ each: site }',
      '1.yaml:42: column 9: expected key "show" in the row or the column, found none',
    ],
    [
      'a figure of an unknown table',
      'table: T.1',
      'table: T.2',
      '1.yaml:44: column 35: expected the table T.1, found "T.2" — did you mean "T.1"?',
    ],
    [
      'a figure of an item its table lacks',
      'items: [good]',
      'items: [uses]',
      '1.yaml:44: column 48: expected one of the row items good, quick, found "uses"',
    ],
    [
      'a quoted figure of an item nobody asks',
      'item: good }',
      'item: god }',
      '1.yaml:46: column 54: expected one of the asked items team, uses, good, quick, found "god" — did you mean "good"?',
    ],
    [
      'a breakdown by an unknown dimension',
      'breakdowns: [[team]]',
      'breakdowns: [[teem]]',
      '1.yaml:47: column 15: expected the respondent dimension team, found "teem" — did you mean "team"?',
    ],

    [
      'routing on a question asked later',
      'scale: yes-no }\n      - id: block',
      "scale: yes-no, askedIf: { question: team2, options: ['yes'] } }\n          - { id: team2, text: And which else?, scale: yes-no }\n      - id: block",
      '1.yaml:24: column 80: expected a question asked before this one, found "team2", which is not',
    ],
    [
      'routing on open text',
      '- { id: team, text: Which team?, scale: yes-no }',
      "- { id: why, text: Why? }\n          - { id: team, text: Which team?, scale: yes-no, askedIf: { question: why, options: ['yes'] } }",
      '1.yaml:25: column 80: expected a question with options, found "why", which is open text',
    ],
    [
      'a question with neither id nor statements',
      '{ id: team, text',
      '{ text',
      '1.yaml:24: column 13: expected either an id or statements, found neither',
    ],
    [
      'a question without text',
      '{ id: team, text: Which team?,',
      '{ id: team,',
      '1.yaml:24: column 13: expected key "text", found none',
    ],
    [
      'open text with a scale',
      'text: Which team?, scale',
      'text: Which team?, kind: text, scale',
      '1.yaml:24: column 63: expected no scale for open text, found yes-no',
    ],
    [
      'a choice without a scale',
      'text: Which team?, scale: yes-no',
      'text: Which team?, kind: choice',
      '1.yaml:24: column 50: expected a scale for kind choice, found none',
    ],
    [
      'consent by an unknown option',
      'text: Which team?, scale: yes-no',
      'text: Which team?, scale: yes-no, consent: [yeah]',
      '1.yaml:24: column 69: expected one of the options yes, no, found "yeah"',
    ],
    [
      'words that one group lacks',
      'repeat: { dimension: site }',
      'repeat: { dimension: site, words: { what: { A: things } } }',
      '1.yaml:27: column 51: expected words for every group, found none for B',
    ],
    [
      'words of an unknown group',
      'repeat: { dimension: site }',
      'repeat: { dimension: site, words: { what: { A: a, B: b, C: c } } }',
      '1.yaml:27: column 68: expected one of the groups A, B, found "C" — did you mean "A"?',
    ],
    [
      'a repeated section id',
      'id: sample\n        title',
      'id: block-a\n        title',
      '1.yaml:25: column 13: expected section ids that differ, found "block-a" twice',
    ],
    [
      'options and a range at once',
      'yes-no: { kind: nominal,',
      'yes-no: { kind: nominal, range: { from: 1, to: 2 },',
      '1.yaml:12: column 35: expected options or a range, found both',
    ],
    [
      'a set of nothing',
      'not-agree: [disagree, neither]',
      'not-agree: []',
      '1.yaml:11: column 24: expected at least one option, found none',
    ],
    [
      'a dimension without groups',
      '{ from: question, groups: { A: Site A, B: Site B } }',
      '{ from: question }',
      '1.yaml:14: column 9: expected key "groups" of a dimension from the question, found none',
    ],
    [
      'an item of a dimension that takes none',
      '{ from: question, groups',
      '{ from: question, item: good, groups',
      '1.yaml:14: column 33: expected an item with from: respondent only, found "good"',
    ],
    [
      'a respondent dimension nobody is asked',
      'team: { from: respondent }',
      'team: { from: respondent, item: teem }',
      '1.yaml:15: column 35: expected one of the closed items team, uses, good, quick, found "teem" — did you mean "team"?',
    ],
    [
      'a respondent dimension with a group that is no option',
      'team: { from: respondent }',
      'team: { from: respondent, groups: { Yess: Y } }',
      '1.yaml:15: column 39: expected one of the options yes, no, found "Yess" — did you mean "yes"?',
    ],
    [
      'a malformed id',
      '  yes-no: {',
      '  yes no: {',
      '1.yaml:12: column 3: expected an id of letters, digits, dots and dashes, found "yes no"',
    ],
    [
      'a rule out of range',
      'breakdowns:',
      'rules: { suppressBelow: -1 }\nbreakdowns:',
      '1.yaml:47: column 25: expected at least 0, found -1',
    ],
    [
      'a table id that stands twice',
      'figures:',
      '  - id: T.1\n    caption: Again\n    section: S\n    stubHeaders: [Statement]\n    rows: [good]\n    columns:\n      - { each: site, show: percent }\nfigures:',
      '1.yaml:43: column 9: expected table ids that differ, found "T.1" twice',
    ],
    [
      'columns alike',
      '- { each: site, show: percent }',
      '- { label: A, show: percent }\n      - { label: A, show: percent }',
      '1.yaml:42: column 7: expected columns whose headers differ, found two alike',
    ],
    [
      'stub texts that don’t match the headers',
      'rows: [good, quick]',
      'rows: [{ item: good, stub: [a] }]',
      '1.yaml:40: column 32: expected 0 texts, one for each stub header before the last, found 1',
    ],
    [
      'a cell of no item',
      'rows: [good, quick]',
      'rows: [good, quick, { label: Total, show: count }]',
      '1.yaml:40: column 25: expected an item in the row or the column, found none, with show count',
    ],
    [
      'rows of the options of nothing',
      'rows: [good, quick]',
      'rows: [good, { eachOption: true }]',
      '1.yaml:40: column 32: expected an item whose options to list, found none',
    ],
    [
      'a table of no group',
      'rows: [good, quick]',
      'where: { team: [] }\n    rows: [good, quick]',
      '1.yaml:40: column 20: expected at least one group, found none',
    ],
    [
      'statements of an item nobody asks',
      'breakdowns:',
      'items: { goood: It was good }\nbreakdowns:',
      '1.yaml:47: column 10: expected one of the asked items team, uses, good, quick, found "goood" — did you mean "good"?',
    ],
    [
      'a quoted figure nobody is asked for',
      'item: good }',
      'item: team, where: { site: A } }',
      '1.yaml:46: column 5: expected a question for these groups, found item "team" with none',
    ],
    [
      'a key that stands twice',
      'title: Sample\n',
      'title: Sample\n        title: Again\n',
      '1.yaml:22: column 9: expected each key once in a mapping, found a key that stands twice',
    ],
  ])('%s', (_, from, to, message) => {
    expect(spoilt(from, to)).toEqual([message]);
  });

  test('a file that is a list, an alias of nothing, and aliases without end', () => {
    expect(faultsOf('- study')).toEqual(['1.yaml:1: column 1: expected a mapping, found a list of 1']);
    expect(faultsOf('study: *gone')).toEqual([
      '1.yaml:1: column 8: expected aliases of anchors that stand before them, found unresolved alias (the anchor must be set before the alias): gone',
    ]);
    const bomb = Array.from(
      { length: 9 },
      (_, depth) => `a${depth}: &a${depth} [${`*a${depth - 1},`.repeat(9)}]`,
    );
    expect(faultsOf(['a-1: &a-1 [x]', ...bomb].join('\n'))).toEqual([
      '1.yaml:2: column 10: expected aliases of anchors that stand before them, found excessive alias count indicates a resource exhaustion attack',
    ]);
  });

  test('what is no YAML at all', () => {
    expect(faultsOf('study: { id: small')).toEqual([
      '1.yaml:1: column 19: expected well-formed YAML, found flow map in block collection must be sufficiently indented and end with a }',
    ]);
  });

  test('files that say the same thing twice, each at the second place', () => {
    expect(
      faultsOf(
        SOUND,
        'study: { id: other, title: Other }\nscales:\n  yes-no: { kind: nominal, options: [Ja] }\n',
      ),
    ).toEqual([
      '2.yaml:1: column 1: expected key "study" in one file only, found it again',
      '2.yaml:3: column 11: expected scale ids that differ, found "yes-no" twice',
    ]);
  });

  test('a study without a name or source', () => {
    expect(faultsOf('scales: {}')).toEqual([
      '1.yaml:1: column 1: expected key "study" in one of the files, found none',
      '1.yaml:1: column 1: expected key "source" in one of the files, found none',
    ]);
  });

  test('all faults are reported together, in the order of the file', () => {
    const text = SOUND.replace('- scale: agree-3', '- scale: agree3')
      .replace('each: site', 'each: sites')
      .replace('[[team]]', '[[teem]]');
    expect(faultsOf(text).map((line) => line.split(' expected')[0])).toEqual([
      '1.yaml:31: column 20:',
      '1.yaml:42: column 17:',
      '1.yaml:47: column 15:',
    ]);
  });
});
