import type { QuestionDefinition, QuestionnaireDefinition, SectionDefinition } from './definition.ts';
import { faultAt, type Located, type Report, unknownName, within } from './fault.ts';
import { type Surroundings, type Turn, turnsOf } from './repeat.ts';
import type { AskedIf, Dimension, Question, Questionnaire, Scale, Section } from './study.ts';

type Statement = Omit<QuestionDefinition, 'id' | 'statements'>;

/** What is said of one question, and where each part of it is written: with the statement or for all of them. */
interface Written {
  readonly value: Statement;
  readonly place: Located<unknown>;
  readonly at: (key: keyof Statement) => Located<null>;
}

function written(entry: Located<unknown>, shared: Statement, own?: Located<Statement>): Written {
  return {
    value: { ...shared, ...own?.value },
    place: own ?? entry,
    at: (key) => within(own?.value[key] === undefined ? entry : own, null, key),
  };
}

/**
 * A questionnaire with its repeated sections written out, statements made questions of their own, and defaults filled
 * in. Questions of a repeated section are named `<group>.<id>` and carry the group as a facet. Reports unknown scales,
 * dimensions, groups and placeholders, repeated ids, questions without text, and `askedIf`s that don't point back.
 */
export function expandQuestionnaire(
  place: Located<QuestionnaireDefinition>,
  around: Surroundings,
  report: Report,
): Questionnaire {
  const definition = place.value;
  const sections: Section[] = [];
  const questions: Question[] = [];
  for (const [index, value] of definition.sections.entries()) {
    const section = within(place, value, 'sections', index);
    const turns = turnsOf(section, around, report);
    for (const turn of turns) {
      const id = turn.group === null ? value.id : `${value.id}-${turn.prefix}`;
      if (sections.some((other) => other.id === id)) {
        report(
          faultAt(within(section, id, 'id'), 'duplicate-section', 'section ids that differ', `"${id}" twice`),
        );
      }
      const title = turn.fill(value.title, within(section, null, 'title'));
      sections.push({ id, title, kind: value.kind ?? 'evaluation' });
      for (const [at, entry] of value.questions.entries()) {
        expandEntry(within(section, entry, 'questions', at), id, section, turn);
      }
    }
  }
  const facets = facetsOf(within(place, definition.facets ?? {}, 'facets'), 'questionnaire', around, report);
  return {
    id: definition.id,
    title: definition.title,
    facets,
    period: definition.period ?? null,
    sections,
    questions,
    withdrawn: (definition.withdrawn ?? []).map(String),
    wrongQuestionnaire: (definition.wrongQuestionnaire ?? []).map(String),
  };

  function expandEntry(
    entry: Located<QuestionDefinition>,
    sectionId: string,
    section: Located<SectionDefinition>,
    turn: Turn,
  ): void {
    const { id, statements, ...shared } = entry.value;
    if ((id === undefined) === (statements === undefined)) {
      report(
        faultAt(
          entry,
          'question-without-id',
          'either an id or statements',
          id === undefined ? 'neither' : 'both',
        ),
      );
      return;
    }
    if (id !== undefined) addQuestion(id, written(entry, shared), sectionId, section, turn);
    for (const [key, given] of Object.entries(statements ?? {})) {
      const own: Statement = typeof given === 'string' ? { text: given } : given;
      addQuestion(
        key,
        written(entry, shared, within(entry, own, 'statements', key)),
        sectionId,
        section,
        turn,
      );
    }
  }

  function addQuestion(
    name: string,
    source: Written,
    sectionId: string,
    section: Located<SectionDefinition>,
    turn: Turn,
  ): void {
    const given = source.value;
    const id = turn.group === null ? name : `${turn.prefix}.${name}`;
    if (questions.some((other) => other.id === id)) {
      report(
        faultAt(
          source.place,
          'duplicate-question',
          `question ids that differ within ${definition.id}`,
          `"${name}" twice`,
        ),
      );
    }
    if (given.text === undefined) report(faultAt(source.place, 'missing-key', 'key "text"', 'none'));
    const scale = scaleFor(source, around, report);
    const byScale = scale?.kind === 'ordered' ? 'likert' : 'choice';
    const kind = given.kind ?? (given.scale === undefined ? 'text' : byScale);
    if ((kind === 'text') !== (given.scale === undefined)) {
      const expected = kind === 'text' ? 'no scale for open text' : `a scale for kind ${kind}`;
      report(
        faultAt(
          source.at(given.scale === undefined ? 'kind' : 'scale'),
          'scale-and-kind',
          expected,
          given.scale ?? 'none',
        ),
      );
    }
    checkConsent(source, scale, report);
    const wholeSection = section.value.askedIf;
    const inherited = wholeSection !== undefined && wholeSection.question !== name;
    const condition = given.askedIf ?? (inherited ? wholeSection : undefined);
    const conditionPlace =
      given.askedIf === undefined ? within(section, null, 'askedIf') : source.at('askedIf');
    const askedIf = condition === undefined ? null : resolve(within(conditionPlace, condition), turn);
    const facets = facetsOf(within(source.at('facets'), given.facets ?? {}), 'question', around, report);
    const fill = (text: string, key: 'text' | 'aliases' | 'stem') => turn.fill(text, source.at(key));
    questions.push({
      id,
      text: fill(given.text ?? '', 'text'),
      aliases: (given.aliases ?? []).map((alias) => fill(alias, 'aliases')),
      wording: given.wording ?? 'published',
      kind,
      scale: given.scale ?? null,
      section: sectionId,
      stem: given.stem === undefined ? null : fill(given.stem, 'stem'),
      askedIf,
      item: given.item ?? name,
      facets: { ...turn.facets, ...facets },
      routing: given.routing ?? false,
      other: given.other ?? false,
      consent: given.consent?.map(String) ?? null,
    });
  }

  /** A name means the block's own question before the questionnaire's; either must have been asked already. */
  function resolve(
    condition: Located<{ question: string; options: readonly (string | number)[] }>,
    turn: Turn,
  ): AskedIf {
    const name = condition.value.question;
    const options = condition.value.options.map((option) =>
      turn.fill(String(option), within(condition, null, 'options')),
    );
    const own = `${turn.prefix}.${name}`;
    const target =
      questions.find((other) => other.id === own) ?? questions.find((other) => other.id === name);
    const place = within(condition, name, 'question');
    if (target === undefined && namesIn(definition).includes(name)) {
      report(
        faultAt(place, 'asked-if-forwards', 'a question asked before this one', `"${name}", which is not`),
      );
    } else if (target === undefined) {
      const reachable = questions.filter((other) => isSubset(other.facets, turn.facets));
      const known = reachable.map((other) => other.id.replace(`${turn.prefix}.`, ''));
      report(unknownName(place, 'earlier question', name, [...new Set(known)]));
    }
    const scale = target?.scale === null || target === undefined ? undefined : around.scales[target.scale];
    if (target?.scale === null) {
      report(faultAt(place, 'asked-if-text', 'a question with options', `"${name}", which is open text`));
    }
    if (options.length === 0) {
      report(faultAt(within(condition, null, 'options'), 'empty-options', 'at least one option', 'none'));
    }
    const known = scale?.options.map((option) => option.id) ?? [];
    for (const [index, option] of options.entries()) {
      if (known.length > 0 && !known.includes(option)) {
        report(unknownName(within(condition, null, 'options', index), 'option', option, known));
      }
    }
    return { question: target?.id ?? name, options };
  }
}

function namesIn(definition: QuestionnaireDefinition): readonly string[] {
  return definition.sections.flatMap((section) =>
    section.questions.flatMap((question) => question.id ?? Object.keys(question.statements ?? {})),
  );
}

function isSubset(facets: Question['facets'], of: Question['facets']): boolean {
  return Object.entries(facets).every(([name, group]) => of[name] === group);
}

function scaleFor(source: Written, around: Surroundings, report: Report): Scale | null {
  const name = source.value.scale;
  if (name === undefined) return null;
  const scale = around.scales[name];
  if (scale === undefined) {
    report(unknownName(source.at('scale'), 'scale', name, Object.keys(around.scales)));
  }
  return scale ?? null;
}

function checkConsent(source: Written, scale: Scale | null, report: Report): void {
  const known = scale?.options.map((option) => option.id) ?? [];
  for (const [index, option] of (source.value.consent ?? []).entries()) {
    if (!known.includes(String(option))) {
      report(unknownName(within(source.at('consent'), null, index), 'option', String(option), known));
    }
  }
}

function facetsOf(
  place: Located<Readonly<Record<string, string | number>>>,
  from: Dimension['from'],
  around: Surroundings,
  report: Report,
): Readonly<Record<string, string>> {
  const dimensions = around.dimensions.filter((dimension) => dimension.from === from);
  for (const [name, group] of Object.entries(place.value)) {
    const dimension = dimensions.find((candidate) => candidate.id === name);
    if (dimension === undefined) {
      const known = dimensions.map((candidate) => candidate.id);
      report({ ...unknownName(within(place, null, name), `${from} dimension`, name, known), at: 'key' });
      continue;
    }
    const known = dimension.groups.map((candidate) => candidate.id);
    if (!known.includes(String(group)))
      report(unknownName(within(place, null, name), 'group', String(group), known));
  }
  return Object.fromEntries(Object.entries(place.value).map(([name, group]) => [name, String(group)]));
}
