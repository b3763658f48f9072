import { appliesTo, type Code, type Codebook, type CodeRule } from '../../study/codebook.ts';
import { InputError, type Problem } from '../../study/problem.ts';
import type { Question, Questionnaire, Study } from '../../study/study.ts';
import { compileRegex, type RegexFinder } from './compile-regex.ts';
import { type Condition, numberTerms } from './find-spans.ts';
import { parseRule } from './parse-rule.ts';
import { placeFault } from './place-fault.ts';
import { type QuestionCoder, questionCoder } from './question-coder.ts';
import type { RuleNode, Term } from './rule-syntax.ts';
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
  readonly node: RuleNode;
  readonly condition: Condition;
}

const NO_CODES: Codebook = { codes: [], changes: [], sha256: '' };

/**
 * Reads every rule of the study's codebook and indexes their terms together, so that coding an answer looks up each of its
 * words once, however many rules there are. A study without a codebook gives a coder without codes. Throws an InputError
 * with every fault of every rule, at its file, line and column.
 */
export function compileCodebook(study: Pick<Study, 'codebook' | 'dimensions'>): Coder {
  const codebook = study.codebook ?? NO_CODES;
  const problems: Problem[] = [];
  const parsed = codebook.codes.flatMap((code) =>
    code.rules.map((rule) => ({
      code: code.id,
      rule,
      node: parseRule(rule.when, (fault) => problems.push(placeFault(rule, fault))),
    })),
  );
  const finders = new Map<string, RegexFinder>();
  for (const { node, rule } of parsed)
    for (const { term, at } of node === null ? [] : termsOf(node)) {
      if (term.kind !== 'regex' || finders.has(termKey(term))) continue;
      const finder = compileRegex(term.source, at + 1, (fault) => problems.push(placeFault(rule, fault)));
      if (finder !== null) finders.set(termKey(term), finder);
    }
  if (problems.length > 0) throw new InputError(sorted(problems));
  const whole = parsed.flatMap(({ node, ...rest }) => (node === null ? [] : [{ ...rest, node }]));
  const index = indexTerms(whole.flatMap(({ node }) => termsOf(node).map(({ term }) => term)));
  const numbers = new Map(index.terms.map((term, number) => [termKey(term), number]));
  const rules = whole.map(
    (rule): CompiledRule => ({
      ...rule,
      condition: numberTerms(rule.node, ({ term }) => numbers.get(termKey(term)) ?? -1),
    }),
  );
  const finderOf = index.terms.map((term) => finders.get(termKey(term)) ?? null);
  const known = new Map<string, QuestionCoder>();
  const respondents = new Set(
    study.dimensions.filter(({ from }) => from === 'respondent').map(({ id }) => id),
  );
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

/** The terms of a condition as written, in their order. */
export function termsOf(node: RuleNode): readonly { readonly term: Term; readonly at: number }[] {
  if (node.kind === 'term') return [node];
  if (node.kind === 'not') return termsOf(node.part);
  if (node.kind === 'or' || node.kind === 'and') return node.parts.flatMap(termsOf);
  return [...termsOf(node.left), ...termsOf(node.right)];
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

function sorted(problems: readonly Problem[]): readonly Problem[] {
  const column = (problem: Problem) => Number(problem.column?.replace('column ', '') ?? 0);
  return [...problems].sort(
    (a, b) =>
      (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) ||
      (a.row ?? 0) - (b.row ?? 0) ||
      column(a) - column(b),
  );
}
