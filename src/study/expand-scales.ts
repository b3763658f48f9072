import type { ScaleDefinition } from './definition.ts';
import { faultAt, type Located, type Report, unknownName, within } from './fault.ts';
import type { Option, Scale } from './study.ts';

/** A label as an id: lower case, letters and digits, dashes between: `Don’t know` is `dont-know`. */
export function slug(label: string): string {
  return label
    .normalize('NFKD')
    .replace(/\p{M}|['’]/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/**
 * A scale with its defaults filled in: ids from labels, values 1, 2, 3 … over the levels of an ordered scale. Reports a
 * scale without options, options whose ids or values repeat, and sets of unknown options.
 */
export function expandScale(id: string, place: Located<ScaleDefinition>, report: Report): Scale {
  const definition = place.value;
  const options = optionsOf(place, report);
  const ids = options.map((option) => option.id);
  for (const [index, option] of options.entries()) {
    if (ids.indexOf(option.id) < index) {
      report(
        faultAt(
          within(place, null, 'options', index),
          'duplicate-option',
          'option ids that differ',
          `"${option.id}" twice`,
        ),
      );
    }
  }
  if (options.every((option) => option.missing !== null)) {
    report(faultAt(place, 'empty-scale', 'options, or a range', 'no level to choose'));
  }
  const sets: Record<string, readonly string[]> = {};
  for (const [set, members] of Object.entries(definition.sets ?? {})) {
    for (const [index, member] of members.entries()) {
      if (!ids.includes(String(member))) {
        report(unknownName(within(place, null, 'sets', set, index), 'option', String(member), ids));
      }
    }
    if (members.length === 0)
      report(faultAt(within(place, null, 'sets', set), 'empty-set', 'at least one option', 'none'));
    sets[set] = members.map(String);
  }
  return { id, kind: definition.kind, labels: definition.labels ?? 'published', options, sets };
}

function optionsOf(place: Located<ScaleDefinition>, report: Report): readonly Option[] {
  const { kind, options, range } = place.value;
  if (options !== undefined && range !== undefined) {
    report(faultAt(within(place, null, 'range'), 'two-kinds-of-options', 'options or a range', 'both'));
  }
  if (range !== undefined && options === undefined) {
    const length = Math.max(0, range.to - range.from + 1);
    return Array.from({ length }, (_, index) => level(String(range.from + index), range.from + index));
  }
  let levels = 0;
  return (options ?? []).map((option): Option => {
    const given = typeof option === 'string' ? { label: option } : option;
    const missing = given.missing ?? null;
    if (missing === null) levels += 1;
    return {
      id: String(given.id ?? slug(given.label)),
      label: given.label,
      aliases: given.aliases ?? [],
      value:
        missing !== null || (kind === 'nominal' && given.value === undefined)
          ? null
          : (given.value ?? levels),
      lean: given.lean ?? null,
      missing,
    };
  });
}

function level(label: string, value: number): Option {
  return { id: label, label, aliases: [], value, lean: null, missing: null };
}
