import { mostAlike } from '../study/alike.ts';
import { respondentDimensions } from '../study/lookup.ts';
import { InputError } from '../study/problem.ts';
import type { Study } from '../study/study.ts';

/** The study with breakdowns by the dimensions named besides its own, of numbers and of themes. Throws an InputError naming those it does not have. */
export function withBreakdowns(study: Study, by: readonly string[]): Study {
  const wanted = by.map((list) => [...new Set(list.split(',').map((name) => name.trim()))]);
  const known = respondentDimensions(study).map(({ id }) => id);
  const unknown = wanted.flat().filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new InputError(
      unknown.map((name) => ({
        severity: 'error',
        code: 'unknown-dimension',
        file: '--by',
        row: null,
        column: null,
        expected: `dimensions of respondents: ${known.join(', ')}`,
        found: `"${name}"`,
        advice: adviceOn(name, known),
      })),
    );
  }
  const key = (names: readonly string[]): string => [...names].sort().join();
  const withThem = (own: Study['breakdowns']) => [
    ...new Map([...own, ...wanted].map((names) => [key(names), names])).values(),
  ];
  return {
    ...study,
    breakdowns: withThem(study.breakdowns),
    themes: { ...study.themes, breakdowns: withThem(study.themes.breakdowns) },
  };
}

function adviceOn(name: string, known: readonly string[]): string | null {
  const [nearest] = name === '' ? [] : mostAlike(name, known, 1);
  return nearest === undefined ? null : `the nearest is ${nearest}`;
}
