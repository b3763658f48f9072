import type { ResponseBatch } from '../study/responses.ts';
import type { Questionnaire, Study } from '../study/study.ts';
import type { ScreeningReport } from './responses.ts';

/** Counts, section by section, who got how far. */
export interface FunnelCounter {
  /** Adds the rows for which `counts` is 1; `asked` as routing found it. */
  readonly add: (batch: ResponseBatch, counts: Uint8Array, asked: ReadonlyMap<string, Uint8Array>) => void;
  readonly funnel: () => ScreeningReport['funnel'];
}

/**
 * The attrition funnel over those who count: per section how many were asked any of it, how many answered any of it (a
 * don't know or an open answer included), and the largest base of one of its closed questions (levels only; of its open
 * ones where it has no closed). Routing and consent questions are left out, unless the section has no others.
 */
export function countFunnel(
  { sections, questions }: Questionnaire,
  study: Pick<Study, 'scales'>,
): FunnelCounter {
  const parts = sections.map(({ id, title }) => {
    const all = questions.filter(({ section }) => section === id);
    const own = all.filter(({ routing, consent }) => !routing && consent === null);
    const counted = own.length > 0 ? own : all;
    const closed = counted.some(({ scale }) => scale !== null);
    return {
      section: id,
      title,
      asked: 0,
      answered: 0,
      questions: counted.map((question) => ({
        id: question.id,
        sized: !closed || question.scale !== null,
        multi: question.kind === 'multi',
        levels: [
          false,
          ...(study.scales[question.scale ?? '']?.options ?? []).map(({ missing }) => missing === null),
        ],
        answered: 0,
      })),
    };
  });
  return {
    add(batch, counts, asked) {
      for (const part of parts) {
        const anyAsked = new Uint8Array(batch.rows);
        const anyAnswered = new Uint8Array(batch.rows);
        for (const question of part.questions) {
          const open = asked.get(question.id);
          const states = batch.closed.get(question.id);
          const texts = batch.text.get(question.id);
          for (let row = 0; row < batch.rows; row += 1) {
            if (counts[row] !== 1) continue;
            if (open === undefined || open[row] === 1) anyAsked[row] = 1;
            const state = states === undefined ? (texts?.[row] ? 1 : 0) : (states[row] ?? 0);
            if (state <= 0) continue;
            anyAnswered[row] = 1;
            if (states === undefined || question.multi || question.levels[state]) question.answered += 1;
          }
        }
        for (let row = 0; row < batch.rows; row += 1) {
          part.asked += anyAsked[row] ?? 0;
          part.answered += anyAnswered[row] ?? 0;
        }
      }
    },
    funnel: () =>
      parts.map(({ section, title, asked, answered, questions: own }) => ({
        section,
        title,
        asked,
        answered,
        largestItem: Math.max(0, ...own.filter(({ sized }) => sized).map((question) => question.answered)),
      })),
  };
}
