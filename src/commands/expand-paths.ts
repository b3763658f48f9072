import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/**
 * File arguments with `*` and `?` in their last part replaced by the files they match, in name order, for shells that
 * pass patterns on as they are. A pattern that matches nothing stays, so that opening it says what is missing.
 */
export function expandPaths(paths: readonly string[], cwd: string): string[] {
  return paths.flatMap((path) => {
    const absolute = resolve(cwd, path);
    if (!/[*?]/.test(basename(path)) || existsSync(absolute)) return [path];
    const folder = dirname(absolute);
    if (!existsSync(folder)) return [path];
    const pattern = new RegExp(`^${basename(path).replace(/[*?]|[^*?]+/g, wildcardSource)}$`);
    const found = readdirSync(folder)
      .filter((name) => pattern.test(name))
      .sort();
    return found.length === 0 ? [path] : found.map((name) => join(dirname(path), name));
  });
}

function wildcardSource(part: string): string {
  if (part === '*') return '[^/\\\\]*';
  if (part === '?') return '[^/\\\\]';
  return part.replace(/[.+^${}()|[\]\\]/g, '\\$&');
}
