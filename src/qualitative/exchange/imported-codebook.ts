import type { CodeSource } from '../../study/definition.ts';
import type { Study } from '../../study/study.ts';
import type { CodebookSources } from './codebook-sources.ts';

/** A code of another tool's file or of a spreadsheet, before it has an id of ours. */
export interface ImportedCode {
  readonly place: { readonly file: string; readonly row: number | null };
  /** As the file says it; "" where it says none. */
  readonly id: string;
  readonly name: string;
  readonly brief: string;
  readonly full: string;
  readonly use: string;
  readonly not: string;
  readonly examples: readonly string[];
  /** The id or name of the code above it; null at the top. */
  readonly parent: string | null;
  /** Null: as the parent's, or every open question. */
  readonly questions: readonly string[] | null;
  readonly rules: NonNullable<CodeSource['rules']>;
}

/**
 * Imported codes as a definition file says them, with ids that are ours: the one a file gives where it can be one and no other
 * code has it, or else one made of the name (`Waiting times` below `access` is `access.waiting-times`; -2, -3 … where it is
 * taken). `notes` say, each in a line, which ids were made, which definitions were wanting, which parents were not found (the
 * code stands at the top), and which questions the study does not have (left out).
 */
export function settleCodes(
  imported: readonly ImportedCode[],
  codeChanges: CodebookSources['codeChanges'],
  study: Pick<Study, 'questionnaires'>,
): { readonly sources: CodebookSources; readonly notes: readonly string[] } {
  const notes: string[] = [];
  const taken = new Set(imported.map(({ id }) => id).filter((id) => ID.test(id)));
  const given = new Set<string>();
  const idOf = new Map<ImportedCode, string>();
  const byKey = new Map<string, ImportedCode>();
  for (const code of imported) {
    if (code.id !== '' && !byKey.has(code.id)) byKey.set(code.id, code);
  }
  for (const code of imported) if (!byKey.has(code.name)) byKey.set(code.name, code);
  const settle = (code: ImportedCode, seen: readonly ImportedCode[]): string => {
    const known = idOf.get(code);
    if (known !== undefined) return known;
    if (ID.test(code.id) && !given.has(code.id)) {
      given.add(code.id);
      idOf.set(code, code.id);
      return code.id;
    }
    const parent = parentOf(code, byKey);
    const above = parent === undefined || seen.includes(parent) ? '' : `${settle(parent, [...seen, code])}.`;
    const wanted = `${above}${slug(code.id === '' ? code.name : code.id)}`;
    let id = wanted;
    for (let copy = 2; taken.has(id) || given.has(id); copy += 1) id = `${wanted}-${copy}`;
    given.add(id);
    idOf.set(code, id);
    return id;
  };
  for (const code of imported) settle(code, []);
  const made = imported.filter((code) => code.id !== '' && idOf.get(code) !== code.id);
  if (made.length > 0) notes.push(`${made.length} ids stood twice or could not be ids: made anew (${list(made.map((each) => idOf.get(each) ?? ''))})`);
  const copies = imported.filter((code, at) => imported.findIndex((each) => each.name === code.name) < at);
  if (copies.length > 0)
    notes.push(`${copies.length} codes have a name that another has too; their ids tell them apart (${list(copies.map((each) => idOf.get(each) ?? ''))})`);
  const known = new Set(
    study.questionnaires.flatMap(({ questions }) =>
      questions.filter(({ kind }) => kind === 'text').flatMap(({ id, item }) => [id, item]),
    ),
  );
  const [undefinedCodes, orphans, strange]: [string[], string[], Set<string>] = [[], [], new Set()];
  const codes = imported.map((code): CodeSource => {
    const id = idOf.get(code) ?? '';
    const parent = parentOf(code, byKey);
    if (code.parent !== null && parent === undefined) orphans.push(id);
    const brief = code.brief !== '' ? code.brief : code.full !== '' ? firstSentence(code.full) : code.name;
    if (code.brief === '' && code.full === '') undefinedCodes.push(id);
    for (const question of code.questions ?? []) if (!known.has(question)) strange.add(question);
    const questions = code.questions?.filter((question) => known.has(question)) ?? [];
    return {
      code: id,
      name: code.name,
      brief,
      ...(code.full === '' || code.full === brief ? {} : { full: code.full }),
      ...(code.use === '' ? {} : { use: code.use }),
      ...(code.not === '' ? {} : { not: code.not }),
      ...(code.examples.length === 0 ? {} : { examples: [...code.examples] }),
      ...(parent === undefined ? {} : { parent: idOf.get(parent) ?? '' }),
      ...(questions.length === 0 ? {} : { questions }),
      ...(code.rules.length === 0 ? {} : { rules: code.rules }),
    };
  });
  if (undefinedCodes.length > 0)
    notes.push(`${undefinedCodes.length} codes have no definition; their names stand for it (${list(undefinedCodes)})`);
  if (orphans.length > 0)
    notes.push(`${orphans.length} codes name a parent that is not there; they stand at the top (${list(orphans)})`);
  if (strange.size > 0)
    notes.push(`${strange.size} questions are no open ones of the study; they were left out (${list([...strange])})`);
  return { sources: { codes, codeChanges }, notes };
}

const ID = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

function parentOf(
  code: ImportedCode,
  byKey: ReadonlyMap<string, ImportedCode>,
): ImportedCode | undefined {
  const parent = code.parent === null ? undefined : byKey.get(code.parent);
  return parent === code ? undefined : parent;
}

/** A name as an id: `Waiting & delays` is `waiting-delays`; accents go, and what has no Latin letter or digit is `code`. */
function slug(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return plain === '' ? 'code' : plain.slice(0, 60);
}

function firstSentence(text: string): string {
  const [sentence] = /^[^\n]*?[.!?](?=\s|$)/.exec(text.trim()) ?? [];
  return sentence ?? text.trim().split('\n')[0] ?? '';
}

/** The first five, and how many more. */
function list(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(', ');
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown;
}
