/** So many UTF-16 units at the start of each text are looked up. */
const START = 6;
const SLOTS = 1 << 16;

/**
 * Gives those of `texts` that stand in a text, each once, as asking `includes` of each would: a run's files are long and its open
 * answers thousands. Throws for a text of fewer than six UTF-16 units.
 */
export function textFinder(texts: Iterable<string>): (within: string) => readonly string[] {
  const byStart = new Map<string, string[]>();
  const starts = new Uint8Array(SLOTS);
  for (const text of texts) {
    if (text.length < START) throw new Error(`a text of ${text.length} units is too short to look for`);
    const start = text.slice(0, START);
    byStart.set(start, [...(byStart.get(start) ?? []), text]);
    starts[slotAt(text, 0)] = 1;
  }
  return (within) => {
    const found = new Set<string>();
    for (let at = 0; at <= within.length - START; at += 1) {
      if (starts[slotAt(within, at)] !== 1) continue;
      for (const text of byStart.get(within.slice(at, at + START)) ?? [])
        if (within.startsWith(text, at)) found.add(text);
    }
    return [...found];
  };
}

/** A number below SLOTS for the six units at a place. */
function slotAt(text: string, at: number): number {
  let slot = 0;
  for (let index = at; index < at + START; index += 1) slot = Math.imul(slot, 37) + text.charCodeAt(index);
  return slot & (SLOTS - 1);
}
