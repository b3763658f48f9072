import { type Exact, percentOf } from '../../exact/ratio.ts';
import { type Evidence, evidenceOf } from '../../likert/evidence.ts';
import type { CellAddress } from '../../likert/frequency.ts';
import { questionsAt } from '../../likert/question-index.ts';
import type { Result } from '../../likert/result.ts';
import { type Levels, namedLevels } from '../../likert/scale.ts';
import {
  answeredResult,
  countResult,
  meanResult,
  medianResult,
  sdResult,
  shareResult,
} from '../../likert/summarise.ts';
import { maskWith } from '../../likert/suppress.ts';
import type { RunPart, Topic } from './run-topics.ts';

/** One figure of the run that a number of a draft may be. */
export interface RunFigure {
  /** Id of the Result. */
  readonly result: string;
  readonly measure: 'percent' | 'mean' | 'sd' | 'median' | 'count';
  /** A percentage from 0 to 100. Null where the run gives none, and then `shorthand` says why. */
  readonly exact: Exact | null;
  readonly shorthand: string | null;
  /** What and whose, for people. */
  readonly of: string;
  /** The counts behind it: a share's own, else the base of its cell. Null where suppressed. */
  readonly counts: Counts | null;
  readonly groups: Readonly<Record<string, string>>;
}

/** How many, of how many. A mean has no numerator. */
export interface Counts {
  readonly numerator: number | null;
  readonly denominator: number;
}

export type Wanted = 'percent' | 'mean' | 'sd' | 'median' | 'count';

/**
 * The figures of a topic in one of its cells (or several pooled), of the kind wanted, masked as the run publishes them; of a
 * percentage or count those of the given levels. A count also gives the base.
 */
export function figuresAt(
  topic: Topic,
  part: RunPart,
  addresses: readonly CellAddress[],
  wanted: Wanted,
  levels: readonly Levels[],
): RunFigure[] {
  const evidence = evidenceOf(part.study, part.frequency, addresses);
  const mask = maskWith(part.hidden);
  const marks = { synthetic: false };
  const named = (result: Result, what: string): RunFigure =>
    figure(mask(result), topic, part, evidence, what);
  switch (wanted) {
    case 'percent':
      return levels.map((level) => named(shareResult(evidence, level, marks), levelText(evidence, level)));
    case 'count':
      return [
        named(answeredResult(evidence, marks), 'answered'),
        ...levels.map((level) => named(countResult(evidence, level, marks), levelText(evidence, level))),
      ];
    case 'mean':
      return evidence.moments === null ? [] : [named(meanResult(evidence, marks), 'mean')];
    case 'sd':
      return evidence.moments === null ? [] : [named(sdResult(evidence, marks), 'SD')];
    case 'median':
      return evidence.moments === null ? [] : [named(medianResult(evidence, marks), 'median')];
  }
}

function figure(result: Result, topic: Topic, part: RunPart, evidence: Evidence, what: string): RunFigure {
  const { exact, shorthand, statistic } = result;
  return {
    result: result.id,
    measure: statistic === 'share' ? 'percent' : statistic,
    exact: exact === null || statistic !== 'share' ? exact : percentOf(exact),
    shorthand,
    of: [`“${statementAt(topic, part, evidence)}”`, groupText(part, evidence.groups), what]
      .filter((text) => text !== '')
      .join(', '),
    counts: countsOf(result),
    groups: evidence.groups,
  };
}

/** The words of the question itself where the study has none for all that ask the same. */
function statementAt(
  { item, statement, single }: Topic,
  { study }: RunPart,
  { addresses: [at] }: Evidence,
): string {
  const asked =
    at === undefined || single || (study.items[item] ?? '') !== '' ? undefined : questionsAt(study, at)[0];
  return asked?.question.text ?? statement;
}

function countsOf({ statistic, numerator, denominator, tally }: Result): Counts | null {
  if (statistic === 'share' && numerator !== null && denominator !== null) return { numerator, denominator };
  return tally === null
    ? null
    : { numerator: statistic === 'count' ? numerator : null, denominator: tally.answered };
}

/** Labels of groups in the study's order: "Probation staff, Phase 1, WS". */
export function groupText(part: RunPart, groups: Readonly<Record<string, string>>): string {
  return part.study.dimensions
    .flatMap(({ id, groups: known }) => {
      const of = groups[id];
      if (of === undefined) return [];
      const ids = of.split('+');
      if (ids.length > 1) return [`${ids.length} groups pooled`];
      return [known.find((group) => group.id === of)?.label ?? of];
    })
    .join(', ');
}

function levelText({ scale }: Evidence, { name, options }: Levels): string {
  const single = namedLevels(scale).levels.some((level) => level.name === name);
  return single ? (scale.options[options[0] ?? -1]?.label ?? name) : name;
}
