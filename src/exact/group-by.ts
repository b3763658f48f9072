/** Things by their key, in order of appearance. */
export function groupBy<T>(
  things: readonly T[],
  key: (thing: T) => string,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const thing of things) {
    const name = key(thing);
    const known = groups.get(name);
    if (known === undefined) groups.set(name, [thing]);
    else known.push(thing);
  }
  return groups;
}
