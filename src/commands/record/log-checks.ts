import type { Flag, LeftOutReason } from '../../ingest/responses.ts';
import { counted, countText } from '../count-text.ts';
import type { QuestionnaireRecord } from '../run-record.ts';
import type { EntryDraft } from './log-entry.ts';
import { type Reconciled, reconcileCounts } from './reconcile-counts.ts';
import { questionnairesOfRun, type RecordParts } from './record-parts.ts';
import { FLAG_WORDS } from './screening-words.ts';

/**
 * The checks that this run made, each with what made it, its result and its figure: of the files, of who counts, of the
 * counts, of what may be published. Only those that were made; that a fault would have stopped the run is said where so.
 */
export function checkDrafts(parts: RecordParts): readonly EntryDraft[] {
  return [...fileChecks(parts), ...responseChecks(parts), ...countChecks(parts), ...publicationChecks(parts)];
}

/** What is true because the run ended: a fault of this kind would have stopped it before anything was written. */
const NONE = 'None found; one would have stopped the run';

function fileChecks(parts: RecordParts): EntryDraft[] {
  const { record, problems } = parts;
  const asked = questionnairesOfRun(parts);
  const found = new Set(record.columns.map(({ questionnaire, question }) => `${questionnaire}|${question}`))
    .size;
  const questions = asked.reduce((sum, each) => sum + each.questions.length, 0);
  const noted = (code: string) => problems.filter((problem) => problem.code === code).length;
  const basis = 'Program, while reading';
  const parted = record.questionnaires.filter(({ files }) => files.length > 1).length;
  return [
    {
      entry: 'Each question of the study’s questionnaires has its columns',
      basis,
      result: found === questions ? 'All found' : `${countText(questions - found)} not found`,
      figure: `${countText(found)} of ${counted(questions, 'question')}`,
      where: 'run.json (columns), internal/problems.csv',
    },
    {
      entry: 'Each column with answers is claimed by a question',
      basis,
      result: noted('unclaimed-column') === 0 ? 'All claimed' : 'Some not claimed; not used',
      figure: counted(noted('unclaimed-column'), 'column'),
      where: 'internal/problems.csv',
    },
    {
      entry: 'Each answer is an option of its question’s scale',
      basis,
      result: NONE,
      figure: '0 answers',
      where: 'docs/who-counts.md',
    },
    {
      entry: 'Each row has a Response ID',
      basis,
      result: NONE,
      figure: '0 rows',
      where: 'docs/who-counts.md',
    },
    ...(parted === 0
      ? []
      : [
          {
            entry: 'No questionnaire came twice, in files that share Response IDs',
            basis,
            result: NONE,
            figure: `${counted(parted, 'questionnaire')} in several files`,
            where: 'docs/who-counts.md',
          },
        ]),
    ...(record.corrections === null
      ? []
      : [
          {
            entry:
              'Each correction meets its response, its question and the answer it corrects, and gives an option',
            basis,
            result: 'All do; another would have stopped the run',
            figure: counted(record.corrections.applied, 'correction'),
            where: 'internal/corrections.csv',
          },
        ]),
  ];
}

function responseChecks(parts: RecordParts): EntryDraft[] {
  const { record } = parts;
  const sum = (of: (each: QuestionnaireRecord) => number) =>
    record.questionnaires.reduce((total, each) => total + of(each), 0);
  const out = (reason: LeftOutReason) => sum(({ leftOut }) => leftOut[reason] ?? 0);
  const noted = (code: string) => sum(({ problems }) => problems[code] ?? 0);
  const asked = questionnairesOfRun(parts);
  const basis = 'Program, screening rows';
  const where = 'internal/left-out.csv';
  const left = (entry: string, reason: LeftOutReason): EntryDraft => ({
    entry,
    basis,
    result: out(reason) === 0 ? 'None found' : 'Left out',
    figure: counted(out(reason), 'row'),
    where,
  });
  const unbalanced = record.questionnaires.filter((each) => !addsUp(each)).length;
  return [
    left('Identical repeats of a response', 'repeat'),
    {
      entry: 'Rows of one response that contradict each other',
      basis,
      ...(record.settings.prefer === null
        ? { result: NONE, figure: '0 rows' }
        : {
            result: `Settled with --prefer ${record.settings.prefer}`,
            figure: counted(out('superseded'), 'row'),
          }),
      where,
    },
    left('Test rows', 'test-row'),
    left('Responses of those who withdrew', 'withdrawn'),
    ...(asked.some(({ questions }) => questions.some(({ consent }) => consent !== null))
      ? [
          {
            ...left('Responses without consent', 'no-consent'),
            ...(noted('no-consent-column') === 0
              ? {}
              : {
                  result: `Not checked in ${counted(noted('no-consent-column'), 'file')}, which ${noted('no-consent-column') === 1 ? 'has' : 'have'} no consent question`,
                }),
          },
        ]
      : []),
    left('Responses that answer no question of the evaluation', 'no-evaluative-answer'),
    {
      entry: 'Answers to questions that routing skipped',
      basis,
      result: noted('answer-in-skipped-block') === 0 ? 'None found' : 'Not counted',
      figure: counted(noted('answer-in-skipped-block'), 'answer'),
      where: 'internal/problems.csv',
    },
    ...(Object.keys(FLAG_WORDS) as Flag[]).map((flag) => {
      const flagged = sum((each) => each.flagged[flag] ?? 0);
      return {
        entry: `Responses that may be careless: ${FLAG_WORDS[flag].words.toLowerCase()}`,
        basis: 'Program, over usable responses',
        result: flagged === 0 ? 'None found' : 'Flagged; they count',
        figure: counted(flagged, 'response'),
        where: 'internal/flagged.csv',
      };
    }),
    {
      entry: 'Rows read = usable + open answers only + left out, for each questionnaire',
      basis: 'Program, for this log',
      result: unbalanced === 0 ? 'Holds' : `DOES NOT HOLD for ${counted(unbalanced, 'questionnaire')}`,
      figure: `${countText(sum(({ read }) => read))} = ${countText(sum(({ usable }) => usable))} + ${countText(sum(({ openTextOnly }) => openTextOnly))} + ${countText(sum(leftOutOf))}`,
      where: 'run.json',
    },
  ];
}

function leftOutOf({ leftOut }: QuestionnaireRecord): number {
  return Object.values(leftOut).reduce((sum, count) => sum + count, 0);
}

function addsUp(each: QuestionnaireRecord): boolean {
  return each.read === each.usable + each.openTextOnly + leftOutOf(each);
}

function countChecks({ study, frequency }: RecordParts): EntryDraft[] {
  const { tallies, levels, respondents, groups } = reconcileCounts(study, frequency);
  const line = (entry: string, { checked, failed }: Reconciled, noun: string): EntryDraft => ({
    entry,
    basis: 'Program, for this log',
    result: failed === 0 ? 'Holds' : `DOES NOT HOLD for ${counted(failed, noun)}`,
    figure: counted(checked, noun),
    where: 'internal/counts.json',
  });
  return [
    line('Asked = answered + don’t know + other answers that are no rating + blank', tallies, 'cell'),
    line('The levels of a question add up to those who answered', levels, 'cell'),
    line('Asked + not asked = the usable respondents of the group', respondents, 'cell'),
    ...(groups.checked === 0
      ? []
      : [line('Groups that do not overlap, with those who stated none, add up to all', groups, 'sum')]),
  ];
}

function publicationChecks({
  study,
  record,
  hiddenCells,
  disclosures,
  audit,
  themes,
}: RecordParts): EntryDraft[] {
  const { few, linked, mirror } = hiddenCells;
  const all = disclosures.filter(({ solutions }) => solutions === 1).length;
  const coding = record.coding;
  return [
    ...(record.settings.suppressBelow > 0 && study.breakdowns.length > 0
      ? [
          {
            entry: `Groups with fewer than ${counted(record.settings.suppressBelow, 'answer')}, and what gives them away by adding and subtracting, solved by elimination`,
            basis: 'Program, suppression',
            result: 'Suppressed in publish/',
            figure: `${counted(few, 'cell')} too small, ${countText(linked)} linked, ${countText(mirror)} of another breakdown; ${countText(record.results.suppressed)} of ${counted(record.results.all, 'figure')}`,
            where: 'publish/results.csv',
          },
        ]
      : []),
    {
      entry: 'Cells of the printed tables whose percentage, mean and SD give their answers away',
      basis: 'Program, exhaustive search in cells of up to 100 answers',
      result:
        disclosures.length === 0 ? 'None found' : 'Found; they stand in publish/ until somebody decides',
      figure: `${counted(disclosures.length, 'cell')}, ${countText(all)} of them every answer`,
      where: 'internal/disclosure.csv',
    },
    ...(record.readings === null
      ? []
      : [
          {
            entry: 'Confirmed readings of charts are of the figures that this run gives',
            basis: 'Program',
            result:
              record.readings.withheld === 0 ? 'All are' : `${countText(record.readings.withheld)} withheld`,
            figure: `${counted(record.readings.applied, 'reading')} printed`,
            where: 'internal/readings.csv, internal/problems.csv',
          },
        ]),
    ...(coding === null
      ? []
      : [
          {
            entry: 'The codebook’s rules are well formed and each open answer was put to them',
            basis: 'Program, coding',
            result: 'All well formed; a faulty one would have stopped the run',
            figure: `${counted(coding.rules, 'rule')}, ${counted(coding.answers, 'answer')}, ${countText(coding.coded)} given a code, ${countText(coding.setAside)} set aside`,
            where: 'internal/codings.csv, internal/set-aside.csv',
          },
        ]),
    ...(coding === null || coding.decisions === null
      ? []
      : [
          {
            entry: 'People’s decisions stand on answers, texts and codes that are still there',
            basis: 'Program, coding',
            result: staleWords(coding.decisions) || 'All do',
            figure: `${countText(coding.decisions.applied)} applied, ${countText(coding.decisions.disputed)} in dispute`,
            where: 'internal/decisions.csv',
          },
        ]),
    ...((themes?.reliability ?? null) === null
      ? []
      : [
          {
            entry: 'How far coders agree, or rules and a reference coding',
            basis: 'People’s codings, compared by the program',
            result: 'Measured',
            where: 'publish/report.html, themes',
          },
        ]),
    ...(audit === null
      ? []
      : [
          {
            entry: 'Figures published elsewhere: whether any set of answers gives them',
            basis: 'Program, exhaustive search',
            result: `${countText(audit.summary.none)} not reproducible, ${countText(audit.summary.larger)} with more answers only, ${counted(audit.conflicts.length, 'conflict')}`,
            figure: counted(audit.cells.length, 'cell'),
            where: 'publish/report.html, audit',
          },
        ]),
  ];
}

function staleWords(decisions: {
  readonly stale: number;
  readonly outside: number;
  readonly absent: number;
}): string {
  const { stale, outside, absent } = decisions;
  return [
    ...(stale === 0 ? [] : [`${countText(stale)} on a changed text`]),
    ...(outside === 0 ? [] : [`${countText(outside)} for a code that no longer applies`]),
    ...(absent === 0 ? [] : [`${countText(absent)} on a questionnaire of which no export was given`]),
  ].join(', ');
}
