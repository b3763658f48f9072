import type { FrequencyTable } from '../likert/frequency.ts';
import { quoteFigures } from '../likert/quote-figures.ts';
import { type Marks, summarise } from '../likert/summarise.ts';
import { tabulate } from '../likert/tabulate.ts';
import type { PublishedFigures } from '../study/published.ts';
import type { Study } from '../study/study.ts';
import { checkFigures } from './check.ts';
import type { CheckReport } from './check-report.ts';
import { type Pin, pinResults } from './pins.ts';

/** Figures are compared as they are; what `check` says of small cells is for those who may see `internal/`. */
const NOTHING_HIDDEN = new Map<never, never>();

/** The published figures against those of a run's counts, unsuppressed; see `checkFigures`. */
export function checkRun(
  study: Study,
  frequency: FrequencyTable,
  marks: Marks,
  published: PublishedFigures,
): CheckReport {
  return checkFigures({
    study,
    frequencies: frequency,
    tables: tabulate(study, frequency, { ...marks, hidden: NOTHING_HIDDEN }).tables,
    quoted: quoteFigures(study, frequency, marks).map(({ result }) => result?.exact ?? null),
    published,
  });
}

/** A pin for every lot of counts of a run: of each question and group, of the tables, of the quoted figures. */
export function pinRun(study: Study, frequency: FrequencyTable, marks: Marks): Pin[] {
  return pinResults([
    ...summarise(study, frequency, marks),
    ...tabulate(study, frequency, { ...marks, hidden: NOTHING_HIDDEN }).results,
    ...quoteFigures(study, frequency, marks).flatMap(({ result }) => (result === null ? [] : [result])),
  ]);
}
