import { toNumber } from '../../exact/ratio.ts';
import { evidenceOf } from '../../likert/evidence.ts';
import type { CellAddress } from '../../likert/frequency.ts';
import type { Levels } from '../../likert/scale.ts';
import type { DraftNumber } from './draft-numbers.ts';
import { type Judgement, judgement } from './finding.ts';
import { agreementWith, judgeBy, runText } from './judge-number.ts';
import { levelsSaid } from './levels-said.ts';
import type { Mention } from './mentions.ts';
import type { NumberContext } from './number-context.ts';
import { figuresAt, type RunFigure, type Wanted } from './run-figure.ts';
import { scaleAt, type Topic, type Topics } from './run-topics.ts';

/** A topic whose score is at least this share of the best one's comes near it. */
const NEAR = 0.8;
/** Where it is to be told that a number differs, no other may come even this near. */
const NEAR_TO_DIFFER = 0.65;
/** The share of a wording's weight that a sentence must have, to be matched and to be told that it differs. */
const LEAST = 0.34;
const LEAST_TO_DIFFER = 0.45;
/** A question that stands in the sentence word for word counts so many times. */
const VERBATIM = 2;
/** A number that could be more figures than these would be right by chance too often. */
const MOST_FIGURES = 3;

export interface ContextMatch {
  readonly judgement: Judgement;
  /** The figure it was matched to; null for none. */
  readonly figure: RunFigure | null;
}

interface Scored {
  readonly topic: Topic;
  readonly score: number;
  readonly recall: number;
  readonly shared: readonly string[];
}

/**
 * Matches a number of a sentence with the run's results by what the sentence says: whose answers, and which question.
 * Right or different only where one topic stands out and at most three of its figures fit; else unmatched, with what
 * came near. Percentages never match because some result happens to have that value. The surroundings are read only
 * where the number's kind can be checked.
 */
export function matchByContext(number: DraftNumber, read: () => NumberContext, topics: Topics): ContextMatch {
  const wanted = wantedOf(number);
  if (wanted === null) return none(judgement('unmatched', UNCHECKED[number.kind] ?? 'not checked'));
  const context = read();
  const scored = score(context, topics, wanted);
  const found: { readonly scored: Scored; readonly figures: readonly RunFigure[] }[] = [];
  for (const one of scored) {
    const best = found[0]?.scored.score ?? 0;
    if (found.length > 0 && one.score < NEAR_TO_DIFFER * best) break;
    const figures = figuresOf(one.topic, context, wanted);
    if (figures.length > 0) found.push({ scored: one, figures });
    if (found.length >= 6) break;
  }
  const [top] = found;
  if (top === undefined)
    return none(judgement('unmatched', 'no question of the run has the words around it'));
  const others = found.filter(({ scored: { topic } }) => topic.item !== top.scored.topic.item);
  const nearest = others.filter(({ scored: other }) => other.score >= NEAR * top.scored.score);
  const answer = found.find(({ scored: { topic } }) => topic.item === top.scored.topic.item && topic.single);
  // One answer of the question, where the sentence names it, rather than the question.
  const { scored: best, figures } =
    answer !== undefined && answer.scored.score >= top.scored.score ? answer : top;
  const clear = nearest.length === 0;
  const sure = clear && best.recall >= 0.6 ? 'sure' : 'likely';
  if (figures.length <= MOST_FIGURES) {
    const equal = figures.find((figure) => ['equal', 'bound'].includes(agreementWith(number, figure)));
    if (equal !== undefined && (clear || best.recall >= LEAST_TO_DIFFER))
      return matched(number, equal, figures.length === 1 ? sure : 'likely', words(best, context), '');
  }
  const near = [top, ...nearest].flatMap((one) => one.figures);
  if (!mayDiffer(number, best, figures, context) || others.length > 0 || figures.length > MOST_FIGURES)
    return none(judgement('unmatched', ambiguous(number, near)));
  const hidden = figures.filter(({ shorthand }) => shorthand === '[c]');
  if (hidden.length > 0 && hidden.length < figures.length)
    return none(judgement('unmatched', `${ambiguous(number, near)}; some of them the run withholds`));
  const closestOf = closest(number, figures);
  if (closestOf === null) return none(judgement('unmatched', 'the run has no such figure'));
  const rest = figures.filter((figure) => figure !== closestOf);
  const note = rest.length === 0 ? '' : `nor ${rest.map(({ of }) => of).join(', nor ')}`;
  return matched(number, closestOf, figures.length === 1 ? sure : 'likely', words(best, context), note);
}

/**
 * Whether a number that no figure equals may be said to differ: only a measure that says what it is (a count may be of
 * anything), in words that are enough, not of open answers for a closed question, of groups that are told apart and were
 * not others just before, of an answer that its own clause names.
 */
function mayDiffer(
  { kind }: DraftNumber,
  { topic, recall }: Scored,
  figures: readonly RunFigure[],
  context: NumberContext,
): boolean {
  if (topic.count !== null) return kind === 'count' && recall >= 0.75;
  if (context.ofThemes && !topic.theme) return false;
  if (kind !== 'percent' && kind !== 'mean' && kind !== 'sd' && kind !== 'median') return false;
  return (
    recall >= LEAST_TO_DIFFER &&
    [...context.stated.values()].every((mentions) => othersThanOwn(mentions, topic).length < 2) &&
    figures.every(({ groups }) => fits(groups, context.carried, topic)) &&
    topic.answer.every((word) => context.clauseWords.has(word))
  );
}

const UNCHECKED: Readonly<Record<string, string>> = {
  points: 'a difference of two percentages: not checked',
  words: 'a share in words: not checked',
  plain: 'nothing says what it is',
};

function wantedOf({ kind }: DraftNumber): Wanted | null {
  if (kind === 'percent' || kind === 'mean' || kind === 'sd' || kind === 'median' || kind === 'count')
    return kind;
  return kind === 'n' || kind === 'part' || kind === 'whole' ? 'count' : null;
}

function score(context: NumberContext, { wordings, byWord }: Topics, wanted: Wanted): Scored[] {
  const found = new Map<number, { got: number; readonly shared: string[] }>();
  for (const [word, nearness] of context.words) {
    const known = byWord.get(word);
    if (known === undefined) continue;
    for (const at of known.wordings) {
      const one = found.get(at) ?? { got: 0, shared: [] };
      found.set(at, one);
      one.got += known.weight * nearness;
      one.shared.push(word);
    }
  }
  const best = new Map<Topic, Scored>();
  for (const [at, { got, shared }] of [...found].sort(([a], [b]) => a - b)) {
    const wording = wordings[at];
    if (wording === undefined || !mayBeOf(wording.topic, context, wanted)) continue;
    const recall = wording.weight === 0 ? 0 : got / wording.weight;
    if (recall < LEAST || (shared.length < 2 && wording.words.length > 1)) continue;
    const verbatim = isVerbatim(wording.topic, context);
    const value = recall * Math.sqrt(got) * (verbatim ? VERBATIM : 1);
    if (value > (best.get(wording.topic)?.score ?? 0))
      best.set(wording.topic, { topic: wording.topic, score: value, recall: verbatim ? 1 : recall, shared });
  }
  return [...best.values()].sort((a, b) => b.score - a.score);
}

/** The sentence has the question word for word. */
function isVerbatim({ verbatim }: Topic, { folded }: NumberContext): boolean {
  return verbatim.some((text) => folded.includes(text));
}

function mayBeOf(topic: Topic, context: NumberContext, wanted: Wanted): boolean {
  if (topic.count !== null) return wanted === 'count';
  if (topic.theme && !context.ofThemes) return false;
  return topic.answer.every((word) => context.sentenceWords.has(word));
}

/** The figures of a topic that are of the groups the sentence says; narrowed by what was said before where that leaves any. */
function figuresOf(topic: Topic, context: NumberContext, wanted: Wanted): RunFigure[] {
  const { part, count } = topic;
  if (count !== null || part === null) {
    if (count === null || !fits(count.groups, context.stated, topic) || !namesAll(count.groups, context))
      return [];
    const { id, words: of, exact, groups } = count;
    return [{ result: id, measure: 'count', exact, shorthand: null, of, counts: null, groups }];
  }
  const fitting = topic.cells.flatMap((address) => {
    const { groups } = evidenceOf(part.study, part.frequency, [address]);
    return fits(groups, context.stated, topic) && coversDims(address, groups, context)
      ? [{ address, groups }]
      : [];
  });
  const wholes = preferPooled(fitting);
  const narrowed = wholes.filter(({ groups }) => fits(groups, context.carried, topic));
  const kept = narrowed.length > 0 ? narrowed : wholes;
  return kept.flatMap(({ address }) => {
    const scale = scaleAt(part, address);
    if (scale === null) return [];
    const levels: readonly Levels[] = topic.single
      ? topic.levels(scale)
      : levelsSaid(scale, topic.levels(scale), context);
    return figuresAt(topic, part, [address], wanted, levels);
  });
}

/** Whether a figure's groups are those named, family by family; a family that it has no group of speaks against it. */
function fits(
  groups: Readonly<Record<string, string>>,
  named: ReadonlyMap<string, readonly Mention[]>,
  topic: Topic,
): boolean {
  return [...named.values()].every((all) => {
    const mentions = othersThanOwn(all, topic);
    return (
      mentions.length === 0 ||
      mentions.some((mention) => mention.groups.some(({ dimension, group }) => groups[dimension] === group))
    );
  });
}

/** Without the groups that the topic's own wording names. */
function othersThanOwn(mentions: readonly Mention[], { names }: Topic): Mention[] {
  return mentions.filter(({ key }) => !names.has(key));
}

/** A count of the record is of one questionnaire only where that is named; else of all together. */
function namesAll(groups: Readonly<Record<string, string>>, { stated, carried }: NumberContext): boolean {
  const named = [...stated.values(), ...carried.values()].flat().flatMap((mention) => mention.groups);
  return Object.entries(groups).every(([dimension, group]) =>
    named.some((one) => one.dimension === dimension && one.group === group),
  );
}

/** A figure of a group of respondents is meant only where the group is named. */
function coversDims(
  address: CellAddress,
  groups: Readonly<Record<string, string>>,
  context: NumberContext,
): boolean {
  const named = [...context.stated.values(), ...context.carried.values()].flat();
  return Object.keys(address.dims).every((dimension) =>
    named.some((mention) =>
      mention.groups.some((one) => one.dimension === dimension && groups[dimension] === one.group),
    ),
  );
}

/** Where nothing says which of several questions of a statement (pathways), what is pooled over them is meant. */
function preferPooled<T extends { readonly address: CellAddress }>(cells: readonly T[]): T[] {
  return cells.filter(
    ({ address }) =>
      address.question === null ||
      !cells.some(
        (other) =>
          other.address.question === null &&
          other.address.questionnaire === address.questionnaire &&
          Object.keys(other.address.dims).length === Object.keys(address.dims).length,
      ),
  );
}

function closest(number: DraftNumber, figures: readonly RunFigure[]): RunFigure | null {
  const off = ({ exact }: RunFigure): number =>
    exact === null ? Number.POSITIVE_INFINITY : Math.abs(toNumber(exact) - Number(number.value));
  return figures.reduce<RunFigure | null>(
    (best, one) => (best === null || off(one) < off(best) ? one : best),
    null,
  );
}

function words({ shared }: Scored, { stated, carried }: NumberContext): string[] {
  const groups = [...stated.values(), ...carried.values()].flatMap((mentions) =>
    mentions.flatMap(({ groups: [first] }) =>
      first === undefined ? [] : [`${first.dimension} ${first.group}`],
    ),
  );
  return [...groups, ...shared];
}

function ambiguous(number: DraftNumber, near: readonly RunFigure[]): string {
  const named = near.slice(0, MOST_FIGURES).map((figure) => {
    const shown = runText(figure, number.value);
    return shown === '' ? figure.of : `${shown}: ${figure.of}`;
  });
  const more = near.length > named.length ? ` and ${near.length - named.length} more` : '';
  return `its words fit more than one result, or too few of them: ${named.join('; ')}${more}`;
}

function matched(
  number: DraftNumber,
  figure: RunFigure,
  sure: 'sure' | 'likely',
  matchedOn: readonly string[],
  note: string,
): ContextMatch {
  return { judgement: judgeBy(number, figure, sure, matchedOn, note), figure };
}

function none(of: Judgement): ContextMatch {
  return { judgement: of, figure: null };
}
