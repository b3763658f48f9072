import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { codedStudy } from '../testing/coded-study.ts';
import { composeProject } from './compose-project.ts';
import { guidOf, uuidV5 } from './guid.ts';
import { type PlacedCodings, placeCodings } from './place-codings.ts';
import type { QdaProject } from './project.ts';
import { readProject } from './read-project.ts';
import { ANSWERS, answerOf, CODINGS, CONTENT, codingOf, projectOf } from './testing/coded-answers.ts';
import { writeProject } from './write-project.ts';

const study = codedStudy();
const place = (project: QdaProject, answers = ANSWERS): PlacedCodings =>
  placeCodings(project, answers, study, 'file');
const whys = ({ misplaced }: PlacedCodings) =>
  misplaced.map(({ why, source, selection }) => `${source}/${selection}: ${why}`);

/** The files of a project, changed as another tool might write them. */
function asTool(
  change: (name: string, text: string) => readonly [string, string] | null,
  by: 'respondent' | 'question' = 'respondent',
): Uint8Array {
  const files = unzipSync(writeProject({ ...projectOf(by), origin: 'A tool' }));
  return zipSync(
    Object.fromEntries(
      Object.entries(files).flatMap(([name, bytes]) => {
        const changed = change(name, strFromU8(bytes));
        return changed === null ? [] : [[changed[0], strToU8(changed[1])]];
      }),
    ),
  );
}

it('places thousands of codings of one answer, each once, about as fast as it reads them', () => {
  // Line breaks as CRLF and emoji count otherwise in the file than here.
  const answer = answerOf('9', 'comments', 'late 🏠\r\n'.repeat(2100));
  const codings = Array.from({ length: 20_000 }, (_, at) => ({
    ...codingOf(answer, 'waiting', 'late'),
    start: at % 2 === 0 ? 9 * (at % 1999) : 9 * (at % 1999) + 7,
    end: 9 * (at % 1999) + 9 + 9 * Math.floor(at / 1999),
  }));
  const given = new Set(codings.map(({ start, end }) => `${start} ${end}`));
  const project = composeProject({ ...CONTENT, answers: [answer], codings }, 'respondent');
  const placed = place(project, [answer]);
  expect(placed.misplaced).toEqual([]);
  expect(new Set(placed.codings.map(({ start, end }) => `${start} ${end}`))).toEqual(given);
  expect(placed.codings).toHaveLength(given.size);
  expect(given.size).toBeGreaterThan(15_000);
});

describe('a project of another tool', () => {
  const expectSame = (bytes: Uint8Array) => {
    const placed = place(readProject(bytes, 'a.qdpx').project);
    expect(placed.codings).toEqual(CODINGS);
    return placed;
  };

  it('may have another .qde name, Sources/, byte order marks, CRLF, and GUIDs in capitals and braces', () => {
    expectSame(
      asTool((name, text) =>
        name === 'project.qde'
          ? [
              'Canteen.QDE',
              `\ufeff${text.replace(/(?<=guid="|GUID="|creatingUser=")[0-9a-f-]{36}/gi, (guid) => `{${guid.toUpperCase()}}`).replaceAll('\n', '\r\n')}`,
            ]
          : [name.replace('sources/', 'Sources/').toUpperCase(), `\ufeff${text.replaceAll('\n', '\r\n')}`],
      ),
    );
  });

  it('may have a namespace of its own, with a prefix', () => {
    expectSame(
      asTool((name, text) => [
        name,
        text
          .replace('urn:QDA-XML:project:1.0', 'urn:QDA-XML:project:1:0')
          .replaceAll(/<(\/?)(?=[A-Z])/g, '<$1q:')
          .replace('xmlns=', 'xmlns:q='),
      ]),
    );
  });

  it('may have texts in the XML or at relative paths, and a folder around it all', () => {
    const texts = new Map<string, string>();
    asTool((name, text) => {
      texts.set(name.replace('sources/', ''), text);
      return [name, text];
    });
    expectSame(
      asTool((name, text) =>
        name !== 'project.qde'
          ? null
          : [
              name,
              text.replace(
                / plainTextPath="internal:\/\/([^"]*)">/g,
                (_, path: string) =>
                  `><PlainTextContent>${(texts.get(path) ?? '').replaceAll('&', '&amp;')}</PlainTextContent>`,
              ),
            ],
      ),
    );
    expectSame(
      asTool((name, text) => [
        `My project/${name.replace('sources/', 'texts/')}`,
        text.replaceAll('internal://', 'relative:///texts/'),
      ]),
    );
  });

  it.each([
    ['line breaks as two', 2, 1],
    ['emoji as two, as UTF-16 does', 1, 2],
    ['both as two', 2, 2],
  ] as const)('may count %s', (_, lineBreak, astral) => {
    const project = projectOf('respondent');
    const width = (text: string, points: number) =>
      [...text]
        .slice(0, points)
        .reduce((sum, one) => sum + (one === '\n' ? lineBreak : one.length === 2 ? astral : 1), 0);
    const placed = place({
      ...project,
      origin: 'A tool',
      sources: project.sources.map((source) => ({
        ...source,
        selections: source.selections.map((each) => ({
          ...each,
          start: width(source.text ?? '', each.start),
          end: width(source.text ?? '', each.end),
        })),
      })),
    });
    expect(placed.codings).toEqual(CODINGS);
    expect(placed.reading).toMatchObject({ lineBreak });
  });

  it('may have new GUIDs everywhere: sources are known by text or name, codes by id or name', () => {
    const renew = (xml: string) =>
      xml.replace(/[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, (guid) =>
        uuidV5(guid, guid),
      );
    const renewed = (change: (xml: string) => string) =>
      asTool((name, text) => [renew(name), name === 'project.qde' ? change(renew(text)) : text]);
    const ofUsers = (placed: PlacedCodings) => placed.codings.map(({ by: _, ...coding }) => coding);
    const expected = CODINGS.map(({ by: _, ...coding }) => coding);
    for (const change of [
      (xml: string) => xml,
      (xml: string) => xml.replace(/<Description>[^<]*<\/Description>\n/g, ''),
      (xml: string) => xml.replace(/name="staff-1 (\d)"/g, 'name="Doc $1.txt"'),
    ])
      expect(ofUsers(place(readProject(renewed(change), 'a.qdpx').project))).toEqual(expected);
  });

  it('may be of other sources: one that is an answer by itself is found by its text', () => {
    const project = projectOf('respondent', { codings: [] });
    const [code] = project.codes;
    const coding = { guid: 'c', code: code?.guid ?? '', user: null, notes: [] };
    const source = { guid: 'x', name: 'Pasted', values: [], codings: [coding], selections: [] };
    const placed = place({
      ...project,
      origin: 'A tool',
      sources: [{ ...source, text: ' The bus is far away\n' }],
    });
    expect(placed.codings).toMatchObject([
      {
        answer: { question: 'a.why' },
        code: 'access',
        start: 0,
        end: 19,
        by: { kind: 'person', coder: 'file' },
      },
    ]);
  });

  it('says what has no place, and why, by numbers', () => {
    const project = projectOf('respondent');
    const [one, two] = project.sources;
    if (one === undefined || two === undefined) throw new Error('two sources');
    // Counted in code points: an emoji stands before it.
    const far = [...(one.text ?? '').slice(0, one.text?.indexOf('far'))].length;
    const coding = (code: string) => ({ guid: code, code: guidOf('code', code), user: null, notes: [] });
    const select = (start: number, end: number, code = 'access') => ({
      guid: '',
      name: null,
      start,
      end,
      user: null,
      codings: [coding(code)],
      notes: [],
    });
    const other = {
      guid: guidOf('code', 'of-theirs'),
      name: 'In their words',
      description: '',
      isCodable: true,
      color: null,
      notes: [],
      codes: [],
    };
    const placed = place({
      ...project,
      codes: [...project.codes, other],
      sources: [
        {
          ...one,
          codings: [coding('access')],
          selections: [
            select(0, 4),
            select(5, 5),
            select(9000, 9001),
            select(0, 40, 'of-theirs'),
            select(0, 900),
            select(far, far + 3, 'staff'),
          ],
        },
        { ...two, guid: 'x', name: 'x', text: 'Another text', selections: [select(0, 3)] },
        { ...two, selections: [select(0, 45)] },
      ],
    });
    expect(whys(placed)).toEqual([
      '1/null: a whole source of several answers',
      '1/1: a stretch that is in no answer',
      '1/2: positions that are not in the text',
      '1/3: positions that are not in the text',
      '1/4: a code that the codebook does not have',
      '1/5: positions that are not in the text',
      '1/6: a code that does not apply to the question',
      '2/1: a source that is no answer of the run',
    ]);
    expect(placed.unknownCodes).toEqual([{ number: 5, name: 'In their words' }]);
    expect(placed.codings).toHaveLength(1);
  });

  it('gives a coding over several answers to each', () => {
    const project = projectOf('respondent', { codings: [] });
    const [one] = project.sources;
    if (one === undefined) throw new Error('a source');
    const length = [...(one.text ?? '')].length;
    const codings = [{ guid: '', code: guidOf('code', 'access'), user: null, notes: [] }];
    const placed = place({
      ...project,
      sources: [
        {
          ...one,
          selections: [{ guid: '', name: null, start: 0, end: length, user: null, codings, notes: [] }],
        },
      ],
    });
    expect(placed.spread).toBe(1);
    expect(placed.codings.map(({ start, end }) => [start, end])).toEqual([
      [0, ANSWERS[0]?.text.length],
      [0, 19],
    ]);
    expect(placed.answers).toHaveLength(2);
  });

  it('finds answers in a text that is not quite ours', () => {
    const project = { ...projectOf('respondent'), origin: 'A tool' };
    const shifted = project.sources.map((source) => ({
      ...source,
      text: `Edited\n${source.text}`,
      selections: source.selections.map((each) => ({ ...each, start: each.start + 7, end: each.end + 7 })),
    }));
    expect(place({ ...project, sources: shifted }).codings).toEqual(CODINGS);
  });

  it('follows codes that were renamed or merged, and none that were split', () => {
    const project = projectOf('respondent', { codings: [] });
    const [one] = project.sources;
    if (one === undefined) throw new Error('a source');
    const at = one.text?.indexOf('far') ?? 0;
    const codings = ['was', 'was-too', 'parted'].map((id) => ({
      guid: id,
      code: guidOf('code', id),
      user: null,
      notes: [],
    }));
    const changed = codedStudy({
      codebook: {
        ...(study.codebook ?? { codes: [], sha256: '' }),
        changes: [
          { kind: 'rename', from: 'was', to: 'access' },
          { kind: 'merge', from: ['was-too'], to: 'distance' },
          { kind: 'split', from: 'parted', to: ['access', 'distance'] },
        ],
      },
    });
    const placed = placeCodings(
      {
        ...project,
        sources: [
          {
            ...one,
            selections: [{ guid: '', name: null, start: at, end: at + 3, user: null, codings, notes: [] }],
          },
        ],
      },
      ANSWERS,
      changed,
      'x',
    );
    expect(placed.codings.map(({ code }) => code)).toEqual(['access', 'distance']);
    expect(whys(placed)).toEqual(['1/1: a code that the codebook does not have']);
  });

  it('counts what it does not read', () => {
    const { project, unread } = readProject(
      asTool((name, text) =>
        name !== 'project.qde'
          ? null
          : [
              name,
              text
                .replace(
                  '<Sources>',
                  '<Sources><PDFSource guid="x"><PDFSelection><Coding><CodeRef targetGUID="x"/></Coding></PDFSelection></PDFSource><TextSource guid="y"><PlainTextSelection guid="z" startPosition="a" endPosition="2"/></TextSource>',
                )
                .replace('<Notes>', '<Links><Link guid="x"/></Links><Notes>'),
            ],
      ),
      'a.qdpx',
    );
    expect(project.sources.map(({ text }) => text)).toEqual([null, null, null]);
    expect([...unread]).toEqual([
      ['PDF sources', 1],
      ['codings in sources other than text', 1],
      ['links', 1],
      ['text sources without plain text', 3],
      ['selections without positions', 1],
      ['codings in text sources without plain text', 4],
    ]);
  });
});
