import { counted, countText } from '../count-text.ts';
import type { EntryDraft } from './log-entry.ts';
import { questionnairesOfRun, type RecordParts } from './record-parts.ts';

/** What was decided for this run rather than by the study or the program: settings, lists of respondents, corrections, codes. */
export function decisionDrafts(parts: RecordParts): readonly EntryDraft[] {
  const { study, record } = parts;
  const { suppressBelow, prefer, codes, strict } = record.settings;
  const asked = questionnairesOfRun(parts);
  const withdrawn = asked.reduce((sum, each) => sum + each.withdrawn.length, 0);
  const wrong = asked.reduce((sum, each) => sum + each.wrongQuestionnaire.length, 0);
  const when = (holds: boolean, entry: string, where: string): EntryDraft[] =>
    holds ? [{ entry, where }] : [];
  return [
    ...when(
      suppressBelow !== study.rules.suppressBelow,
      `${suppressBelow === 0 ? 'Groups are not suppressed, whatever their size' : `Groups are suppressed below ${counted(suppressBelow, 'respondent')}`}; the study’s own threshold is ${countText(study.rules.suppressBelow)}.`,
      '--suppress-below',
    ),
    ...when(prefer !== null, `Of rows of one response that differ, the ${prefer} one counts.`, '--prefer'),
    ...when(
      codes !== null,
      `Ratings whose values are not their positions are read as ${codes === 'index' ? 'positions' : 'values'}.`,
      '--codes',
    ),
    ...when(strict, 'Warnings stop the run.', '--strict'),
    ...when(
      withdrawn > 0,
      `${counted(withdrawn, 'response')} ${withdrawn === 1 ? 'is' : 'are'} on the study’s list of those who withdrew, and purged.`,
      'withdrawn, in the study',
    ),
    ...when(
      wrong > 0,
      `${counted(wrong, 'response')} ${wrong === 1 ? 'is' : 'are'} on the study’s list of those who answered the wrong questionnaire, and ${wrong === 1 ? 'counts' : 'count'} with open answers only.`,
      'wrongQuestionnaire, in the study',
    ),
    ...when(
      record.corrections !== null,
      `${counted(record.corrections?.applied ?? 0, 'answer')} corrected; each with its reason and author in the file.`,
      `${record.corrections?.file ?? ''}, internal/corrections.csv`,
    ),
    ...when(
      record.readings !== null,
      `${counted(record.readings?.applied ?? 0, 'reading')} of charts confirmed.`,
      record.readings?.file ?? '',
    ),
    ...when(
      (record.coding?.decisions ?? null) !== null,
      `${counted(record.coding?.decisions?.applied ?? 0, 'decision')} on codes applied, each with its coder in the file.`,
      `${record.coding?.decisions?.file ?? ''}, internal/decisions.csv`,
    ),
    ...when(
      (record.coding?.quotes ?? null) !== null,
      `${counted(record.coding?.quotes?.published ?? 0, 'quote')} ticked for publication.`,
      record.coding?.quotes?.file ?? '',
    ),
  ];
}
