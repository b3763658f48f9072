import type { Study } from '../../study/study.ts';
import { coderOf } from '../coded-answer.ts';
import { textSha256 } from '../decisions/text-sha256.ts';
import { type ProposedQuote, QUOTE_WORDS } from './propose-quotes.ts';
import type { Redacted } from './redact.ts';

/** The columns of proposed quotes, in order; what a person fills in comes first. */
export const QUOTE_COLUMNS = [
  'tick',
  'code',
  'code name',
  'label',
  'text',
  'edited text',
  'replaced',
  'suggested',
  'original (internal)',
  'question text',
  'item',
  'chosen because',
  'questionnaire',
  'response_id',
  'row',
  'question',
  'text_sha256',
] as const;
export type QuoteColumn = (typeof QUOTE_COLUMNS)[number];

/** What a row says besides the proposal itself. */
export interface QuoteWords {
  readonly label: string;
  /** The answer as it may be read, control characters visible. */
  readonly original: string;
  readonly redacted: Redacted;
  /** Words that may be names, from the redacted text. */
  readonly suggested: readonly string[];
}

/** A proposal's cells by column, nothing ticked. */
export function quoteCells(
  proposal: ProposedQuote,
  { label, original, redacted, suggested }: QuoteWords,
  study: Study,
): Readonly<Record<QuoteColumn, string>> {
  const { answer } = proposal.from;
  const asked = study.questionnaires
    .find(({ id }) => id === answer.questionnaire)
    ?.questions.find(({ id }) => id === answer.question);
  return {
    tick: '',
    code: proposal.code,
    'code name': study.codebook?.codes.find(({ id }) => id === proposal.code)?.name ?? proposal.code,
    label,
    text: redacted.text,
    'edited text': '',
    replaced: redacted.replacements
      .map(({ start, end, replace }) => `${kindOf(replace)} ${start}..${end}`)
      .join('; '),
    suggested: suggested.join('; '),
    'original (internal)': original,
    'question text': asked?.text ?? answer.question,
    item: asked?.item ?? answer.question,
    'chosen because': reasonOf(proposal),
    questionnaire: answer.questionnaire,
    response_id: answer.responseId,
    row: String(answer.fileRow),
    question: answer.question,
    text_sha256: textSha256(answer.text),
  };
}

/** What stands in the place of something, without its brackets: the kind of it. */
export function kindOf(replace: string): string {
  return replace.replace(/^\[|\]$/g, '');
}

function reasonOf({ code, from, by, words }: ProposedQuote): string {
  const coders = from.codings
    .filter((coding) => coding.code === code && coding.by.kind === by)
    .map(coderOf)
    .filter((name, at, all) => all.indexOf(name) === at)
    .sort((a, b) => (a < b ? -1 : 1));
  const length = words < QUOTE_WORDS.from ? 'short' : words > QUOTE_WORDS.to ? 'long' : 'a good length';
  return `${by} ${coders.join(', ')}; ${words} ${words === 1 ? 'word' : 'words'}, ${length}`;
}
