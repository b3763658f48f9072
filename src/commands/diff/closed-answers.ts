import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AGREE, scaleOf } from '../../study/lookup.ts';
import type { Question, Scale, Study } from '../../study/study.ts';
import type { FigurePlace } from './place-figure.ts';
import type { Respondent } from './read-evidence.ts';

/** A respondent's answer to a closed question: ids of its options, or why it counts as none. */
export interface ClosedAnswer {
  readonly options: readonly string[];
  /** `blank`, `not_asked`, or the reason of a named missing answer; null for an answer. */
  readonly missing: string | null;
}

/** Closed answers that a run keeps (`analyse --format columns`): of each of a respondent's rows; null where they are not known. */
export type AnswersOf = (
  respondent: Pick<Respondent, 'questionnaire' | 'positions'>,
  question: string,
) => readonly ClosedAnswer[] | null;

type Column = readonly (string | number | null)[];

/** Reads `internal/columns/`, which has a row for each respondent in closed counts, in their order. Null where a run has none of it. */
export function readClosedAnswers(
  folder: string,
  study: Study,
  sizes: ReadonlyMap<string, number>,
): AnswersOf | null {
  const columns = new Map<string, Readonly<Record<string, Column>>>();
  for (const [questionnaire, size] of sizes) {
    const path = join(folder, 'internal/columns', `${questionnaire}.json`);
    if (!existsSync(path)) return null;
    const read = JSON.parse(readFileSync(path, 'utf8')) as Readonly<Record<string, Column>>;
    if (Object.values(read).some((column) => column.length !== size)) return null;
    columns.set(questionnaire, read);
  }
  const questions = new Map(
    study.questionnaires.flatMap(({ id, questions: own }) =>
      own.map((question) => [`${id}\n${question.id}`, question] as const),
    ),
  );
  return ({ questionnaire, positions }, question) => {
    const asked = questions.get(`${questionnaire}\n${question}`);
    const scale = asked === undefined ? null : scaleOf(study, asked);
    const own = columns.get(questionnaire);
    if (asked === undefined || scale === null || own === undefined) return null;
    return positions.map((at) => answerAt(own, asked, scale, at));
  };
}

function answerAt(
  columns: Readonly<Record<string, Column>>,
  { id, kind }: Question,
  scale: Scale,
  at: number,
): ClosedAnswer {
  if (kind === 'multi') {
    const ticks = scale.options.map((option) => columns[`${id}.${option.id}`]?.[at] ?? null);
    const missing = ticks.every((tick) => tick === null) ? 'blank' : null;
    return {
      options: scale.options.flatMap((option, place) => (ticks[place] === 1 ? [option.id] : [])),
      missing,
    };
  }
  const value = columns[id]?.[at] ?? null;
  if (value === null) return { options: [], missing: columns[`${id}.missing`]?.[at]?.toString() ?? 'blank' };
  const option = scale.options.find((each) =>
    typeof value === 'number' ? each.value === value : each.id === value,
  );
  return { options: [option?.id ?? String(value)], missing: null };
}

/**
 * What of an answer the value of a figure depends on, as a text: answers with the same text count alike there. "" where it does
 * not count at all. A scale's options are asked of `study`.
 */
export function partIn(study: Study, place: FigurePlace, question: Question, answer: ClosedAnswer): string {
  const { statistic, levels } = place;
  const { options, missing } = answer;
  if (statistic === 'count' && levels !== 'answered' && levels !== 'respondents') {
    const scale = scaleOf(study, question);
    const wanted = scale === null ? [] : optionsOf(scale, levels);
    return options.some((option) => wanted.includes(option)) ||
      wanted.some((id) => isMissing(scale, id, missing))
      ? 'counted'
      : '';
  }
  if (missing !== null) return '';
  return statistic === 'count' ? 'answered' : options.join('+');
}

function isMissing(scale: Scale | null, id: string, missing: string | null): boolean {
  return missing !== null && scale?.options.find((option) => option.id === id)?.missing === missing;
}

function optionsOf(scale: Scale, levels: string): readonly string[] {
  const set = scale.sets[levels];
  if (set !== undefined) return set;
  if (levels === AGREE) return scale.options.filter(({ lean }) => lean === 1).map(({ id }) => id);
  return levels.split('+').map((id) => id.replace(/^option:/, ''));
}
