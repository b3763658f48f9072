import { parse } from 'yaml';
import { z } from 'zod';
import type { CodeChangeSource, CodeSource } from '../../study/codebook-definition.ts';
import { parseYaml } from '../../study/parse-yaml.ts';
import type { Problem } from '../../study/problem.ts';
import type { CodebookSources } from './codebook-sources.ts';
import { codeKey, type ImportedCode } from './imported-codebook.ts';

/** The columns of a codebook as a spreadsheet, in order. A cell of several things has one a line. */
export const CODEBOOK_COLUMNS = [
  'code',
  'name',
  'brief',
  'full',
  'use',
  'not',
  'examples',
  'parent',
  'questions',
  'rules',
  'change',
] as const;
type Column = (typeof CODEBOOK_COLUMNS)[number];

/** Headers that other programs and people give to the same. */
const ALSO: Readonly<Record<string, Column>> = {
  id: 'code',
  'code name': 'name',
  label: 'name',
  title: 'name',
  node: 'name',
  theme: 'name',
  'brief definition': 'brief',
  definition: 'full',
  description: 'full',
  'full definition': 'full',
  'when to use': 'use',
  'when not to use': 'not',
  example: 'examples',
  'parent code': 'parent',
  question: 'questions',
  rule: 'rules',
};

/**
 * A codebook as rows of a spreadsheet, its header first: a row a code, then a row a change. Nothing is lost: `rules` has a rule a
 * line (its condition, or, where it has an id or limits of its own, these in braces as in YAML), `examples` and `questions` one
 * a line, `change` what the study's file says, such as `{ rename: a, to: b }`.
 */
export function codebookRows({ codes, codeChanges }: CodebookSources): readonly (readonly string[])[] {
  const rows = codes.map((code): Cells => {
    const { examples = [], questions = [], rules = [], ...texts } = code;
    return {
      ...texts,
      examples: examples.map(line).join('\n'),
      questions: questions.join('\n'),
      rules: rules.map((rule) => (typeof rule === 'string' ? line(rule) : flow(rule))).join('\n'),
    };
  });
  const changes = codeChanges.map((change) => ({ change: flow(change) }));
  return [
    CODEBOOK_COLUMNS,
    ...[...rows, ...changes].map((row: Cells) => CODEBOOK_COLUMNS.map((column) => row[column] ?? '')),
  ];
}

type Cells = { readonly [column in Column]?: string | undefined };

/** A text on one line: as it is where that cannot be taken for anything else. */
function line(text: string): string {
  return /^["{]|^\s|\s$|[\n\r]/.test(text) ? JSON.stringify(text) : text;
}

/** A value as YAML on one line, whatever its texts. */
function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (typeof value === 'object' && value !== null)
    return `{ ${Object.entries(value)
      .map(([key, inner]) => `${key}: ${flow(inner)}`)
      .join(', ')} }`;
  const text = String(value);
  if (/^[A-Za-z][\w.-]*$/.test(text) && typeof parse(text) === 'string') return text;
  return /[\n\r]/.test(text) ? JSON.stringify(text) : `'${text.replaceAll("'", "''")}'`;
}

const OUTSIDE = 'name its column; in a CSV, put cells with commas in quotation marks';

const ruleForm = z.strictObject({
  id: z.string().optional(),
  when: z.string(),
  wants: z.enum(['affirmed', 'negated', 'either']).optional(),
  questions: z.array(z.string()).optional(),
  where: z.record(z.string(), z.union([z.string(), z.array(z.string())])).optional(),
});
const changeForm = z.union([
  z.strictObject({ rename: z.string(), to: z.string() }),
  z.strictObject({ merge: z.array(z.string()), to: z.string() }),
  z.strictObject({ split: z.string(), to: z.array(z.string()) }),
]);

/** Codes of a spreadsheet before their ids are settled, its changes, and what is wrong or was not read. */
export interface CodebookTable {
  readonly codes: readonly ImportedCode[];
  readonly codeChanges: readonly CodeChangeSource[];
  /** The row of each change. */
  readonly changeRows: readonly number[];
  readonly problems: readonly Problem[];
}

/**
 * The codes of a spreadsheet's rows, header first: as `codebookRows` writes them, or any table with a column `code` or `name`,
 * in any order and case. Parents may be named by id or name. Faults (errors): no such column, one that stands twice, a row with
 * neither id nor name, a cell under no header, a rule or change that cannot be read; columns that mean nothing to us are warnings.
 */
export function readCodebookRows(rows: readonly (readonly string[])[], file: string): CodebookTable {
  const problems: Problem[] = [];
  const say = (
    severity: Problem['severity'],
    row: number,
    column: string | null,
    expected: string,
    found: string,
    advice: string | null = null,
  ): void => {
    problems.push({ severity, code: 'codebook-table', file, row, column, expected, found, advice });
  };
  const top = rows.findIndex((row) => row.some((cell) => cell.trim() !== ''));
  const names = (rows[top] ?? []).map((cell) => cell.replace(/^\ufeff/, '').trim());
  const columns = names.map((name) => columnOf(name));
  for (const [at, column] of columns.entries()) {
    if (column === null && names[at] !== '')
      say(
        'warning',
        top + 1,
        `column ${at + 1}`,
        `one of ${CODEBOOK_COLUMNS.join(', ')}`,
        'another',
        'it was not read',
      );
    if (column !== null && columns.indexOf(column) < at)
      say('error', top + 1, `"${column}"`, 'one column for it', 'two', 'remove or rename one');
  }
  if (!columns.includes('code') && !columns.includes('name'))
    say('error', Math.max(top, 0) + 1, null, 'a header with a column "code" or "name"', 'neither');
  if (problems.some(({ severity }) => severity === 'error'))
    return { codes: [], codeChanges: [], changeRows: [], problems };

  const codes: ImportedCode[] = [];
  const codeChanges: CodeChangeSource[] = [];
  const changeRows: number[] = [];
  for (const [at, cells] of rows.entries()) {
    if (at <= top || cells.every((cell) => cell.trim() === '')) continue;
    const row = at + 1;
    for (const [place, text] of cells.entries())
      if (text.trim() !== '' && (names[place] ?? '') === '')
        say('error', row, `column ${place + 1}`, 'nothing, as no header stands above it', 'a cell', OUTSIDE);
    const cell = (column: Column) => {
      const text = (cells[columns.indexOf(column)] ?? '').replace(/\r\n?/g, '\n');
      return text.trim() === '' ? '' : text;
    };
    const changes = linesOf(cell('change')).flatMap((text): readonly CodeChangeSource[] => {
      const read = changeForm.safeParse(parsed(text));
      if (read.success) return [read.data];
      say('error', row, '"change"', 'a change such as { rename: a, to: b }', 'something else');
      return [];
    });
    for (const change of changes) {
      codeChanges.push(change);
      changeRows.push(row);
    }
    const [code, name] = [cell('code').trim(), cell('name')];
    if (code === '' && name === '') {
      const others = CODEBOOK_COLUMNS.filter((column) => column !== 'change' && cell(column) !== '');
      if (others.length > 0) say('error', row, '"code"', "a code's id or name", 'nothing');
      continue;
    }
    const rules = linesOf(cell('rules')).flatMap((text): readonly RuleSource[] => {
      if (!text.startsWith('{')) return [unline(text)];
      const read = ruleForm.safeParse(parsed(text));
      if (read.success) return [read.data];
      say('error', row, '"rules"', 'a condition, or { when: …, wants: … } on one line', 'something else');
      return [];
    });
    codes.push({
      key: codeKey(row),
      row,
      id: code,
      name: name === '' ? code : name,
      brief: cell('brief'),
      full: cell('full'),
      use: cell('use'),
      not: cell('not'),
      examples: linesOf(cell('examples')).map(unline),
      parent: cell('parent').trim() === '' ? null : cell('parent').trim(),
      questions:
        cell('questions') === ''
          ? null
          : cell('questions')
              .split(/[\n,;]+/)
              .map((each) => each.trim())
              .filter((each) => each !== ''),
      rules,
    });
  }
  return { codes, codeChanges, changeRows, problems };
}

type RuleSource = NonNullable<CodeSource['rules']>[number];

function columnOf(name: string): Column | null {
  const plain = name.toLowerCase();
  return CODEBOOK_COLUMNS.find((column) => column === plain) ?? ALSO[plain] ?? null;
}

function linesOf(text: string): readonly string[] {
  return text.split('\n').filter((each) => each.trim() !== '');
}

function unline(text: string): string {
  if (!text.startsWith('"')) return text.trim();
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? value : text.trim();
  } catch {
    return text.trim();
  }
}

function parsed(text: string): unknown {
  const document = parseYaml(text);
  if (document.errors.length > 0) return null;
  try {
    return document.toJS();
  } catch {
    return null;
  }
}
