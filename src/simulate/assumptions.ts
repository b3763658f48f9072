import { LineCounter } from 'yaml';
import { z } from 'zod';
import { parseYaml } from '../study/parse-yaml.ts';
import { InputError, type Problem } from '../study/problem.ts';

/*
 * What a reconstruction takes for granted besides the published figures: bases nobody printed, how far respondents
 * got, which rows an export holds that no table counts, how many write open answers and from which bank.
 */

const base = z.int().min(0);
/** A question id, with `*` for any run of characters: `*.refers`. */
const questions = z.string().min(1);

const layout = z.strictObject({
  format: z.enum(['csv', 'xlsx']),
  headerRows: z.union([z.literal(1), z.literal(2)]),
  answers: z.enum(['codes', 'labels']),
  /** Who wrote the workbook last; a CSV is always the platform's. */
  writtenBy: z.enum(['platform', 'excel']).default('platform'),
});

const extraRows = z.strictObject({
  noConsent: base.default(0),
  sampleOnly: base.default(0),
  routingOnly: base.default(0),
  test: base.default(0),
  repeated: base.default(0),
  answeredSkippedBlock: base.default(0),
});

const questionnaire = z.strictObject({
  id: z.string(),
  file: z.string(),
  survey: z.string().regex(/synthetic/i, 'a survey name that says SYNTHETIC'),
  surveyId: z.int().positive(),
  /** The first Response ID; the study's lists of withdrawn and misplaced ids should lie above it. */
  firstId: z.int().positive(),
  /** First day of answering, and how many days it lasted. */
  from: z.strictObject({ year: z.int(), month: z.int().min(1).max(12), day: z.int().min(1).max(31) }),
  days: z.int().positive(),
  layout,
  /** Usable respondents where no published total says. */
  respondents: base.optional(),
  /** How many of those asked still answer; the last pattern that fits a question holds. */
  reach: z.array(z.strictObject({ questions, respondents: base })).default([]),
  /** Bases that are known, or fit, though not printed. */
  answered: z.array(z.strictObject({ questions, base, why: z.string() })).default([]),
  /** How often the options of unpublished questions are chosen, as weights by option id. */
  weights: z.array(z.strictObject({ questions, options: z.record(z.string(), base) })).default([]),
  /** Statements that those who are less content agree with more. */
  reversed: z.array(questions).default([]),
  /** "Other (specify)" answers in place of an option. A correction names the option that was meant. */
  other: z
    .array(
      z.strictObject({
        question: z.string(),
        option: z.string(),
        text: z.string(),
        respondents: base,
        correction: z.string().nullable().default(null),
      }),
    )
    .default([]),
  /** Multi-selects where some respondents tick one more option than the published counts have. */
  overlaps: z.array(z.strictObject({ question: z.string(), respondents: base })).default([]),
  rows: extraRows.default({
    noConsent: 0,
    sampleOnly: 0,
    routingOnly: 0,
    test: 0,
    repeated: 0,
    answeredSkippedBlock: 0,
  }),
});

/** One text that somebody might have written, and the questions it answers. */
const bankAnswer = z.strictObject({
  id: z.string().min(1),
  /** Items or question ids, with `*` for any run of characters. */
  items: z.array(questions).min(1),
  /** Groups of the questions' facets it is about, such as pathways; left out, any. */
  pathways: z.array(z.string()).optional(),
  /** What is special about it, such as `welsh`; `only` may keep a tag to one group of respondents. */
  tags: z.array(z.string()).default([]),
  text: z.string().min(1),
});
const bank = z.array(bankAnswer);

const assumptions = z.strictObject({
  study: z.string(),
  /** Where the figures have already been made public; without it few-solution cells stop the run. */
  alreadyPublished: z.string().nullable().default(null),
  questionnaires: z.array(questionnaire).min(1),
  text: z.strictObject({
    /** Percent of those who got as far as an open question who answer it, while the bank lasts; the last pattern that fits holds. */
    fill: z
      .array(
        z.strictObject({
          questionnaire: z.string().optional(),
          questions,
          percent: z.int().min(0).max(100),
        }),
      )
      .min(1),
    /** In how many rows of all exports together one text may stand. */
    most: z.int().positive(),
    /** A folder beside this file with a bank for each questionnaire, named by its id. */
    folder: z.string().nullable().default(null),
    /** Banks written here: answers by questionnaire. */
    banks: z.record(z.string(), bank).default({}),
    /** Answers so tagged go only to respondents who chose the option; percent of their answers are such where one fits. */
    only: z
      .array(z.strictObject({ tag: z.string(), question: z.string(), option: z.string(), percent: base }))
      .default([]),
  }),
});

export type Assumptions = z.infer<typeof assumptions>;
export type QuestionnaireAssumptions = Assumptions['questionnaires'][number];
export type BankAnswer = z.infer<typeof bankAnswer>;
export type ExportLayout = QuestionnaireAssumptions['layout'];

/** Reads a YAML file of assumptions. Throws an InputError with every fault, each at its line. */
export function parseAssumptions(source: string, file: string): Assumptions {
  return parse(assumptions, source, file, 'assumptions of a simulation');
}

/** Reads a questionnaire's bank of open answers. Throws an InputError with every fault, each at its line; ids that stand twice too. */
export function parseBank(source: string, file: string): BankAnswer[] {
  const answers = parse(bank, source, file, 'a bank of open answers');
  const ids = answers.map(({ id }) => id);
  const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
  if (twice.length > 0)
    throw new InputError(twice.map((id) => fault(file, null, null, 'ids that differ', `"${id}" twice`)));
  return answers;
}

function parse<Schema extends z.ZodType>(
  schema: Schema,
  source: string,
  file: string,
  expected: string,
): z.infer<Schema> {
  const lines = new LineCounter();
  const document = parseYaml(source, lines);
  const at = (offset: number | undefined) => (offset === undefined ? null : lines.linePos(offset).line);
  const column = (offset: number) => `column ${lines.linePos(offset).col}`;
  if (document.errors.length > 0) {
    throw new InputError(
      document.errors.map(({ pos: [offset], message }) =>
        fault(file, at(offset), column(offset), 'YAML', message),
      ),
    );
  }
  const parsed = schema.safeParse(plainValue(document, file));
  if (parsed.success) return parsed.data;
  throw new InputError(
    parsed.error.issues.map((issue) => {
      const path = issue.path.map((key) => (typeof key === 'symbol' ? key.toString() : key));
      const node = document.getIn(path, true);
      const range =
        typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)
          ? Number(node.range[0])
          : undefined;
      return fault(file, at(range), path.join('.'), expected, issue.message);
    }),
  );
}

/** The document's plain value. An alias of no anchor, or too many aliases of aliases, are faults. */
function plainValue(document: ReturnType<typeof parseYaml>, file: string): unknown {
  try {
    return document.toJS();
  } catch (error) {
    const found = error instanceof Error ? error.message : 'others';
    throw new InputError([fault(file, null, null, 'aliases of anchors that stand before them', found)]);
  }
}

/** The last entry whose pattern fits the question; undefined where none does. */
export function lastFitting<T extends { readonly questions: string }>(
  entries: readonly T[],
  question: string,
): T | undefined {
  return entries.filter((entry) => fits(entry.questions, question)).at(-1);
}

/** Whether a question id fits a pattern in which `*` stands for any run of characters. */
export function fits(pattern: string, question: string): boolean {
  const source = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${source}$`).test(question);
}

function fault(
  file: string,
  row: number | null,
  column: string | null,
  expected: string,
  found: string,
): Problem {
  return {
    severity: 'error',
    code: 'simulation-assumptions',
    file,
    row,
    column,
    expected,
    found,
    advice: null,
  };
}
