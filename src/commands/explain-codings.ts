import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { CellAddress } from '../likert/frequency.ts';
import type { Result } from '../likert/result.ts';
import { lineages, openId } from '../qualitative/theme-study.ts';
import type { Run } from './load-run.ts';

/** Whose codings stand behind a figure of themes. */
export interface ExplainedCodings {
  /** The codebook's version they were made with. */
  readonly codebook: string;
  /** Codings of the code and those below it, by rule or coder, the most first. */
  readonly by: readonly { readonly by: string; readonly name: string; readonly codings: number }[];
  /** Every coding, by answer; null unless asked for. Internal: whose answer it is. */
  readonly answers: readonly ExplainedCoding[] | null;
}

/** One coding and where it stands. */
interface ExplainedCoding {
  readonly questionnaire: string;
  readonly responseId: string;
  readonly row: string;
  readonly question: string;
  readonly code: string;
  /** Code points, half-open. */
  readonly start: string;
  readonly end: string;
  readonly by: string;
  readonly name: string;
}

/**
 * The codings behind a figure of themes, from the run's codings.csv; null for other figures, and where the figure is of a group
 * of respondents, which that file does not name.
 */
export function explainCodings(
  run: Run,
  result: Result,
  addresses: readonly CellAddress[],
  listed: boolean,
): ExplainedCodings | null {
  const { codebook } = run.study;
  const file = join(run.folder, 'internal/codings.csv');
  const isWhole = addresses.every(({ dims }) => Object.keys(dims).length === 0);
  if (codebook === null || run.themes === null || !isWhole || !existsSync(file)) return null;
  const asked = new Set(addresses.flatMap((address) => questionsOf(run, address)));
  const code = result.levels.replace(/^option:/, '');
  const lines = lineages(codebook);
  const codings = readCodings(file).filter(
    (each) =>
      asked.has(`${each.questionnaire}\n${each.question}`) && lines.get(each.code)?.includes(code) === true,
  );
  const numbers = new Map<string, number>();
  for (const { by, name } of codings) numbers.set(`${by}\n${name}`, (numbers.get(`${by}\n${name}`) ?? 0) + 1);
  return {
    codebook: codebook.sha256,
    by: [...numbers]
      .map(([key, count]) => {
        const [by = '', name = ''] = key.split('\n');
        return { by, name, codings: count };
      })
      .sort((a, b) => b.codings - a.codings || (a.name < b.name ? -1 : 1)),
    answers: listed ? codings : null,
  };
}

function questionsOf(run: Run, { questionnaire, question, item }: CellAddress): string[] {
  const own = run.study.questionnaires.find(({ id }) => id === questionnaire)?.questions ?? [];
  return own
    .filter(({ id, item: asks }) => (question === null ? asks === openId(item) : id === openId(question)))
    .map(({ id }) => `${questionnaire}\n${id}`);
}

function readCodings(file: string): readonly ExplainedCoding[] {
  const rows: readonly Readonly<Record<string, string>>[] = parse(readFileSync(file), { columns: true });
  return rows.map((row) => ({
    questionnaire: row['questionnaire'] ?? '',
    responseId: row['response_id'] ?? '',
    row: row['row'] ?? '',
    question: row['question'] ?? '',
    code: row['code'] ?? '',
    start: row['start'] ?? '',
    end: row['end'] ?? '',
    by: row['by'] ?? '',
    name: (row['by'] === 'rule' ? row['rule'] : row['coder']) ?? '',
  }));
}
