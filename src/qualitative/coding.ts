/** Which answer: a respondent's to a question of a questionnaire. A transcript's are `interviews`, its file and the turn. */
export interface AnswerKey {
  readonly questionnaire: string;
  readonly responseId: string;
  /** A question's id. */
  readonly question: string;
}

/** An answer by the row that it stands in: looping surveys give a respondent several, each with its own answer to a question. */
export interface AnswerRow extends AnswerKey {
  /** As the export's file counts it; of a transcript the line. */
  readonly fileRow: number;
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
  readonly answer: AnswerRow;
  readonly code: string;
  /** Half-open, in UTF-16 units of the answer's text as read, so that `text.slice(start, end)` is what was coded. Files count in code points. */
  readonly start: number;
  readonly end: number;
  readonly by: CodedBy;
  readonly memo: string;
}

/** An answer's key as one text, to look it up by where its row is not known: all rows of a respondent share it. Ids hold no line break. */
export function answerId(key: AnswerKey): string {
  return `${key.questionnaire}\n${key.responseId}\n${key.question}`;
}

/** The key of one row's answer as one text: an `answerId`, then the row. */
export function rowId(key: AnswerRow): string {
  return `${answerId(key)}\n${key.fileRow}`;
}
