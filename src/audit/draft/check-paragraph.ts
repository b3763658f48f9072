import type { DraftBasis, PlaceInDraft } from './check-draft.ts';
import type { DraftParagraph } from './draft.ts';
import { type DraftNumber, findNumbers } from './draft-numbers.ts';
import { excerptOf } from './excerpt.ts';
import { type Finding, type Judgement, judgement } from './finding.ts';
import { judgeCount } from './judge-draft-cell.ts';
import { type ContextMatch, matchByContext } from './match-context.ts';
import { contextOf } from './number-context.ts';
import { type Span, sentencesOf } from './sentences.ts';

/** The numbers of a paragraph, each judged by its sentence, the one before it and the headings above. */
export function checkParagraph(
  paragraph: DraftParagraph,
  place: PlaceInDraft,
  basis: DraftBasis,
): Omit<Finding, 'number'>[] {
  const { text, role } = paragraph;
  const numbers = findNumbers(text, role === 'quote');
  if (numbers.length === 0) return [];
  const sentences = withFigures(sentencesOf(text), numbers);
  const matches = new Map<DraftNumber, ContextMatch>();
  const judged: Judgement[] = [];
  let at = 0;
  for (const number of numbers) {
    while (at < sentences.length - 1 && (sentences[at]?.end ?? 0) <= number.start) at += 1;
    const { start, end, figures } = sentences[at] ?? { start: 0, end: text.length, figures: [] };
    if (role === 'contents') judged.push(judgement('not figure', 'in a list of contents'));
    else if (number.notFigure !== null) judged.push(judgement('not figure', number.notFigure));
    else if (isOfOthers(place)) judged.push(judgement('not figure', OF_OTHERS));
    else if (figures.length > MOST_NUMBERS)
      judged.push(
        judgement('unmatched', `one of ${figures.length} numbers in a sentence: too many to tell apart`),
      );
    else {
      const shifted = (one: DraftNumber): DraftNumber => ({
        ...one,
        start: one.start - start,
        end: one.end - start,
      });
      const before = sentences[at - 1];
      const context = () =>
        contextOf(
          {
            sentence: text.slice(start, end),
            number: shifted(number),
            numbers: figures.filter(({ kind }) => kind !== 'n').map(shifted),
            before: before === undefined ? '' : text.slice(before.start, before.end),
            headings: place.headings,
          },
          basis.lexicon,
          basis.words,
        );
      const match = matchByContext(number, context, basis.topics);
      matches.set(number, match);
      judged.push(match.judgement);
    }
  }
  return numbers.map((number, at) => ({
    ...withPlaces(number, besidePercent(text, number, numbers, matches) ?? (judged[at] as Judgement), basis),
    place: { ...place, table: '', row: '', column: '', excerpt: excerptOf(text, number) },
    text: number.text,
    kind: number.kind,
  }));
}

/** Why the numbers of a report's section on an audit are no figures of the run. */
export const OF_OTHERS = 'in an audit of published figures';

/** Under the heading that our own reports give what they say of figures published elsewhere. */
export function isOfOthers({ headings }: PlaceInDraft): boolean {
  return headings.some((heading) => /^audit of (the )?published figures$/i.test(heading));
}

/** More numbers than this in one sentence are a table that lost its lines. */
const MOST_NUMBERS = 12;

/** Sentences with the numbers in them that may be figures. */
function withFigures(
  sentences: readonly Span[],
  numbers: readonly DraftNumber[],
): (Span & { readonly figures: readonly DraftNumber[] })[] {
  let from = 0;
  return sentences.map((span) => {
    const figures: DraftNumber[] = [];
    for (let one = numbers[from]; one !== undefined && one.start < span.end; one = numbers[from]) {
      if (one.notFigure === null) figures.push(one);
      from += 1;
    }
    return { ...span, figures };
  });
}

/** An n, or a count and its base, beside a percentage that was matched: they are of the same. */
function besidePercent(
  text: string,
  number: DraftNumber,
  numbers: readonly DraftNumber[],
  matches: ReadonlyMap<DraftNumber, ContextMatch>,
): Judgement | null {
  if (number.notFigure !== null || !['n', 'part', 'whole', 'plain', 'count'].includes(number.kind))
    return null;
  const own = numbers.indexOf(number);
  for (const other of numbers.slice(Math.max(0, own - 3), own + 4)) {
    const match = matches.get(other);
    if (match === undefined) continue;
    if (other.kind !== 'percent' && other.kind !== 'mean') continue;
    const [first, second] = other.start < number.start ? [other, number] : [number, other];
    const between = text.slice(first.end, second.start);
    const joined = numbers.some(
      (one) =>
        one.start > first.start && one.start < second.start && !['part', 'whole', 'sd'].includes(one.kind),
    );
    const bare = number.kind === 'plain' || number.kind === 'count';
    if (joined || !BESIDE.test(between) || (bare && !/[([]/.test(between))) continue;
    const { figure, judgement: of } = match;
    if (figure === null) continue;
    const base = { result: of.result, of: of.of, sure: of.sure, matchedOn: of.matchedOn, note: '' };
    if (figure.shorthand === '[c]')
      return judgement('withheld', 'the run withholds it: take it out of the draft', base);
    if (figure.counts !== null) return judgeCount(number, figure.counts, base);
  }
  return null;
}

/** "75 % (n = 45)", "(45 of 60; 75 %)", "75 % (45/60)", "45 (75 %)". */
const BESIDE =
  /^[\s,;]*[([]?\s*(?:n\s*[=:]\s*)?(?:(?:\d+)\s*(?:of|out of|\/)\s*(?:the\s+)?)?(?:\d+\s*[;,(]*\s*)?$/i;

/** Adds where the run's tables have the value of an unmatched percentage or mean. */
export function withPlaces(number: DraftNumber, of: Judgement, { values }: DraftBasis): Judgement {
  const { kind, value } = number;
  if (of.verdict !== 'unmatched' || (kind !== 'percent' && kind !== 'mean' && kind !== 'sd')) return of;
  const places = values(kind, value);
  return places.length === 0
    ? of
    : { ...of, reason: `${of.reason}; the run has ${number.text} at ${places.join('; ')}` };
}
