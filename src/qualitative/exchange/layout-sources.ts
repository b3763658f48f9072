import type { Study } from '../../study/study.ts';
import { rowId } from '../coding.ts';
import type { OpenAnswer } from '../open-answers.ts';
import { guidOf } from './guid.ts';

/** Whether a source is all answers of one respondent, or all answers to one question. */
export type SourceBy = 'respondent' | 'question';

/** An answer within a source's text: code points, half-open. */
export interface Segment {
  readonly answer: OpenAnswer;
  readonly start: number;
  readonly end: number;
}

/** A source's text as it is put together from answers. */
export interface SourceLayout {
  readonly guid: string;
  readonly name: string;
  readonly text: string;
  /** In the order of the text; they do not touch. */
  readonly segments: readonly Segment[];
}

/**
 * Answers as sources, in the order in which a respondent or question is first met. Each answer stands below a line of its own: its
 * question and the question's id, or the respondent's id. The same answers make the same sources with the same GUIDs, so that
 * what comes back from another tool is found again.
 */
export function layoutSources(
  answers: readonly OpenAnswer[],
  study: Pick<Study, 'questionnaires'>,
  by: SourceBy,
): readonly SourceLayout[] {
  const wordings = new Map(
    study.questionnaires.flatMap(({ id, questions }) =>
      questions.map((question) => [`${id}\n${question.id}`, question.text] as const),
    ),
  );
  const groups = new Map<string, OpenAnswer[]>();
  for (const answer of answers) {
    const { questionnaire, responseId, question } = answer;
    const key = `${questionnaire}\n${by === 'respondent' ? responseId : question}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [answer]);
    else known.push(answer);
  }
  const headingOf = ({ questionnaire, responseId, question }: OpenAnswer): string => {
    if (by === 'question') return `[${responseId}]`;
    const wording = wordings.get(`${questionnaire}\n${question}`)?.replace(/\s+/g, ' ').trim();
    return wording === undefined ? `[${question}]` : `${wording} [${question}]`;
  };
  return [...groups].map(([key, own]) => {
    const [questionnaire = '', id = ''] = key.split('\n');
    return {
      guid: guidOf('source', by, questionnaire, id),
      name: `${questionnaire} ${id}`,
      ...layText(own, headingOf),
    };
  });
}

/** An answer's text as sources have it: LF, and without what UTF-8 cannot hold. Code points count as in the answer. */
export function sourceText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/\p{Cs}/gu, '\ufffd');
}

function layText(
  answers: readonly OpenAnswer[],
  headingOf: (answer: OpenAnswer) => string,
): Pick<SourceLayout, 'text' | 'segments'> {
  const parts: string[] = [];
  const segments: Segment[] = [];
  let length = 0;
  const add = (text: string): void => {
    parts.push(text);
    for (const _ of text) length += 1;
  };
  for (const answer of answers) {
    add(`${parts.length === 0 ? '' : '\n\n'}${sourceText(headingOf(answer))}\n`);
    const start = length;
    add(sourceText(answer.text));
    segments.push({ answer, start, end: length });
  }
  return { text: `${parts.join('')}\n`, segments };
}

/** Sources by the answers in them, to find an answer's place: `rowId` → source and segment. */
export function placesOf(
  layouts: readonly SourceLayout[],
): ReadonlyMap<string, { readonly source: SourceLayout; readonly segment: Segment }> {
  return new Map(
    layouts.flatMap((source) =>
      source.segments.map((segment) => [rowId(segment.answer), { source, segment }] as const),
    ),
  );
}
