import { counted, countText } from '../count-text.ts';
import type { CodingRecord, DecisionsRecord } from '../run-record.ts';
import { questionnairesOfRun, type RecordParts } from './record-parts.ts';

/** How open answers were coded, in a paragraph; that they were not, where the run has open questions; else nothing. */
export function codingMethod(parts: RecordParts): string[] {
  const { record, themes } = parts;
  const open = questionnairesOfRun(parts).some(({ questions }) =>
    questions.some(({ kind }) => kind === 'text'),
  );
  if (record.coding === null || themes === null)
    return open ? ['Open answers were not coded; nothing of them is in the results.'] : [];
  return [
    [
      codebookWords(record.coding),
      decisionWords(record.coding.decisions),
      'Answers in another language than that of the codebook’s rules are set aside, off every base, unless a person coded them.',
      themes.reliability === null
        ? 'How far coders agree was not measured in this run.'
        : 'How far coders agree, and how well rules find what people find, stands with the themes.',
      ...otherWords(record.coding),
      ...quoteWords(record.coding),
      ...interviewWords(record.coding),
    ].join(' '),
  ];
}

function codebookWords({ codes, rules, codebook }: CodingRecord): string {
  const proposed =
    rules === 0
      ? 'It has no rules: codes come from people alone.'
      : `${counted(rules, 'rule')} on the words of an answer ${rules === 1 ? 'proposes' : 'propose'} codes.`;
  return `Open answers were coded with a codebook of ${counted(codes, 'code')} (version ${codebook.slice(0, 12)}, the beginning of its SHA-256). ${proposed}`;
}

function decisionWords(decisions: DecisionsRecord | null): string {
  if (decisions === null) return 'No decisions of people on the proposed codes were given to this run.';
  const { applied, partly, overruled, disputed, stale } = decisions;
  return `People decided on proposed codes: ${[
    `${counted(applied, 'decision')} applied`,
    ...(partly === 0 ? [] : [`${countText(partly)} applied to some of the answer’s codes`]),
    ...(overruled === 0 ? [] : [`${countText(overruled)} overruled by an adjudication`]),
    ...(disputed === 0 ? [] : [`${countText(disputed)} in dispute, where the proposal stands`]),
    ...(stale === 0 ? [] : [`${countText(stale)} on a text that has changed since, not applied`]),
  ].join(', ')}.`;
}

function otherWords({ others }: CodingRecord): string[] {
  if (others.length === 0) return [];
  const codings = others.reduce((sum, each) => sum + each.codings, 0);
  return [
    `${counted(codings, 'coding')} from ${counted(others.length, 'file')} of other coders ${codings === 1 ? 'is' : 'are'} kept beside, and ${codings === 1 ? 'counts' : 'count'} for no figure.`,
  ];
}

function quoteWords({ quotes }: CodingRecord): string[] {
  if (quotes === null || quotes.published === 0) return [];
  const { published } = quotes;
  return [
    `${counted(published, 'quote')} ${published === 1 ? 'is' : 'are'} printed, which a person ticked for publication.`,
  ];
}

/** Without their number: interviews are few, and each is a person. */
function interviewWords({ interviews }: CodingRecord): string[] {
  return interviews === undefined
    ? []
    : ['Interviews were coded with the same codebook, and count for no figure.'];
}
