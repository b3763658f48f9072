import { scaleOf } from '../study/lookup.ts';
import type { ResponseBatch } from '../study/responses.ts';
import type { Question, Questionnaire, Scale, Study } from '../study/study.ts';
import { cellKey, type FrequencyCell, type FrequencyTable, usableKey } from './frequency.ts';
import { type Breakdown, breakdownsOf, type Members, membersOf, usableRows } from './members.ts';
import { closedQuestions } from './scale.ts';
import { addTallies, emptyTally, multiStates, SLOT_SHIFT, slotCount, tallyOf } from './tally.ts';

/** The group of those who did not say which group they are in, in `FrequencyTable.usable` of one dimension. */
export const NOT_STATED = '';

/**
 * Counts every closed question of one questionnaire: for the whole and for each of the study's breakdowns it can be
 * put in, and, where an item is asked in several of its questions on one scale, the answers pooled (`question` null).
 * Every cell is present, with zeros where nobody is. Batches are folded one by one and not kept; their order and the
 * order of rows make no difference. Not counted anywhere: rows that answered the wrong questionnaire (OFF_BASE). In the
 * whole only: respondents without a group; how many, `usable` says under the group NOT_STATED. A respondent in two
 * groups of an overlapping dimension is counted in both, so groups need not add up to the whole.
 * Throws a RangeError for a batch of another questionnaire and for an answer that is no option of its scale.
 */
export async function countResponses(
  study: Study,
  questionnaire: Questionnaire,
  batches: AsyncIterable<ResponseBatch> | Iterable<ResponseBatch>,
): Promise<FrequencyTable> {
  const plan = countingPlan(study, questionnaire);
  for await (const batch of batches) addBatch(plan, batch);
  return tableOf(plan);
}

interface QuestionCount {
  readonly question: Question;
  readonly scale: Scale;
  readonly width: number;
  /** By breakdown: cells × slots, and for a multi cells × options. */
  readonly slots: readonly Uint32Array[];
  readonly ticks: readonly Uint32Array[] | null;
}

interface ItemCount {
  readonly item: string;
  readonly questions: readonly QuestionCount[];
  /** By breakdown and cell: respondents who rated at least once. */
  readonly raters: readonly Uint32Array[];
}

interface CountingPlan {
  readonly questionnaire: Questionnaire;
  readonly breakdowns: readonly Breakdown[];
  readonly items: readonly ItemCount[];
  readonly usable: readonly Uint32Array[];
  /** By breakdown; of use for those of one dimension. */
  readonly notStated: Uint32Array;
}

function countingPlan(study: Study, questionnaire: Questionnaire): CountingPlan {
  const breakdowns = breakdownsOf(study, questionnaire);
  const perCell = (width: number) => breakdowns.map(({ cells }) => new Uint32Array(cells.length * width));
  const byItem = new Map<string, QuestionCount[]>();
  for (const question of closedQuestions(questionnaire)) {
    const scale = scaleOf(study, question);
    if (scale === null) continue;
    const width = slotCount(question, scale);
    const ticks = question.kind === 'multi' ? perCell(scale.options.length) : null;
    const counting = { question, scale, width, slots: perCell(width), ticks };
    byItem.set(question.item, [...(byItem.get(question.item) ?? []), counting]);
  }
  return {
    questionnaire,
    breakdowns,
    items: [...byItem].map(([item, questions]) => ({ item, questions, raters: perCell(1) })),
    usable: perCell(1),
    notStated: new Uint32Array(breakdowns.length),
  };
}

function addBatch(plan: CountingPlan, batch: ResponseBatch): void {
  if (batch.questionnaire !== plan.questionnaire.id)
    throw new RangeError(`expected a batch of ${plan.questionnaire.id}, found one of ${batch.questionnaire}`);
  const usable = usableRows(batch);
  const members = plan.breakdowns.map((breakdown) => membersOf(batch, breakdown, usable));
  members.forEach((pairs, breakdown) => {
    tick(plan.usable[breakdown], pairs, usable);
    const inGroup = new Uint8Array(batch.rows);
    for (const row of pairs.rows) inGroup[row] = 1;
    for (let row = 0; row < batch.rows; row++)
      if (usable[row] === 1 && inGroup[row] === 0)
        plan.notStated[breakdown] = (plan.notStated[breakdown] ?? 0) + 1;
  });
  for (const { questions, raters } of plan.items) {
    const rated = questions.length > 1 ? new Uint8Array(batch.rows) : null;
    for (const question of questions) addQuestion(question, batch, members, rated);
    if (rated !== null)
      for (const [breakdown, pairs] of members.entries()) tick(raters[breakdown], pairs, rated);
  }
}

function addQuestion(
  counting: QuestionCount,
  batch: ResponseBatch,
  members: readonly Members[],
  rated: Uint8Array | null,
): void {
  const { question, scale, width } = counting;
  const codes = batch.closed.get(question.id);
  if (codes === undefined) return;
  const ticked = counting.ticks === null ? [] : (batch.ticked.get(question.id) ?? []);
  const states = counting.ticks === null ? codes : multiStates(scale, codes, ticked);
  const isLevel = new Uint8Array(width);
  for (let slot = SLOT_SHIFT + 1; slot < width; slot++)
    isLevel[slot] =
      counting.ticks === null ? Number(scale.options[slot - 3]?.missing === null) : Number(slot === 3);
  for (let row = 0; row < batch.rows; row++) {
    const slot = (states[row] as number) + SLOT_SHIFT;
    // A stray code would be counted in a neighbouring group; better to stop.
    if (slot < 0 || slot >= width)
      throw new RangeError(`${question.id}: expected 1 to ${width - 3}, found ${states[row]}`);
    if (rated !== null && isLevel[slot] === 1) rated[row] = 1;
  }
  for (let breakdown = 0; breakdown < members.length; breakdown++) {
    const pairs = members[breakdown];
    const slots = counting.slots[breakdown];
    if (pairs === undefined || slots === undefined) continue;
    const { rows, cells } = pairs;
    for (let pair = 0; pair < rows.length; pair++) {
      const slot = (cells[pair] as number) * width + (states[rows[pair] as number] as number) + SLOT_SHIFT;
      slots[slot] = (slots[slot] as number) + 1;
    }
    const ticks = counting.ticks?.[breakdown];
    if (ticks !== undefined)
      for (let option = 0; option < scale.options.length; option++)
        tick(ticks, pairs, ticked[option], scale.options.length, option);
  }
}

/** Adds one to `totals[cell × stride + offset]` for each pair whose row is marked 1. */
function tick(
  totals: Uint32Array | undefined,
  pairs: Members,
  marked: Uint8Array | undefined,
  stride = 1,
  offset = 0,
): void {
  if (totals === undefined || marked === undefined) return;
  const { rows, cells } = pairs;
  for (let pair = 0; pair < rows.length; pair++) {
    if (marked[rows[pair] as number] !== 1) continue;
    const slot = (cells[pair] as number) * stride + offset;
    totals[slot] = (totals[slot] as number) + 1;
  }
}

function tableOf(plan: CountingPlan): FrequencyTable {
  const cells = new Map<string, FrequencyCell>();
  const usable = new Map<string, number>();
  const questionnaire = plan.questionnaire.id;
  plan.breakdowns.forEach((breakdown, at) => {
    breakdown.cells.forEach((dims, cell) => {
      usable.set(usableKey(questionnaire, dims), plan.usable[at]?.[cell] ?? 0);
    });
    const [dimension, second] = breakdown.dimensions;
    if (dimension !== undefined && second === undefined) {
      const key = usableKey(questionnaire, { [dimension.dimension.id]: NOT_STATED });
      usable.set(key, plan.notStated[at] ?? 0);
    }
  });
  const put = (cell: FrequencyCell) => cells.set(cellKey(cell.address), cell);
  for (const { item, questions, raters } of plan.items) {
    plan.breakdowns.forEach((breakdown, at) => {
      breakdown.cells.forEach((dims, cell) => {
        const tallies = questions.map(({ question, scale, width, slots, ticks }) => {
          const options = scale.options.length;
          const own = slots[at]?.subarray(cell * width, (cell + 1) * width) ?? new Uint32Array(width);
          const ownTicks = ticks?.[at]?.subarray(cell * options, (cell + 1) * options) ?? null;
          const tally = tallyOf(question, scale, own, ownTicks);
          put({ address: { questionnaire, question: question.id, item, dims }, tally });
          return tally;
        });
        const [first] = questions;
        if (first === undefined || !poolable(questions)) return;
        const pooled = tallies.reduce(addTallies, emptyTally(first.scale.options.length));
        const respondents = raters[at]?.[cell] ?? 0;
        put({ address: { questionnaire, question: null, item, dims }, tally: { ...pooled, respondents } });
      });
    });
  }
  return { cells, usable };
}

function poolable(questions: readonly QuestionCount[]): boolean {
  const [first, ...others] = questions;
  return others.length > 0 && others.every((other) => other.scale === first?.scale);
}
