import { groupBy } from '../../exact/group-by.ts';
import { counted } from '../count-text.ts';
import type { Cause } from './cause.ts';
import { codingReach } from './coding-changes.ts';
import type { DefinitionChange } from './compare-studies.ts';
import { definitionReach, type Grounds } from './definition-reach.ts';

/**
 * What two studies define differently, each a cause with its path. Rules of one code that came, and those that went, are one
 * cause each: a codebook that gets its rules would else be hundreds. Ids of respondents are counted, not shown.
 */
export function definitionCauses(changes: readonly DefinitionChange[], grounds: Grounds): readonly Cause[] {
  const lots = groupBy(changes, lotOf);
  return [...lots.values()].map((own): Cause => {
    const [first] = own;
    if (first === undefined) throw new Error('a lot without changes');
    const path = first.path;
    const isRule = path[0] === 'codebook' && path[3] === 'rules';
    const rules = new Set(own.map(({ path: each }) => each[4] ?? ''));
    const reaches = isRule
      ? [
          codingReach(
            grounds.compared,
            grounds.codings.filter((change) => [...change.rules].some((rule) => rules.has(rule))),
          ),
        ]
      : own.map((change) => definitionReach(change, grounds));
    const named = own.length === 1 ? path : path.slice(0, -1);
    const isId = PEOPLE.has(path.at(-1) ?? '');
    return {
      kind: path[0] === 'codebook' ? 'codebook' : 'definition',
      text: textOf(own, named),
      where: `internal/study.json ${named.join('.')}`,
      earlier: isId || own.length > 1 ? null : jsonOf(first.earlier),
      later: isId || own.length > 1 ? null : jsonOf(first.later),
      respondents: isId
        ? own.map(({ path: each, earlier, later }) => `${each[1]} ${String(later ?? earlier)}`)
        : null,
      reach: (place, aspect) => (reaches.some((reach) => reach(place, aspect) > 0) ? 1 : 0),
      rank: 0,
    };
  });
}

const PEOPLE = new Set(['withdrawn', 'wrongQuestionnaire']);

/** What is said together: rules of a code that came, rules that went, respondents on a list that came or went. */
function lotOf({ path, earlier, later }: DefinitionChange): string {
  const way = earlier === undefined ? 'came' : later === undefined ? 'went' : 'changed';
  if (PEOPLE.has(path.at(-1) ?? '')) return `${path.join('\n')}\n${way}`;
  if (path[0] === 'codebook' && path[3] === 'rules' && path.length === 5 && way !== 'changed')
    return `${path.slice(0, 4).join('\n')}\n${way}`;
  return path.join('\n') + JSON.stringify(earlier ?? null) + JSON.stringify(later ?? null);
}

function textOf(own: readonly DefinitionChange[], named: readonly string[]): string {
  const [first] = own;
  const name = named.join('.');
  if (first === undefined) return name;
  // What a study has none of is null there: a codebook, a condition.
  const isNone = (value: unknown, other: unknown) =>
    value === undefined || (value === null && typeof other === 'object');
  const { earlier, later } = first;
  const way = isNone(earlier, later) ? 'came' : isNone(later, earlier) ? 'went' : null;
  const last = first.path.at(-1) ?? '';
  if (PEOPLE.has(last)) return `${first.path.join('.')}: ${counted(own.length, 'response id')} ${way}`;
  if (own.length > 1) return `${name}: ${counted(own.length, 'rule')} ${way}`;
  if (way !== null && typeof (later ?? earlier) === 'object') return `${name} ${way}`;
  return name;
}

function jsonOf(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}
