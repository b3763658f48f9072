import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { codingVocabulary } from '../qualitative/agreement/coding-vocabulary.ts';
import type { CodedAnswer } from '../qualitative/coded-answer.ts';
import { checkTicked, type PublishedQuote } from '../qualitative/quotes/check-ticked.ts';
import type { Groups } from '../qualitative/quotes/quote-labels.ts';
import { kindOf } from '../qualitative/quotes/quote-table.ts';
import { isQuotes, readTicked } from '../qualitative/quotes/read-ticked.ts';
import type { Quote } from '../render/contract.ts';
import { writeCsv } from '../render/csv.ts';
import { visibleText } from '../render/visible-text.ts';
import { InputError, type Problem } from '../study/problem.ts';
import type { Study } from '../study/study.ts';
import type { Io } from './io.ts';
import type { StagedFolder } from './output-folder.ts';
import { faultsOf, noCodebook } from './read-decisions-file.ts';
import { readRecords } from './read-records.ts';
import type { RunContent } from './write-run.ts';

/** Quotes that a person has ticked, on their way into a run. */
export interface TakenQuotes {
  /** To be given every coded answer as it goes by. */
  readonly watch: (coded: CodedAnswer, groups: Groups) => void;
  /** What is wrong with them, once all answers have gone by. */
  readonly problems: () => readonly Problem[];
  /** Writes them and gives the run's content with them in it. */
  readonly publish: (folder: StagedFolder, content: RunContent) => RunContent;
}

/** Reads ticked quotes for a run under a study. Throws an InputError with everything that can be seen to be wrong before answers are read. */
export async function takeQuotes(
  path: string,
  study: Study,
  below: number,
  io: Pick<Io, 'cwd'>,
): Promise<TakenQuotes> {
  const vocabulary = codingVocabulary(study);
  if (vocabulary === null) throw new InputError([noCodebook(study)]);
  const place = resolve(io.cwd, path);
  const file = basename(path);
  const sheets = await readRecords(place, file, 'proposed quotes, as XLSX or CSV');
  if ('severity' in sheets) throw new InputError([sheets]);
  const sheet = sheets.find(({ records }) => isQuotes(records[0] ?? [])) ?? sheets[0];
  const { ticked, problems } = readTicked({ file, records: sheet?.records ?? [] }, vocabulary);
  if (problems.length > 0) throw faultsOf(problems);
  const sha256 = createHash('sha256').update(readFileSync(place)).digest('hex');
  const check = checkTicked(file, ticked, study, below);
  return {
    watch: (coded, groups) => {
      const text = visibleText(coded.answer.text);
      check.watch({ ...coded, answer: { ...coded.answer, text } }, groups);
    },
    problems: () => {
      const found = check.problems();
      return found.length === 0 ? [] : faultsOf(found).problems;
    },
    publish: (folder, content) => {
      const { synthetic } = content.record;
      const quotes = check.published(synthetic);
      if (quotes.length > 0) writeQuotes(folder, quotes, synthetic);
      const { themes, record } = content;
      const recorded = { file, sha256, published: quotes.length };
      return {
        ...content,
        themes: themes === null ? null : { ...themes, quotes: byTable(quotes) },
        record: {
          ...record,
          coding: record.coding === null ? null : { ...record.coding, quotes: recorded },
        },
      };
    },
  };
}

/** Where a quote stands in the report: under the table of its question's themes. */
function tableOf({ question }: PublishedQuote): string {
  return `T.${question.item}`;
}

function byTable(quotes: readonly PublishedQuote[]): ReadonlyMap<string, readonly Quote[]> {
  const tables = new Map<string, Quote[]>();
  for (const quote of quotes) {
    const shown = { text: quote.text, label: `${quote.label} – on “${quote.codeName}”` };
    tables.set(tableOf(quote), [...(tables.get(tableOf(quote)) ?? []), shown]);
  }
  return tables;
}

function writeQuotes(folder: StagedFolder, quotes: readonly PublishedQuote[], synthetic: boolean): void {
  folder.write(
    'publish/quotes.csv',
    writeCsv([
      ['table', 'question', 'code', 'theme', 'label', 'text', 'synthetic'],
      ...quotes.map((quote) => [
        tableOf(quote),
        quote.question.text,
        quote.code,
        quote.codeName,
        quote.label,
        quote.text,
        synthetic ? 'yes' : 'no',
      ]),
    ]),
  );
  const keyed = quotes.map((quote) => {
    const { questionnaire, responseId, question } = quote.answer;
    return { quote, key: [questionnaire, responseId, String(quote.fileRow), question] };
  });
  const keys = ['questionnaire', 'response_id', 'row', 'question'];
  folder.write(
    'internal/quotes.csv',
    writeCsv([
      [...keys, 'code', 'label', 'text'],
      ...keyed.map(({ quote, key }) => [...key, quote.code, quote.label, quote.text]),
    ]),
  );
  folder.write(
    'internal/replacements.csv',
    writeCsv([
      [...keys, 'start', 'end', 'kind'],
      ...keyed.flatMap(({ quote, key }) =>
        quote.replacements.map(({ start, end, replace }) => [
          ...key,
          String(start),
          String(end),
          kindOf(replace),
        ]),
      ),
    ]),
  );
}
