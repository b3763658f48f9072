import type { Study } from '../../study/study.ts';
import type { OpenAnswer } from '../open-answers.ts';
import { layoutSources, type Segment, type SourceLayout, sourceText } from './layout-sources.ts';
import type { QdaSource } from './project.ts';

/**
 * The answers in each source of a project, where they stand in it (code points over LF text), in the order of the text; null for
 * a source that is none of the run's. A source is known by its GUID, or by its text, or by its name; where its text is not quite
 * ours, each answer is looked for in it, and those that are not there are missing. A source of another making is known where
 * its whole text is one answer that is nobody else's.
 */
export function matchSources(
  sources: readonly QdaSource[],
  answers: readonly OpenAnswer[],
  study: Pick<Study, 'questionnaires'>,
): readonly (readonly Segment[] | null)[] {
  const layouts = (['respondent', 'question'] as const).flatMap((by) => layoutSources(answers, study, by));
  const byGuid = unique(layouts, ({ guid }) => guid);
  const byText = unique(layouts, ({ text }) => text.trim());
  const byName = unique(layouts, ({ name }) => nameKey(name));
  const alone = unique(answers, ({ text }) => sourceText(text).trim());
  return sources.map(({ guid, name, text }) => {
    if (text === null) return null;
    const layout = byGuid.get(guid) ?? byText.get(text.trim()) ?? byName.get(nameKey(name));
    const segments = layout === undefined ? [] : locate(layout, text);
    if (segments.length > 0) return segments;
    const answer = alone.get(text.trim());
    return answer === undefined ? null : find([answer], text);
  });
}

/** Things by a key, without those that share one. */
function unique<T>(things: readonly T[], keyOf: (thing: T) => string): ReadonlyMap<string, T> {
  const all = new Map<string, T | null>();
  for (const thing of things) {
    const key = keyOf(thing);
    all.set(key, all.has(key) ? null : thing);
  }
  return new Map([...all].flatMap(([key, thing]) => (thing === null || key === '' ? [] : [[key, thing]])));
}

/** Tools add endings to names, and change what cannot be in a file's name. */
function nameKey(name: string): string {
  return name
    .replace(/\.(txt|docx?|rtf|md)$/i, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function locate({ text, segments }: SourceLayout, given: string): readonly Segment[] {
  return given === text
    ? segments
    : find(
        segments.map(({ answer }) => answer),
        given,
      );
}

/** Looks for answers in a text, each after the one before it. */
function find(answers: readonly OpenAnswer[], text: string): readonly Segment[] {
  const segments: Segment[] = [];
  let [unit, point] = [0, 0];
  const advance = (to: number): void => {
    for (const _ of text.slice(unit, to)) point += 1;
    unit = to;
  };
  for (const answer of answers) {
    const wanted = sourceText(answer.text);
    const at = text.indexOf(wanted, unit);
    if (at < 0 || wanted === '') continue;
    advance(at);
    const start = point;
    advance(at + wanted.length);
    segments.push({ answer, start, end: point });
  }
  return segments;
}
