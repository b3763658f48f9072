import { numberOf } from '../exact/number-of.ts';
import { counted } from './count-text.ts';
import type { Io } from './io.ts';
import type { CodingRecord, DecisionsRecord, RunRecord } from './run-record.ts';

/** Says on standard error what a run read, left out, coded and wrote. */
export function sayDone(record: RunRecord, out: string, io: Io): void {
  for (const { id, read, usable, leftOut, openTextOnly } of record.questionnaires) {
    const reasons = Object.entries(leftOut).map(([reason, count]) => `${count} ${reason}`);
    const open = openTextOnly === 0 ? '' : `, ${openTextOnly} for open text only`;
    io.stderr(
      `${id}: ${numberOf(read, 'row')} read, ${usable} usable${open}; left out: ${reasons.join(', ') || 'none'}\n`,
    );
  }
  if (record.coding !== null) io.stderr(codingDone(record.coding));
  const { all, suppressed } = record.results;
  io.stderr(`${numberOf(all, 'figure')}, ${suppressed} of them suppressed in publish/\n`);
  if (record.synthetic) io.stderr('The answers are synthetic; everything written says so.\n');
  io.stderr(`Written to ${out}\n`);
}

function codingDone(record: CodingRecord): string {
  const { answers, coded, setAside, codings, codes, decisions, interviews, quotes } = record;
  const aside = setAside === 0 ? '' : `, ${setAside} set aside as in another language`;
  const all = codings.rule + codings.person + codings.model;
  const people = decisions === null ? '' : decisionsDone(decisions);
  const spoken =
    interviews === undefined
      ? ''
      : `${counted(interviews.sha256.length, 'interview')}: ${interviews.coded} of ${counted(interviews.turns, 'turn')} of respondents given a code; see internal/interviews.csv\n`;
  return `${numberOf(answers, 'open answer')}, ${coded} of them given one of ${numberOf(codes, 'code')}${aside}; ${counted(all, 'coding')} in internal/codings.csv\n${spoken}${people}${quotesDone(quotes)}`;
}

function quotesDone(quotes: CodingRecord['quotes']): string {
  if (quotes === null) return '';
  const { file, published } = quotes;
  if (published === 0) return `no quote of ${file} is ticked, so none is published\n`;
  return `${counted(published, 'quote')} of ${file} in publish/quotes.csv\n`;
}

function decisionsDone({ file, applied, partly, disputed }: DecisionsRecord): string {
  const open = disputed === 0 ? '' : `, ${disputed} in dispute (crs-eval code review --disputed)`;
  const part = partly === 0 ? '' : `, ${partly} in part`;
  return `${counted(applied, 'decision')} of ${file} applied${part}${open}; each is in internal/decisions.csv\n`;
}
