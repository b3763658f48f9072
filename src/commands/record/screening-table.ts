import type { LeftOutReason } from '../../ingest/responses.ts';
import type { ReportBlock } from '../../render/contract.ts';
import { countText } from '../count-text.ts';
import type { QuestionnaireRecord, RunRecord } from '../run-record.ts';
import { maskParts, type Part } from './mask-small.ts';
import { LEFT_OUT_WORDS } from './screening-words.ts';

/**
 * Rows read, left out by reason, and usable, a column a questionnaire. The rows between add up to the first less the last.
 * All reasons stand there, but for superseded rows where none could be. Small numbers of people are hidden as `maskParts` says.
 */
export function screeningTable(record: RunRecord): Extract<ReportBlock, { kind: 'plain-table' }> {
  const below = record.settings.suppressBelow;
  const reasons = (Object.keys(LEFT_OUT_WORDS) as LeftOutReason[]).filter(
    (reason) => reason !== 'superseded' || record.settings.prefer !== null,
  );
  const columns = record.questionnaires.map((each) => maskParts(partsOf(each, reasons), below));
  const names = [...reasons.map((reason) => LEFT_OUT_WORDS[reason].words), OPEN_TEXT_ONLY];
  return {
    kind: 'plain-table',
    caption: 'Rows read, left out by reason, and usable',
    headers: ['Rows', ...record.questionnaires.map(({ title }) => title)],
    rows: [
      ['Read', ...record.questionnaires.map(({ read }) => countText(read))],
      ...names.map((name, at) => [name, ...columns.map((column) => column[at] ?? '')]),
      ['Not usable, together', ...record.questionnaires.map((each) => countText(notUsable(each)))],
      ['Usable', ...record.questionnaires.map(({ usable }) => countText(usable))],
    ],
  };
}

const OPEN_TEXT_ONLY = 'Wrong questionnaire: open answers only';

/** Rows that are in no closed count, whatever the reason: the whole that the reasons are parts of. */
export function notUsable({ read, usable }: QuestionnaireRecord): number {
  return read - usable;
}

function partsOf({ leftOut, openTextOnly }: QuestionnaireRecord, reasons: readonly LeftOutReason[]): Part[] {
  return [
    ...reasons.map((reason) => ({ count: leftOut[reason] ?? 0, people: LEFT_OUT_WORDS[reason].people })),
    { count: openTextOnly, people: true },
  ];
}
