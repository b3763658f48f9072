import type { Code, Codebook, CodeRule } from '../../study/codebook.ts';
import type { Problem } from '../../study/problem.ts';
import { compileRegex, type RegexFinder } from './compile-regex.ts';
import { parseRule } from './parse-rule.ts';
import { placeFault } from './place-fault.ts';
import type { RuleNode, Term } from './rule-syntax.ts';
import { termKey } from './term-index.ts';

/** A rule as it was read. */
export interface ReadRule {
  readonly code: Code;
  readonly rule: CodeRule;
  readonly node: RuleNode;
}

/** The rules of a codebook. */
export interface ReadRules {
  /** Those without a fault, in codebook order. */
  readonly rules: readonly ReadRule[];
  /** What finds each regular expression, by its term's key. */
  readonly finders: ReadonlyMap<string, RegexFinder>;
  /** Every fault of every other rule, by file, line and column. */
  readonly problems: readonly Problem[];
}

/** Reads every rule of a codebook. */
export function readRules(codebook: Codebook): ReadRules {
  const problems: Problem[] = [];
  const finders = new Map<string, RegexFinder>();
  const rules = codebook.codes.flatMap((code) =>
    code.rules.flatMap((rule): readonly ReadRule[] => {
      const node = parseRule(rule.when, (fault) => problems.push(placeFault(rule, fault)));
      if (node === null) return [];
      for (const { term } of termsOf(node)) {
        if (term.kind !== 'regex' || finders.has(termKey(term))) continue;
        const finder = compileRegex(term.source, 0, () => undefined);
        if (finder !== null) finders.set(termKey(term), finder);
      }
      return [{ code, rule, node }];
    }),
  );
  return { rules, finders, problems: byPlace(problems) };
}

/** The terms of a condition as written, in their order. */
export function termsOf(node: RuleNode): readonly { readonly term: Term; readonly at: number }[] {
  if (node.kind === 'term') return [node];
  if (node.kind === 'not') return termsOf(node.part);
  if (node.kind === 'or' || node.kind === 'and') return node.parts.flatMap(termsOf);
  return [...termsOf(node.left), ...termsOf(node.right)];
}

/** Problems by file, line and column. */
export function byPlace(problems: readonly Problem[]): readonly Problem[] {
  const column = (problem: Problem) => Number(problem.column?.replace('column ', '') ?? 0);
  return [...problems].sort(
    (a, b) =>
      (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) ||
      (a.row ?? 0) - (b.row ?? 0) ||
      column(a) - column(b),
  );
}
