import { isUtf8 } from 'node:buffer';
import { InputError } from '../../study/problem.ts';
import { plainGuid } from './guid.ts';
import type {
  QdaCase,
  QdaCode,
  QdaCoding,
  QdaNote,
  QdaProject,
  QdaSelection,
  QdaSource,
  QdaValue,
} from './project.ts';
import { type Archive, openArchive } from './read-archive.ts';
import { first, readXml, within, type XmlElement, xmlFault } from './read-xml.ts';

/** A project as read, and what of it was not: kinds of things in plural, and how many. */
export interface ReadProject {
  readonly project: QdaProject;
  readonly unread: ReadonlyMap<string, number>;
}

/**
 * A REFI-QDA project of any tool. Lenient: any `.qde` name and place, any namespace, `Sources/` or `sources/`, byte order marks, CRLF,
 * braces and capitals in GUIDs, texts inside the XML or in files by `internal://` or relative paths. Pictures, PDFs, audio and
 * video with their codings are counted as unread; so are texts that are not there as plain text, and selections without numbers.
 * Throws an InputError as `openArchive` and `readXml` do, and where there is no `.qde` or it is no project.
 */
export function readProject(bytes: Uint8Array, file: string): ReadProject {
  const archive = openArchive(bytes, file);
  const names = archive.names.filter((name) => /\.qde$/i.test(name) && !name.startsWith('__MACOSX/'));
  const [name, another] = names;
  if (name === undefined || another !== undefined)
    throw new InputError([
      xmlFault(
        file,
        null,
        'one file with the ending .qde in the project',
        names.length === 0 ? 'none' : `${names.length}`,
        'export the project as REFI-QDA',
      ),
    ]);
  const place = `${file}/${name}`;
  const root = readXml(archive.read(name) ?? new Uint8Array(), place);
  if (root.name !== 'Project')
    throw new InputError([
      xmlFault(
        place,
        root.line,
        'the element Project',
        'another',
        root.name === 'CodeBook' ? 'it is a codebook: "crs-eval codebook import"' : null,
      ),
    ]);
  return readRoot(root, textsOf(archive, name));
}

/** How to come by a text that stands in a file of its own; null where it does not. */
type TextAt = (path: string) => string | null;

function readRoot(root: XmlElement, textAt: TextAt): ReadProject {
  const unread = new Map<string, number>();
  const count = (what: string, more = 1): void => {
    if (more > 0) unread.set(what, (unread.get(what) ?? 0) + more);
  };
  const list = (name: string, inner: string) => within(first(root, name), inner);
  const variables = list('Variables', 'Variable').map((each) => ({
    guid: guidIn(each, 'guid'),
    name: each.attributes['name'] ?? '',
  }));
  for (const kind of ['PictureSource', 'PDFSource', 'AudioSource', 'VideoSource'])
    for (const source of list('Sources', kind)) {
      count(`${kind.replace('Source', '').toLowerCase().replace('pdf', 'PDF')} sources`);
      count('codings in sources other than text', countIn(source, 'Coding'));
    }
  for (const [name, inner] of [
    ['Links', 'Link'],
    ['Sets', 'Set'],
    ['Graphs', 'Graph'],
  ] as const)
    count(name.toLowerCase(), list(name, inner).length);
  const project: QdaProject = {
    name: root.attributes['name'] ?? '',
    origin: root.attributes['origin'] ?? '',
    user: optionalGuid(root, 'creatingUserGUID'),
    users: list('Users', 'User').map((each) => ({
      guid: guidIn(each, 'guid'),
      name: each.attributes['name'] ?? each.attributes['id'] ?? '',
    })),
    codes: readCodes(first(first(root, 'CodeBook'), 'Codes')),
    variables,
    cases: list('Cases', 'Case').map(readCase),
    sources: list('Sources', 'TextSource').map((each) => readSource(each, textAt, count)),
    notes: list('Notes', 'Note').map((each) => readNote(each, textAt)),
    description: first(root, 'Description')?.text ?? '',
  };
  return { project, unread };
}

/** The codes in an element `Codes`, a tree; a code without a GUID has "". `lines` learns where each begins. */
export function readCodes(
  parent: XmlElement | undefined,
  lines: Map<QdaCode, number> = new Map(),
): readonly QdaCode[] {
  const top: QdaCode[] = [];
  const open = [{ inner: within(parent, 'Code'), codes: top }];
  // The list grows while it is walked, so that a tree may be of any depth.
  for (const { inner, codes: siblings } of open)
    for (const each of inner) {
      const codes: QdaCode[] = [];
      const code: QdaCode = {
        guid: guidIn(each, 'guid'),
        name: each.attributes['name'] ?? '',
        description: first(each, 'Description')?.text ?? '',
        isCodable: !/^(false|0)$/i.test(each.attributes['isCodable'] ?? ''),
        color: each.attributes['color'] ?? null,
        notes: targetsIn(each, 'NoteRef'),
        codes,
      };
      siblings.push(code);
      lines.set(code, each.line);
      open.push({ inner: within(each, 'Code'), codes });
    }
  return top;
}

function readCase(each: XmlElement): QdaCase {
  return {
    guid: guidIn(each, 'guid'),
    name: each.attributes['name'] ?? '',
    values: readValues(each),
    sources: targetsIn(each, 'SourceRef'),
    selections: targetsIn(each, 'SelectionRef'),
  };
}

function readSource(
  each: XmlElement,
  textAt: TextAt,
  count: (what: string, more?: number) => void,
): QdaSource {
  const text = textOf(each, textAt);
  const selections = within(each, 'PlainTextSelection');
  if (text === null) {
    count('text sources without plain text');
    count('codings in text sources without plain text', countIn(each, 'Coding'));
  }
  return {
    guid: guidIn(each, 'guid'),
    name: each.attributes['name'] ?? '',
    text,
    selections: selections.flatMap((selection): readonly QdaSelection[] => {
      const [start, end] = ['startPosition', 'endPosition'].map((name) => selection.attributes[name] ?? '');
      if (!/^\s*\d{1,9}\s*$/.test(start ?? '') || !/^\s*\d{1,9}\s*$/.test(end ?? '')) {
        count('selections without positions');
        return [];
      }
      return [
        {
          guid: guidIn(selection, 'guid'),
          name: selection.attributes['name'] ?? null,
          start: Number(start),
          end: Number(end),
          user: optionalGuid(selection, 'creatingUser'),
          codings: readCodings(selection),
          notes: targetsIn(selection, 'NoteRef'),
        },
      ];
    }),
    codings: readCodings(each),
    values: readValues(each),
  };
}

function readCodings(parent: XmlElement): readonly QdaCoding[] {
  return within(parent, 'Coding').flatMap((each) =>
    within(each, 'CodeRef').map((ref) => ({
      guid: guidIn(each, 'guid'),
      code: guidIn(ref, 'targetGUID'),
      user: optionalGuid(each, 'creatingUser'),
      notes: targetsIn(each, 'NoteRef'),
    })),
  );
}

function readValues(parent: XmlElement): readonly QdaValue[] {
  return within(parent, 'VariableValue').map((each) => ({
    variable: guidIn(first(each, 'VariableRef'), 'targetGUID'),
    value: each.elements.find(({ name }) => name.endsWith('Value'))?.text ?? '',
  }));
}

function readNote(each: XmlElement, textAt: TextAt): QdaNote {
  return {
    guid: guidIn(each, 'guid'),
    name: each.attributes['name'] ?? '',
    text: textOf(each, textAt) ?? first(each, 'Description')?.text ?? '',
    user: optionalGuid(each, 'creatingUser'),
  };
}

/** A source's text, from its file or else the XML; LF, without a byte order mark. */
function textOf(each: XmlElement, textAt: TextAt): string | null {
  const path = each.attributes['plainTextPath'];
  const text =
    (path === undefined ? null : textAt(path)) ??
    first(each, 'PlainTextContent')?.text ??
    pathAsText(each, textAt);
  return text === null ? null : text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
}

/** Some tools keep plain text under the path for rich text. */
function pathAsText({ attributes }: XmlElement, textAt: TextAt): string | null {
  const path = attributes['richTextPath'] ?? '';
  return /\.(txt|md)$/i.test(path) ? textAt(path) : null;
}

/**
 * Texts in files of the archive: `internal://NAME` is `sources/NAME` beside the .qde, `relative:///NAME` is NAME beside it; in
 * any case of letters. What stands outside the archive is not looked for.
 */
function textsOf(archive: Archive, qde: string): TextAt {
  const folder = qde.slice(0, qde.lastIndexOf('/') + 1);
  const byName = new Map(archive.names.map((name) => [name.toLowerCase(), name]));
  return (path) => {
    const plain = path.replaceAll('\\', '/');
    const name = plain.replace(/^(internal|relative):\/\/\/?/i, '');
    const places = /^relative:/i.test(plain) ? [name, `sources/${name}`] : [`sources/${name}`, name];
    for (const place of places) {
      const found = byName.get(`${folder}${place}`.toLowerCase()) ?? byName.get(place.toLowerCase());
      const bytes = found === undefined ? null : archive.read(found);
      if (bytes !== null) return decode(bytes);
    }
    return null;
  };
}

function decode(bytes: Uint8Array): string {
  const [one, two] = bytes;
  if (one === 0xff && two === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (one === 0xfe && two === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return isUtf8(bytes) ? new TextDecoder('utf-8').decode(bytes) : Buffer.from(bytes).toString('latin1');
}

function countIn(element: XmlElement, name: string): number {
  let count = 0;
  const left = [element];
  for (let next = left.pop(); next !== undefined; next = left.pop())
    for (const each of next.elements) {
      if (each.name === name) count += 1;
      left.push(each);
    }
  return count;
}

function targetsIn(each: XmlElement, name: string): readonly string[] {
  return within(each, name).map((ref) => guidIn(ref, 'targetGUID'));
}

function guidIn(each: XmlElement | undefined, name: string): string {
  return plainGuid(each?.attributes[name] ?? '');
}

function optionalGuid(each: XmlElement, name: string): string | null {
  const guid = guidIn(each, name);
  return guid === '' ? null : guid;
}
