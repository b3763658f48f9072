import type { Codebook } from './codebook.ts';
import { codebookFileSchema } from './codebook-definition.ts';
import type { StudyFile } from './definition.ts';
import { expandCodebook } from './expand-codebook.ts';
import { faultAt, type Located } from './fault.ts';
import { readDefinitions } from './read-definitions.ts';
import type { Study } from './study.ts';

/**
 * The codebook of files that hold nothing but `codes` and `codeChanges`, for the questions and groups of a study, in place of
 * its own. Throws an InputError that lists every fault as `parseStudy` does, and where there is no code in them.
 */
export function parseCodebook(
  files: readonly { readonly name: string; readonly text: string }[],
  study: Pick<Study, 'dimensions' | 'questionnaires'>,
): Codebook {
  const { parts, textAt, report, stop } = readDefinitions<StudyFile>(files, codebookFileSchema);
  const codebook = expandCodebook(parts, study, textAt, report);
  if (codebook === null) {
    const first: Located<unknown> = parts[0] ?? { value: null, file: 'codebook', path: [] };
    report(faultAt(first, 'no-codes', 'key "codes" with at least one code', 'none'));
  }
  stop();
  return codebook ?? { codes: [], changes: [], sha256: '' };
}
