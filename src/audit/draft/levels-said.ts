import { type Levels, namedLevels } from '../../likert/scale.ts';
import { fold } from '../../study/fold.ts';
import type { Scale } from '../../study/study.ts';
import type { NumberContext } from './number-context.ts';

/**
 * Which answers a percentage is of: one level where its clause names it ("strongly agreed", "neither agreed nor
 * disagreed"), disagreement where it says so, else those that the run's tables show.
 */
export function levelsSaid(
  scale: Scale,
  shown: readonly Levels[],
  { clause }: NumberContext,
): readonly Levels[] {
  const said = fold(clause).replace(/\b(agree|disagree)(?:d|ing|ment)\b/g, '$1');
  const { sets, levels } = namedLevels(scale);
  const named = levels.filter(({ options: [at = -1] }) => {
    const label = fold(scale.options[at]?.label ?? '');
    return label.includes(' ') && said.includes(label);
  });
  if (named.length > 0) return named;
  const missing = scale.options.some(
    ({ missing: reason, label }) => reason !== null && said.includes(fold(label)),
  );
  if (missing) return [];
  if (/\bdisagree/.test(said)) return sets.filter(({ name }) => name === 'disagree');
  if (/\bneutral|\bneither\b/.test(said)) return [];
  return shown;
}
