import { createHash } from 'node:crypto';
import { studyFileSchema } from './definition.ts';
import { expandStudy } from './expand-study.ts';
import { readDefinitions } from './read-definitions.ts';
import type { Study } from './study.ts';

/**
 * A study from the texts of its definition files, joined in the order of their names. Throws an InputError that lists
 * every fault with its file, line and column: first what is no YAML or of the wrong form, then, once all files have the
 * right form, what refers to nothing, stands twice or can't be counted.
 */
export function parseStudy(files: readonly { readonly name: string; readonly text: string }[]): Study {
  const { parts, textAt, report, stop } = readDefinitions(files, studyFileSchema);
  const study = expandStudy(parts, hashOf(files), textAt, report);
  stop();
  return study;
}

function hashOf(files: readonly { readonly name: string; readonly text: string }[]): string {
  const hash = createHash('sha256');
  const sorted = [...files].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  for (const file of sorted) hash.update(`${file.name}\n${file.text}\n`);
  return hash.digest('hex');
}
