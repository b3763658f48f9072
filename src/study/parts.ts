import type { StudyFile } from './definition.ts';
import { faultAt, type Located, type Report, within } from './fault.ts';

/** The definition files of a study, in the order of their names. */
export type Parts = readonly Located<StudyFile>[];

type Lists = Pick<
  Required<StudyFile>,
  | 'questionnaires'
  | 'tables'
  | 'figures'
  | 'quoted'
  | 'outOfReach'
  | 'breakdowns'
  | 'codes'
  | 'codeChanges'
  | 'redactions'
  | 'assumptions'
  | 'limitations'
>;

/** Every element of a list that files may each add to. */
export function listed<Key extends keyof Lists>(
  parts: Parts,
  key: Key,
): readonly Located<NonNullable<Lists[Key]>[number]>[] {
  return parts.flatMap((part) => {
    const elements: readonly NonNullable<Lists[Key]>[number][] = part.value[key] ?? [];
    return elements.map((element, index) => within(part, element, key, index));
  });
}

/** Every entry of a mapping that files may each add to. Reports names that stand in two files. */
export function named<Key extends 'scales' | 'dimensions' | 'items'>(
  parts: Parts,
  key: Key,
  report: Report,
): readonly { readonly name: string; readonly place: Located<NonNullable<StudyFile[Key]>[string]> }[] {
  type Entry = NonNullable<StudyFile[Key]>[string];
  const entries = parts.flatMap((part) =>
    Object.entries((part.value[key] ?? {}) as Readonly<Record<string, Entry>>).map(([name, value]) => ({
      name,
      place: within(part, value, key, name),
    })),
  );
  distinct(
    entries.map(({ name, place }) => within(place, name)),
    key.replace(/s$/, ''),
    report,
  );
  return entries;
}

/** What one file only may say. */
export function only<Key extends 'study' | 'source'>(parts: Parts, key: Key, report: Report): StudyFile[Key] {
  const having = parts.filter((part) => part.value[key] !== undefined);
  if (having.length === 0) {
    const file = parts[0] ?? { value: null, file: 'study', path: [] };
    report({ ...faultAt(file, 'missing-key', `key "${key}" in one of the files`, 'none') });
  }
  for (const part of having.slice(1)) {
    report({
      ...faultAt(within(part, null, key), 'stands-twice', `key "${key}" in one file only`, 'it again'),
      at: 'key',
    });
  }
  return having[0]?.value[key];
}

/** Reports an id that stands twice, at its second place. */
export function distinct(ids: readonly Located<string>[], kind: string, report: Report): void {
  const seen = new Set<string>();
  for (const place of ids) {
    if (seen.has(place.value)) {
      report(faultAt(place, `duplicate-${kind}`, `${kind} ids that differ`, `"${place.value}" twice`));
    }
    seen.add(place.value);
  }
}
