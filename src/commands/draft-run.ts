import type { DraftRun } from '../audit/draft/check-draft.ts';
import type { RecordCount, RunPart } from '../audit/draft/run-topics.ts';
import { ratio } from '../exact/ratio.ts';
import { hiddenCells } from '../likert/suppress.ts';
import { porter2 } from '../qualitative/rules/porter2.ts';
import type { Run } from './load-run.ts';
import { tablesOfRun } from './tables-of-run.ts';

/** A run as `check-draft` holds a draft against it: its counts and tables, suppressed as in `publish/`, and its record's counts. */
export function draftRun(run: Run): DraftRun {
  const { study, frequency, themes, record } = run;
  const closed: RunPart = {
    study,
    frequency,
    hidden: hiddenCells(study, frequency, record.settings.suppressBelow),
    tables: tablesOfRun(run, study.tables),
  };
  const open: RunPart[] =
    themes === null
      ? []
      : [
          {
            study: themes.study,
            frequency: themes.counts.frequency,
            hidden: themes.hidden,
            tables: tablesOfRun(run, themes.study.tables),
          },
        ];
  return { parts: [closed, ...open], counts: countsOf(run), stem: porter2 };
}

/** Rows read, usable, left out and of open text alone, of each questionnaire and of all together. */
function countsOf({ record, study }: Run): RecordCount[] {
  const kinds = [
    { name: 'read', words: 'rows read', of: (each: Each) => each.read },
    { name: 'usable', words: 'usable responses', of: (each: Each) => each.usable },
    { name: 'left-out', words: 'rows left out', of: leftOut },
    { name: 'open-text-only', words: 'open text only', of: (each: Each) => each.openTextOnly },
  ];
  return kinds.flatMap(({ name, words, of }) => [
    ...record.questionnaires.map(
      (each): RecordCount => ({
        id: `${each.id}.record.${name}`,
        words: `${each.title}: ${words}`,
        said: words,
        groups: study.questionnaires.find(({ id }) => id === each.id)?.facets ?? {},
        exact: ratio(of(each), 1),
      }),
    ),
    {
      id: `record.${name}`,
      words: `all questionnaires: ${words}`,
      said: words,
      groups: {},
      exact: ratio(
        record.questionnaires.reduce((sum, each) => sum + of(each), 0),
        1,
      ),
    },
  ]);
}

type Each = Run['record']['questionnaires'][number];

function leftOut(each: Each): number {
  return Object.values(each.leftOut).reduce((sum, count) => sum + count, 0);
}
