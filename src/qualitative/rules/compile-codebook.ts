import { appliesTo, type Code, type Codebook, type CodeRule } from '../../study/codebook.ts';
import { respondentDimensions } from '../../study/lookup.ts';
import { InputError } from '../../study/problem.ts';
import type { Question, Questionnaire, Study } from '../../study/study.ts';
import { type Condition, numberTerms } from './find-spans.ts';
import { type QuestionCoder, questionCoder } from './question-coder.ts';
import { type Reach, reachOf } from './reach.ts';
import { readRules, termsOf } from './read-rules.ts';
import { indexTerms, termKey } from './term-index.ts';

/** A codebook ready to code answers. */
export interface Coder {
  readonly codebook: Codebook;
  /**
   * The codes and rules for the answers to a question. Without a question (a transcript, a list of answers) every code
   * applies and rules' own questions do not limit them. A rule limited to groups that are not known then proposes nothing.
   */
  readonly forQuestion: (questionnaire: Questionnaire | null, question: Question | null) => QuestionCoder;
}

/** A rule with what it looks for. */
export interface CompiledRule {
  readonly code: string;
  readonly rule: CodeRule;
  readonly condition: Condition;
  readonly reach: Reach;
}

const NO_CODES: Codebook = { codes: [], changes: [], sha256: '' };

/**
 * Reads every rule of the study's codebook and indexes their terms together, so that coding an answer looks up each of its
 * words once, however many rules there are. A study without a codebook gives a coder without codes. Throws an InputError
 * with every fault of every rule, at its file, line and column.
 */
export function compileCodebook(study: Pick<Study, 'codebook' | 'dimensions'>): Coder {
  const codebook = study.codebook ?? NO_CODES;
  const { rules: whole, finders, problems } = readRules(codebook);
  if (problems.length > 0) throw new InputError(problems);
  const index = indexTerms(whole.flatMap(({ node }) => termsOf(node).map(({ term }) => term)));
  const numbers = new Map(index.terms.map((term, number) => [termKey(term), number]));
  const rules = whole.map(({ code, rule, node }): CompiledRule => {
    const condition = numberTerms(node, ({ term }) => numbers.get(termKey(term)) ?? -1);
    return { code: code.id, rule, condition, reach: reachOf(condition) };
  });
  const finderOf = index.terms.map((term) => finders.get(termKey(term)) ?? null);
  const known = new Map<string, QuestionCoder>();
  const respondents = new Set(respondentDimensions(study).map(({ id }) => id));
  return {
    codebook,
    forQuestion: (questionnaire, question) => {
      const key = `${questionnaire?.id ?? ''}\n${question?.id ?? ''}`;
      const found = known.get(key);
      if (found !== undefined) return found;
      const codes = codebook.codes.filter((code) => question === null || appliesTo(code, question));
      const applying = rulesFor(rules, codes, questionnaire, question, respondents);
      const made = questionCoder(codes, applying, index, finderOf);
      known.set(key, made);
      return made;
    },
  };
}

/** The rules of these codes that may propose something for this question, with what the respondent must be. */
function rulesFor(
  rules: readonly CompiledRule[],
  codes: readonly Code[],
  questionnaire: Questionnaire | null,
  question: Question | null,
  respondents: ReadonlySet<string>,
): readonly { readonly rule: CompiledRule; readonly groups: CodeRule['where'] }[] {
  const ids = new Set(codes.map(({ id }) => id));
  return rules.flatMap((compiled) => {
    const { questions, where } = compiled.rule;
    if (!ids.has(compiled.code)) return [];
    if (question !== null && questions !== null && !appliesTo({ questions }, question)) return [];
    const facets = { ...questionnaire?.facets, ...question?.facets };
    const entries = Object.entries(where);
    const met = entries
      .filter(([dimension]) => !respondents.has(dimension))
      .every(([dimension, groups]) => groups.includes(facets[dimension] ?? ''));
    if (!met) return [];
    const asked = entries.filter(([dimension]) => respondents.has(dimension));
    return [{ rule: compiled, groups: Object.fromEntries(asked) }];
  });
}
