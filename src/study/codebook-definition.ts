import { z } from 'zod';
import { groups, id, strict, text, texts } from './definition-forms.ts';

const codeRule = strict({
  id: id.optional().describe('Default: the code’s id and a number'),
  when: text.describe('The condition, in the language of docs/rules.md'),
  wants: z
    .enum(['affirmed', 'negated', 'either'])
    .optional()
    .describe('Whether what it matches must be said, denied, or either. Default: affirmed'),
  questions: z.array(id).min(1).optional().describe('Items or questions it is limited to'),
  where: z.record(id, groups).optional().describe('Groups of dimensions it is limited to'),
});

const code = strict({
  code: id,
  name: text.describe('A short label for tables and charts'),
  brief: text.describe('The definition in one sentence'),
  full: text.optional().describe('The definition in full. Default: the brief one'),
  use: text.optional().describe('When to use it'),
  not: text.optional().describe('When not to use it, and what instead'),
  examples: texts.optional(),
  parent: id.optional().describe('The code above it'),
  questions: z
    .array(id)
    .min(1)
    .optional()
    .describe('Items or questions it applies to. Default: its parent’s; at the top, every open question'),
  rules: z.array(z.union([text, codeRule])).optional(),
});

const codeChange = z.union([
  strict({ rename: id, to: id }),
  strict({ merge: z.array(id).min(1), to: id }),
  strict({ split: id, to: z.array(id).min(1) }),
]);

/** The codes of a definition file. */
export const codes = z.array(code).optional().describe('The codebook: categories of the open answers');
/** How they came about. */
export const codeChanges = z
  .array(codeChange)
  .optional()
  .describe('Codes renamed, merged or split, in the order it was done');

/** A codebook by itself, to be used in place of a study's. */
export const codebookFileSchema = strict({ codes, codeChanges });

export type CodeSource = z.infer<typeof code>;
export type CodeChangeSource = z.infer<typeof codeChange>;
