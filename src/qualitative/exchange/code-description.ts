/** What a code's definition says, part by part; "" and empty where it says nothing. */
export interface CodeDefinition {
  readonly id: string;
  readonly brief: string;
  readonly full: string;
  readonly use: string;
  readonly not: string;
  readonly examples: readonly string[];
  /** Null: as its parent's, or every open question. */
  readonly questions: readonly string[] | null;
}

const LABELS = {
  brief: 'In brief',
  full: 'Definition',
  use: 'When to use',
  not: 'When not to use',
  example: 'Example',
  questions: 'Questions',
  id: 'Code',
} as const;
type Part = keyof typeof LABELS;

/**
 * A definition as the one text that other tools have for it: paragraphs, each beginning with what it is (`When to use: …`).
 * `parseDescription` gives the parts back: a line of a part that looks like the beginning of one has a backslash before it.
 */
export function composeDescription(definition: CodeDefinition): string {
  const { id, brief, full, use, not, examples, questions } = definition;
  const parts: readonly (readonly [Part, string])[] = [
    ['brief', brief],
    ['full', full],
    ['use', use],
    ['not', not],
    ...examples.map((example) => ['example', example] as const),
    ['questions', questions?.join(', ') ?? ''],
    ['id', id],
  ];
  return parts
    .filter(([, text]) => text !== '')
    .map(([part, text]) => `${LABELS[part]}: ${text.split('\n').map(guarded).join('\n')}`)
    .join('\n\n');
}

/** The parts of a description: of one that we wrote, as they were; of another, all of it is its full definition. */
export function parseDescription(text: string): Partial<CodeDefinition> {
  const found: { readonly part: Part; readonly lines: string[] }[] = [];
  for (const line of text.replace(/\r\n?/g, '\n').split('\n')) {
    const label = BEGINS.exec(line);
    const part = PARTS.find((each) => LABELS[each] === label?.[1]);
    if (part !== undefined) found.push({ part, lines: [line.slice(label?.[0].length)] });
    else if (found.length === 0) found.push({ part: 'full', lines: [line] });
    else found.at(-1)?.lines.push(line);
  }
  const textOf = ({ lines }: { readonly lines: readonly string[] }, last: boolean): string =>
    // The blank line between paragraphs is ours; further ones, and those at the very end, are the text's.
    (last || lines.at(-1) !== '' ? lines : lines.slice(0, -1)).map(unguarded).join('\n');
  const read = found.map((each, index) => ({
    part: each.part,
    text: textOf(each, index === found.length - 1),
  }));
  const only = (part: Part) => read.filter((each) => each.part === part && each.text.trim() !== '');
  const one = (part: Part) => {
    const texts = only(part).map((each) => each.text);
    return texts.length === 0 ? null : texts.join('\n\n');
  };
  const definition: { -readonly [K in keyof CodeDefinition]?: CodeDefinition[K] } = {};
  for (const part of ['brief', 'full', 'use', 'not', 'id'] as const) {
    const text = one(part);
    if (text !== null) definition[part] = text;
  }
  const examples = only('example').map((each) => each.text);
  if (examples.length > 0) definition.examples = examples;
  const questions = one('questions');
  if (questions !== null) definition.questions = questions.split(',').map((each) => each.trim());
  return definition;
}

const PARTS = Object.keys(LABELS) as readonly Part[];
const BEGINS = new RegExp(`^(${Object.values(LABELS).join('|')}): ?`);
const GUARDED = new RegExp(`^\\\\*(${Object.values(LABELS).join('|')}):`);

function guarded(line: string, index: number): string {
  return index > 0 && GUARDED.test(line) ? `\\${line}` : line;
}

function unguarded(line: string, index: number): string {
  return index > 0 && line.startsWith('\\') && GUARDED.test(line) ? line.slice(1) : line;
}
