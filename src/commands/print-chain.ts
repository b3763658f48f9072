import { numberOf } from '../exact/number-of.ts';
import type { Chain } from './explain-cell.ts';
import type { ExplainedCodings } from './explain-codings.ts';

/** The chain as text for a terminal: the figures, then for each question its counts, base, wording, place and who was left out. */
export function printChain(chain: Chain): string {
  const lines: string[] = [];
  const say = (label: string, text: string): void => void lines.push(`${label.padEnd(13)}${text}`.trimEnd());
  say('Table', `${chain.table}  ${chain.caption}`);
  say('Row', chain.row);
  say('Column', chain.column);
  for (const { measure, printed, from, rule, result } of chain.figures) {
    say('Figure', `${printed}  ${measure}: ${from}`);
    say('', rule);
    say('', `result ${result}`);
  }
  if (chain.suppressed) say('', 'suppressed in publish/, shown there as [c]: do not pass it on');
  for (const counts of chain.counts) {
    lines.push('');
    for (const { question, text, wording, places } of counts.questions) {
      say('Question', `${counts.questionnaire} ${question}: “${text}” (wording ${wording})`);
      for (const { file, sha256, columns } of places) {
        const letters = columns.filter((letter) => letter !== '');
        const noun = letters.length === 1 ? 'column' : 'columns';
        say('', `${file}, ${noun} ${letters.join(', ')}; SHA-256 ${sha256.slice(0, 16)}…`);
      }
    }
    const groups = Object.entries(counts.group).map(([name, group]) => `${name} ${group}`);
    if (groups.length > 0) say('Group', groups.join(', '));
    const width = Math.max(...counts.levels.map(({ label }) => label.length), 0);
    // For a mean every level on the base counts, and saying so of each would say nothing.
    const selective = counts.levels.some(({ onBase, counted }) => onBase && !counted);
    counts.levels.forEach(({ label, score, count, counted, onBase }, index) => {
      const value = score === null || String(score) === label ? '' : `${score} `;
      const mark = onBase ? (counted && selective ? '  counted' : '') : '  off the base';
      say(
        index === 0 ? 'Counts' : '',
        `${value.padStart(3)}${label.padEnd(width)}  ${String(count).padStart(5)}${mark}`,
      );
    });
    const { asked, answered, dontKnow, otherMissing, blank, notAsked, respondents } = counts.base;
    const other = otherMissing === 0 ? '' : ` + ${otherMissing} other missing`;
    const off = chain.themes ? ` + ${otherMissing} set aside` : ` + ${dontKnow} don’t know${other}`;
    say('Base', `${answered} of ${asked} asked: ${answered} answered${off} + ${blank} blank`);
    say(
      '',
      `${notAsked} routed past it${respondents === answered ? '' : `; ${numberOf(respondents ?? 0, 'distinct respondent')}`}`,
    );
    if (counts.respondents !== null) {
      const { read, usable, openTextOnly, leftOut, corrections } = counts.respondents;
      const reasons = Object.entries(leftOut).map(([reason, count]) => `${count} ${reason}`);
      const open = openTextOnly === 0 ? '' : `, ${openTextOnly} for open text only`;
      say(
        'Respondents',
        `${numberOf(read, 'row')} read, ${usable} usable${open}; left out: ${reasons.join(', ') || 'none'}`,
      );
      if (corrections > 0)
        say('', `${corrections} of the questionnaire’s answers corrected: internal/corrections.csv`);
    }
  }
  if (chain.codings !== null) sayCodings(chain.codings, lines, say);
  if (chain.synthetic) lines.push('', 'These answers are synthetic.');
  return `${lines.join('\n')}\n`;
}

function sayCodings(
  { by, codebook, answers }: ExplainedCodings,
  lines: string[],
  say: (label: string, text: string) => void,
): void {
  lines.push('');
  if (by.length === 0) say('Codings', 'none');
  const width = Math.max(...by.map(({ name }) => name.length), 0);
  for (const [index, { by: kind, name, codings }] of by.entries())
    say(index === 0 ? 'Codings' : '', `${String(codings).padStart(5)}  ${kind} ${name.padEnd(width)}`);
  say('Codebook', `SHA-256 ${codebook.slice(0, 16)}…`);
  for (const [index, one] of (answers ?? []).entries())
    say(
      index === 0 ? 'Answers' : '',
      `${one.questionnaire} ${one.responseId} (row ${one.row}) ${one.question} ${one.start}–${one.end}: ${one.code}, ${one.by} ${one.name}`,
    );
  if (answers !== null) say('', 'internal: do not pass it on; the words are in internal/codings.csv');
}
