import type { AuditReport } from '../../audit/published/audit-report.ts';
import type { Disclosure } from '../../audit/published/disclosure.ts';
import type { ScreeningReport } from '../../ingest/responses.ts';
import type { FrequencyTable } from '../../likert/frequency.ts';
import type { Why } from '../../likert/suppress.ts';
import type { Table } from '../../render/contract.ts';
import type { Problem } from '../../study/problem.ts';
import type { Questionnaire, Study } from '../../study/study.ts';
import type { RunRecord } from '../run-record.ts';
import type { ThemesContent } from '../theme-content.ts';

/** What the methods, the data quality section and the quality log are written from: a run, complete. */
export interface RecordParts {
  readonly study: Study;
  readonly record: RunRecord;
  readonly frequency: FrequencyTable;
  readonly tables: readonly Table[];
  readonly screenings: readonly ScreeningReport[];
  readonly problems: readonly Problem[];
  /** Cells of closed counts that are hidden, by why. */
  readonly hiddenCells: Readonly<Record<Why, number>>;
  /** Cells of the printed tables that nearly give their answers away. */
  readonly disclosures: readonly Disclosure[];
  /** Of tables published elsewhere; null where none was asked for. */
  readonly audit: AuditReport | null;
  /** Null where open answers were not coded. */
  readonly themes: ThemesContent | null;
}

/** The questionnaires that this run has answers to, in the order of its record. */
export function questionnairesOfRun({
  study,
  record,
}: Pick<RecordParts, 'study' | 'record'>): Questionnaire[] {
  return record.questionnaires.flatMap(({ id }) => study.questionnaires.find((each) => each.id === id) ?? []);
}
