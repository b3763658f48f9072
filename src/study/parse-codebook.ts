import type { Codebook } from './codebook.ts';
import { codebookFileSchema } from './codebook-definition.ts';
import type { StudyFile } from './definition.ts';
import { expandCodebook, type TextAt } from './expand-codebook.ts';
import { type Fault, faultAt, type Located } from './fault.ts';
import { readDefinitions } from './read-definitions.ts';
import { reportSchemaIssues } from './schema-faults.ts';
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

/**
 * The codebook that a value says which no definition file holds, such as one made of a spreadsheet's rows. `textAt` tells where
 * the text at a path came from; every fault goes to `report` with its path. Null where the value has not the right form.
 */
export function codebookOf(
  value: unknown,
  study: Pick<Study, 'dimensions' | 'questionnaires'>,
  textAt: TextAt,
  report: (fault: Fault) => void,
): Codebook | null {
  const checked = codebookFileSchema.safeParse(value);
  if (!checked.success) {
    reportSchemaIssues('', value, checked.error.issues, report);
    return null;
  }
  return expandCodebook([{ value: checked.data, file: '', path: [] }], study, textAt, report);
}
