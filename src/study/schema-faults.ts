import type { z } from 'zod';
import { didYouMean, type Fault, type Path, type Report } from './fault.ts';

type Issue = z.core.$ZodIssue;

/** Turns what a definition file's schema found wrong into faults, each at the deepest key or value it can be blamed on. */
export function reportSchemaIssues(
  file: string,
  input: unknown,
  issues: readonly Issue[],
  report: Report,
): void {
  for (const issue of issues.flatMap(deepest)) {
    const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
    for (const fault of faultsOf(file, input, path, issue)) report(fault);
  }
}

function faultsOf(file: string, input: unknown, path: Path, issue: Issue): readonly Fault[] {
  const found = valueAt(input, path);
  if (issue.code === 'unrecognized_keys') {
    const known = issue.message.split('|');
    return issue.keys.map((key) => ({
      file,
      path: [...path, key],
      at: 'key',
      code: 'unknown-key',
      expected: `one of the keys ${known.join(', ')}`,
      found: `"${key}"`,
      advice: didYouMean(key, known),
    }));
  }
  if (found === undefined && path.length > 0) {
    const missing = `key "${path[path.length - 1]}"`;
    return [
      {
        file,
        path: path.slice(0, -1),
        at: 'value',
        code: 'missing-key',
        expected: missing,
        found: 'none',
        advice: null,
      },
    ];
  }
  if (issue.code === 'invalid_value') {
    const known = issue.values.map(String);
    const advice = typeof found === 'string' ? didYouMean(found, known) : null;
    return [
      value('unknown-value', known.length === 1 ? `${known[0]}` : `one of ${known.join(', ')}`, advice),
    ];
  }
  if (issue.code === 'invalid_key') {
    const key = issue.path[issue.path.length - 1];
    const reason = issue.issues[0]?.message ?? 'an id';
    return [{ ...value('malformed-id', reason, null), at: 'key', found: `"${String(key)}"` }];
  }
  if (issue.code === 'invalid_type')
    return [value('wrong-type', NAMES[issue.expected] ?? issue.expected, null)];
  if (issue.code === 'too_small') return [value('too-small', `at least ${issue.minimum}`, null)];
  if (issue.code === 'too_big') return [value('too-big', `at most ${issue.maximum}`, null)];
  return [value('malformed', issue.message, null)];

  function value(code: string, expected: string, advice: string | null): Fault {
    return { file, path, at: 'value', code, expected, found: describe(found), advice };
  }
}

const NAMES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
};

/** Of a union, the issues of the branch that the input got furthest into. */
function deepest(issue: Issue): readonly Issue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const branches = issue.errors.filter((branch) => branch.length > 0);
  const fitting = branches.find(
    (branch) => !branch.every((inner) => inner.path.length === 0 && inner.code === 'invalid_type'),
  );
  const chosen = fitting ?? branches[0] ?? [];
  return chosen.flatMap((inner) => deepest({ ...inner, path: [...issue.path, ...inner.path] }));
}

function valueAt(input: unknown, path: Path): unknown {
  let value = input;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}

function describe(value: unknown): string {
  if (value === undefined) return 'none';
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object') return 'a mapping';
  return typeof value === 'string' ? `"${value}"` : String(value);
}
