import { extname, resolve } from 'node:path';
import type { OpenAnswer } from '../qualitative/open-answers.ts';
import { proposeQuotes, QUOTE_WORDS, type QuotableAnswer } from '../qualitative/quotes/propose-quotes.ts';
import { quoteLabels } from '../qualitative/quotes/quote-labels.ts';
import { QUOTE_COLUMNS, quoteCells } from '../qualitative/quotes/quote-table.ts';
import { redactor } from '../qualitative/quotes/redact.ts';
import { type Suggest, suggestRedactions } from '../qualitative/quotes/suggest-redactions.ts';
import { lineages } from '../qualitative/theme-study.ts';
import { writeCsv } from '../render/csv.ts';
import { visibleText } from '../render/visible-text.ts';
import type { Codebook } from '../study/codebook.ts';
import { didYouMean, oneOf } from '../study/fault.ts';
import { InputError, type Problem } from '../study/problem.ts';
import type { Study } from '../study/study.ts';
import { counted } from './count-text.ts';
import type { Io } from './io.ts';
import { loadRun, type Run } from './load-run.ts';
import type { QuotesOptions } from './quotes.ts';
import { noCodebook } from './read-decisions-file.ts';
import { readRespondentGroups } from './read-run-respondents.ts';
import { readOpenAnswers, readRunAnswers } from './run-answers.ts';
import { writeTogether } from './write-together.ts';

/** Writes proposed quotes as they were asked for; says how many there are. Throws an InputError where run, codes or name can't be right. */
export async function writeQuoteProposals(options: QuotesOptions, io: Io): Promise<void> {
  const run = loadRun(options.from, io);
  const { study } = run;
  if (study.codebook === null) throw new InputError([noCodebook(study)]);
  const kind = extname(options.out).toLowerCase();
  const problems = [...unknownCodes(options.code, study.codebook), ...badOut(options.out, kind)];
  if (problems.length > 0) throw new InputError(problems);
  const codes = codesFor(options.code, study.codebook);
  const below = run.record.settings.suppressBelow;
  const rows = await proposedRows(run, codes, Number(options.perCode), below);
  const cells = rows.map((row) => QUOTE_COLUMNS.map((name) => row[name]));
  const content =
    kind === '.csv'
      ? writeCsv([[...QUOTE_COLUMNS], ...cells])
      : await (await import('./quotes-workbook.ts')).quotesWorkbook(cells, notes(below));
  writeTogether([{ path: resolve(io.cwd, options.out), content: [content] }]);
  const illustrated = new Set(rows.map(({ code }) => code)).size;
  io.stderr(
    `${counted(rows.length, 'quote')} proposed for ${illustrated} of ${counted(codes.length, 'code')}, with respondents’ own words: internal.\n`,
  );
  const named = rows.filter(({ suggested }) => suggested !== '').length;
  if (named > 0)
    io.stderr(
      `${counted(named, 'quote')} may hold a name that the study's redactions do not have: see the column "suggested".\n`,
    );
  io.stderr(`Written to ${options.out}\n`);
}

async function proposedRows(
  run: Run,
  codes: readonly string[],
  perCode: number,
  below: number,
): Promise<readonly ReturnType<typeof quoteCells>[]> {
  const { study } = run;
  const groupsOf = await readRespondentGroups(run);
  const labels = quoteLabels(study, below);
  const answers = (await readRunAnswers(run)).map(
    (each): QuotableAnswer => ({
      ...each,
      groups: groupsOf(each.answer),
    }),
  );
  for (const { answer, groups } of answers) labels.add(answer, groups);
  const quotable = answers.filter(({ answer }) => labels.answered(answer) >= below);
  const { redact } = redactor(study.redactions);
  const suggest = suggestFrom(await readOpenAnswers(run), study);
  return proposeQuotes(quotable, codes, perCode, study.quotes.attributes).map((proposal) => {
    const { answer, groups } = proposal.from;
    const original = visibleText(answer.text);
    const redacted = redact(original);
    return quoteCells(
      proposal,
      {
        label: labels.label(answer, groups, run.record.synthetic),
        original,
        redacted,
        suggested: suggest(redacted.text),
      },
      study,
    );
  });
}

function suggestFrom(answers: readonly OpenAnswer[], study: Study): Suggest {
  const places = new Set(
    study.questionnaires.flatMap(({ id, questions }) =>
      questions
        .filter(({ item }) => study.quotes.workplaces.includes(item))
        .map((question) => `${id}\n${question.id}`),
    ),
  );
  const isPlace = ({ questionnaire, question }: OpenAnswer) => places.has(`${questionnaire}\n${question}`);
  return suggestRedactions({
    texts: answers.filter((answer) => !isPlace(answer)).map(({ text }) => text),
    workplaces: answers.filter(isPlace).map(({ text }) => text),
    known: [
      ...study.questionnaires.flatMap(({ title, questions }) => [
        title,
        ...questions.map(({ text }) => text),
      ]),
      ...Object.values(study.scales).flatMap(({ options }) => options.map(({ label }) => label)),
      ...study.dimensions.flatMap(({ groups }) => groups.map(({ label }) => label)),
      ...(study.codebook?.codes ?? []).flatMap(({ name, brief, full }) => [name, brief, full]),
    ],
  });
}

/** Those named and the codes below them, or all, in the order of the codebook. */
function codesFor(wanted: readonly string[], codebook: Codebook): readonly string[] {
  const lines = lineages(codebook);
  const all = codebook.codes.map(({ id }) => id);
  if (wanted.length === 0) return all;
  return all.filter((id) => (lines.get(id) ?? []).some((above) => wanted.includes(above)));
}

function unknownCodes(wanted: readonly string[], { codes }: Codebook): readonly Problem[] {
  const known = codes.map(({ id }) => id);
  return wanted
    .filter((id) => !known.includes(id))
    .map((id) => ({
      severity: 'error',
      code: 'unknown-code',
      file: '--code',
      row: null,
      column: null,
      expected: oneOf('code', known),
      found: `"${id}"`,
      advice: didYouMean(id, known),
    }));
}

function badOut(out: string, kind: string): readonly Problem[] {
  if (kind === '.csv' || kind === '.xlsx') return [];
  const place = { file: '--out', row: null, column: null };
  const expected = 'a name that ends in .xlsx or .csv';
  return [{ severity: 'error', code: 'bad-out', ...place, expected, found: `"${out}"`, advice: null }];
}

function notes(below: number): readonly string[] {
  return [
    'Internal: respondents’ own words and ids. Not to be passed on.',
    'tick: mark with x what may be published. Nothing else is.',
    'edited text: the quote shortened, if you like, in the answer’s own words and order, with […] for what is left out. You may replace more, by [name] and the like. What the study’s list and the forms of addresses and numbers take out never comes back.',
    'replaced: what is taken out of the text, and where it stands in the original (characters, from 0). Compare the two: a nickname, or a story that gives somebody away, only a person can see.',
    'suggested: words that may be names. Add those that are to the study’s "redactions", or take them out in "edited text".',
    `How quotes are chosen, each criterion deciding where those before it are equal: (1) coded by a person before a model before a rule; (2) ${QUOTE_WORDS.from} to ${QUOTE_WORDS.to} words, else as near to that as possible; (3) a respondent who is quoted least so far; (4) groups such as regions, then questions, that are quoted least for the code; (5) a hash of the answer’s place, which is as good as chance. No text twice and no answer for two codes, those that fewest answers were given coming first. None that are set aside as in another language or say nothing (“n/a”), or are to a question that fewer than ${below} respondents answered.`,
    `label: whose words they are. An attribute is named where at least ${below} respondents who answered the question share it together with what is named before it.`,
    'Sort, filter and hide as you like; leave the grey columns as they are: they lead back to the answer.',
    'Then: crs-eval analyse EXPORTS … --quotes THIS-FILE',
  ];
}
