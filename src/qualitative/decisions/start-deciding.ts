import type { CodeChange } from '../../study/codebook.ts';
import type { Study } from '../../study/study.ts';
import { type CodingVocabulary, codingVocabulary } from '../agreement/coding-vocabulary.ts';
import { type AnswerKey, answerId, type Coding } from '../coding.ts';
import { unitSpan } from '../rules/code-point-span.ts';
import type { Decision } from './decision.ts';
import { mayHave } from './parse-decisions.ts';
import { textSha256 } from './text-sha256.ts';
import { type Settlement, settleCode, type Vote, votesByCode } from './votes.ts';

/**
 * What became of a decision. `applied`: the answer is as it says. `overruled`: an adjudication settled its code otherwise.
 * `disputed`: another coder differs, so the rules' proposal stands. `stale`: it is on another text than the answer has
 * now. `outside`: its code no longer applies to the question. `gone`: the run has no such answer. `withdrawn`: the
 * respondent withdrew, and nothing of the decision may be kept.
 */
export type DecisionState = 'applied' | 'overruled' | 'disputed' | 'stale' | 'outside' | 'gone' | 'withdrawn';

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
    answer: AnswerKey & { readonly text: string },
    proposed: readonly Coding[],
  ) => readonly Coding[];
  /** What became of each decision, in the order given; complete when all answers have gone by. */
  readonly cases: () => readonly DecidedCase[];
}

/**
 * Prepares decisions, which must not contradict themselves, for the answers of a study. What is decided is whether an answer
 * has a code. Yes: proposed spans of the code become the coder's, with the rule kept as what was confirmed; spans that
 * decisions name and no proposal has are added; with neither, the whole answer is coded. No: the code goes. Nobody
 * spoke, or coders differ and nobody settled it: the proposals stand. Neither the order of decisions nor that of answers matters.
 */
export function startDeciding(decisions: readonly Decision[], study: Study): Decider {
  const vocabulary = codingVocabulary(study);
  const changes = study.codebook?.changes ?? [];
  const byAnswer = new Map<string, Decision[]>();
  for (const decision of decisions) {
    const id = answerId(decision.answer);
    const known = byAnswer.get(id);
    if (known === undefined) byAnswer.set(id, [decision]);
    else known.push(decision);
  }
  const withdrawn = new Map(study.questionnaires.map((each) => [each.id, new Set(each.withdrawn)]));
  const states = new Map<Decision, Pick<DecidedCase, 'state' | 'again'>>();
  return {
    decide: (answer, proposed) => {
      const own = byAnswer.get(answerId(answer));
      if (own === undefined) return proposed;
      const sha256 = textSha256(answer.text);
      const live = own.filter((decision) => decision.textSha256 === sha256);
      for (const decision of own) states.set(decision, { state: 'stale', again: null });
      return live.length === 0 ? proposed : settle(answer, proposed, live, { vocabulary, changes, states });
    },
    cases: () =>
      decisions.map((decision) => {
        const { questionnaire, responseId } = decision.answer;
        if (withdrawn.get(questionnaire)?.has(responseId) === true)
          return { decision, state: 'withdrawn', again: null };
        return { decision, ...(states.get(decision) ?? { state: 'gone', again: null }) };
      }),
  };
}

interface Settling {
  readonly vocabulary: CodingVocabulary | null;
  readonly changes: readonly CodeChange[];
  readonly states: Map<Decision, Pick<DecidedCase, 'state' | 'again'>>;
}

function settle(
  answer: AnswerKey & { readonly text: string },
  proposed: readonly Coding[],
  live: readonly Decision[],
  { vocabulary, changes, states }: Settling,
): readonly Coding[] {
  const none = live.filter(({ verdict }) => verdict === 'none');
  const votes = votesByCode(live, changes);
  for (const decision of live) states.set(decision, { state: 'applied', again: null });
  const codings: Coding[] = [];
  for (const code of new Set([...proposed.map((coding) => coding.code), ...votes.keys()])) {
    const own = proposed.filter((coding) => coding.code === code);
    const cast = votes.get(code) ?? [];
    if (vocabulary !== null && !mayHave(vocabulary, code, answer)) {
      for (const { decision, weak } of cast) worsen(states, decision, 'outside', weak);
      continue;
    }
    const settled = settleCode(cast, none);
    for (const vote of cast) worsen(states, vote.decision, stateOf(vote, settled), vote.weak);
    for (const decision of none)
      worsen(states, decision, stateOf({ decision, yes: false, weak: null }, settled), null);
    codings.push(...settledCodings(answer, code, own, settled));
  }
  return codings;
}

const SEVERITY: readonly DecisionState[] = ['applied', 'overruled', 'outside', 'disputed'];

/** A decision that bears on several codes is in the worst of their states. */
function worsen(
  states: Settling['states'],
  decision: Decision,
  state: DecisionState,
  weak: Vote['weak'],
): void {
  const before = states.get(decision);
  const worse = SEVERITY.indexOf(state) > SEVERITY.indexOf(before?.state ?? 'applied');
  states.set(decision, {
    state: worse ? state : (before?.state ?? state),
    again: before?.again ?? weak,
  });
}

function stateOf({ yes }: Vote, settled: Settlement): DecisionState {
  if (settled.kind === 'disputed') return 'disputed';
  return settled.kind !== 'undecided' && settled.yes !== yes ? 'overruled' : 'applied';
}

function settledCodings(
  { text, questionnaire, responseId, question }: AnswerKey & { readonly text: string },
  code: string,
  proposed: readonly Coding[],
  settled: Settlement,
): readonly Coding[] {
  if (settled.kind === 'undecided' || settled.kind === 'disputed') return proposed;
  if (!settled.yes) return [];
  const answer = { questionnaire, responseId, question };
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
