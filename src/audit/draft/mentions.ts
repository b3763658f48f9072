import { fold } from '../../study/fold.ts';
import type { Dimension, Study } from '../../study/study.ts';

interface GroupName {
  readonly dimension: string;
  readonly group: string;
}

/** Where a text names a group of a dimension. Names that several dimensions share (a pathway, a type) stand for any of them. */
export interface Mention {
  readonly start: number;
  readonly end: number;
  /** Dimensions whose names overlap are one family. */
  readonly family: string;
  /** The same for every name of the same groups. */
  readonly key: string;
  readonly groups: readonly GroupName[];
}

export interface Lexicon {
  readonly names: ReadonlyMap<string, readonly GroupName[]>;
  readonly familyOf: ReadonlyMap<string, string>;
  readonly patterns: readonly RegExp[];
  /** Names that stand for people only with a word for them behind. */
  readonly peopled: ReadonlySet<string>;
}

/** Say who answered, after the name of a group: "probation practitioners", "CRS questionnaire respondents". */
const PEOPLE =
  '(?:staff|respondents?|responses?|participants?|practitioners?|providers?|officers?|workers?|teams?|colleagues?|professionals|feedback|questionnaires?)';
const PEOPLED = new RegExp(`^(.+?) ${PEOPLE}$`, 'i');
const BEHIND = new RegExp(`^(?:[\\s\\u00a0]+[\\p{L}’'-]+){0,2}?[\\s\\u00a0]+${PEOPLE}\\b`, 'iu');
const NAMELESS = new Set(['both', 'other', 'none', 'all', 'yes', 'no', 'manager', 'practitioner']);

/**
 * The names that a study's groups go by in a text: labels, short names (as they are written: WS, not ws), and for groups of
 * staff or respondents ("Probation staff") their first words before any such word. Only dimensions that figures are broken
 * down by.
 */
export function lexiconOf(study: Study): Lexicon {
  const names = new Map<string, GroupName[]>();
  const peopled = new Set<string>();
  const exact: string[] = [];
  const loose: string[] = [];
  const add = (name: string, of: GroupName, list: string[], pattern = escaped(name)): void => {
    const key = fold(name);
    if (key.length < 2 || NAMELESS.has(key) || /^\d+$/.test(key)) return;
    const known = names.get(key) ?? [];
    names.set(key, known);
    if (!known.some(({ dimension, group }) => dimension === of.dimension && group === of.group))
      known.push(of);
    list.push(pattern);
  };
  const dimensions = study.dimensions.filter((each) => isBrokenDown(study, each));
  const stems = dimensions
    .filter(({ from }) => from !== 'respondent')
    .flatMap(({ groups }) => groups.flatMap(({ label }) => PEOPLED.exec(label)?.[1]?.toLowerCase() ?? []));
  for (const dimension of dimensions)
    for (const { id, label, short } of dimension.groups) {
      const of = { dimension: dimension.id, group: id };
      const people = PEOPLED.exec(label)?.[1];
      // "Probation Officer" is a role too, but in a sentence it is more often probation staff.
      if (people !== undefined && dimension.from === 'respondent' && stems.includes(people.toLowerCase()))
        continue;
      if (people !== undefined && dimension.from !== 'respondent') {
        peopled.add(fold(people));
        // Kept by the first words alone; the pattern asks for the rest.
        add(
          people,
          of,
          loose,
          `${escaped(people)}(?=(?:[\\s\\u00a0]+[\\p{L}’'-]+){0,2}?[\\s\\u00a0]+${PEOPLE}\\b)`,
        );
        add(
          people,
          of,
          loose,
          `${escaped(people)}(?=[\\s\\u00a0]+and[\\s\\u00a0]+\\p{L}+[\\s\\u00a0]+${PEOPLE}\\b)`,
        );
        continue;
      }
      add(label, of, loose);
      if (/\band\b/i.test(label)) add(label.replace(/\band\b/gi, '&'), of, loose);
      if (/&/.test(label)) add(label.replace(/&/g, 'and'), of, loose);
      add(short, of, /^[^\p{Ll}]+$/u.test(short) ? exact : loose);
    }
  const pattern = (list: readonly string[], flags: string): RegExp[] =>
    list.length === 0
      ? []
      : [
          new RegExp(
            `(?<![\\p{L}\\p{N}&])(?:${[...new Set(list)].sort((a, b) => b.length - a.length || (a < b ? -1 : 1)).join('|')})(?:['’]?s)?(?![\\p{L}\\p{N}&])`,
            flags,
          ),
        ];
  return {
    names,
    familyOf: familiesOf(names),
    patterns: [...pattern(exact, 'gu'), ...pattern(loose, 'giu')],
    peopled,
  };
}

/** The groups a text names, in order; of names within names the longest. */
export function findMentions(text: string, lexicon: Lexicon): Mention[] {
  const found = lexicon.patterns
    .flatMap((pattern) => [...text.matchAll(pattern)])
    .flatMap((match): Mention[] => {
      const name = fold(match[0]);
      const groups = lexicon.names.get(name) ?? lexicon.names.get(name.replace(/s$/, ''));
      const [first] = groups ?? [];
      const end = match.index + match[0].length;
      const people = lexicon.peopled.has(name) ? (BEHIND.exec(text.slice(end))?.[0].length ?? 0) : 0;
      if (groups === undefined || first === undefined) return [];
      return [
        {
          start: match.index,
          end: end + people,
          family: lexicon.familyOf.get(first.dimension) ?? first.dimension,
          key: groups.map(({ dimension, group }) => `${dimension}=${group}`).join('|'),
          groups,
        },
      ];
    })
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: Mention[] = [];
  for (const mention of found) if (mention.start >= (kept.at(-1)?.end ?? 0)) kept.push(mention);
  return kept;
}

function isBrokenDown(study: Study, { id, from }: Dimension): boolean {
  return (
    from !== 'respondent' ||
    study.breakdowns.some((names) => names.includes(id)) ||
    study.tables.some(({ rows, columns }) =>
      [...rows, ...columns].some(({ where }) => where[id] !== undefined),
    )
  );
}

/** Dimensions that share a name, joined; each by the first of them. */
function familiesOf(names: ReadonlyMap<string, readonly GroupName[]>): Map<string, string> {
  const family = new Map<string, string>();
  for (const groups of names.values()) {
    const known = groups.map(({ dimension }) => family.get(dimension) ?? dimension);
    const [first = ''] = known;
    for (const [dimension, of] of [...family]) if (known.includes(of)) family.set(dimension, first);
    for (const { dimension } of groups) family.set(dimension, first);
  }
  return family;
}

function escaped(text: string): string {
  return text
    .replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
    .replace(/\s+/g, '[\\s\\u00a0]+')
    .replace(/['’]/g, "['’]?");
}
