import { stringify } from 'yaml';
import type { CodebookSources } from './codebook-sources.ts';

/** A codebook as a definition file, one code after another; what a study's files and `--codebook` take. */
export function writeCodebookYaml({ codes, codeChanges }: CodebookSources): string {
  const parts = codeChanges.length === 0 ? { codes } : { codes, codeChanges };
  const text = stringify(parts, { lineWidth: 110, aliasDuplicateObjects: false });
  return text.replace(/\n {2}- code: /g, '\n\n  - code: ').replace('codes:\n\n', 'codes:\n');
}
