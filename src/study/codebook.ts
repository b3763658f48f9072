import type { Question } from './study.ts';

/** What a rule wants of what it matches: said of something, denied of it, or both ("no delay" is a delay denied). */
export type Wants = 'affirmed' | 'negated' | 'either';

/** Where a text of a definition file stands: line and column of its first character, from 1. */
export interface TextPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Whether the text stands in the file as it is, so that its nth character is the nth after that column. */
  readonly literal: boolean;
}

/** A rule proposes its code for an answer in which its condition holds. */
export interface CodeRule {
  /** Unique in the codebook; left out in the file, the code's id and a number. */
  readonly id: string;
  /** The condition, in the rule language of `docs/rules.md`. */
  readonly when: string;
  readonly wants: Wants;
  /** Item or question ids it is limited to; null: all questions its code applies to. */
  readonly questions: readonly string[] | null;
  /** Groups of dimensions it is limited to, such as `{ respondents: ['crs'] }`. */
  readonly where: Readonly<Record<string, readonly string[]>>;
  readonly place: TextPlace;
}

/** One category of the content analysis, after MacQueen et al. (1998), Codebook Development for Team-Based Qualitative Analysis. */
export interface Code {
  readonly id: string;
  readonly name: string;
  readonly brief: string;
  readonly full: string;
  readonly use: string;
  readonly not: string;
  readonly examples: readonly string[];
  /** Null at the top of the tree. A parent may stand after its children. */
  readonly parent: string | null;
  /** Item or question ids it applies to: its own, or else its parent's, or else every open question. Never empty. */
  readonly questions: readonly string[];
  readonly rules: readonly CodeRule[];
  readonly place: TextPlace;
}

/** How codes of an earlier codebook became today's, so that decisions on them still count. */
export type CodeChange =
  | { readonly kind: 'rename'; readonly from: string; readonly to: string }
  | { readonly kind: 'merge'; readonly from: readonly string[]; readonly to: string }
  | { readonly kind: 'split'; readonly from: string; readonly to: readonly string[] };

/** The codes of a study in the order of its files, and how they came about. */
export interface Codebook {
  readonly codes: readonly Code[];
  /** In the order they were made: a later change may be of what an earlier one made. */
  readonly changes: readonly CodeChange[];
  /** The codebook's version: SHA-256 of codes, rules and changes, wherever in the files they stand. */
  readonly sha256: string;
}

/** What is made of codes besides their counts by question. */
export interface Themes {
  /** Breakdowns of the counts by respondents' groups: lists of respondent dimensions. */
  readonly breakdowns: readonly (readonly string[])[];
  /** Open items to be shown by how far their respondents agreed with a statement. */
  readonly by: readonly { readonly item: string; readonly statement: string }[];
}

/** How quotes say whose words they are. */
export interface Quoting {
  /** What stands for a questionnaire in labels, such as PQ, by its id; others go by their titles. */
  readonly labels: Readonly<Record<string, string>>;
  /** Dimensions of questionnaires and respondents that a label may name, in its order, where enough people are in the group. */
  readonly attributes: readonly string[];
  /** Items whose answers name workplaces, which are suggested for `redactions`. */
  readonly workplaces: readonly string[];
}

/** A name or workplace that quotes must not show, and what stands in its place. Found as whole words, in any case. */
export interface Redaction {
  readonly find: string;
  readonly replace: string;
}

/** Whether a code may be given to answers to this question. */
export function appliesTo(code: Pick<Code, 'questions'>, question: Pick<Question, 'id' | 'item'>): boolean {
  return code.questions.includes(question.item) || code.questions.includes(question.id);
}
