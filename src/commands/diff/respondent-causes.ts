import { groupBy } from '../../exact/group-by.ts';
import { UNCODED } from '../../qualitative/theme-study.ts';
import type { Question } from '../../study/study.ts';
import { counted } from '../count-text.ts';
import type { Aspect, Cause } from './cause.ts';
import { type ClosedAnswer, partIn } from './closed-answers.ts';
import type { CodeTree } from './code-tree.ts';
import { type FigurePlace, questionKey } from './place-figure.ts';
import type { Evidence, Respondent } from './read-evidence.ts';
import type { TwoStudies } from './two-studies.ts';

/** A respondent who is not in both runs alike. */
export interface RespondentChange {
  readonly questionnaire: string;
  readonly id: string;
  readonly earlier: Respondent | null;
  readonly later: Respondent | null;
}

/** What the two runs know of whom they count. */
export interface Compared {
  readonly earlier: Evidence;
  readonly later: Evidence;
  readonly studies: TwoStudies;
  readonly codes: CodeTree;
  /** Dimensions whose groups both runs know of their respondents. */
  readonly dimensions: ReadonlySet<string>;
}

/** Respondents who came, went, or are in other groups; null where one of the runs does not say who counts. */
export function respondentChanges({
  earlier,
  later,
  dimensions,
}: Compared): readonly RespondentChange[] | null {
  if (earlier.known === null || later.known === null) return null;
  const changes: RespondentChange[] = [];
  for (const key of new Set([...earlier.respondents.keys(), ...later.respondents.keys()])) {
    const [before, after] = [earlier.respondents.get(key) ?? null, later.respondents.get(key) ?? null];
    const either = after ?? before;
    if (either === null || standing(before, dimensions) === standing(after, dimensions)) continue;
    changes.push({ questionnaire: either.questionnaire, id: either.id, earlier: before, later: after });
  }
  return changes;
}

function standing(respondent: Respondent | null, dimensions: ReadonlySet<string>): string {
  if (respondent === null) return '';
  const { openTextOnly, rows } = respondent;
  return JSON.stringify([openTextOnly, rows.map((groups) => [...dimensions].map((name) => groups[name]))]);
}

/** Whether a change of one respondent can have moved a figure: it is counted there in another way than before. */
export function reachesAt(
  compared: Compared,
  change: RespondentChange,
  place: FigurePlace,
  aspect: Aspect,
): boolean {
  if (aspect === 'labels' || !place.questionnaires.has(change.questionnaire)) return false;
  // Which cells of a breakdown are hidden hangs together over all its groups.
  if (aspect === 'suppression') return true;
  // Of somebody in both runs answers tell something only where both keep them.
  const oneSided = change.earlier === null || change.later === null;
  const kept = oneSided || (compared.earlier.closed !== null && compared.later.closed !== null);
  const before = partOf(compared, 'earlier', change.earlier, place, aspect, kept);
  const after = partOf(compared, 'later', change.later, place, aspect, kept);
  if (before !== after) return true;
  if (place.theme || change.earlier === null || change.later === null) return false;
  return groupsOf(change.earlier, place, compared) !== groupsOf(change.later, place, compared);
}

/** What of a respondent's rows is counted at a place, as a text; "" for nothing. Where answers are not `kept`, its being in the groups. */
export function partOf(
  compared: Compared,
  side: 'earlier' | 'later',
  respondent: Respondent | null,
  place: FigurePlace,
  aspect: Aspect,
  kept: boolean,
): string {
  if (respondent === null || (respondent.openTextOnly && !place.theme)) return '';
  const { [side]: evidence, codes } = compared;
  if (place.theme && !saidThere(evidence, respondent, place, codes, aspect)) return '';
  const asked = Object.entries(place.groups).filter(([name]) => compared.dimensions.has(name));
  return respondent.rows
    .flatMap((groups, at) => {
      return isInAll(groups, asked) ? [answered(compared, side, respondent, at, place, aspect, kept)] : [];
    })
    .filter((part) => part !== '')
    .join('; ');
}

/** What one row answered to a place's questions, as far as the figure depends on it. */
function answered(
  compared: Compared,
  side: 'earlier' | 'later',
  respondent: Respondent,
  at: number,
  place: FigurePlace,
  aspect: Aspect,
  kept: boolean,
): string {
  const { studies } = compared;
  const closed = kept ? compared[side].closed : null;
  if (place.theme || place.questions.size === 0) return IN_GROUP;
  return [...place.questions]
    .flatMap((key) => {
      const question = studies.questionAt(side, key);
      if (question === null || !key.startsWith(`${respondent.questionnaire}\n`)) return [];
      const answer =
        closed === null
          ? answerByGroup(compared, side, respondent, at, place, question)
          : closed(respondent, question.id)?.[at];
      if (answer === undefined) return closed === null ? [IN_GROUP] : [];
      // Counts of who was not asked or left it blank are in the base of every figure of the question.
      return [aspect === 'value' ? partIn(studies[side], place, question, answer) : JSON.stringify(answer)];
    })
    .filter((part) => part !== '')
    .join(', ');
}

const IN_GROUP = 'in the group';

/** What a respondent answered to a question that makes groups, as they say; undefined for other questions, and where no group does not tell why. */
function answerByGroup(
  compared: Compared,
  side: 'earlier' | 'later',
  { rows }: Respondent,
  at: number,
  { levels }: FigurePlace,
  question: Question,
): ClosedAnswer | undefined {
  const dimension = compared.studies.groupedBy(side, question);
  if (dimension === null || !compared.dimensions.has(dimension.id)) return undefined;
  const options = rows[at]?.[dimension.id] ?? [];
  if (options.length > 0) return { options, missing: null };
  return dimension.groups.some(({ id }) => id === levels) ? { options, missing: 'blank' } : undefined;
}

/** Whether a respondent's open answers are in a figure of themes: for a number of people given a code, with that code. */
function saidThere(
  evidence: Evidence,
  { questionnaire, id }: Respondent,
  { questions, statistic, levels }: FigurePlace,
  codes: CodeTree,
  aspect: Aspect,
): boolean {
  // A base stands where there is anybody in the group, if only with a blank.
  if (aspect === 'presence' && levels === '') return true;
  return [...questions].some((question) => {
    const [of = '', name = ''] = question.split('\n');
    const answer = [questionnaire, id, name].join('\n');
    if (of !== questionnaire || !evidence.answers.has(answer)) return false;
    if (
      aspect === 'base' ||
      statistic === 'share' ||
      statistic === 'answered' ||
      levels === '' ||
      levels === UNCODED
    )
      return true;
    return codes.below(levels).some((code) => evidence.codings.has(`${answer}\n${code}`));
  });
}

/** The respondent's groups of the dimensions that the place's own questions make. */
function groupsOf(respondent: Respondent, place: FigurePlace, { studies }: Compared): string {
  const made = studies.dimensionsFrom(place.questions);
  return JSON.stringify(respondent.rows.map((groups) => [...made].map((name) => groups[name] ?? null)));
}

/** Respondents who came, went or changed as causes, one for each questionnaire and way of changing. */
export function respondentCauses(compared: Compared, changes: readonly RespondentChange[]): readonly Cause[] {
  const lots = groupBy(changes, (change) => `${change.questionnaire}\n${wayOf(compared, change)}`);
  return [...lots].map(([lot, own]): Cause => {
    const [questionnaire = '', way = ''] = lot.split('\n');
    const named = new Map(own.map((change) => [change, `${questionnaire} ${change.id}`]));
    const inGroups = membersOf(compared, own);
    const who = onceAPlace(compared, (place, aspect) =>
      (aspect === 'suppression' ? own : inGroups(place))
        .filter((change) => reachesAt(compared, change, place, aspect))
        .flatMap((change) => named.get(change) ?? []),
    );
    return {
      kind: 'respondents',
      text: `${questionnaire}: ${counted(own.length, 'respondent')} ${way}`,
      where: compared.later.known?.file ?? '',
      earlier: null,
      later: null,
      respondents: [...named.values()],
      reach: (place, aspect) => who(place, aspect).length,
      who,
      rank: 0,
    };
  });
}

function wayOf({ earlier, later, studies }: Compared, change: RespondentChange): string {
  const key = questionKey(change.questionnaire, change.id);
  if (change.earlier === null) {
    const reason = earlier.leftOut.get(key);
    if (reason !== undefined) return `came, left out before (${reason})`;
    return isNamed(studies.earlier, change, 'withdrawn') ? 'came, withdrawn before' : 'came';
  }
  if (change.later === null) {
    const reason = later.leftOut.get(key);
    if (reason !== undefined) return `went, now left out (${reason})`;
    return isNamed(studies.later, change, 'withdrawn')
      ? 'went: withdrawn'
      : 'went, not in the files any more';
  }
  if (change.earlier.openTextOnly !== change.later.openTextOnly)
    return change.later.openTextOnly
      ? 'now counted for open text only (wrong questionnaire)'
      : 'no longer counted for open text only';
  return change.earlier.rows.length === change.later.rows.length
    ? 'in other groups than before'
    : 'with another number of rows';
}

function isNamed(
  { questionnaires }: TwoStudies['later'],
  change: RespondentChange,
  list: 'withdrawn' | 'wrongQuestionnaire',
): boolean {
  return questionnaires.find(({ id }) => id === change.questionnaire)?.[list].includes(change.id) === true;
}

/** Finds those who are in a place's groups in either run; once for each lot of groups. */
function membersOf(
  { dimensions }: Compared,
  changes: readonly RespondentChange[],
): (place: FigurePlace) => readonly RespondentChange[] {
  const known = new WeakMap<FigurePlace['groups'], readonly RespondentChange[]>();
  return ({ groups: wanted }) => {
    const asked = Object.entries(wanted).filter(([name]) => dimensions.has(name));
    const found =
      known.get(wanted) ??
      changes.filter(({ earlier, later }) =>
        [earlier, later].some(
          (respondent) => respondent?.rows.some((groups) => isInAll(groups, asked)) === true,
        ),
      );
    known.set(wanted, found);
    return found;
  };
}

function isInAll(
  groups: Respondent['rows'][number],
  asked: readonly (readonly [name: string, wanted: readonly string[]])[],
): boolean {
  return asked.every(([name, wanted]) => groups[name]?.some((group) => wanted.includes(group)) === true);
}

/**
 * Remembers who reaches: a table, the text and a list ask it of the same figure, and where only groups are known all figures of
 * a cell are reached by the same.
 */
export function onceAPlace(
  { earlier, later, studies, dimensions }: Compared,
  who: NonNullable<Cause['who']>,
): NonNullable<Cause['who']> {
  const known = new Map<string, readonly string[]>();
  const kept = earlier.closed !== null || later.closed !== null;
  return (place, aspect) => {
    const byFigure =
      kept ||
      place.theme ||
      [...studies.dimensionsFrom(place.questions)].some((name) => dimensions.has(name));
    const key = `${place.cell}|${aspect}|${byFigure ? `${place.statistic}|${place.levels}` : ''}`;
    const found = known.get(key) ?? who(place, aspect);
    known.set(key, found);
    return found;
  };
}
