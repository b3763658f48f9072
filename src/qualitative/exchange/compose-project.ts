import type { Study } from '../../study/study.ts';
import { type Coding, rowId } from '../coding.ts';
import type { OpenAnswer } from '../open-answers.ts';
import { codePointSpan } from '../rules/code-point-span.ts';
import { codebookSources } from './codebook-sources.ts';
import { guidOf } from './guid.ts';
import { layoutSources, placesOf, type SourceBy, type SourceLayout } from './layout-sources.ts';
import type {
  QdaCase,
  QdaCoding,
  QdaNote,
  QdaProject,
  QdaSelection,
  QdaSource,
  QdaValue,
} from './project.ts';
import { qdaCodes } from './qda-codes.ts';
import { RULES_USER, ruleNote, type UserKind, userGuid } from './rules-user.ts';

/** A respondent, and what is known of them besides answers: labels of groups by the label of their dimension. */
export interface RespondentRecord {
  readonly questionnaire: string;
  readonly responseId: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** What of a run goes into a project. */
export interface ProjectContent {
  readonly study: Study;
  readonly answers: readonly OpenAnswer[];
  /** Of these answers; those of others are left out. */
  readonly codings: readonly Coding[];
  /** Those without an answer are left out. */
  readonly respondents: readonly RespondentRecord[];
  /** The program and its version. */
  readonly origin: string;
}

/**
 * A run as a REFI-QDA project: its codebook; a source for each respondent or question; attributes on sources and cases, a case a
 * respondent; codings with their spans by whom they are (each of several coders who agree has their own; rules are the user
 * `crs-eval rules`); memos, and the rule behind a coding, as notes. Nothing is suppressed: it is internal.
 */
export function composeProject(content: ProjectContent, by: SourceBy): QdaProject {
  const { study, answers, codings, origin } = content;
  const layouts = layoutSources(answers, study, by);
  const attributes = attributesOf(content, by, layouts);
  const selections = selectionsOf(layouts, codings, by);
  const used = codings.flatMap(coders);
  const users = new Map(used.map(({ kind, name }) => [userGuid(kind, name), name]));
  const notes = new Map<string, QdaNote>();
  const conditions = new Map(
    study.codebook?.codes.flatMap(({ rules }) => rules.map(({ id, when }) => [id, when] as const)),
  );
  for (const coding of codings) for (const note of notesOf(coding, conditions)) notes.set(note.guid, note);
  const variables = [
    ...new Set([...attributes.sources.values(), ...attributes.cases.values()].flatMap(Object.keys)),
  ];
  return {
    name: study.title,
    origin,
    user: null,
    users: [...users]
      .map(([guid, name]) => ({ guid, name }))
      .sort((a, b) => compare(a.name, b.name) || compare(a.guid, b.guid)),
    codes: study.codebook === null ? [] : qdaCodes(codebookSources(study.codebook, study)),
    variables: variables.map((name) => ({ guid: guidOf('variable', name), name })),
    cases: casesOf(answers, layouts, by, attributes.cases),
    sources: layouts.map(
      ({ guid, name, text }): QdaSource => ({
        guid,
        name,
        text,
        selections: selections.get(guid) ?? [],
        codings: [],
        values: valuesOf(attributes.sources.get(guid) ?? {}),
      }),
    ),
    notes: [...notes.values()],
    description: 'Internal: respondents’ own words. Not to be passed on.',
  };
}

type Attributes = Readonly<Record<string, string>>;

/** What is known of sources, by their GUID, and of cases, by questionnaire and response. */
function attributesOf(
  { study, respondents }: ProjectContent,
  by: SourceBy,
  layouts: readonly SourceLayout[],
): { readonly sources: ReadonlyMap<string, Attributes>; readonly cases: ReadonlyMap<string, Attributes> } {
  const known = new Map<string, Attributes>();
  for (const { questionnaire, responseId, attributes } of respondents) {
    const key = `${questionnaire}\n${responseId}`;
    known.set(key, joined(known.get(key) ?? {}, attributes));
  }
  const labels = (facets: Readonly<Record<string, string>>): Attributes =>
    Object.fromEntries(
      study.dimensions.flatMap(({ id, label, groups }) => {
        const group = facets[id];
        return group === undefined ? [] : [[label, groups.find((each) => each.id === group)?.label ?? group]];
      }),
    );
  const cases = new Map<string, Attributes>();
  const sources = new Map<string, Attributes>();
  for (const { guid, segments } of layouts) {
    for (const { answer } of segments) {
      const { questionnaire: id, responseId, question: asked, wrongQuestionnaire } = answer;
      const questionnaire = study.questionnaires.find((each) => each.id === id);
      const question = questionnaire?.questions.find((each) => each.id === asked);
      const common = { Questionnaire: questionnaire?.title ?? id, ...labels(questionnaire?.facets ?? {}) };
      const key = `${id}\n${responseId}`;
      if (!cases.has(key))
        cases.set(key, {
          ...common,
          Response: responseId,
          ...(wrongQuestionnaire ? { 'Wrong questionnaire': 'yes' } : {}),
          ...known.get(key),
        });
      if (!sources.has(guid))
        sources.set(
          guid,
          by === 'respondent'
            ? (cases.get(key) ?? {})
            : {
                ...common,
                Question: asked,
                ...(question === undefined ? {} : { Item: question.item, ...labels(question.facets) }),
              },
        );
    }
  }
  return { sources, cases };
}

/** What a respondent's rows say of an attribute, each once. */
function joined(earlier: Attributes, later: Attributes): Attributes {
  const names = [...new Set([...Object.keys(earlier), ...Object.keys(later)])];
  return Object.fromEntries(
    names.map((name) => {
      const said = [earlier[name] ?? '', later[name] ?? ''].flatMap((each) => each.split('; '));
      return [name, [...new Set(said)].filter((each) => each !== '').join('; ')];
    }),
  );
}

function casesOf(
  answers: readonly OpenAnswer[],
  layouts: readonly SourceLayout[],
  by: SourceBy,
  attributes: ReadonlyMap<string, Attributes>,
): readonly QdaCase[] {
  const places = placesOf(layouts);
  const own = new Map<string, { sources: Set<string>; selections: string[] }>();
  for (const answer of answers) {
    const key = `${answer.questionnaire}\n${answer.responseId}`;
    const found = places.get(rowId(answer));
    if (found === undefined) continue;
    const { source, segment } = found;
    const known = own.get(key) ?? { sources: new Set(), selections: [] };
    own.set(key, known);
    if (by === 'respondent') known.sources.add(source.guid);
    else known.selections.push(selectionGuid(source.guid, segment.start, segment.end));
  }
  return [...own].map(([key, { sources, selections }]) => {
    const [questionnaire = '', responseId = ''] = key.split('\n');
    return {
      guid: guidOf('case', questionnaire, responseId),
      name: `${questionnaire} ${responseId}`,
      values: valuesOf(attributes.get(key) ?? {}),
      sources: [...sources],
      selections,
    };
  });
}

/** Selections by the GUID of their source, in the order of the text: what is coded, and, by question, every answer. */
function selectionsOf(
  layouts: readonly SourceLayout[],
  codings: readonly Coding[],
  by: SourceBy,
): ReadonlyMap<string, readonly QdaSelection[]> {
  const places = placesOf(layouts);
  const spans = new Map<string, Map<string, OpenSelection>>();
  const spanAt = (source: string, start: number, end: number) => {
    const own = spans.get(source) ?? new Map<string, OpenSelection>();
    spans.set(source, own);
    const key = `${start} ${end}`;
    const known = own.get(key) ?? { start, end, codings: new Map() };
    own.set(key, known);
    return known;
  };
  if (by === 'question')
    for (const { guid, segments } of layouts) for (const { start, end } of segments) spanAt(guid, start, end);
  for (const coding of codings) {
    const found = places.get(rowId(coding.answer));
    if (found === undefined) continue;
    const { start, end } = codePointSpan(found.segment.answer.text, coding.start, coding.end);
    const at = spanAt(found.source.guid, found.segment.start + start, found.segment.start + end);
    const selection = selectionGuid(found.source.guid, at.start, at.end);
    const notes = notesOf(coding, new Map()).map(({ guid }) => guid);
    for (const { kind, name } of coders(coding)) {
      const user = userGuid(kind, name);
      const guid = guidOf('coding', selection, coding.code, user, ...notes);
      if (!at.codings.has(guid))
        at.codings.set(guid, { guid, code: guidOf('code', coding.code), user, notes });
    }
  }
  return new Map(
    [...spans].map(([source, own]) => [
      source,
      [...own.values()]
        .sort((a, b) => a.start - b.start || a.end - b.end)
        .map(({ start, end, codings: given }) => ({
          guid: selectionGuid(source, start, end),
          name: null,
          start,
          end,
          user: null,
          codings: [...given.values()],
          notes: [],
        })),
    ]),
  );
}

interface OpenSelection {
  readonly start: number;
  readonly end: number;
  /** By their GUIDs. */
  readonly codings: Map<string, QdaCoding>;
}

function selectionGuid(source: string, start: number, end: number): string {
  return guidOf('selection', source, String(start), String(end));
}

/** Whose a coding is: of several coders who agree, each. */
function coders({ by }: Coding): readonly { readonly kind: UserKind; readonly name: string }[] {
  if (by.kind === 'rule') return [{ kind: 'rule', name: RULES_USER }];
  return by.coder.split(' · ').map((name) => ({ kind: by.kind, name }));
}

/** The rule a coding is by or that it confirms, and its memo. */
function notesOf(coding: Coding, conditions: ReadonlyMap<string, string>): readonly QdaNote[] {
  const { by, memo } = coding;
  const rule = by.kind === 'rule' ? by : by.confirms;
  return [
    ...(rule === undefined ? [] : [ruleNote(rule, conditions.get(rule.rule)?.replace(/\r\n?/g, '\n'))]),
    ...(memo === ''
      ? []
      : [
          {
            guid: guidOf('note', 'memo', memo),
            name: 'Memo',
            text: memo.replace(/\r\n?/g, '\n'),
            user: null,
          },
        ]),
  ];
}

function valuesOf(attributes: Attributes): readonly QdaValue[] {
  return Object.entries(attributes).map(([name, value]) => ({ variable: guidOf('variable', name), value }));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
