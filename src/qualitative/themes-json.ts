import { type FrequencyJson, fromJson, toJson } from '../likert/frequency-json.ts';
import type { ThemeCounts } from './count-themes.ts';

/** Counts of codes as plain JSON: what a run keeps as `internal/theme-counts.json`. */
export interface ThemesJson {
  readonly format: 'crs-eval theme counts 1';
  readonly counts: FrequencyJson;
  readonly mentions: Readonly<Record<string, readonly number[]>>;
  readonly pairs: Readonly<Record<string, number>>;
}

/** The counts as plain JSON values. `themesFromJson` gives the same counts back. */
export function themesToJson({ frequency, mentions, pairs }: ThemeCounts): ThemesJson {
  return {
    format: 'crs-eval theme counts 1',
    counts: toJson(frequency),
    mentions: Object.fromEntries(mentions),
    // Sorted, as the order in which pairs turn up is that of rows.
    pairs: Object.fromEntries([...pairs].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/** The counts that `themesToJson` wrote. Throws a RangeError when it is something else. */
export function themesFromJson(json: unknown): ThemeCounts {
  if (!isThemesJson(json))
    throw new RangeError('expected counts written by crs-eval ("crs-eval theme counts 1")');
  return {
    frequency: fromJson(json.counts),
    mentions: new Map(Object.entries(json.mentions)),
    pairs: new Map(Object.entries(json.pairs)),
  };
}

function isThemesJson(json: unknown): json is ThemesJson {
  return (
    typeof json === 'object' && json !== null && 'format' in json && json.format === 'crs-eval theme counts 1'
  );
}
