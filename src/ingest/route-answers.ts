import { BLANK, NOT_ASKED, type ResponseBatch } from '../study/responses.ts';
import type { Question, Questionnaire, Scale, Study } from '../study/study.ts';
import { answerColumn, clearAnswer, isAnswered } from './answer-column.ts';

/** Questions that one routing question lets through on the same options. */
interface Gate {
  readonly router: string;
  /** Of a choice, by position; of a multi, which options open it. */
  readonly opens: readonly boolean[];
  readonly members: readonly string[];
  /** The members and all that hang on them. */
  readonly block: readonly string[];
}

export interface RoutingPlan {
  readonly gates: readonly Gate[];
}

/** Who is asked what in a batch, and what routing found out of place. */
export interface Routed {
  /** By question, 1 where the row is asked it; a question of all has no entry. */
  readonly asked: ReadonlyMap<string, Uint8Array>;
  /** Answers to questions that routing skipped: now taken out. */
  readonly skippedAnswers: readonly {
    readonly row: number;
    readonly question: string;
    readonly router: string;
  }[];
  /** Rows that left a routing question blank but answered its block. */
  readonly blankRouters: readonly { readonly row: number; readonly router: string }[];
}

/** The routing of a questionnaire, outer blocks before those nested in them. */
export function planRouting(questionnaire: Questionnaire, study: Pick<Study, 'scales'>): RoutingPlan {
  const byGate = new Map<string, Question[]>();
  for (const question of questionnaire.questions) {
    if (question.askedIf === null) continue;
    const key = JSON.stringify([question.askedIf.question, [...question.askedIf.options].sort()]);
    byGate.set(key, [...(byGate.get(key) ?? []), question]);
  }
  const position = new Map(questionnaire.questions.map(({ id }, index) => [id, index]));
  const gates = [...byGate.values()].flatMap((members): Gate[] => {
    const askedIf = members[0]?.askedIf ?? null;
    if (askedIf === null) return [];
    const router = questionnaire.questions.find(({ id }) => id === askedIf.question);
    const scale: Scale | undefined = study.scales[router?.scale ?? ''];
    return [
      {
        router: askedIf.question,
        opens: [false, ...(scale?.options ?? []).map(({ id }) => askedIf.options.includes(id))],
        members: members.map(({ id }) => id),
        block: withDependents(members, questionnaire).map(({ id }) => id),
      },
    ];
  });
  return { gates: gates.sort((a, b) => (position.get(a.router) ?? 0) - (position.get(b.router) ?? 0)) };
}

/**
 * Applies routing to a batch in place. A question whose routing answer does not open it is NOT_ASKED and an answer to it
 * is taken out; so is all that hangs on a question not asked. Where the routing question is blank, or has no column in
 * the file, a block that holds any answer is taken as asked, and one that holds none as not.
 */
export function routeAnswers(batch: ResponseBatch, { gates }: RoutingPlan): Routed {
  const asked = new Map<string, Uint8Array>();
  const skippedAnswers: { row: number; question: string; router: string }[] = [];
  const blankRouters: { row: number; router: string }[] = [];
  for (const { router, opens, members, block } of gates) {
    const before = asked.get(router);
    const { states, ticks } = answerColumn(batch, router);
    const within = block.map((question) => answerColumn(batch, question));
    const open = new Uint8Array(batch.rows);
    for (let row = 0; row < batch.rows; row += 1) {
      if (before !== undefined && before[row] === 0) continue;
      const state = states?.[row] ?? BLANK;
      if (state === BLANK || state === NOT_ASKED) {
        if (!within.some((column) => isAnswered(column, row))) continue;
        open[row] = 1;
        blankRouters.push({ row, router });
      } else if (
        ticks.length === 0 ? opens[state] : ticks.some((option, at) => option[row] === 1 && opens[at + 1])
      ) {
        open[row] = 1;
      }
    }
    for (const question of members) {
      asked.set(question, open);
      const column = answerColumn(batch, question);
      for (let row = 0; row < batch.rows; row += 1) {
        if (open[row] === 1) continue;
        if (isAnswered(column, row)) skippedAnswers.push({ row, question, router });
        clearAnswer(column, row, NOT_ASKED);
      }
    }
  }
  return { asked, skippedAnswers, blankRouters };
}

function withDependents(members: readonly Question[], { questions }: Questionnaire): readonly Question[] {
  const all = new Set(members);
  for (const question of questions) {
    if ([...all].some(({ id }) => id === question.askedIf?.question)) all.add(question);
  }
  return [...all];
}
