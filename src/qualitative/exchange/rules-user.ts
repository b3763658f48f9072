import type { CodedByRule } from '../coding.ts';
import { guidOf } from './guid.ts';
import type { QdaNote } from './project.ts';

/** Who a coding is by, as projects name users. */
export type UserKind = 'rule' | 'person' | 'model';

/** The user that rules are in a project. */
export const RULES_USER = 'crs-eval rules';

/** A user's GUID, which tells rules, persons and models apart. */
export function userGuid(kind: UserKind, name: string): string {
  return guidOf('user', kind, name);
}

/** The note that says which rule of which codebook is behind a coding, and its condition where that is known; one a rule. */
export function ruleNote({ rule, codebook }: CodedByRule, condition = ''): QdaNote {
  return {
    guid: guidOf('note', 'rule', rule, codebook),
    name: `${NAMED}${rule}`,
    text: `Codebook: ${codebook}${condition === '' ? '' : `\nCondition: ${condition}`}`,
    user: null,
  };
}

/** The rule that a note is of; null where it is another note. */
export function ruleOfNote({ guid, name, text }: QdaNote): CodedByRule | null {
  if (!name.startsWith(NAMED)) return null;
  const rule = name.slice(NAMED.length);
  const codebook = /^Codebook: (.*)$/m.exec(text)?.[1] ?? '';
  const found: CodedByRule = { kind: 'rule', rule, codebook };
  return ruleNote(found).guid === guid || codebook !== '' ? found : null;
}

const NAMED = 'Rule ';
