/** Names no two of which are alike: the second and further of the same with their numbers, as `Loans (2)`. */
export function numberAlike(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let free = name;
    for (let copy = 2; taken.has(free); copy += 1) free = `${name} (${copy})`;
    taken.add(free);
    return free;
  });
}
