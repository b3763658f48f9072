import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { type Equation, solveExactly } from '../../likert/testing/solve-exactly.ts';

/** A hidden figure that follows from visible ones. */
export interface Leak {
  /** The question or pooled item and the group, such as `members.l.easy@district=north`. */
  readonly cell: string;
  /** Which of its counts: `answered`, `n:agree`, `sum` … */
  readonly quantity: string;
  readonly value: number;
  /** Whether it is the number of respondents the group is publicly known to have. */
  readonly everybody: boolean;
}

interface Cell {
  readonly key: string;
  readonly questionnaire: string;
  /** The question, or `pooled` and the item. */
  readonly question: string;
  readonly item: string;
  /** Respondents' groups by dimension. */
  readonly group: ReadonlyMap<string, string>;
  readonly truth: Map<string, number>;
  readonly seen: Map<string, number>;
}

type Row = Readonly<Record<string, string>>;
const MARGINS = ['asked', 'answered', 'dont_know', 'blank', 'not_asked', 'sum', 'sum_squares'];

/**
 * Tries to work the hidden figures of a run out of its published ones. What adds up is found here from the full figures
 * (the attacker is taken to know it): groups of a dimension to the whole, a crossing to its margins, questions to their
 * pooled item, levels to those who answered, and answered, don't know, blank and not asked to the group's respondents,
 * who are known from the question that makes the groups. With `nobody`, also that counts which sum to 0 are 0 each.
 * Shares no code with suppression.
 */
export function attackPublication(
  run: string,
  options: { readonly nobody?: boolean } = {},
): { readonly hidden: number; readonly leaks: readonly Leak[] } {
  const cells = readCells(run);
  const families = new Map<string, Cell[]>();
  for (const cell of cells.values()) {
    const family = `${cell.questionnaire}|${cell.item}`;
    families.set(family, [...(families.get(family) ?? []), cell]);
  }
  const sizes = knownSizes(cells);
  const leaks: Leak[] = [];
  for (let learned = true; learned; ) {
    learned = false;
    leaks.length = 0;
    for (const family of families.values()) {
      for (const [name, value] of solveExactly(equationsOf(family, sizes, options.nobody === true))) {
        const [cell = '', quantity = ''] = name.split('|');
        if (quantity === 'size') {
          if (!sizes.has(cell)) learned = true;
          sizes.set(cell, value);
        } else leaks.push({ cell, quantity, value, everybody: sizes.get(sizeOf(cell)) === value });
      }
    }
  }
  return { hidden: [...cells.values()].filter(({ seen }) => seen.size === 0).length, leaks };
}

function readCells(run: string): Map<string, Cell> {
  const cells = new Map<string, Cell>();
  const read = (file: string, into: 'truth' | 'seen'): void => {
    const rows: Row[] = parse(readFileSync(`${run}/${file}`), { bom: true, columns: true });
    for (const row of rows) {
      const match = /^([^.]+)\.(.+)\.(?:count|share|mean|sd|median)(?:\.[^@]*)?(?:@(.*))?$/.exec(
        row['id'] ?? '',
      );
      if (match === null) continue;
      const [, questionnaire = '', question = '', group = ''] = match;
      const key = `${questionnaire}.${question}@${group}`;
      const cell = cells.get(key) ?? {
        key,
        questionnaire,
        question,
        item: row['item'] ?? '',
        group: new Map(
          group === '' ? [] : group.split(';').map((part) => part.split('=') as [string, string]),
        ),
        truth: new Map(),
        seen: new Map(),
      };
      cells.set(key, cell);
      for (const name of MARGINS) if (row[name] !== '') cell[into].set(name, Number(row[name]));
      if (row['numerator'] !== '' && row['statistic'] === 'count')
        cell[into].set(`n:${row['levels']}`, Number(row['numerator']));
    }
  };
  read('internal/results.csv', 'truth');
  read('publish/results.csv', 'seen');
  return cells;
}

const groupKey = (questionnaire: string, group: ReadonlyMap<string, string>): string =>
  `${questionnaire}@${[...group].map((pair) => pair.join('=')).join(';')}`;

/** The key of a cell's group among the sizes. */
function sizeOf(cell: string): string {
  return `${cell.slice(0, cell.indexOf('.'))}${cell.slice(cell.indexOf('@'))}`;
}

/** How many respondents a group has, where the question that makes the groups says so in public. */
function knownSizes(cells: ReadonlyMap<string, Cell>): Map<string, number> {
  const sizes = new Map<string, number>();
  const dimensions = new Set([...cells.values()].flatMap(({ group }) => [...group.keys()]));
  for (const { questionnaire, item, question, group, seen } of cells.values()) {
    if (question.startsWith('pooled.') || !dimensions.has(item) || group.has(item)) continue;
    for (const [name, value] of seen) {
      if (!name.startsWith('n:') || name === 'n:answered') continue;
      const crossed = new Map([...group, [item, name.slice(2)]].sort() as [string, string][]);
      sizes.set(groupKey(questionnaire, crossed), value);
    }
  }
  for (const { questionnaire, group, seen } of cells.values()) {
    const [asked, out] = [seen.get('asked'), seen.get('not_asked')];
    if (asked !== undefined && out !== undefined) {
      const key = groupKey(questionnaire, group);
      if (!sizes.has(key)) sizes.set(key, asked + out);
    }
  }
  return sizes;
}

function equationsOf(
  family: readonly Cell[],
  sizes: ReadonlyMap<string, number>,
  nobody: boolean,
): Equation[] {
  const equations: Equation[] = [];
  const add = (terms: readonly (readonly [Cell | string, string, number])[]): void => {
    const factors = new Map<string, number>();
    let equals = 0;
    for (const [of, quantity, factor] of terms) {
      const known = typeof of === 'string' ? sizes.get(of) : of.seen.get(quantity);
      if (known !== undefined) equals -= factor * known;
      else {
        const name = `${typeof of === 'string' ? of : of.key}|${quantity}`;
        factors.set(name, (factors.get(name) ?? 0) + factor);
      }
    }
    if (factors.size === 0) return;
    const signs = new Set([...factors.values()].map(Math.sign));
    if (nobody && equals === 0 && signs.size === 1) {
      for (const name of factors.keys()) equations.push({ factors: new Map([[name, 1]]), equals: 0 });
    } else equations.push({ factors, equals });
  };
  for (const [parent, children] of sumsOf(family)) {
    for (const quantity of parent.truth.keys()) {
      add([[parent, quantity, -1], ...children.map((child) => [child, quantity, 1] as const)]);
    }
  }
  const levels = levelsThatAddUp(family);
  for (const cell of family) {
    if (levels.length > 0) add([[cell, 'answered', -1], ...levels.map((level) => [cell, level, 1] as const)]);
    const { truth } = cell;
    const of = (name: string): number => truth.get(name) ?? 0;
    if (of('asked') === of('answered') + of('dont_know') + of('blank')) {
      add([
        [cell, 'asked', -1],
        [cell, 'answered', 1],
        [cell, 'dont_know', 1],
        [cell, 'blank', 1],
      ]);
    }
    if (!cell.question.startsWith('pooled.')) {
      add([
        [groupKey(cell.questionnaire, cell.group), 'size', -1],
        [cell, 'asked', 1],
        [cell, 'not_asked', 1],
      ]);
    }
  }
  return equations;
}

/** What adds up to what: in every quantity, by the full figures. */
function sumsOf(family: readonly Cell[]): [Cell, Cell[]][] {
  const found = new Map<string, [Cell, Cell[]]>();
  const byKey = new Map(family.map((cell) => [cell.key, cell]));
  const put = (kind: string, parent: Cell | undefined, child: Cell): void => {
    if (parent === undefined) return;
    const sum = found.get(`${kind}|${parent.key}`);
    if (sum === undefined) found.set(`${kind}|${parent.key}`, [parent, [child]]);
    else sum[1].push(child);
  };
  for (const cell of family) {
    for (const dropped of cell.group.keys()) {
      const rest = [...cell.group].filter(([name]) => name !== dropped).map((pair) => pair.join('='));
      put(dropped, byKey.get(`${cell.questionnaire}.${cell.question}@${rest.join(';')}`), cell);
    }
    if (!cell.question.startsWith('pooled.')) {
      const group = cell.key.slice(cell.key.indexOf('@'));
      put('pooled', byKey.get(`${cell.questionnaire}.pooled.${cell.item}${group}`), cell);
    }
  }
  const kinds = new Map<string, boolean>();
  for (const [name, [parent, children]] of found) {
    const kind = name.slice(0, name.indexOf('|'));
    const holds = [...parent.truth].every(
      ([quantity, value]) =>
        value === children.reduce((sum, { truth }) => sum + (truth.get(quantity) ?? 0), 0),
    );
    kinds.set(kind, (kinds.get(kind) ?? true) && holds);
  }
  return [...found]
    .filter(([name]) => kinds.get(name.slice(0, name.indexOf('|'))) === true)
    .map(([, sum]) => sum);
}

function levelsThatAddUp(family: readonly Cell[]): string[] {
  const names = new Set(family.flatMap(({ truth }) => [...truth.keys()]));
  const levels = [...names].filter(
    (name) => name.startsWith('n:') && !/^n:(answered|respondents)$/.test(name),
  );
  const holds = family.every(
    ({ truth }) => truth.get('answered') === levels.reduce((sum, level) => sum + (truth.get(level) ?? 0), 0),
  );
  return holds ? levels : [];
}
