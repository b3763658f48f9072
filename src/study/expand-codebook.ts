import { createHash } from 'node:crypto';
import type { Code, Codebook, CodeChange, CodeRule, TextPlace, Themes } from './codebook.ts';
import type { CodeSource } from './codebook-definition.ts';
import type { StudyFile } from './definition.ts';
import { faultAt, type Located, type Path, type Report, unknownName, within } from './fault.ts';
import { respondentDimensions } from './lookup.ts';
import { distinct, listed, type Parts } from './parts.ts';
import { expandWhere } from './selections.ts';
import type { Study } from './study.ts';

/** Where a text of a definition file stands. */
export type TextAt = (file: string, path: Path) => TextPlace;

type Asked = Pick<Study, 'dimensions' | 'questionnaires'>;

/**
 * The codebook that definition files describe, with inherited questions and default rule ids worked out; null where none
 * has a code. Reports codes that stand twice or are their own ancestors, and what refers to no code, question or group.
 * Rules are not read: their language is known where they are run.
 */
export function expandCodebook(parts: Parts, asked: Asked, textAt: TextAt, report: Report): Codebook | null {
  const places = listed(parts, 'codes');
  const changePlaces = listed(parts, 'codeChanges');
  if (places.length === 0) {
    for (const place of changePlaces)
      report(faultAt(place, 'change-without-codes', 'key "codes" too', 'none'));
    return null;
  }
  const ids = places.map((place) => within(place, place.value.code, 'code'));
  distinct(ids, 'code', report);
  const known = [...new Set(ids.map(({ value }) => value))];
  const byId = new Map(places.map((place) => [place.value.code, place]));
  const open = openItems(asked);
  const circles = circlesOf(byId);
  const names = openNames(asked);
  for (const place of places) checkReferences(place, byId, circles, known, names, report);
  const questionsOf = inheritedQuestions(byId);
  const codes = places.map((place): Code => {
    const { code, name, brief, full, use, not, examples, parent } = place.value;
    return {
      id: code,
      name,
      brief,
      full: full ?? brief,
      use: use ?? '',
      not: not ?? '',
      examples: examples ?? [],
      parent: parent ?? null,
      questions: questionsOf(place) ?? open,
      rules: expandRules(place, asked, names, textAt, report),
      place: textAt(place.file, [...place.path, 'code']),
    };
  });
  distinct(
    places.flatMap((place, index) =>
      (codes[index]?.rules ?? []).map(({ id }, rule) => within(place, id, 'rules', rule)),
    ),
    'rule',
    report,
  );
  const changes = changePlaces.map((place) => expandChange(place));
  checkChanges(changePlaces, changes, known, report);
  return { codes, changes, sha256: versionOf(codes, changes) };
}

/** How counts of codes are broken down; what the files say of it added up. Reports unknown dimensions, items and statements. */
export function expandThemes(parts: Parts, asked: Asked, report: Report): Themes {
  const dimensions = respondentDimensions(asked).map(({ id }) => id);
  const open = openItems(asked);
  const closed = itemsOf(asked, (kind) => kind !== 'text');
  const check = (place: Located<unknown>, kind: string, name: string, known: readonly string[]) => {
    if (!known.includes(name)) report(unknownName(place, kind, name, known));
  };
  const given = parts.flatMap((part) =>
    part.value.themes === undefined ? [] : [within(part, part.value.themes, 'themes')],
  );
  return {
    breakdowns: given.flatMap((place) =>
      (place.value.breakdowns ?? []).map((names, index) => {
        for (const [at, name] of names.entries())
          check(within(place, null, 'breakdowns', index, at), 'respondent dimension', name, dimensions);
        return names;
      }),
    ),
    by: given.flatMap((place) =>
      (place.value.by ?? []).map(({ item, statement }, index) => {
        check(within(place, null, 'by', index, 'item'), 'open item', item, open);
        check(within(place, null, 'by', index, 'statement'), 'closed item', statement, closed);
        return { item, statement };
      }),
    ),
  };
}

function expandRules(
  place: Located<CodeSource>,
  asked: Asked,
  names: ReadonlySet<string>,
  textAt: TextAt,
  report: Report,
): readonly CodeRule[] {
  const { code, rules = [] } = place.value;
  return rules.map((given, index): CodeRule => {
    const path = [...place.path, 'rules', index];
    const rule = typeof given === 'string' ? { when: given } : given;
    const at = within(place, rule, 'rules', index);
    for (const [position, name] of (rule.questions ?? []).entries())
      checkQuestion(within(at, null, 'questions', position), name, names, report);
    return {
      id: rule.id ?? `${code}-${index + 1}`,
      when: rule.when,
      wants: rule.wants ?? 'affirmed',
      questions: rule.questions ?? null,
      where: expandWhere(within(at, rule.where ?? {}, 'where'), asked, report),
      place: textAt(place.file, typeof given === 'string' ? path : [...path, 'when']),
    };
  });
}

function checkReferences(
  place: Located<CodeSource>,
  byId: ReadonlyMap<string, Located<CodeSource>>,
  circles: ReadonlyMap<string, readonly string[]>,
  known: readonly string[],
  names: ReadonlySet<string>,
  report: Report,
): void {
  const { code, parent, questions = [] } = place.value;
  for (const [index, name] of questions.entries())
    checkQuestion(within(place, null, 'questions', index), name, names, report);
  if (parent === undefined) return;
  const at = within(place, null, 'parent');
  if (!byId.has(parent)) report(unknownName(at, 'code', parent, known));
  const circle = circles.get(code);
  if (circle !== undefined)
    report(faultAt(at, 'own-ancestor', 'a code that is not below this one', roundOf(code, circle)));
}

/** What the open questions may be called by: their items and ids. */
function openNames(asked: Asked): ReadonlySet<string> {
  const questions = asked.questionnaires.flatMap((each) => each.questions);
  return new Set(questions.flatMap(({ kind, item, id }) => (kind === 'text' ? [item, id] : [])));
}

function checkQuestion(
  place: Located<unknown>,
  name: string,
  names: ReadonlySet<string>,
  report: Report,
): void {
  if (!names.has(name)) report(unknownName(place, 'open question', name, [...names]));
}

/** Of each code that is its own ancestor the circle it is in, each code followed by the one it names as its parent. */
function circlesOf(byId: ReadonlyMap<string, Located<CodeSource>>): ReadonlyMap<string, readonly string[]> {
  const circles = new Map<string, readonly string[]>();
  const done = new Set<string>();
  for (const start of byId.keys()) {
    // A set keeps the order in which codes were met on the way up.
    const line = new Set<string>();
    let at: string | undefined = start;
    while (at !== undefined && byId.has(at) && !done.has(at) && !line.has(at)) {
      line.add(at);
      at = byId.get(at)?.value.parent;
    }
    if (at !== undefined && line.has(at)) {
      const way = [...line];
      const circle = way.slice(way.indexOf(at));
      for (const code of circle) circles.set(code, circle);
    }
    for (const code of line) done.add(code);
  }
  return circles;
}

/** `a → b → a`, of a large circle its beginning and end. */
function roundOf(code: string, circle: readonly string[]): string {
  const from = circle.indexOf(code);
  const round = [
    ...circle.slice(from, from + SHOWN),
    ...circle.slice(0, Math.max(0, from + SHOWN - circle.length)),
  ];
  const rest = circle.length - SHOWN;
  return [...round.slice(0, circle.length), ...(rest > 0 ? [`… ${rest} more …`] : []), code].join(' → ');
}

/** So many codes of a circle are named. */
const SHOWN = 12;

/** The questions of a code or else of the nearest code above it that has some; each code is looked at once, however deep the tree. */
function inheritedQuestions(
  byId: ReadonlyMap<string, Located<CodeSource>>,
): (place: Located<CodeSource>) => readonly string[] | undefined {
  const known = new Map<string, readonly string[] | undefined>();
  return (place) => {
    const line = new Set<string>();
    let at: Located<CodeSource> | undefined = place;
    while (
      at !== undefined &&
      at.value.questions === undefined &&
      !known.has(at.value.code) &&
      !line.has(at.value.code)
    ) {
      line.add(at.value.code);
      at = byId.get(at.value.parent ?? '');
    }
    const found = at?.value.questions ?? known.get(at?.value.code ?? '');
    for (const code of line) known.set(code, found);
    return found;
  };
}

function expandChange(place: Located<NonNullable<StudyFile['codeChanges']>[number]>): CodeChange {
  const change = place.value;
  if ('rename' in change) return { kind: 'rename', from: change.rename, to: change.to };
  if ('merge' in change) return { kind: 'merge', from: change.merge, to: change.to };
  return { kind: 'split', from: change.split, to: change.to };
}

/** What a change makes must be a code of the codebook, or be changed again by a later one. */
function checkChanges(
  places: readonly Located<unknown>[],
  changes: readonly CodeChange[],
  known: readonly string[],
  report: Report,
): void {
  const ids = new Set(known);
  const lastChange = new Map(
    changes.flatMap(({ from }, index) => [from].flat().map((code): [string, number] => [code, index])),
  );
  for (const [index, change] of changes.entries()) {
    const place = places[index];
    if (place === undefined) continue;
    const made = typeof change.to === 'string' ? [change.to] : change.to;
    for (const [at, name] of made.entries()) {
      const steps = typeof change.to === 'string' ? ['to'] : ['to', at];
      if (!ids.has(name) && (lastChange.get(name) ?? -1) <= index)
        report(unknownName(within(place, null, ...steps), 'code', name, known));
    }
    if (change.kind === 'rename' && ids.has(change.from))
      report(
        faultAt(
          within(place, null, 'rename'),
          'renamed-code-exists',
          'a code that is no longer in the codebook',
          `"${change.from}", which is in it`,
        ),
      );
  }
}

function openItems(asked: Asked): readonly string[] {
  return itemsOf(asked, (kind) => kind === 'text');
}

function itemsOf(asked: Asked, wanted: (kind: string) => boolean): readonly string[] {
  const questions = asked.questionnaires.flatMap((each) => each.questions);
  return [...new Set(questions.filter(({ kind }) => wanted(kind)).map(({ item }) => item))];
}

function versionOf(codes: readonly Code[], changes: readonly CodeChange[]): string {
  const plain = codes.map(({ place: _, rules, ...code }) => ({
    ...code,
    rules: rules.map(({ place: __, ...rule }) => rule),
  }));
  const sorted = plain.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  return createHash('sha256')
    .update(JSON.stringify([sorted, changes]))
    .digest('hex');
}
