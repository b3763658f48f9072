/** Names that differ in capitals and spaces only, which may be one coder written in two ways: each lot in order of first appearance. */
export function alikeCoders(names: Iterable<string>): readonly (readonly string[])[] {
  const lots = new Map<string, Set<string>>();
  for (const name of names) {
    const folded = name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
    lots.set(folded, (lots.get(folded) ?? new Set()).add(name));
  }
  return [...lots.values()].filter(({ size }) => size > 1).map((lot) => [...lot]);
}

/** What one lot is, in words, such as `"Ann" and "ann", who count as 2 coders`. */
export function alikeWords(lot: readonly string[]): string {
  return `${lot.map((name) => `"${name}"`).join(' and ')}, who count as ${lot.length} coders`;
}
