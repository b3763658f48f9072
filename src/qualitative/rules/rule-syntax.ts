/** One word of a rule as it is looked for. `any` stands for any word at all, within a phrase only. */
export type Atom =
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'glob'; readonly text: string }
  | { readonly kind: 'stem'; readonly text: string }
  | { readonly kind: 'any' };

/** Something that is found in a text by itself. A phrase of one word is that word; of a regular expression the source, without slashes. */
export type Term =
  | { readonly kind: 'phrase'; readonly atoms: readonly Atom[] }
  | { readonly kind: 'regex'; readonly source: string };

interface Parts {
  readonly parts: readonly RuleNode[];
  readonly at: number;
}

interface Sides {
  readonly words: number;
  readonly left: RuleNode;
  readonly right: RuleNode;
  readonly at: number;
}

/** What a rule looks for. `not` stands only within `and`; beside near and before stand terms, `or` and nearness only. */
export type RuleNode =
  | { readonly kind: 'term'; readonly term: Term; readonly at: number }
  | ({ readonly kind: 'or' } & Parts)
  | ({ readonly kind: 'and' } & Parts)
  | { readonly kind: 'not'; readonly part: RuleNode; readonly at: number }
  | ({ readonly kind: 'near' } & Sides)
  | ({ readonly kind: 'before' } & Sides);

/** Something wrong with a rule's text, at a place in it (UTF-16 units from 0). */
export interface RuleFault {
  readonly at: number;
  readonly code: string;
  readonly expected: string;
  readonly found: string;
  readonly advice: string | null;
}
