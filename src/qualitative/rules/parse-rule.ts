import { compileRegex } from './compile-regex.ts';
import { type Lexeme, lexRule } from './lex-rule.ts';
import type { RuleFault, RuleNode } from './rule-syntax.ts';

/**
 * The condition a rule's text states, in the language of `docs/rules.md`: `not` binds tightest, then near and before, then
 * `and`, then `or`. Null where the text is faulty; every fault found is told, in the order of their places.
 */
export function parseRule(text: string, reportAll: (fault: RuleFault) => void): RuleNode | null {
  const faults: RuleFault[] = [];
  const lexemes = lexRule(text, (fault) => faults.push(fault));
  for (const { term, at } of lexemes)
    if (term?.kind === 'regex') compileRegex(term.source, at + 1, (fault) => faults.push(fault));
  const deepest = tooDeep(lexemes);
  if (deepest !== null) faults.push(deepest);
  const node = deepest === null ? parse(lexemes, (fault) => faults.push(fault)) : null;
  if (node !== null && faults.length === 0) checkMeaning(node, (fault) => faults.push(fault));
  // Of several faults at one place the first says most.
  const places = new Set<number>();
  const told = faults.filter(({ at }) => !places.has(at) && places.add(at));
  for (const fault of told.sort((a, b) => a.at - b.at)) reportAll(fault);
  return faults.length === 0 ? node : null;
}

/** Brackets within brackets, and near and before in a row: no rule that a person can read has as many, and what walks rules calls itself. */
const DEEPEST = 100;

function tooDeep(lexemes: readonly Lexeme[]): RuleFault | null {
  let open = 0;
  for (const { kind, at } of lexemes) {
    if (kind === '(') open += 1;
    else if (kind === ')') open -= 1;
    if (open > DEEPEST)
      return {
        at,
        code: 'rule-depth',
        expected: `at most ${DEEPEST} brackets inside one another`,
        found: 'more',
        advice: 'leave out those that are not needed, or make several rules of it',
      };
  }
  return null;
}

function parse(lexemes: readonly Lexeme[], report: (fault: RuleFault) => void): RuleNode | null {
  let next = 0;
  const chains = new WeakMap<RuleNode, number>();
  const end: Lexeme = { kind: 'end', at: 0, shown: 'the end', term: null, words: 0 };
  const peek = (): Lexeme => lexemes[next] ?? end;
  const take = (): Lexeme => {
    const taken = peek();
    next += 1;
    return taken;
  };
  const node = alternatives();
  if (peek().kind === ')') {
    const { at } = take();
    report({
      at,
      code: 'rule-parenthesis',
      expected: 'a "(" before each ")"',
      found: '")" without one',
      advice: null,
    });
  }
  return node;

  function alternatives(): RuleNode | null {
    const { at } = peek();
    const parts = [conjunction()];
    for (;;) {
      if (peek().kind === 'or') take();
      else if (!startsOperand(peek())) break;
      else reportJuxtaposed(peek());
      parts.push(conjunction());
    }
    return joined('or', parts, at);
  }

  function conjunction(): RuleNode | null {
    const { at } = peek();
    const parts = [nearness()];
    while (peek().kind === 'and') {
      take();
      parts.push(nearness());
    }
    return joined('and', parts, at);
  }

  function nearness(): RuleNode | null {
    let left = negation();
    for (;;) {
      const { kind, at, words } = peek();
      if (kind !== 'near' && kind !== 'before') return left;
      take();
      const right = negation();
      if (left === null || right === null) {
        left = null;
        continue;
      }
      const length = 1 + Math.max(chainOf(left), chainOf(right));
      if (length > DEEPEST) {
        report({
          at,
          code: 'rule-depth',
          expected: `at most ${DEEPEST} near and before in a row`,
          found: 'more',
          advice: 'make several rules of it',
        });
        left = null;
        continue;
      }
      const joint: RuleNode = { kind, words, left, right, at };
      chains.set(joint, length);
      left = joint;
    }
  }

  /** How many near and before stand within one another. */
  function chainOf(node: RuleNode): number {
    if (node.kind === 'term') return 0;
    const known = chains.get(node);
    if (known !== undefined) return known;
    if (node.kind === 'near' || node.kind === 'before') return 0;
    const parts = node.kind === 'not' ? [node.part] : node.parts;
    const length = parts.reduce((most, part) => Math.max(most, chainOf(part)), 0);
    chains.set(node, length);
    return length;
  }

  function negation(): RuleNode | null {
    const places: number[] = [];
    while (peek().kind === 'not') places.push(take().at);
    let node = operand();
    for (const at of places.reverse()) node = node === null ? null : { kind: 'not', part: node, at };
    return node;
  }

  function operand(): RuleNode | null {
    const lexeme = peek();
    if (lexeme.kind === 'term') {
      take();
      return lexeme.term === null ? null : { kind: 'term', term: lexeme.term, at: lexeme.at };
    }
    if (lexeme.kind === '(') {
      take();
      const inner = alternatives();
      if (peek().kind === ')') take();
      else
        report({
          at: lexeme.at,
          code: 'rule-parenthesis',
          expected: 'a ")" for this "("',
          found: peek().shown,
          advice: null,
        });
      return inner;
    }
    const isWord = /^"[a-z]+"$/i.test(lexeme.shown);
    report({
      at: lexeme.at,
      code: 'rule-operand',
      expected: 'a term',
      found: lexeme.shown,
      advice: isWord ? `to search for the word itself, write it in quotation marks: ${lexeme.shown}` : null,
    });
    return null;
  }

  function reportJuxtaposed(lexeme: Lexeme): void {
    const before = lexemes[next - 1];
    const nearness = [before, lexeme].find(
      (each) => each !== undefined && /^"(near|before)"$/i.test(each.shown),
    );
    const phrase = [before?.shown ?? '', lexeme.shown].map((shown) => shown.replaceAll('"', '')).join(' ');
    const isPhrase = lexeme.kind === 'term' && before?.kind === 'term';
    report({
      at: lexeme.at,
      code: 'rule-operator',
      expected: 'and, or, near/5 or before/5 between terms',
      found: lexeme.shown,
      advice:
        nearness !== undefined
          ? `say within how many words: ${nearness.shown.replaceAll('"', '').toLowerCase()}/5`
          : isPhrase
            ? `for words next to each other write "${phrase}"`
            : null,
    });
  }
}

function startsOperand({ kind }: Lexeme): boolean {
  return kind === 'term' || kind === '(' || kind === 'not';
}

function joined(kind: 'or' | 'and', parts: readonly (RuleNode | null)[], at: number): RuleNode | null {
  const whole = parts.filter((part) => part !== null);
  if (whole.length < parts.length) return null;
  const flat = whole.flatMap((part) => (part.kind === kind ? part.parts : [part]));
  return flat.length === 1 ? (flat[0] ?? null) : { kind, parts: flat, at };
}

/** `not` must stand beside something that is looked for, and nothing but what has a place beside near and before. */
function checkMeaning(node: RuleNode, report: (fault: RuleFault) => void): void {
  if (node.kind === 'not') {
    report({
      at: node.at,
      code: 'rule-only-not',
      expected: 'something to look for beside "not", joined to it with "and"',
      found: '"not" alone',
      advice:
        'write what must be there first, such as "delay and not court"; for what is denied use wants: negated',
    });
    return;
  }
  if (node.kind === 'term') return;
  if (node.kind === 'near' || node.kind === 'before') {
    for (const side of [node.left, node.right]) checkSide(side, node.kind, report);
    return;
  }
  if (node.kind === 'or') {
    for (const part of node.parts) checkMeaning(part, report);
    return;
  }
  const sought = node.parts.filter(({ kind }) => kind !== 'not');
  if (sought.length === 0) {
    const first = node.parts[0];
    if (first !== undefined) checkMeaning(first, report);
  }
  for (const part of node.parts) {
    if (part.kind !== 'not') checkMeaning(part, report);
    else checkDenied(part.part, report);
  }
}

function checkDenied(node: RuleNode, report: (fault: RuleFault) => void): void {
  if (node.kind === 'not')
    report({
      at: node.at,
      code: 'rule-not-not',
      expected: 'a term after "not"',
      found: '"not" again',
      advice: null,
    });
  else checkMeaning(node, report);
}

function checkSide(node: RuleNode, operator: string, report: (fault: RuleFault) => void): void {
  if (node.kind === 'term') return;
  if (node.kind === 'or') {
    for (const part of node.parts) checkSide(part, operator, report);
  } else if (node.kind === 'near' || node.kind === 'before') {
    for (const side of [node.left, node.right]) checkSide(side, node.kind, report);
  } else {
    report({
      at: node.at,
      code: 'rule-side',
      expected: `terms, or alternatives of terms in parentheses, on either side of ${operator}`,
      found: `"${node.kind}"`,
      advice: node.kind === 'not' ? `write "not (… ${operator}/5 …)"` : `write "(… ${operator}/5 …) and …"`,
    });
  }
}
