import type { ResponseBatch } from '../study/responses.ts';
import type { Questionnaire, Study } from '../study/study.ts';
import { ROWS_KEPT, watchNearIdentity } from './near-identical.ts';
import type { Flag, ScreeningReport } from './responses.ts';
import { watchSpeed } from './speeders.ts';
import { matricesOf, straightLined } from './straight-lining.ts';

export interface FlagWatch {
  /** Adds the rows for which `counts` is 1. */
  readonly see: (batch: ResponseBatch, counts: Uint8Array, file: number) => void;
  /** In order of file and row. */
  readonly flagged: () => ScreeningReport['flagged'];
  /** What was not looked for throughout, or null. */
  readonly limit: () => string | null;
}

/** Flags, and never drops, speeders, straight-lining and near-identical rows among those who count. `files` names them where there are several. */
export function watchFlags(questionnaire: Questionnaire, study: Study, files: readonly string[]): FlagWatch {
  const speed = watchSpeed(study.rules.speederShare);
  const matrices = matricesOf(questionnaire);
  const closed = questionnaire.questions.filter(({ scale, consent }) => scale !== null && consent === null);
  const near = watchNearIdentity(closed.map(({ id }) => id));
  const found: { flag: Flag; row: number; id: string; file: number; detail: string }[] = [];
  const named = (file: number) => (files.length > 1 ? { file: files[file] ?? '' } : {});
  return {
    see(batch, counts, file) {
      const lines = matrices.map((matrix) => ({ matrix, columns: statesOf(batch, matrix.questions) }));
      const compare = near.open(batch, file);
      for (let row = 0; row < batch.rows; row += 1) {
        if (counts[row] !== 1) continue;
        const place = { row: batch.fileRow[row] ?? 0, id: batch.id[row] ?? '', file };
        speed.see(batch.seconds[row] ?? Number.NaN, batch.status[row] ?? '', place);
        for (const { matrix, columns } of lines) {
          const same = straightLined(columns, row);
          if (same === 0) continue;
          const detail = `the same answer to all ${same} items answered in “${matrix.title}”`;
          found.push({ flag: 'straight-lining', ...place, detail });
        }
        const pair = compare(row);
        if (pair === null) continue;
        const where = pair.earlier.file === file ? '' : ` of ${files[pair.earlier.file] ?? ''}`;
        const detail = `${pair.same} of ${pair.answered} answers as in row ${pair.earlier.row}${where}`;
        found.push({ flag: 'near-identical', ...place, detail });
      }
    },
    flagged() {
      const share = Math.round(study.rules.speederShare * 100);
      const speeders = speed.speeders().map(({ seconds, median, ...place }) => ({
        flag: 'speeder' as const,
        ...place,
        detail: `${seconds} s, less than ${share} % of the median ${median} s`,
      }));
      return [...found, ...speeders]
        .sort((a, b) => a.file - b.file || a.row - b.row || (a.flag < b.flag ? -1 : a.flag > b.flag ? 1 : 0))
        .map(({ file, ...flag }) => ({ ...flag, ...named(file) }));
    },
    limit: () => (near.forgot() ? `compared each row with the ${ROWS_KEPT} before it only` : null),
  };
}

function statesOf({ closed }: ResponseBatch, questions: readonly string[]): readonly Int16Array[] {
  return questions.flatMap((question) => closed.get(question) ?? []);
}
