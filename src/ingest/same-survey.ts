import type { Problem } from '../study/problem.ts';
import type { RawSheet } from './questionpro/raw-sheet.ts';

/**
 * An error for each two files of a questionnaire that share respondents: one survey given twice, such as its CSV and its
 * XLSX. `shared[a][b]` is how many Response IDs (with Seq. Number) of file b stood in file a before, `ids(a)` how many
 * file a added. Files that share none are parts of one survey; a note says so.
 */
export function sameSurvey(
  sheets: readonly Pick<RawSheet, 'file' | 'surveyId'>[],
  shared: readonly (readonly number[])[],
  ids: (file: number) => number,
): readonly Problem[] {
  return sheets.flatMap((first, a) =>
    sheets.slice(a + 1).map((second, offset): Problem => {
      const b = a + 1 + offset;
      const both = shared[a]?.[b] ?? 0;
      const own = ids(b) + sheets.reduce((sum, _, file) => sum + (shared[file]?.[b] ?? 0), 0);
      const at = { file: second.file, row: null, column: null };
      const survey =
        first.surveyId !== null && first.surveyId === second.surveyId ? ` (Survey ID ${first.surveyId})` : '';
      if (both === 0) {
        return {
          ...at,
          severity: 'note',
          code: 'survey-in-parts',
          expected: 'one file of each questionnaire',
          found: `another part of ${first.file}'s${survey}: no Response ID is in both`,
          advice: null,
        };
      }
      const percent = Math.round((100 * both) / Math.max(1, own));
      return {
        ...at,
        severity: 'error',
        code: 'same-survey-twice',
        expected: 'each respondent in one file',
        found: `${both} of its ${own} Response IDs (${percent} %) in ${first.file} too${survey}`,
        advice: 'the two look like one survey exported twice: give one of them',
      };
    }),
  );
}
