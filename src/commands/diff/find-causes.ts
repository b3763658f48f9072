import { counted } from '../count-text.ts';
import type { QuestionnaireRecord, RunRecord } from '../run-record.ts';
import type { Cause } from './cause.ts';
import { closedAnswerCauses } from './closed-answer-causes.ts';
import { codeTree } from './code-tree.ts';
import { codingChanges, decisionCauses } from './coding-changes.ts';
import { compareStudies } from './compare-studies.ts';
import { correctionCauses } from './correction-causes.ts';
import { definitionCauses } from './definition-causes.ts';
import type { ComparedRun } from './load-compared-run.ts';
import { openAnswerCauses } from './open-answer-causes.ts';
import { BY_CODE, readEvidence } from './read-evidence.ts';
import { type Compared, respondentCauses, respondentChanges } from './respondent-causes.ts';
import { twoStudies } from './two-studies.ts';

/** What differs between two runs besides their figures, and how far it could be told. */
export interface Causes {
  /** Respondents, answers, corrections, decisions, definitions, settings, files, the program; in that order. */
  readonly causes: readonly Cause[];
  /** What the runs do not keep, so that causes are named less finely. */
  readonly limits: readonly string[];
}

/** Every cause that the two runs' files tell of; none for two runs that differ in nothing but their figures. */
export function findCauses(earlier: ComparedRun, later: ComparedRun): Causes {
  const studies = twoStudies(earlier.study, later.study);
  const [before, after] = [readEvidence(earlier), readEvidence(later)];
  const compared: Compared = {
    earlier: before,
    later: after,
    studies,
    codes: codeTree([earlier.study, later.study]),
    dimensions: new Set(
      [...(before.known?.dimensions ?? [])].filter((name) => after.known?.dimensions.has(name) === true),
    ),
  };
  const respondents = respondentChanges(compared);
  const codings = codingChanges(compared);
  const grounds = { earlier, later, compared, respondents, codings };
  return {
    causes: [
      ...respondentCauses(compared, respondents ?? []),
      ...closedAnswerCauses(compared),
      ...openAnswerCauses(compared),
      ...correctionCauses(compared, respondents ?? []),
      ...decisionCauses(compared, codings),
      ...definitionCauses(compareStudies(earlier.study, later.study), grounds),
      ...settingCauses(earlier, later),
      ...inputCauses(earlier.record, later.record),
      ...versionCauses(earlier.record, later.record),
    ],
    limits: limitsOf(compared, [earlier, later]),
  };
}

function limitsOf({ earlier, later }: Compared, runs: readonly ComparedRun[]): readonly string[] {
  const sides = [earlier, later];
  const [first, second] = runs;
  const limits = runs
    .filter((_, at) => sides[at]?.known === null)
    .map(
      ({ named }) =>
        `${named} does not keep who counts (internal/respondents.csv), so respondents who came or went can’t be told and files stand for them`,
    );
  if (limits.length > 0 || first === undefined || second === undefined) return limits;
  if (sides.some(({ known }) => known?.dimensions.size === 0 && known.file === BY_CODE))
    limits.push('one of the runs does not keep respondents’ groups, so who came or went may be in any group');
  const sameFiles = inputCauses(first.record, second.record).length === 0;
  if (!sameFiles && sides.some(({ closed }) => closed === null))
    limits.push(
      'closed answers are not kept, so respondents stand at figures of their groups whether or not they answered; “analyse --format …,columns” in both runs keeps them',
    );
  return limits;
}

function settingCauses(...runs: readonly [ComparedRun, ComparedRun]): readonly Cause[] {
  const [earlier, later] = [runs[0].record, runs[1].record];
  // Where the study's own rule changed so, that is the cause.
  const byStudy = runs.every(
    ({ study, record }) => study.rules.suppressBelow === record.settings.suppressBelow,
  );
  const reaches: Readonly<Record<'suppressBelow' | 'prefer' | 'codes', Cause['reach']>> = {
    suppressBelow: (_, aspect) => (aspect === 'suppression' ? 1 : 0),
    // Which of two rows of one response counts matters where there were two.
    prefer: (place, aspect) =>
      aspect !== 'labels' &&
      [earlier, later].some(({ questionnaires }) =>
        questionnaires.some(
          ({ id, leftOut }) => place.questionnaires.has(id) && (leftOut.superseded ?? 0) > 0,
        ),
      )
        ? 1
        : 0,
    codes: (place, aspect) =>
      aspect !== 'labels' &&
      [...place.questionnaires].some((id) => ratingsOf(earlier, id) !== ratingsOf(later, id))
        ? 1
        : 0,
  };
  return (['suppressBelow', 'prefer', 'codes'] as const)
    .filter(
      (name) => earlier.settings[name] !== later.settings[name] && !(name === 'suppressBelow' && byStudy),
    )
    .map((name) => ({
      kind: 'setting',
      text: SETTING_WORDS[name],
      where: `run.json settings.${name}`,
      earlier: JSON.stringify(earlier.settings[name]),
      later: JSON.stringify(later.settings[name]),
      respondents: null,
      reach: reaches[name],
      rank: 0,
    }));
}

const SETTING_WORDS = {
  suppressBelow: 'setting: groups with fewer answers are suppressed',
  prefer: 'setting: which of two rows of one response counts',
  codes: 'setting: how ratings were exported',
} as const;

function ratingsOf({ inputs }: RunRecord, questionnaire: string): string {
  return inputs
    .filter((input) => input.questionnaire === questionnaire)
    .map(({ ratings }) => ratings.as)
    .join();
}

/** Files that are others than before, one cause for each questionnaire. */
function inputCauses(earlier: RunRecord, later: RunRecord): readonly Cause[] {
  const ids = [...new Set([...earlier.inputs, ...later.inputs].map(({ questionnaire }) => questionnaire))];
  return ids.flatMap((id): Cause[] => {
    const [before, after] = [filesOf(earlier, id), filesOf(later, id)];
    if (before.hashes === after.hashes) return [];
    return [
      {
        kind: 'input',
        text: `${id}: ${inputWords(before.names, after.names)}; ${rowsWords(rowsOf(earlier, id), rowsOf(later, id))}`,
        where: 'run.json inputs',
        earlier: before.hashes,
        later: after.hashes,
        respondents: null,
        reach: (place, aspect) => (aspect !== 'labels' && place.questionnaires.has(id) ? 1 : 0),
        rank: 1,
      },
    ];
  });
}

function filesOf(record: RunRecord, id: string): { readonly names: string; readonly hashes: string } {
  const files = record.inputs.filter(({ questionnaire }) => questionnaire === id);
  return {
    names: files.map(({ file }) => file).join(', '),
    hashes: files
      .map(({ sha256 }) => sha256)
      .sort()
      .join(' '),
  };
}

function rowsOf(record: RunRecord, id: string): QuestionnaireRecord | undefined {
  return record.questionnaires.find((each) => each.id === id);
}

function inputWords(before: string, after: string): string {
  if (before === '') return `${after} came`;
  if (after === '') return `${before} went`;
  return before === after ? `${after} is another file of that name` : `${after} instead of ${before}`;
}

function rowsWords(before: QuestionnaireRecord | undefined, after: QuestionnaireRecord | undefined): string {
  const [read, nowRead] = [before?.read ?? 0, after?.read ?? 0];
  const [usable, nowUsable] = [before?.usable ?? 0, after?.usable ?? 0];
  const rows = read === nowRead ? counted(read, 'row') : `${read} → ${counted(nowRead, 'row')}`;
  return `${rows}, ${usable === nowUsable ? '' : `${usable} → `}${nowUsable} usable`;
}

function versionCauses(earlier: RunRecord, later: RunRecord): readonly Cause[] {
  if (earlier.program.version === later.program.version) return [];
  return [
    {
      kind: 'version',
      text: 'the program is another version, which can have moved any figure',
      where: 'run.json program.version',
      earlier: earlier.program.version,
      later: later.program.version,
      respondents: null,
      reach: () => 1,
      rank: 2,
    },
  ];
}
