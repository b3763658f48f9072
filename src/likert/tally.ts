import type { Question, Scale } from '../study/study.ts';
import type { Tally } from './frequency.ts';

/** The tally of nobody on a scale of that many options. */
export function emptyTally(options: number): Tally {
  return {
    counts: new Array<number>(options).fill(0),
    asked: 0,
    answered: 0,
    dontKnow: 0,
    otherMissing: 0,
    blank: 0,
    notAsked: 0,
    respondents: 0,
  };
}

/** Both together, option by option. Respondents add up only where the two are of different people. */
export function addTallies(a: Tally, b: Tally): Tally {
  return {
    counts: a.counts.map((count, option) => count + (b.counts[option] ?? 0)),
    asked: a.asked + b.asked,
    answered: a.answered + b.answered,
    dontKnow: a.dontKnow + b.dontKnow,
    otherMissing: a.otherMissing + b.otherMissing,
    blank: a.blank + b.blank,
    notAsked: a.notAsked + b.notAsked,
    respondents: a.respondents + b.respondents,
  };
}

/**
 * Slots in which a question's rows are counted, in one group: [off base, not asked, blank, …states]. A state is an
 * option; for a multi, which is counted option by option beside it, it is "ticked a level", "only don't know" or
 * "only another named missing answer".
 */
export function slotCount(question: Question, scale: Scale): number {
  return FIRST_STATE + (question.kind === 'multi' ? 3 : scale.options.length);
}

/** A row's state + 2 is its slot: OFF_BASE −2 stands first. */
export const SLOT_SHIFT = 2;

const FIRST_STATE = 3;

/** One group's slots, and for a multi its ticks by option, as a tally. */
export function tallyOf(
  question: Question,
  scale: Scale,
  slots: Uint32Array,
  ticks: Uint32Array | null,
): Tally {
  const states = [...slots.subarray(FIRST_STATE)];
  const counts = ticks === null ? states : [...ticks];
  const kinds = question.kind === 'multi' ? MULTI_STATES : scale.options.map((option) => option.missing);
  let answered = 0;
  let dontKnow = 0;
  let otherMissing = 0;
  states.forEach((count, state) => {
    const missing = kinds[state] ?? null;
    if (missing === null) answered += count;
    else if (missing === 'dont_know') dontKnow += count;
    else otherMissing += count;
  });
  const blank = slots[SLOT_SHIFT] ?? 0;
  return {
    counts,
    asked: answered + dontKnow + otherMissing + blank,
    answered,
    dontKnow,
    otherMissing,
    blank,
    notAsked: slots[SLOT_SHIFT - 1] ?? 0,
    respondents: answered,
  };
}

const MULTI_STATES = [null, 'dont_know', 'not_applicable'] as const;

/**
 * The state of each row on a multi whose scale has named missing answers: 1 where a level is ticked, 2 where only
 * "don't know", 3 where only another; blank, not asked and off base as they are.
 */
export function multiStates(scale: Scale, codes: Int16Array, ticked: readonly Uint8Array[]): Int16Array {
  if (scale.options.every((option) => option.missing === null)) return codes;
  return codes.map((code, row) => {
    if (code !== 1) return code;
    const chosen = scale.options.filter((_, option) => ticked[option]?.[row] === 1);
    if (chosen.some((option) => option.missing === null)) return 1;
    return chosen.some((option) => option.missing === 'dont_know') ? 2 : 3;
  });
}
