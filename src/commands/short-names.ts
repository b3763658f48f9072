/**
 * What messages and records call each of some different absolute paths: the file's name or, where two share it, with as
 * many of the folders above as tell all of them apart. Same order; `/` between parts on every system; none for none.
 */
export function shortNames(paths: readonly string[]): string[] {
  const parts = paths.map((path) => path.split(/[\\/]+/));
  const longest = Math.max(0, ...parts.map(({ length }) => length));
  for (let kept = 1; kept < longest; kept++) {
    const names = parts.map((part) => part.slice(-kept).join('/'));
    if (new Set(names).size === names.length) return names;
  }
  return [...paths];
}
