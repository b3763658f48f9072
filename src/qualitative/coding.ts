/** Which answer: a respondent's to a question of a questionnaire. A transcript's are `interviews`, its file and the turn. */
export interface AnswerKey {
  readonly questionnaire: string;
  readonly responseId: string;
  /** A question's id. */
  readonly question: string;
}

/** What a coding rests on: a rule of a codebook's version, or a coder's word. */
export type CodedBy =
  | { readonly kind: 'rule'; readonly rule: string; readonly codebook: string }
  | { readonly kind: 'person' | 'model'; readonly coder: string };

/** One code given to one stretch of one answer. */
export interface Coding {
  readonly answer: AnswerKey;
  readonly code: string;
  /** Half-open, in UTF-16 units of the answer's text as read, so that `text.slice(start, end)` is what was coded. Files count in code points. */
  readonly start: number;
  readonly end: number;
  readonly by: CodedBy;
  readonly memo: string;
}

/** An answer's key as one text, to look it up by. Ids hold no line break. */
export function answerId(key: AnswerKey): string {
  return `${key.questionnaire}\n${key.responseId}\n${key.question}`;
}
