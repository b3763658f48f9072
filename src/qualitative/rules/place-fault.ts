import type { CodeRule } from '../../study/codebook.ts';
import type { Problem } from '../../study/problem.ts';
import type { RuleFault } from './rule-syntax.ts';

/**
 * A fault of a rule where its file has it: at the very character, or, where the file writes the rule otherwise than it
 * reads (folded over lines, with escapes), at the rule's beginning with the character's number.
 */
export function placeFault(
  rule: CodeRule,
  fault: RuleFault,
  severity: Problem['severity'] = 'error',
): Problem {
  const { file, line, column, literal } = rule.place;
  const character = [...rule.when.slice(0, fault.at)].length + 1;
  return {
    severity,
    code: fault.code,
    file,
    row: line,
    column: `column ${literal ? column + fault.at : column}`,
    expected: fault.expected,
    found: literal ? fault.found : `at character ${character} of the rule: ${fault.found}`,
    advice: fault.advice,
  };
}
