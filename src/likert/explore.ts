import { type Exact, formatExact, percentOf } from '../exact/ratio.ts';
import type { Explorer, ExplorerCell } from '../render/contract.ts';
import type { Study } from '../study/study.ts';
import { type Evidence, evidenceOf } from './evidence.ts';
import type { FrequencyTable } from './frequency.ts';
import type { Result } from './result.ts';
import { type Levels, namedLevels } from './scale.ts';
import { answeredResult, countResult, type Marks, meanResult, sdResult, shareResult } from './summarise.ts';
import { maskWith, type Why } from './suppress.ts';

/**
 * Every counted cell's published figures, for a reader of the web report to choose from: base, count and share of the first
 * named set of the question's scale (`agree` where options lean so), of each level where it has none, mean and SD; as
 * `results.csv` has them, each rounded once. Statements with a named set come first, else the order is that of `frequency`.
 * Cells of nobody asked are left out, and dimensions that no cell is narrowed by. Hidden cells say `[c]` and hold no number.
 */
export function exploreResults(
  study: Study,
  frequency: FrequencyTable,
  marks: Marks & { readonly hidden: ReadonlyMap<string, Why> },
): Explorer {
  const mask = maskWith(marks.hidden);
  const items: Explorer['items'][number][] = [];
  const places = new Map<string, number>();
  const placeOf = (evidence: Evidence, answer: string): number => {
    const key = JSON.stringify([evidence.item, answer]);
    const known = places.get(key);
    if (known !== undefined) return known;
    places.set(key, items.length);
    items.push({ label: study.items[evidence.item] ?? evidence.item, answer });
    return items.length - 1;
  };
  const cells: ExplorerCell[] = [];
  const all = [...frequency.cells.values()]
    .map(({ address }) => evidenceOf(study, frequency, [address]))
    .filter(({ tally }) => tally.asked > 0);
  const rated = (evidence: Evidence) => namedLevels(evidence.scale).sets.length > 0;
  for (const evidence of [...all.filter(rated), ...all.filter((each) => !rated(each))]) {
    const groups = study.dimensions.map(({ id, groups: known }) =>
      known.findIndex((group) => group.id === evidence.groups[id]),
    );
    const print = (result: Result, decimals: number, value = (exact: Exact) => exact): string => {
      const { exact, shorthand } = mask(result);
      if (exact === null) return shorthand === '[z]' ? '' : (shorthand ?? '');
      return formatExact(value(exact), decimals);
    };
    for (const { levels, answer } of answersOf(evidence)) {
      cells.push({
        item: placeOf(evidence, answer),
        groups,
        answered: print(answeredResult(evidence, marks), 0),
        count: print(countResult(evidence, levels, marks), 0),
        percent: print(shareResult(evidence, levels, marks), 0, percentOf),
        mean: print(meanResult(evidence, marks), 2),
        sd: print(sdResult(evidence, marks), 2),
      });
    }
  }
  return narrowed(study, items, cells);
}

/** The explorer without dimensions that no cell is narrowed by. */
function narrowed(study: Study, items: Explorer['items'], cells: readonly ExplorerCell[]): Explorer {
  const used = study.dimensions.flatMap((_, at) =>
    cells.some(({ groups }) => groups[at] !== -1) ? [at] : [],
  );
  return {
    dimensions: used.flatMap((at) => {
      const dimension = study.dimensions[at];
      if (dimension === undefined) return [];
      const { label, from, groups } = dimension;
      return [{ label, breakdown: from === 'respondent', groups: groups.map((group) => group.label) }];
    }),
    items,
    cells: cells.map((cell) => ({ ...cell, groups: used.map((at) => cell.groups[at] ?? -1) })),
  };
}

function answersOf({ scale }: Evidence): readonly { readonly levels: Levels; readonly answer: string }[] {
  const { sets, levels } = namedLevels(scale);
  const [set] = sets;
  if (set !== undefined) return [{ levels: set, answer: set.name }];
  return levels.map((each) => {
    const [option = -1] = each.options;
    return { levels: each, answer: scale.options[option]?.label ?? each.name };
  });
}
