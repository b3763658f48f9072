import { z } from 'zod';
import { codeChanges, codes } from './codebook-definition.ts';
import { groups, id, idOrNumber, strict, text, texts } from './definition-forms.ts';

/*
 * What a definition file may say, before defaults and repetition are worked out. The published JSON Schema is made of
 * this, and its descriptions are what an editor shows.
 */

const option = z.union([
  text,
  strict({
    id: idOrNumber.optional().describe('Default: the label as a slug (Strongly agree → strongly-agree)'),
    label: text,
    aliases: texts.optional().describe('Other spellings that exports use'),
    value: z
      .int()
      .optional()
      .describe('What it scores in means. Default on ordered scales: 1, 2, 3 … in order'),
    lean: z.literal([-1, 0, 1]).optional().describe('Which side it is on: -1 disagrees, 0 neutral, 1 agrees'),
    missing: z
      .enum(['dont_know', 'not_applicable', 'prefer_not_to_say'])
      .optional()
      .describe('An answer that is no rating: never in the base of a share or mean'),
  }),
]);

const scale = strict({
  kind: z.enum(['ordered', 'nominal']),
  labels: z
    .enum(['published', 'inferred'])
    .optional()
    .describe('Whether the source prints the labels. Default: published'),
  options: z
    .array(option)
    .optional()
    .describe('In the order of the instrument: exports hold positions in this list'),
  range: strict({ from: z.int(), to: z.int() })
    .optional()
    .describe('Instead of options: a rating from one whole number to another, each its own label'),
  sets: z.record(id, z.array(idOrNumber)).optional().describe('Named sets of options that shares can be of'),
});

const group = z.union([text, strict({ label: text, short: text.optional() })]);

const dimension = strict({
  label: text.optional(),
  from: z
    .enum(['question', 'questionnaire', 'respondent'])
    .describe('Whether the question, the questionnaire or each respondent’s answer says the group'),
  item: id
    .optional()
    .describe('Of a respondent dimension: the item whose answer is the group. Default: its id'),
  groups: z
    .record(id, group)
    .optional()
    .describe('Of a respondent dimension: left out, the options of its question'),
});

const idOrPlaceholder = z
  .string()
  .regex(
    /^([A-Za-z0-9][A-Za-z0-9._-]*|\{[A-Za-z][A-Za-z0-9-]*\})$/,
    'an id of letters, digits, dots and dashes',
  );

const askedIf = strict({ question: id, options: z.array(z.union([idOrPlaceholder, z.int()])) }).describe(
  'Put only to those who gave (or ticked) one of these options in an earlier question',
);

const questionFields = {
  text: text.optional(),
  aliases: texts.optional().describe('Other wordings to recognise its column by'),
  wording: z.enum(['published', 'described']).optional().describe('Default: published'),
  kind: z
    .enum(['likert', 'rating', 'choice', 'multi', 'text'])
    .optional()
    .describe('Default: text without a scale, likert on an ordered scale, choice on a nominal one'),
  scale: id.optional(),
  stem: text.optional().describe('The text over a matrix of statements'),
  askedIf: askedIf.optional(),
  item: id
    .optional()
    .describe('The statement it shares with other blocks and questionnaires. Default: its id'),
  facets: z.record(id, idOrNumber).optional(),
  routing: z.boolean().optional().describe('Only says who is asked what: no evaluative feedback'),
  other: z.boolean().optional().describe('Has a free-text “Other (specify)”'),
  consent: z.array(idOrNumber).optional().describe('Who chose none of these options is left out'),
};

const question = strict({
  id: id.optional(),
  ...questionFields,
  statements: z
    .record(id, z.union([text, strict(questionFields)]))
    .optional()
    .describe('Several questions that share all else: id and text of each, in order'),
});

const section = strict({
  id,
  title: text,
  kind: z.enum(['sample', 'evaluation']).optional().describe('Default: evaluation'),
  repeat: strict({
    dimension: id,
    groups: z.array(idOrNumber).optional().describe('Default: every group of the dimension'),
    words: z
      .record(id, z.record(id, text))
      .optional()
      .describe('Texts that vary by group: by placeholder, then by group'),
  })
    .optional()
    .describe('Written once, asked once a group: {id}, {prefix}, {label}, {short} and words are filled in'),
  askedIf: askedIf.optional().describe('For every question of the section but the one it names'),
  questions: z.array(question).min(1),
});

const questionnaire = strict({
  id,
  title: text,
  facets: z.record(id, idOrNumber).optional(),
  period: text.optional(),
  withdrawn: z
    .array(z.union([text, z.int()]))
    .optional()
    .describe('Response IDs to purge everywhere'),
  wrongQuestionnaire: z
    .array(z.union([text, z.int()]))
    .optional()
    .describe('Response IDs out of closed counts, in for open text'),
  sections: z.array(section).min(1),
});

const selection = {
  where: z.record(id, groups).optional().describe('Groups of dimensions; a list of several pools them'),
  levels: z
    .union([id, z.array(idOrNumber)])
    .optional()
    .describe('A set of the scale, or a list of options. Default: agree'),
};
const shown = z.enum([
  'percent',
  'mean',
  'sd',
  'mean-sd',
  'median',
  'percent-count',
  'count-percent',
  'count',
  'answered',
  'respondents',
]);

const tableLine = {
  ...selection,
  show: shown.optional(),
  item: id.optional(),
  label: text.optional(),
  each: id.optional().describe('One for each group of a dimension; {id}, {label}, {short} are filled in'),
};

const table = strict({
  id: z.string().regex(/^[A-Za-z0-9{][A-Za-z0-9._{}-]*$/, 'an id of letters, digits, dots and dashes'),
  caption: text,
  section: text,
  stubHeaders: texts.min(1),
  where: selection.where,
  rows: z
    .array(
      z.union([
        id,
        strict({
          ...tableLine,
          items: z.array(id).optional().describe('One row for each of these items'),
          eachOption: z.boolean().optional().describe('One row for each level of the item’s scale'),
          stub: texts.optional(),
        }),
      ]),
    )
    .min(1),
  columns: z.array(strict({ ...tableLine, group: text.optional(), headerN: z.boolean().optional() })).min(1),
  headerN: z.enum(['largest', 'none']).optional().describe('Default: none'),
  notes: texts.optional(),
  disclosure: z
    .enum(['published', 'breakdown'])
    .optional()
    .describe('Default: breakdown, whose small cells are hidden'),
  distribution: z.boolean().optional(),
  repeat: strict({ dimension: id })
    .optional()
    .describe('One table for each group: {id}, {label}, {short} are filled in'),
});

const figure = strict({
  id,
  caption: text,
  table: id,
  items: z.array(id).optional(),
  show: z.enum(['percent', 'mean']),
  notes: texts.optional(),
});

const quoted = strict({
  ...selection,
  item: id,
  section: text,
  measure: text,
  group: text,
  base: z.enum(['answered', 'asked', 'respondents']).optional().describe('Default: answered'),
  notes: texts.optional(),
});

/** A definition file. A study may be one file or several: lists are joined in the order of the files' names. */
export const studyFileSchema = strict({
  study: strict({ id, title: text }).optional(),
  source: strict({ title: text, publisher: text, licence: text, credit: text }).optional(),
  rules: strict({
    suppressBelow: z.int().min(0).optional(),
    speederShare: z.number().min(0).max(1).optional(),
  }).optional(),
  scales: z.record(id, scale).optional(),
  dimensions: z.record(id, dimension).optional(),
  items: z
    .record(id, text)
    .optional()
    .describe('Statements of items, where tables should not take the question’s text'),
  questionnaires: z.array(questionnaire).optional(),
  tables: z.array(table).optional(),
  figures: z.array(figure).optional(),
  quoted: z.array(quoted).optional(),
  outOfReach: z.array(strict({ id, caption: text, reason: text })).optional(),
  breakdowns: z.array(z.array(id).min(1)).optional(),
  codes,
  codeChanges,
  themes: strict({
    breakdowns: z.array(z.array(id).min(1)).optional(),
    by: z.array(strict({ item: id, statement: id })).optional(),
  })
    .optional()
    .describe('How counts of codes are broken down'),
  quotes: strict({
    labels: z
      .record(id, text)
      .optional()
      .describe('What stands for a questionnaire, such as PQ. Default: its title'),
    attributes: z
      .array(id)
      .optional()
      .describe(
        'Dimensions of questionnaires and respondents that labels may name. Default: those of themes.breakdowns',
      ),
    workplaces: z.array(id).optional().describe('Items whose answers name workplaces'),
  })
    .optional()
    .describe('How quotes say whose words they are'),
  redactions: z
    .array(strict({ find: text, replace: text }))
    .optional()
    .describe('Names and workplaces that quotes must not show'),
  assumptions: texts.optional(),
  limitations: texts.optional(),
});

export type StudyFile = z.infer<typeof studyFileSchema>;
export type ScaleDefinition = z.infer<typeof scale>;
export type DimensionDefinition = z.infer<typeof dimension>;
export type QuestionDefinition = z.infer<typeof question>;
export type SectionDefinition = z.infer<typeof section>;
export type QuestionnaireDefinition = z.infer<typeof questionnaire>;
export type TableSource = z.infer<typeof table>;
export type QuotedSource = z.infer<typeof quoted>;
