import {
  Bookmark,
  BuilderElement,
  HeadingLevel,
  InternalHyperlink,
  Paragraph,
  type ParagraphChild,
  Run,
  SimpleField,
  TextRun,
} from '#docx';
import { CAPTION_NAMES, STYLES } from './word-styles.ts';
import { wordLine } from './word-text.ts';

/** A place that is linked to: the bookmark and the text that a list shows for it. */
export interface Target {
  readonly anchor: string;
  readonly text: string;
}

/** A heading of the first level, under its bookmark. */
export function headingParagraph({ anchor, text }: Target, startsPage: boolean): Paragraph {
  return new Paragraph({
    heading: HeadingLevel.HEADING_1,
    ...(startsPage ? { pageBreakBefore: true } : {}),
    children: [new Bookmark({ id: anchor, children: [new TextRun(wordLine(text))] })],
  });
}

/**
 * A caption, `Table B.1: …`, under its bookmark. Where the name ends in a number, that number is a SEQ field set to it, so that
 * Word offers the caption for cross-references and updating fields changes nothing.
 */
export function captionParagraph(
  kind: 'table' | 'figure',
  name: string,
  caption: string,
  anchor: string | null,
): Paragraph {
  const text = [...nameRuns(kind, name), new TextRun(captionTail(name, caption))];
  return new Paragraph({
    style: kind === 'table' ? STYLES.tableCaption : STYLES.figureCaption,
    children: anchor === null ? text : [new Bookmark({ id: anchor, children: text })],
  });
}

/** What a caption shows, as one text. */
export function captionText(name: string, caption: string): string {
  return `${wordLine(name)}${captionTail(name, caption)}`;
}

function captionTail(name: string, caption: string): string {
  return `${name === '' || caption === '' ? '' : ': '}${wordLine(caption)}`;
}

function nameRuns(kind: 'table' | 'figure', name: string): readonly ParagraphChild[] {
  if (name === '') return [];
  const label = kind === 'table' ? 'Table' : 'Figure';
  const [, before, number] = /^((?:Table|Figure) (?:.*\D)?)(0|[1-9]\d{0,5})$/.exec(wordLine(name)) ?? [];
  if (before === undefined || number === undefined || !before.startsWith(label))
    return [new TextRun(wordLine(name))];
  return [new TextRun(before), new SimpleField(`SEQ ${label} \\* ARABIC \\r ${number}`, number)];
}

/** Text that leads to a bookmark. */
export function linkTo({ anchor, text }: Target): InternalHyperlink {
  return new InternalHyperlink({ anchor, children: [new TextRun(text)] });
}

const INSTRUCTIONS = {
  contents: 'TOC \\o "1-1" \\h \\z \\u',
  table: `TOC \\h \\z \\t "${CAPTION_NAMES.table}" \\c`,
  figure: `TOC \\h \\z \\t "${CAPTION_NAMES.figure}" \\c`,
} as const;

/**
 * A list of links, complete as it stands, in a field that Word makes anew on request (F9), then with page numbers: only Word
 * knows where its pages break, and a wrong number would be worse than none. Without targets, nothing.
 */
export function linkedList(
  kind: keyof typeof INSTRUCTIONS,
  targets: readonly Target[],
): readonly Paragraph[] {
  return targets.map(
    (target, index) =>
      new Paragraph({
        style: kind === 'contents' ? STYLES.contents : STYLES.listEntry,
        children: [
          ...(index === 0
            ? [
                new Run({ children: [fieldCharacter('begin')] }),
                new Run({ children: [fieldInstruction(INSTRUCTIONS[kind])] }),
                new Run({ children: [fieldCharacter('separate')] }),
              ]
            : []),
          linkTo(target),
          ...(index === targets.length - 1 ? [new Run({ children: [fieldCharacter('end')] })] : []),
        ],
      }),
  );
}

/** `docx` keeps its own field characters to itself. */
function fieldCharacter(type: 'begin' | 'separate' | 'end'): BuilderElement {
  return new BuilderElement({
    name: 'w:fldChar',
    attributes: { type: { key: 'w:fldCharType', value: type } },
  });
}

function fieldInstruction(instruction: string): BuilderElement {
  const element = new BuilderElement({
    name: 'w:instrText',
    attributes: { space: { key: 'xml:space', value: 'preserve' } },
  });
  element.addChildElement(` ${instruction} `);
  return element;
}

/** Gives each name a bookmark that Word takes (a letter, then letters, digits and underscores; 40 at most), and none twice. */
export function bookmarkGiver(): (name: string) => string {
  const given = new Set<string>();
  return (name) => {
    const slug = name
      .replace(/[^A-Za-z0-9]+/g, '_')
      .replace(/^_|_$/g, '')
      .slice(0, 30);
    const wanted = /^[A-Za-z]/.test(slug) ? slug : `part_${slug}`;
    let id = wanted;
    // Word takes capitals and small letters for the same.
    for (let copy = 2; given.has(id.toLowerCase()); copy += 1) id = `${wanted}_${copy}`;
    given.add(id.toLowerCase());
    return id;
  };
}
