import { cellKey, type FrequencyCell, type FrequencyTable } from './frequency.ts';

/** A FrequencyTable as plain JSON: what a run keeps as `internal/counts.json`, to tabulate and explain from later. */
export interface FrequencyJson {
  readonly format: 'crs-eval counts 1';
  readonly cells: readonly FrequencyCell[];
  readonly usable: Readonly<Record<string, number>>;
}

/** The counts as plain JSON values, in the order of the table. `fromJson` gives the same table back. */
export function toJson(frequency: FrequencyTable): FrequencyJson {
  return {
    format: 'crs-eval counts 1',
    cells: [...frequency.cells.values()],
    usable: Object.fromEntries(frequency.usable),
  };
}

/** The counts that `toJson` wrote. Throws a RangeError when it is something else. */
export function fromJson(json: unknown): FrequencyTable {
  if (!isFrequencyJson(json))
    throw new RangeError('expected counts written by crs-eval ("crs-eval counts 1")');
  return {
    cells: new Map(json.cells.map((cell) => [cellKey(cell.address), cell])),
    usable: new Map(Object.entries(json.usable)),
  };
}

function isFrequencyJson(json: unknown): json is FrequencyJson {
  return typeof json === 'object' && json !== null && 'format' in json && json.format === 'crs-eval counts 1';
}
