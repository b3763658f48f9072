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
import { writeArchive } from './write-archive.ts';
import { element, endTag, startTag, textElement, type XmlPart, xmlDocument } from './xml-writer.ts';

/**
 * A REFI-QDA 1.5 project (.qdpx): `project.qde` and, of each source and note, `sources/<GUID>.txt`. Valid against the schema of the
 * standard. Sources have texts. Same project, same bytes.
 */
export function writeProject(project: QdaProject): Uint8Array {
  return writeArchive([
    ['project.qde', writeQde(project)],
    ...project.sources.map(({ guid, text }) => [`sources/${guid}.txt`, text ?? ''] as const),
  ]);
}

/** The XML of a project, `project.qde`. */
export function writeQde(project: QdaProject): string {
  const { name, origin, user, users, codes, variables, cases, sources, notes, description } = project;
  const root = element(
    'Project',
    { name, origin, creatingUserGUID: user, basePath: null, xmlns: 'urn:QDA-XML:project:1.0' },
    [
      ...list(
        'Users',
        users.map((each) => element('User', { guid: each.guid, name: each.name })),
      ),
      ...(codes.length === 0 ? [] : [element('CodeBook', {}, [codesElement(codes)])]),
      ...list(
        'Variables',
        variables.map((each) =>
          element('Variable', { guid: each.guid, name: each.name, typeOfVariable: 'Text' }),
        ),
      ),
      ...list('Cases', cases.map(caseElement)),
      ...list('Sources', sources.map(sourceElement)),
      ...list('Notes', notes.map(noteElement)),
      ...(description === '' ? [] : [textElement('Description', description)]),
    ],
  );
  return xmlDocument(root);
}

/** The element `Codes` of a codebook, a tree. */
export function codesElement(codes: readonly QdaCode[]): XmlPart {
  const parts: XmlPart[] = [];
  // Codes to be written, and ends of those that are; the last is next. A tree may be of any depth.
  const left: (QdaCode | XmlPart)[] = codes.toReversed();
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (typeof next === 'string') {
      parts.push(next);
      continue;
    }
    const { guid, name, isCodable, color, description, notes, codes: below } = next;
    const attributes = { guid, name, isCodable: String(isCodable), color };
    const own = [
      ...(description === '' ? [] : [textElement('Description', description)]),
      ...notes.map(noteRef),
    ];
    if (below.length === 0) parts.push(element('Code', attributes, own));
    else {
      parts.push(startTag('Code', attributes), ...own);
      left.push(endTag('Code'));
      for (const code of below.toReversed()) left.push(code);
    }
  }
  return element('Codes', {}, parts);
}

/** The standard has no empty lists. */
function list(name: string, parts: readonly XmlPart[]): readonly XmlPart[] {
  return parts.length === 0 ? [] : [element(name, {}, parts)];
}

function caseElement({ guid, name, values, sources, selections }: QdaCase): XmlPart {
  return element('Case', { guid, name }, [
    ...values.map(valueElement),
    ...sources.map((target) => element('SourceRef', { targetGUID: target })),
    ...selections.map((target) => element('SelectionRef', { targetGUID: target })),
  ]);
}

function sourceElement({ guid, name, selections, codings, values }: QdaSource): XmlPart {
  return element('TextSource', { guid, name, plainTextPath: `internal://${guid}.txt` }, [
    ...selections.map(selectionElement),
    ...codings.map(codingElement),
    ...values.map(valueElement),
  ]);
}

function selectionElement({ guid, name, start, end, user, codings, notes }: QdaSelection): XmlPart {
  return element(
    'PlainTextSelection',
    { guid, name, startPosition: start, endPosition: end, creatingUser: user },
    [...codings.map(codingElement), ...notes.map(noteRef)],
  );
}

function codingElement({ guid, code, user, notes }: QdaCoding): XmlPart {
  return element('Coding', { guid, creatingUser: user }, [
    element('CodeRef', { targetGUID: code }),
    ...notes.map(noteRef),
  ]);
}

function noteElement({ guid, name, text, user }: QdaNote): XmlPart {
  return element('Note', { guid, name, creatingUser: user }, [textElement('PlainTextContent', text)]);
}

function valueElement({ variable, value }: QdaValue): XmlPart {
  return element('VariableValue', {}, [
    element('VariableRef', { targetGUID: variable }),
    textElement('TextValue', value),
  ]);
}

function noteRef(target: string): XmlPart {
  return element('NoteRef', { targetGUID: target });
}
