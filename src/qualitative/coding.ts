/** Which answer: a respondent's to a question of a questionnaire. A transcript's are `interviews`, its file and the turn. */
export interface AnswerKey {
  readonly questionnaire: string;
  readonly responseId: string;
  /** A question's id. */
  readonly question: string;
}

/** A rule of a codebook's version. */
export interface CodedByRule {
  readonly kind: 'rule';
  readonly rule: string;
  readonly codebook: string;
}

/** What a coding rests on: a rule, or a coder's word; of several coders who agree, their names are parted by ` · `. */
export type CodedBy =
  | CodedByRule
  | {
      readonly kind: 'person' | 'model';
      readonly coder: string;
      /** The rule that proposed what the coder confirmed; absent where none did. */
      readonly confirms?: CodedByRule;
    };

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
