import type { CodeSource } from '../../study/codebook-definition.ts';
import { didYouMean, type Fault, faultAt, type Located, type Path, unknownName } from '../../study/fault.ts';
import type { Study } from '../../study/study.ts';
import type { CodebookSources } from './codebook-sources.ts';

/** A code of another tool's file or of a spreadsheet, before it has an id of ours. */
export interface ImportedCode {
  /** Tells it from all others of the file; no id or name of a code is one. */
  readonly key: string;
  /** The row or line of its file that it stands at; null where that is not known. */
  readonly row: number | null;
  /** As the file says it; "" where it says none. */
  readonly id: string;
  readonly name: string;
  readonly brief: string;
  readonly full: string;
  readonly use: string;
  readonly not: string;
  readonly examples: readonly string[];
  /** The key, id or name of the code above it; null at the top. */
  readonly parent: string | null;
  /** Null: as the parent's, or every open question. */
  readonly questions: readonly string[] | null;
  readonly rules: NonNullable<CodeSource['rules']>;
}

/** A key of the nth code: ids and names hold no NUL. */
export function codeKey(number: number): string {
  return `\0${number}`;
}

/**
 * Imported codes as a definition file says them, with ids that are ours: the one a file gives where it can be one and no other
 * code has it, or else one made of the name (`Waiting times` below `access` is `access.waiting-times`; -2, -3 … where it is
 * taken). `notes` say, each in a line, which ids were made and which definitions were wanting. `faults` are parents that the
 * file does not have and questions that the study does not have, at their paths in the sources, where they are left out.
 */
export function settleCodes(
  imported: readonly ImportedCode[],
  codeChanges: CodebookSources['codeChanges'],
  study: Pick<Study, 'questionnaires'>,
): {
  readonly sources: CodebookSources;
  readonly notes: readonly string[];
  readonly faults: readonly Fault[];
} {
  const faults: Fault[] = [];
  const at = (...path: Path): Located<unknown> => ({ value: null, file: '', path });
  const notes: string[] = [];
  const note = (what: string, names: readonly string[]): void => {
    if (names.length > 0) notes.push(`${what}: ${names.length} (${list(names)})`);
  };
  const taken = new Set(imported.map(({ id }) => id).filter((id) => ID.test(id)));
  const given = new Set<string>();
  const idOf = new Map<ImportedCode, string>();
  const byKey = new Map<string, ImportedCode>();
  for (const each of ['key', 'id', 'name'] as const)
    for (const code of imported) if (code[each] !== '' && !byKey.has(code[each])) byKey.set(code[each], code);
  const copies = new Map<string, number>();
  const give = (code: ImportedCode, id: string): void => {
    given.add(id);
    idOf.set(code, id);
  };
  const makeId = (code: ImportedCode): string => {
    const parent = parentOf(code, byKey);
    const above = (parent === undefined ? undefined : idOf.get(parent)) ?? '';
    const own = slug(code.id === '' ? code.name : code.id);
    const wanted = above === '' || above.length > LONGEST_PREFIX ? own : `${above}.${own}`;
    let id = wanted;
    for (let copy = copies.get(wanted) ?? 2; taken.has(id) || given.has(id); copy += 1) {
      id = `${wanted}-${copy}`;
      copies.set(wanted, copy + 1);
    }
    return id;
  };
  for (const code of imported) {
    // Those above it without an id come first, from the top; where they go round in a circle, from anywhere.
    const line = new Set<ImportedCode>();
    for (
      let at: ImportedCode | undefined = code;
      at !== undefined && !idOf.has(at) && !line.has(at);
      at = parentOf(at, byKey)
    ) {
      if (ID.test(at.id) && !given.has(at.id)) give(at, at.id);
      else line.add(at);
    }
    for (const each of [...line].reverse()) give(each, makeId(each));
  }
  const made = imported.filter((code) => code.id !== '' && idOf.get(code) !== code.id);
  note(
    'ids that stood twice or could not be ids, made anew',
    made.map((each) => idOf.get(each) ?? ''),
  );
  const names = new Map(imported.map((code) => [code.name, code]));
  const alike = imported.filter((code) => names.get(code.name) !== code);
  note(
    'codes with a name that another has too, told apart by their ids',
    alike.map((each) => idOf.get(each) ?? ''),
  );
  const known = new Set(
    study.questionnaires.flatMap(({ questions }) =>
      questions.filter(({ kind }) => kind === 'text').flatMap(({ id, item }) => [item, id]),
    ),
  );
  const undefinedCodes: string[] = [];
  const codes = imported.map((code, index): CodeSource => {
    const id = idOf.get(code) ?? '';
    const parent = parentOf(code, byKey);
    if (code.parent !== null && parent === undefined)
      faults.push(unknownParent(at('codes', index, 'parent'), code.parent, imported));
    const brief = code.brief !== '' ? code.brief : code.full !== '' ? firstSentence(code.full) : code.name;
    if (code.brief === '' && code.full === '') undefinedCodes.push(id);
    for (const [number, question] of (code.questions ?? []).entries())
      if (!known.has(question))
        faults.push(
          unknownName(at('codes', index, 'questions', number), 'open question', question, [...known]),
        );
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
  note('codes without a definition, whose names stand for it', undefinedCodes);
  return { sources: { codes, codeChanges }, notes, faults };
}

function unknownParent(place: Located<unknown>, parent: string, codes: readonly ImportedCode[]): Fault {
  const named = codes.flatMap(({ id, name }) => [id, name]).filter((each) => each !== '');
  return faultAt(
    place,
    'unknown-code',
    'the id or name of a code of the file',
    `"${parent}"`,
    didYouMean(parent, [...new Set(named)]),
  );
}

/** Below a code with a longer id than this, ids are made of names alone: else those of a deep tree would grow without end. */
const LONGEST_PREFIX = 120;

const ID = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

function parentOf(code: ImportedCode, byKey: ReadonlyMap<string, ImportedCode>): ImportedCode | undefined {
  return code.parent === null ? undefined : byKey.get(code.parent);
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
