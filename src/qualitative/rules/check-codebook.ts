import { appliesTo, type Code, type Codebook } from '../../study/codebook.ts';
import type { Problem } from '../../study/problem.ts';
import type { Study } from '../../study/study.ts';
import { conditionKey, covers, follows } from './compare-conditions.ts';
import { PART, partInNegation } from './negation.ts';
import { placeFault } from './place-fault.ts';
import { byPlace, type ReadRule, readRules } from './read-rules.ts';
import type { RuleFault, RuleNode } from './rule-syntax.ts';

/** A rule with what it is compared by. */
interface Compared extends ReadRule {
  readonly key: string;
  /** The questions, with their questionnaires, whose answers it may propose its code for. */
  readonly reached: ReadonlySet<string>;
}

type Tell = (rule: ReadRule, fault: RuleFault, severity: Problem['severity']) => void;

/**
 * What is wrong with a codebook's rules, by file, line and column. Errors: rules that can't be read, and those that can never
 * propose anything (no question in common with their code, a condition that contradicts itself, a denial that can't be).
 * Warnings: the same rule twice, in one code or in two with a question in common; a rule or an alternative that finds
 * nothing beyond what another of its code finds. A note, if any: the codes that no rule proposes, nor any below them, together.
 */
export function checkCodebook(
  study: Pick<Study, 'codebook' | 'dimensions' | 'questionnaires'>,
): readonly Problem[] {
  const { codebook } = study;
  if (codebook === null) return [];
  const { rules: read, problems: broken } = readRules(codebook);
  const rules = read.map(
    (rule): Compared => ({ ...rule, key: conditionKey(rule.node), reached: questionsOf(study, rule) }),
  );
  const problems: Problem[] = [...broken];
  const tell: Tell = (rule, fault, severity) => problems.push(placeFault(rule.rule, fault, severity));
  for (const rule of rules) {
    if (rule.reached.size === 0) tell(rule, unreached(rule), 'error');
    checkContradictions(rule, rule.node, tell);
    checkDenial(rule, tell);
    checkAlternatives(rule, rule.node, tell);
  }
  const numbersByCode = numbersBy(rules, ({ code }) => code.id);
  const numbersByKey = numbersBy(rules, ({ key }) => key);
  for (const [later, rule] of rules.entries()) {
    // Only those of the same code, and with the same condition, can repeat one another.
    const alike = new Set([
      ...(numbersByCode.get(rule.code.id) ?? []),
      ...(numbersByKey.get(rule.key) ?? []),
    ]);
    for (const earlier of [...alike].sort((a, b) => a - b)) {
      const other = rules[earlier];
      if (later !== earlier && other !== undefined) comparePair(rule, other, later > earlier, tell);
    }
  }
  return byPlace([...problems, ...emptyCodes(withoutRules(codebook))]);
}

/** The places of rules in their list, by what they have in common. */
function numbersBy(
  rules: readonly Compared[],
  keyOf: (rule: Compared) => string,
): ReadonlyMap<string, readonly number[]> {
  const numbers = new Map<string, number[]>();
  for (const [number, rule] of rules.entries()) {
    const others = numbers.get(keyOf(rule));
    if (others === undefined) numbers.set(keyOf(rule), [number]);
    else others.push(number);
  }
  return numbers;
}

/** Ids of the questions, with their questionnaires, whose answers the rule may propose its code for. */
function questionsOf(
  study: Pick<Study, 'dimensions' | 'questionnaires'>,
  { code, rule }: ReadRule,
): ReadonlySet<string> {
  const asked = new Set(study.dimensions.filter(({ from }) => from !== 'respondent').map(({ id }) => id));
  const limits = Object.entries(rule.where).filter(([dimension]) => asked.has(dimension));
  return new Set(
    study.questionnaires.flatMap((questionnaire) =>
      questionnaire.questions
        .filter((question) => {
          if (question.kind !== 'text' || !appliesTo(code, question)) return false;
          if (rule.questions !== null && !appliesTo({ questions: rule.questions }, question)) return false;
          const facets: Readonly<Record<string, string>> = { ...questionnaire.facets, ...question.facets };
          return limits.every(([dimension, groups]) => groups.includes(facets[dimension] ?? ''));
        })
        .map(({ id }) => `${questionnaire.id} ${id}`),
    ),
  );
}

function unreached({ code, rule }: ReadRule): RuleFault {
  const limits = [
    ...(rule.questions === null ? [] : [`questions ${rule.questions.join(', ')}`]),
    ...Object.entries(rule.where).map(([dimension, groups]) => `${dimension} ${groups.join(', ')}`),
  ];
  return {
    at: 0,
    code: 'rule-unreachable',
    expected: `a question of code ${code.id} that the rule is limited to`,
    found: `none with ${limits.join(' and ') || 'its questions'}`,
    advice: `the code applies to ${code.questions.slice(0, 5).join(', ')}${code.questions.length > 5 ? ' …' : ''}`,
  };
}

/** An "and" of something with "not" of what must then be there too. */
function checkContradictions(rule: ReadRule, node: RuleNode, tell: Tell): void {
  if (node.kind === 'and') {
    const sought = node.parts.filter(({ kind }) => kind !== 'not');
    for (const part of node.parts) {
      if (part.kind !== 'not' || !sought.some((given) => follows(part.part, given))) continue;
      const fault = {
        at: part.at,
        code: 'rule-contradiction',
        expected: 'a condition that can hold',
        found: '"not" of what the rule asks for',
        advice: null,
      };
      tell(rule, fault, 'error');
    }
  }
  for (const part of partsOf(node)) checkContradictions(rule, part, tell);
}

/** A denial is looked for, but a word that all findings begin with ends every denial. */
function checkDenial(rule: ReadRule, tell: Tell): void {
  if (rule.rule.wants !== 'negated') return;
  const first = firstWords(rule.node);
  if (first === null || !first.every((word) => word !== 'yet' && partInNegation(word) === PART.ends)) return;
  const fault = {
    at: 0,
    code: 'rule-never-denied',
    expected: 'a first word that can stand where something is denied (wants: negated)',
    found: first.map((word) => `"${word}"`).join(', '),
    advice: null,
  };
  tell(rule, fault, 'error');
}

/** The words that findings begin with; null where they can't be listed. */
function firstWords(node: RuleNode): readonly string[] | null {
  if (node.kind === 'term') {
    const atom = node.term.kind === 'phrase' ? node.term.atoms[0] : undefined;
    return atom?.kind === 'word' ? [atom.text] : null;
  }
  if (node.kind === 'and') {
    const first = node.parts.find(({ kind }) => kind !== 'not');
    return first === undefined ? null : firstWords(first);
  }
  const lists = (node.kind === 'before' ? [node.left] : partsOf(node)).map(firstWords);
  return lists.includes(null) ? null : lists.flatMap((list) => list ?? []);
}

/** An alternative that finds nothing beyond what another one finds, and what an "and" asks for twice. */
function checkAlternatives(rule: ReadRule, node: RuleNode, tell: Tell): void {
  const parts = node.kind === 'or' || node.kind === 'and' ? node.parts : [];
  const repeats = (each: RuleNode, part: RuleNode) =>
    node.kind === 'or' ? covers(each, part) : conditionKey(each) === conditionKey(part);
  for (const [index, part] of parts.entries()) {
    const other = parts.find(
      (each, at) => at !== index && repeats(each, part) && (at < index || !repeats(part, each)),
    );
    if (other === undefined) continue;
    const same = conditionKey(other) === conditionKey(part);
    const fault = {
      at: part.at,
      code: same ? 'term-twice' : 'term-covered',
      expected: 'terms that each find something of their own',
      found: `${shown(rule, part)}, ${same ? `the same as ${shown(rule, other)}` : `which ${shown(rule, other)} finds too`}`,
      advice: 'leave it out',
    };
    tell(rule, fault, 'warning');
  }
  for (const part of partsOf(node)) checkAlternatives(rule, part, tell);
}

/** Tells where `rule` repeats `other`, or adds nothing to it; of two that are alike, the later one is told. */
function comparePair(rule: Compared, other: Compared, isLater: boolean, tell: Tell): void {
  const same = rule.key === other.key && rule.rule.wants === other.rule.wants;
  const where = `rule ${other.rule.id} (${other.rule.place.file}:${other.rule.place.line})`;
  if (rule.code.id !== other.code.id) {
    if (!same || !isLater || !mayMeet(rule, other)) return;
    const fault = {
      at: 0,
      code: 'rule-of-two-codes',
      expected: 'a condition that tells the code from others',
      found: `that of ${where} of code ${other.code.id}`,
      advice: 'keep both only if such answers are to have both codes',
    };
    tell(rule, fault, 'warning');
    return;
  }
  if (rule.reached.size === 0 || !addsNothing(rule, other)) return;
  if (!isLater && addsNothing(other, rule)) return;
  const fault = {
    at: 0,
    code: same ? 'rule-twice' : 'rule-covered',
    expected: 'a rule that finds something of its own',
    found: same ? `the condition of ${where} again` : `only what ${where} finds too`,
    advice: 'leave it out',
  };
  tell(rule, fault, 'warning');
}

/** Whether `other` finds something wherever `rule` does, for every question and respondent. */
function addsNothing(rule: Compared, other: Compared): boolean {
  return (
    (other.rule.wants === 'either' || other.rule.wants === rule.rule.wants) &&
    [...rule.reached].every((question) => other.reached.has(question)) &&
    isAsWide(other, rule) &&
    covers(other.node, rule.node)
  );
}

/** Whether a rule's limits to groups let all through that the other's do. */
function isAsWide({ rule }: ReadRule, { rule: other }: ReadRule): boolean {
  return Object.entries(rule.where).every(([dimension, groups]) =>
    other.where[dimension]?.every((group) => groups.includes(group)),
  );
}

/** Whether both rules may find something in one answer: a question in common, and groups. */
function mayMeet(one: Compared, other: Compared): boolean {
  return (
    [...one.reached].some((question) => other.reached.has(question)) &&
    Object.entries(one.rule.where).every(
      ([dimension, groups]) => other.rule.where[dimension]?.some((group) => groups.includes(group)) ?? true,
    )
  );
}

/** The codes that have no rules, and none below them has any. */
function withoutRules({ codes }: Codebook): readonly Code[] {
  const byId = new Map(codes.map((code) => [code.id, code]));
  const proposed = new Set<Code>();
  for (const code of codes) {
    if (code.rules.length === 0) continue;
    for (
      let at: Code | undefined = code;
      at !== undefined && !proposed.has(at);
      at = byId.get(at.parent ?? '')
    )
      proposed.add(at);
  }
  return codes.filter((code) => !proposed.has(code));
}

/** So many codes without rules are named. */
const NAMED_CODES = 12;

/** One note for all of them, at the first. */
function emptyCodes(codes: readonly Code[]): readonly Problem[] {
  const [first] = codes;
  if (first === undefined) return [];
  const shown = codes.slice(0, NAMED_CODES).map(({ id }) => id);
  const rest = codes.length - shown.length;
  const ids = `${shown.join(', ')}${rest === 0 ? '' : ` and ${rest} more`}`;
  const isOne = codes.length === 1;
  return [
    {
      severity: 'note',
      code: 'code-without-rules',
      file: first.place.file,
      row: first.place.line,
      column: `column ${first.place.column}`,
      expected: isOne ? `a rule for code ${ids}` : 'a rule for each code',
      found: isOne ? 'none' : `none for ${codes.length} codes: ${ids}`,
      advice: `only people can give ${isOne ? 'it' : 'them'}`,
    },
  ];
}

function partsOf(node: RuleNode): readonly RuleNode[] {
  if (node.kind === 'term') return [];
  if (node.kind === 'not') return [node.part];
  return node.kind === 'or' || node.kind === 'and' ? node.parts : [node.left, node.right];
}

/** A term as its rule writes it; something larger by its place. */
function shown({ rule }: ReadRule, node: RuleNode): string {
  if (node.kind !== 'term') return `what begins at character ${[...rule.when.slice(0, node.at)].length + 1}`;
  const text = rule.when.slice(node.at);
  const marked = /^"[^"]*"|^“[^”]*”|^\/(?:\\.|[^/])*\//.exec(text)?.[0];
  return marked ?? `"${/^[^\s()]+/.exec(text)?.[0] ?? text}"`;
}
