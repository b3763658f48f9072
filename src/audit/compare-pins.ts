import { cellsOf, PIN_COLUMNS, type Pin } from './pins.ts';

/** How a run stands to the values approved earlier. */
export interface PinComparison {
  /** Pins that are the same in every column. */
  readonly same: number;
  /** Ids that the run has and the approved values have not. */
  readonly new: readonly string[];
  /** Ids that were approved and the run no longer has. */
  readonly gone: readonly string[];
  /** Every cell that is another now, in id order, then column order. */
  readonly changed: readonly {
    readonly id: string;
    readonly column: string;
    readonly pinned: string;
    readonly now: string;
  }[];
}

/** Compares by id, whatever the order of either list. */
export function comparePins(pinned: readonly Pin[], now: readonly Pin[]): PinComparison {
  const approved = new Map(pinned.map((pin) => [pin.id, cellsOf(pin)]));
  const current = new Map(now.map((pin) => [pin.id, cellsOf(pin)]));
  const changed: PinComparison['changed'][number][] = [];
  let same = 0;
  for (const [id, cells] of current) {
    const before = approved.get(id);
    if (before === undefined) continue;
    const differing = PIN_COLUMNS.flatMap((column, at) =>
      before[at] === cells[at] ? [] : [{ id, column, pinned: before[at] ?? '', now: cells[at] ?? '' }],
    );
    if (differing.length === 0) same += 1;
    changed.push(...differing);
  }
  return {
    same,
    new: [...current.keys()].filter((id) => !approved.has(id)),
    gone: [...approved.keys()].filter((id) => !current.has(id)),
    changed,
  };
}

/** Whether it fails: an approved value changed or is gone. New ones are only to be approved. */
export function pinsFailed(comparison: PinComparison): boolean {
  return comparison.changed.length + comparison.gone.length > 0;
}
