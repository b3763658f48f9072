import { groupBy } from '../../exact/group-by.ts';
import type { CodeChange } from '../../study/codebook.ts';
import type { Study } from '../../study/study.ts';
import { type CodingVocabulary, codingVocabulary } from '../agreement/coding-vocabulary.ts';
import { type AnswerRow, answerId, type Coding } from '../coding.ts';
import { pointsIn, unitSpan } from '../rules/code-point-span.ts';
import type { Decision } from './decision.ts';
import { mayHave } from './parse-decisions.ts';
import { textSha256 } from './text-sha256.ts';
import { type Settlement, settleCode, type Vote, votesByCode } from './votes.ts';

/**
 * What became of a decision. `applied`: the answer is as it says. `partly`: it bears on several codes, as "none applies"
 * does, and the answer is as it says for some of them only. `overruled`: an adjudication settled its code otherwise.
 * `disputed`: another coder differs, so the rules' proposal stands. `stale`: it is on another text than the answer has
 * now, in any of the respondent's rows. `outside`: its code no longer applies to the question. `absent`: the run has no such answer. `withdrawn`: the
 * respondent withdrew, and nothing of the decision may be kept.
 */
export type DecisionState =
  | 'applied'
  | 'partly'
  | 'overruled'
  | 'disputed'
  | 'stale'
  | 'outside'
  | 'absent'
  | 'withdrawn';

/** A decision and what became of it. */
export interface DecidedCase {
  readonly decision: Decision;
  readonly state: DecisionState;
  /** How its code is no longer quite what was decided on, so that it is to be decided anew; null where it is the same. */
  readonly again: 'split' | 'merged' | null;
}

/** Applies decisions to answers as they go by. */
export interface Decider {
  /**
   * The codings of an answer: those proposed, less what people took away, with what they confirmed or added under their
   * names. To be given every answer, those without proposals too. In no particular order.
   */
  readonly decide: (
    answer: AnswerRow & { readonly text: string },
    proposed: readonly Coding[],
  ) => readonly Coding[];
  /** What became of each decision, in the order given; complete when all answers have gone by. */
  readonly cases: () => readonly DecidedCase[];
  /**
   * Decisions on the text as it is whose span ends beyond it, which no reader of that text can have made, in the order given,
   * and how many code points the text has.
   */
  readonly overlong: () => readonly { readonly decision: Decision; readonly points: number }[];
}

/**
 * Prepares decisions, which must not contradict themselves, for the answers of a study. What is decided is whether an answer
 * has a code. Yes: proposed spans of the code become the coder's, with the rule kept as what was confirmed; spans that
 * decisions name and no proposal has are added; with neither, the whole answer is coded. No: the code goes. Nobody
 * spoke, or coders differ and nobody settled it: the proposals stand. Where a respondent has several rows, a decision is on each
 * of them whose answer is the text that was read. Neither the order of decisions nor that of answers matters.
 */
export function startDeciding(decisions: readonly Decision[], study: Study): Decider {
  const vocabulary = codingVocabulary(study);
  const changes = study.codebook?.changes ?? [];
  const byAnswer = groupBy(decisions, ({ answer }) => answerId(answer));
  const withdrawn = new Map(study.questionnaires.map((each) => [each.id, new Set(each.withdrawn)]));
  const outcomes: Outcomes = new Map();
  const overlong = new Map<Decision, number>();
  return {
    decide: (answer, proposed) => {
      const own = byAnswer.get(answerId(answer));
      if (own === undefined) return proposed;
      const sha256 = textSha256(answer.text);
      const live = own.filter((decision) => decision.textSha256 === sha256);
      // Of a respondent with several rows a decision is stale only where none of them has its text.
      for (const decision of own)
        if (!outcomes.has(decision)) outcomes.set(decision, { states: new Set(['stale']), again: null });
      const points = pointsIn(answer.text);
      for (const decision of live)
        if (decision.span !== null && decision.span.end > points) overlong.set(decision, points);
      return live.length === 0 ? proposed : settle(answer, proposed, live, { vocabulary, changes, outcomes });
    },
    cases: () =>
      decisions.map((decision) => {
        const { questionnaire, responseId } = decision.answer;
        if (withdrawn.get(questionnaire)?.has(responseId) === true)
          return { decision, state: 'withdrawn', again: null };
        const outcome = outcomes.get(decision);
        if (outcome === undefined) return { decision, state: 'absent', again: null };
        return { decision, state: overall(outcome.states), again: outcome.again };
      }),
    overlong: () =>
      decisions.flatMap((decision) => {
        const points = overlong.get(decision);
        return points === undefined ? [] : [{ decision, points }];
      }),
  };
}

/** What became of decisions for each of the codes they bear on; for none, the answer is as they say. */
type Outcomes = Map<Decision, { readonly states: Set<DecisionState>; readonly again: DecidedCase['again'] }>;

/** A dispute is to be settled by people, so it counts before all else. */
function overall(states: ReadonlySet<DecisionState>): DecisionState {
  const [only] = states;
  if (states.size <= 1) return only ?? 'applied';
  if (states.has('disputed')) return 'disputed';
  return states.has('applied') ? 'partly' : 'outside';
}

interface Settling {
  readonly vocabulary: CodingVocabulary | null;
  readonly changes: readonly CodeChange[];
  readonly outcomes: Outcomes;
}

function settle(
  answer: AnswerRow & { readonly text: string },
  proposed: readonly Coding[],
  live: readonly Decision[],
  { vocabulary, changes, outcomes }: Settling,
): readonly Coding[] {
  const none = live.filter(({ verdict }) => verdict === 'none');
  const votes = votesByCode(live, changes);
  for (const decision of live)
    if (outcomes.get(decision)?.states.has('stale') !== false)
      outcomes.set(decision, { states: new Set(), again: null });
  const codings: Coding[] = [];
  for (const code of new Set([...proposed.map((coding) => coding.code), ...votes.keys()])) {
    const own = proposed.filter((coding) => coding.code === code);
    const cast = votes.get(code) ?? [];
    if (vocabulary !== null && !mayHave(vocabulary, code, answer)) {
      for (const { decision, weak } of cast) note(outcomes, decision, 'outside', weak);
      continue;
    }
    const settled = settleCode(cast, none);
    for (const vote of cast) note(outcomes, vote.decision, stateOf(vote, settled), vote.weak);
    for (const decision of none)
      note(outcomes, decision, stateOf({ decision, yes: false, weak: null }, settled), null);
    codings.push(...settledCodings(answer, code, own, settled));
  }
  return codings;
}

function note(outcomes: Outcomes, decision: Decision, state: DecisionState, weak: Vote['weak']): void {
  const { states = new Set<DecisionState>(), again = null } = outcomes.get(decision) ?? {};
  outcomes.set(decision, { states: states.add(state), again: again ?? weak });
}

function stateOf({ yes }: Vote, settled: Settlement): DecisionState {
  if (settled.kind === 'disputed') return 'disputed';
  return settled.kind !== 'undecided' && settled.yes !== yes ? 'overruled' : 'applied';
}

function settledCodings(
  { text, questionnaire, responseId, fileRow, question }: AnswerRow & { readonly text: string },
  code: string,
  proposed: readonly Coding[],
  settled: Settlement,
): readonly Coding[] {
  if (settled.kind === 'undecided' || settled.kind === 'disputed') return proposed;
  if (!settled.yes) return [];
  const answer = { questionnaire, responseId, fileRow, question };
  const decisions = settled.votes.map(({ decision }) => decision);
  const coder = joined(
    decisions.map((decision) => decision.coder),
    ' · ',
  );
  const memo = joined(
    decisions.map((decision) => decision.memo).filter((why) => why !== ''),
    '; ',
  );
  const confirmed = proposed.map(
    (coding): Coding => ({
      ...coding,
      by: confirmedBy(coding, coder),
      memo: memo === '' ? coding.memo : memo,
    }),
  );
  const taken = new Set(proposed.map(({ start, end }) => `${start}-${end}`));
  const spans = decisions.flatMap(({ span }) =>
    span === null ? [] : [unitSpan(text, span.start, span.end)],
  );
  const further = spans.filter(({ start, end }) => start < end && add(taken, `${start}-${end}`));
  const whole = confirmed.length + further.length === 0 ? [{ start: 0, end: text.length }] : [];
  return [
    ...confirmed,
    ...[...further, ...whole].map(
      ({ start, end }): Coding => ({ answer, code, start, end, by: { kind: 'person', coder }, memo }),
    ),
  ];
}

/** What a coder confirmed: the rule stays on record; of another coder's coding, both names. */
function confirmedBy({ by }: Coding, coder: string): Coding['by'] {
  if (by.kind === 'rule') return { kind: 'person', coder, confirms: by };
  return { ...by, kind: 'person', coder: joined([...by.coder.split(' · '), ...coder.split(' · ')], ' · ') };
}

function joined(texts: readonly string[], between: string): string {
  return [...new Set(texts)].sort().join(between);
}

/** Whether it is new to the set, to which it is added. */
function add(taken: Set<string>, key: string): boolean {
  const before = taken.size;
  return taken.add(key).size > before;
}
