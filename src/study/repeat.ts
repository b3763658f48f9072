import type { SectionDefinition } from './definition.ts';
import { faultAt, type Located, type Report, unknownName, within } from './fault.ts';
import { fillIn, type Words, wordsOf } from './placeholders.ts';
import type { Dimension, Group, Scale } from './study.ts';

/** What questions refer to. */
export interface Surroundings {
  readonly scales: Readonly<Record<string, Scale>>;
  readonly dimensions: readonly Dimension[];
}

/** One writing-out of a section: for a group, or once where it does not repeat. */
export interface Turn {
  readonly group: Group | null;
  readonly prefix: string;
  readonly facets: Readonly<Record<string, string>>;
  readonly fill: (text: string, place: Located<unknown>) => string;
}

/**
 * Once for a plain section; once a group, in the dimension's order, for a repeated one. Reports a dimension that is not
 * the questions', unknown groups, and words that are missing for a group.
 */
export function turnsOf(
  section: Located<SectionDefinition>,
  around: Surroundings,
  report: Report,
): readonly Turn[] {
  const repeat = section.value.repeat;
  if (repeat === undefined) return [{ group: null, prefix: '', facets: {}, fill: (text) => text }];
  const place = within(section, repeat, 'repeat');
  const questionDimensions = around.dimensions.filter((dimension) => dimension.from === 'question');
  const dimension = questionDimensions.find((candidate) => candidate.id === repeat.dimension);
  if (dimension === undefined) {
    const known = questionDimensions.map((candidate) => candidate.id);
    report(unknownName(within(place, null, 'dimension'), 'question dimension', repeat.dimension, known));
    return [];
  }
  const known = dimension.groups.map((group) => group.id);
  const wanted = repeat.groups?.map(String) ?? known;
  for (const [index, group] of wanted.entries()) {
    if (!known.includes(group))
      report(unknownName(within(place, null, 'groups', index), 'group', group, known));
  }
  for (const [word, byGroup] of Object.entries(repeat.words ?? {})) {
    for (const group of wanted.filter((id) => byGroup[id] === undefined)) {
      report(
        faultAt(
          within(place, null, 'words', word),
          'missing-word',
          `words for every group`,
          `none for ${group}`,
        ),
      );
    }
    for (const group of Object.keys(byGroup).filter((id) => !known.includes(id))) {
      report(unknownName(within(place, null, 'words', word, group), 'group', group, known));
    }
  }
  return dimension.groups
    .filter((group) => wanted.includes(group.id))
    .map((group): Turn => {
      const own = Object.entries(repeat.words ?? {}).map(
        ([word, byGroup]) => [word, byGroup[group.id] ?? ''] as const,
      );
      const words: Words = { ...wordsOf(group), ...Object.fromEntries(own) };
      return {
        group,
        prefix: group.id.toLowerCase(),
        facets: { [dimension.id]: group.id },
        fill: (text, at) => fillIn(text, words, at, report),
      };
    });
}
