import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadBuiltInStudy } from '../../study/load.ts';
import { parseCodebook } from '../../study/parse-codebook.ts';
import { checkCodebook } from '../rules/check-codebook.ts';
import { codedStudy } from '../testing/coded-study.ts';
import { composeDescription, parseDescription } from './code-description.ts';
import { readQdc, writeQdc } from './codebook-qdc.ts';
import { type CodebookSources, codebookSources } from './codebook-sources.ts';
import { CODEBOOK_COLUMNS, codebookRows, readCodebookRows } from './codebook-table.ts';
import { writeCodebookYaml } from './codebook-yaml.ts';
import { settleCodes } from './imported-codebook.ts';

const study = codedStudy();
const builtIn = await loadBuiltInStudy();

const parse = (sources: CodebookSources, of: typeof study) =>
  parseCodebook([{ name: 'codebook.yaml', text: writeCodebookYaml(sources) }], of);
const sourcesOf = (of: typeof study) => {
  if (of.codebook === null) throw new Error('no codebook');
  return codebookSources(of.codebook, of);
};
const bytes = (text: string) => new TextEncoder().encode(text);
const throughTable = (sources: CodebookSources, of: typeof study) => {
  const table = readCodebookRows(codebookRows(sources), 'codes.csv');
  expect(table.problems).toEqual([]);
  return settleCodes(table.codes, table.codeChanges, of);
};

/** Texts that try what could be taken for something else. */
const text = fc
  .array(
    fc.constantFrom(
      'a',
      'Ä',
      '🏠',
      'é',
      ' ',
      '\n',
      '\n\n',
      '"',
      '{',
      '}',
      ':',
      ',',
      '- ',
      '#',
      '\\',
      "'",
      'Code: x',
      'Example: y',
      'When to use: ',
      '& <b>',
      '=1+1',
      'no',
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));
const filled = text.map((one) => `${one}x`);
const codebooks = fc
  .array(
    fc.record({
      name: filled,
      brief: filled,
      full: filled,
      use: fc.oneof(fc.constant(''), filled),
      not: fc.oneof(fc.constant(''), filled),
      examples: fc.array(filled, { maxLength: 3 }),
      parent: fc.nat(),
      questions: fc.option(fc.subarray(['why', 'comments'], { minLength: 1 })),
      rules: fc.array(
        fc.oneof(
          filled,
          fc.record({
            id: fc.uuid(),
            when: filled,
            wants: fc.constantFrom('negated' as const, 'either' as const),
          }),
          fc.record({
            when: filled,
            questions: fc.constant<string[]>(['why']),
            where: fc.constant<Record<string, string[]>>({ area: ['north'] }),
          }),
        ),
        { maxLength: 3 },
      ),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map(
    (codes): CodebookSources => ({
      codes: codes.map(({ parent, questions, use, not, examples, rules, full, ...code }, at) => ({
        code: `c${at}`,
        ...code,
        ...(full === code.brief ? {} : { full }),
        ...(use === '' ? {} : { use }),
        ...(not === '' ? {} : { not }),
        ...(examples.length === 0 ? {} : { examples }),
        ...(at === 0 || parent % 3 === 0 ? {} : { parent: `c${parent % at}` }),
        ...(questions === null ? {} : { questions }),
        ...(rules.length === 0 ? {} : { rules }),
      })),
      codeChanges: [
        { rename: 'was', to: 'c0' },
        { merge: ['was-1', 'was-2'], to: 'c0' },
        { split: 'was-3', to: ['c0'] },
      ],
    }),
  );

describe('a codebook written and read back', () => {
  it('is the same as YAML, with the same hash: that of the evaluation', () => {
    const sources = sourcesOf(builtIn);
    expect(parse(sources, builtIn).sha256).toBe(builtIn.codebook?.sha256);
    expect(sources.codes.length).toBeGreaterThan(100);
  });

  it('is the same through a spreadsheet, rules and changes too', () => {
    const { sources, notes } = throughTable(sourcesOf(builtIn), builtIn);
    expect(notes).toEqual([]);
    expect(sources).toEqual(sourcesOf(builtIn));
    fc.assert(
      fc.property(codebooks, (codebook) => {
        const back = throughTable(codebook, study);
        expect(back.sources).toEqual(codebook);
      }),
      { numRuns: 60 },
    );
  });

  it('is the same as YAML, whatever its texts', () => {
    fc.assert(
      fc.property(codebooks, (codebook) => {
        const parsed = parse(codebook, study);
        expect(parse(codebookSources(parsed, study), study).sha256).toBe(parsed.sha256);
        expect(parsed.codes.map(({ brief }) => brief)).toEqual(codebook.codes.map(({ brief }) => brief));
      }),
      { numRuns: 60 },
    );
  });

  it('is the same as a .qdc but for rules, changes and the order: parents stand first', () => {
    const strip = (sources: CodebookSources) =>
      new Map(sources.codes.map(({ rules: _, ...code }) => [code.code, code]));
    const there = (sources: CodebookSources) => readQdc(bytes(writeQdc(sources, 'crs-eval')), 'a.qdc');
    const read = there(sourcesOf(builtIn));
    expect(read.notes).toEqual([]);
    expect(strip(settleCodes(read.codes, [], builtIn).sources)).toEqual(strip(sourcesOf(builtIn)));
    fc.assert(
      fc.property(codebooks, (codebook) => {
        const { sources } = settleCodes(there(codebook).codes, [], study);
        expect(strip(sources)).toEqual(strip(codebook));
      }),
      { numRuns: 60 },
    );
  });
});

describe('a codebook of a code below a code below a code …, 5,000 deep', () => {
  const deep: CodebookSources = {
    codes: Array.from({ length: 5000 }, (_, at) => ({
      code: `c${at}`,
      name: `N${at}`,
      brief: 'B',
      // A parent may stand after its children.
      ...(at === 4999 ? {} : { parent: `c${at + 1}` }),
      ...(at === 4999 ? { questions: ['why'] } : {}),
    })),
    codeChanges: [],
  };
  const byId = ({ codes }: CodebookSources) => new Map(codes.map((code) => [code.code, code]));

  it('is read as YAML, with the questions of the topmost code for all', () => {
    const { codes } = parse(deep, study);
    expect(new Set(codes.map(({ questions }) => questions.join()))).toEqual(new Set(['why']));
    expect(checkCodebook({ ...study, codebook: parse(deep, study) })).toHaveLength(1);
  });

  it('is the same as a .qdc and as a spreadsheet', () => {
    const back = settleCodes(readQdc(bytes(writeQdc(deep, 'x')), 'a.qdc').codes, [], study);
    expect(back.notes).toEqual([]);
    expect(byId(back.sources)).toEqual(byId(deep));
    expect(back.sources.codes[0]?.code).toBe('c4999');
    expect(throughTable(deep, study).sources).toEqual(deep);
  });

  it('comes in from another tool that has no ids, with ids that do not grow without end', () => {
    const xml = `<CodeBook><Codes>${'<Code name="Wait">'.repeat(5000)}${'</Code>'.repeat(5000)}</Codes></CodeBook>`;
    const { codes } = settleCodes(readQdc(bytes(xml), 'a.qdc').codes, [], study).sources;
    expect(codes.slice(0, 3).map(({ code }) => code)).toEqual(['wait', 'wait.wait', 'wait.wait.wait']);
    expect(Math.max(...codes.map(({ code }) => code.length))).toBeLessThan(140);
    expect(new Set(codes.map(({ code }) => code)).size).toBe(5000);
  });

  it('is refused where it goes round in a circle, of which the beginning is told', () => {
    const circle = deep.codes.map((code, at) => (at === 4999 ? { ...code, parent: 'c0' } : code));
    let message = '';
    try {
      parse({ codes: circle, codeChanges: [] }, study);
    } catch (error) {
      message = error instanceof Error ? error.message : '';
    }
    expect(message.split('\n')).toHaveLength(5000);
    expect(message.split('\n')[0]).toBe(
      'codebook.yaml:5: column 13: expected a code that is not below this one, found c0 → c1 → c2 → c3 → c4 → c5 → c6 → c7 → c8 → c9 → c10 → c11 → … 4988 more … → c0',
    );
  });
});

describe('a definition as one text', () => {
  const definition = {
    id: 'staff.load',
    brief: 'Too much work.',
    full: 'Says that\n\nWhen to use: this is no label',
    use: 'Always.',
    not: '',
    examples: ['60 cases', 'worn out'],
    questions: ['why'],
  };

  it('has a paragraph for each part', () => {
    expect(composeDescription(definition)).toBe(
      [
        'In brief: Too much work.',
        'Definition: Says that',
        '\\When to use: this is no label',
        'When to use: Always.',
        'Example: 60 cases',
        'Example: worn out',
        'Questions: why',
        'Code: staff.load',
      ].join('\n\n'),
    );
    const { not: _, ...rest } = definition;
    expect(parseDescription(composeDescription(definition))).toEqual(rest);
  });

  it('is a full definition where nobody says what is what', () => {
    expect(parseDescription('What people say\nof waiting.')).toEqual({
      full: 'What people say\nof waiting.',
    });
    expect(parseDescription('')).toEqual({});
  });
});

const NOT_WELL = 'expected well-formed XML, found an error — save or export the file again';

describe('a codebook of another tool', () => {
  const qdc = (codes: string, sets = '') =>
    bytes(
      `\ufeff<?xml version="1.0" encoding="utf-8"?>\r\n<CodeBook xmlns="urn:QDA-XML:codebook:1:0" origin="NVivo"><Codes>${codes}</Codes>${sets}</CodeBook>`,
    );

  it('is read with a byte order mark, another namespace, without GUIDs, and its ids are made of names', () => {
    const { codes, notes } = readQdc(
      qdc(
        '<Code guid="{0A}" name="Access" isCodable="false"><Description>Getting there.</Description>' +
          '<Code name="Waiting &amp; delays" isCodable="true"/><Code name="Other" isCodable="true"/></Code>' +
          '<Code name="Staff" isCodable="true"><Code name="Other" isCodable="true"/></Code>' +
          '<Code name="Other" isCodable="true"/><Code name="Other" isCodable="true"/><Code name="价格" isCodable="true"/>',
        '<Sets><Set guid="x" name="s"/></Sets>',
      ),
      'nvivo.qdc',
    );
    const settled = settleCodes(codes, [], study);
    expect(settled.sources.codes.map(({ code, parent }) => [code, parent])).toEqual([
      ['access', undefined],
      ['access.waiting-delays', 'access'],
      ['access.other', 'access'],
      ['staff', undefined],
      ['staff.other', 'staff'],
      ['other', undefined],
      ['other-2', undefined],
      ['code', undefined],
    ]);
    expect(settled.sources.codes[0]).toMatchObject({ brief: 'Getting there.' });
    expect([...notes, ...settled.notes]).toEqual([
      'codes that could not be given themselves (isCodable), and here can: 1',
      'sets of codes, left out: 1',
      'codes with a name that another has too, told apart by their ids: 3 (access.other, staff.other, other)',
      'codes without a definition, whose names stand for it: 7 (access.waiting-delays, access.other, staff, staff.other, other and 2 more)',
    ]);
    expect(parse(settled.sources, study).codes).toHaveLength(8);
  });

  it.each([
    ['empty', '', 'a.qdc:1: expected well-formed XML, found no element'],
    ['cut short', '<CodeBook><Codes>', `a.qdc:1: ${NOT_WELL}`],
    ['closed wrongly', '<CodeBook><Codes></CodeBook>', `a.qdc:1: ${NOT_WELL}`],
    [
      'a document type that unfolds',
      '<!DOCTYPE x [<!ENTITY a "secret"><!ENTITY b "&a;&a;">]><CodeBook>&b;</CodeBook>',
      'a.qdc:1: expected XML without a document type definition, found one — no tool writes one; the file may be made to do harm',
    ],
    ['an unknown entity', '\n<CodeBook>&secret;</CodeBook>', `a.qdc:2: ${NOT_WELL}`],
    [
      'nested 9,000 deep and never closed',
      `<CodeBook><Codes>${'<Code>'.repeat(9000)}`,
      `a.qdc:1: ${NOT_WELL}`,
    ],
    [
      'a project',
      '\n<Project/>',
      'a.qdc:2: expected the element CodeBook, found another — it is a project: export the codebook alone',
    ],
    ['without codes', '<CodeBook><Codes/></CodeBook>', 'a.qdc:1: expected at least one code, found none'],
  ])('is refused where it cannot be right: %s', (_, xml, message) => {
    expect(() => readQdc(bytes(xml), 'a.qdc')).toThrow(message);
  });

  it('is refused in another encoding than UTF-8 and UTF-16', () => {
    expect(() => readQdc(Uint8Array.of(0x3c, 0xff, 0x3e), 'a.qdc')).toThrow(
      'a.qdc: expected XML in UTF-8, found bytes that are not — export the file again',
    );
    const wide = Buffer.from('\ufeff<CodeBook><Codes><Code name="é"/></Codes></CodeBook>', 'utf16le');
    expect(readQdc(wide, 'a.qdc').codes.map(({ name }) => name)).toEqual(['é']);
  });
});

describe('a codebook in a spreadsheet', () => {
  const read = (...rows: readonly (readonly string[])[]) => readCodebookRows(rows, 'codes.xlsx');
  const messages = (...rows: readonly (readonly string[])[]) =>
    read(...rows).problems.map(({ severity, row, column, expected, found }) =>
      [severity, row, column, expected, found].join('|'),
    );

  it('may have other headers, and parents by name', () => {
    const { codes, problems } = read(
      ['Title', 'Description', 'Parent code', ''],
      ['A', 'About a.', ''],
      ['B', '', 'A'],
      ['', ''],
    );
    expect(problems).toEqual([]);
    expect(settleCodes(codes, [], study).sources.codes).toEqual([
      { code: 'a', name: 'A', brief: 'About a.' },
      { code: 'a.b', name: 'B', brief: 'B', parent: 'a' },
    ]);
  });

  it('says what it cannot read, with row and column', () => {
    expect(messages(['brief'])).toEqual(['error|1||a header with a column "code" or "name"|neither']);
    expect(messages()).toEqual(['error|1||a header with a column "code" or "name"|neither']);
    expect(messages(['code', 'id', 'colour'])).toEqual([
      'error|1|"code"|one column for it|two',
      `warning|1|column 3|one of ${CODEBOOK_COLUMNS.join(', ')}|another`,
    ]);
    expect(
      messages(
        ['code', 'name', 'brief', 'rules', 'change'],
        ['', '', 'x'],
        ['a', '', '', '{ when: x, want: y }', '{ rename: a }'],
        ['b', '', '', '{ when: [', ''],
      ),
    ).toEqual([
      'error|2|"code"|a code\'s id or name|nothing',
      'error|3|"change"|a change such as { rename: a, to: b }|something else',
      'error|3|"rules"|a condition, or { when: …, wants: … } on one line|something else',
      'error|4|"rules"|a condition, or { when: …, wants: … } on one line|something else',
    ]);
  });

  it('drops no cell that stands under no header', () => {
    expect(messages(['code', '', 'brief'], ['a', ' ', 'x', ''], ['b', 'y', 'first', 'second'])).toEqual([
      'error|3|column 2|nothing, as no header stands above it|a cell',
      'error|3|column 4|nothing, as no header stands above it|a cell',
    ]);
  });

  it('makes doubled and impossible ids anew, and says so', () => {
    const { codes } = read(
      ['code', 'name', 'parent', 'questions'],
      ['a', 'A', 'nobody', 'why; nothing'],
      ['a', 'B'],
      ['c d', 'C'],
    );
    const { sources, notes, faults } = settleCodes(codes, [], study);
    expect(sources.codes.map(({ code }) => code)).toEqual(['a', 'a-2', 'c-d']);
    expect(notes).toEqual([
      'ids that stood twice or could not be ids, made anew: 2 (a-2, c-d)',
      'codes without a definition, whose names stand for it: 3 (a, a-2, c-d)',
    ]);
    expect(faults.map(({ path, found }) => [path.join('.'), found])).toEqual([
      ['codes.0.parent', '"nobody"'],
      ['codes.0.questions.1', '"nothing"'],
    ]);
  });
});
