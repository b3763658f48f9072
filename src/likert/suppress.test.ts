import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Questionnaire, Study } from '../study/study.ts';
import { countResponses } from './count.ts';
import type { FrequencyTable } from './frequency.ts';
import type { Result } from './result.ts';
import { summarise } from './summarise.ts';
import { hiddenCells, suppress } from './suppress.ts';
import { tabulate } from './tabulate.ts';
import { batchOf, smallStudy } from './testing/small-study.ts';
import { type Equation, solveExactly } from './testing/solve-exactly.ts';

const study = smallStudy();
const [staff, provider] = study.questionnaires as [Questionnaire, Questionnaire];
type Row = Record<string, number>;

function inAreas(question: string, answers: readonly number[], answer = 6): Row[] {
  return answers.flatMap((count, area) =>
    new Array<Row>(count).fill({ area: area + 1, job: 1, [question]: answer }),
  );
}

const counted = (rows: readonly Row[], of: Study = study) =>
  countResponses(of, staff, [batchOf(of, staff, rows)]);

function hiddenAreas(table: FrequencyTable, question: string, below = 10): string[] {
  const start = `staff-1|${question}|area=`;
  return [...hiddenCells(study, table, below)]
    .filter(([key]) => key.startsWith(start))
    .map(([key, why]) => `${key.slice(start.length)} ${why}`)
    .sort();
}

describe('which cells are hidden', () => {
  it('fewer than ten answers, and the next smallest, so that no subtraction gives it back', async () => {
    const table = await counted(inAreas('together', [4, 25, 12, 30]));
    expect(hiddenAreas(table, 'together')).toEqual(['east linked', 'north few']);
  });

  it('none where all have enough; all rules off below 0', async () => {
    const table = await counted(inAreas('together', [10, 25, 12, 30]));
    expect(hiddenAreas(table, 'together')).toEqual([]);
    expect(hiddenAreas(await counted(inAreas('together', [4, 25, 12, 30])), 'together', 0)).toEqual([]);
  });

  it('two small ones whose sum is small still leave too little over', async () => {
    const table = await counted(inAreas('together', [4, 5, 12, 30]));
    expect(hiddenAreas(table, 'together')).toEqual(['east linked', 'north few', 'south few']);
  });

  it('a group that nobody is in covers nobody, for everyone knows it is empty', async () => {
    const table = await counted(inAreas('together', [0, 9, 11, 30]));
    expect(hiddenAreas(table, 'together')).toEqual(['east linked', 'north few', 'south few']);
  });

  it('a group that all skipped is small, and covered', async () => {
    const table = await counted([...inAreas('together', [0, 20, 21, 30]), { area: 1, job: 1 }]);
    expect(hiddenAreas(table, 'together')).toEqual(['north few', 'south linked']);
  });

  it('questions of an item cover each other where their pooled cell is shown', async () => {
    const table = await counted([
      ...inAreas('a.clear', [4, 40, 40, 40]),
      ...inAreas('b.clear', [40, 40, 40, 40]),
    ]);
    const hidden = [...hiddenCells(study, table, 10).keys()].filter((key) => key.includes('clear|area'));
    const areas = (name: string) => hidden.filter((key) => key.startsWith(`staff-1|${name}|`)).length;
    expect(areas('a.clear')).toBe(2);
    // Per area, one hidden question alone would be the pooled cell less the other question.
    expect(areas('b.clear') + areas('pooled:clear')).toBeGreaterThanOrEqual(2);
  });

  it('pooled answers count by those who gave them: twelve by six people are few', async () => {
    const both = inAreas('a.clear', [6, 40, 40, 40]).map((row) => ({ ...row, 'b.clear': 6 }));
    const table = await counted(both);
    const pooled = table.cells.get('staff-1|pooled:clear|area=north');
    expect(pooled?.tally).toMatchObject({ answered: 12, respondents: 6 });
    expect(hiddenCells(study, table, 10).get('staff-1|pooled:clear|area=north')).toBe('few');
  });

  it('overlapping groups are covered as if they added up', async () => {
    const rows = [
      ...new Array(4).fill({ area: [1], together: 6 }),
      ...new Array(30).fill({ area: [2, 3, 4], together: 2 }),
    ];
    const table = await countResponses(study, provider, [batchOf(study, provider, rows)]);
    const hidden = [...hiddenCells(study, table, 10)].filter(([key]) =>
      key.startsWith('provider-1|together'),
    );
    expect(hidden.map(([, why]) => why)).toEqual(['few', 'linked']);
  });

  it('roles by area are shown and hidden as any item; areas by role, the same counts, are not shown at all', async () => {
    const table = await counted(inAreas('together', [40, 40, 40, 40]));
    const why = hiddenCells(study, table, 10);
    expect(why.get('staff-1|job|area=north')).toBeUndefined();
    expect(why.get('staff-1|area|job=officer')).toBe('mirror');
  });

  it('the whole, and what a table prints as published, stay', async () => {
    const definition = {
      id: 'P',
      caption: '',
      section: '',
      stubHeaders: [''],
      headerN: 'none',
      notes: [],
      disclosure: 'published',
      distribution: false,
      rows: [{ item: 'together', where: {}, levels: null, show: 'percent', label: '', stub: [] }],
      columns: [
        {
          item: null,
          where: { area: ['north'] },
          levels: null,
          show: null,
          label: '',
          group: null,
          headerN: false,
        },
      ],
    } as const;
    const of = smallStudy({ tables: [definition] });
    const table = await counted(inAreas('together', [4, 3, 0, 0]), of);
    const why = hiddenCells(of, table, 10);
    expect(why.has('staff-1|together|area=north')).toBe(false);
    expect(why.has('staff-1|together|')).toBe(false);
    expect(why.get('staff-1|together|area=south')).toBe('few');
  });
});

describe('what leaves', () => {
  it('a hidden figure says [c] and carries no count; the internal one is whole', async () => {
    const table = await counted(inAreas('together', [4, 25, 12, 30]));
    const results = summarise(study, table, { synthetic: false });
    const { publish, internal, hidden } = suppress(study, table, results);
    const id = 'staff-1.together.share.agree@area=north';
    expect(publish.find((result) => result.id === id)).toMatchObject({
      exact: null,
      shorthand: '[c]',
      tally: null,
      sum: null,
      sumSquares: null,
      numerator: null,
      denominator: null,
    });
    expect(internal.find((result) => result.id === id)).toMatchObject({ numerator: 4, denominator: 4 });
    expect(publish.map((result) => result.id)).toEqual(internal.map((result) => result.id));
    expect(hidden).toBeGreaterThan(0);
  });

  it('tables see masked results only', async () => {
    const table = await counted(inAreas('together', [4, 25, 12, 30]));
    const cell = {
      item: null,
      where: {},
      levels: null,
      show: null,
      label: '',
      stub: [],
      group: null,
      headerN: true,
    };
    const { tables, results } = tabulate(study, table, {
      synthetic: false,
      definitions: [
        {
          id: 'R',
          caption: '',
          section: '',
          stubHeaders: [''],
          headerN: 'largest',
          notes: [],
          disclosure: 'breakdown',
          distribution: false,
          rows: [{ ...cell, item: 'together', show: 'mean-sd' as const }],
          columns: ['north', 'west'].map((area) => ({ ...cell, where: { area: [area] } })),
        },
      ],
    });
    const [north, west] = tables[0]?.rows[0]?.cells ?? [];
    expect(north?.figures.map(({ exact, shorthand }) => exact ?? shorthand)).toEqual(['[c]', '[c]']);
    expect(tables[0]?.columns.map(({ headerN }) => headerN?.shorthand)).toEqual(['[c]', null]);
    expect(west?.figures.every(({ shorthand }) => shorthand === null)).toBe(true);
    expect(results.filter(({ shorthand }) => shorthand === '[c]').every(({ tally }) => tally === null)).toBe(
      true,
    );
  });
});

describe('an attacker with all that is published', () => {
  const row = fc.record({
    // Some areas are rare, so that there is something to hide.
    area: fc.constantFrom(1, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 4, 4),
    job: fc.constantFrom(1, 2, 2, 2),
    'a.clear': fc.constantFrom(0, 1, 4, 6, 7, 8),
    'b.clear': fc.constantFrom(0, 0, 0, 6, 7),
    together: fc.constantFrom(0, 2, 5, 7, 7, 8),
  });

  it.each([
    ['areas and jobs', [['area'], ['job']]],
    ['areas, jobs and both crossed', [['area'], ['job'], ['area', 'job']]],
  ])('recovers no hidden count, by %s', async (_, breakdowns) => {
    const of = smallStudy({ breakdowns });
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 30, maxLength: 90 }),
        fc.constantFrom(3, 5, 10),
        async (rows, below) => {
          const table = await counted(rows, of);
          const results = summarise(of, table, { synthetic: false });
          const { publish } = suppress(of, table, results, { below });
          expect(recoveredSizes(publish, table, below)).toEqual([]);
          for (const item of ['clear', 'together', 'job']) {
            const { sums, secret } = attack(publish, table, item);
            const recovered = solveExactly(sums);
            expect([...secret].filter((name) => recovered.has(name))).toEqual([]);
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  it('would recover one that is hidden alone', async () => {
    const table = await counted(inAreas('together', [4, 25, 12, 30]));
    const results = summarise(study, table, { synthetic: false });
    const { publish } = suppress(study, table, results);
    const leaky = publish.map((result, at) =>
      result.dims.includes('area=east') ? (results[at] ?? result) : result,
    );
    expect(solveExactly(attack(leaky, table, 'together').sums).get('together|area=north|a6')).toBe(4);
  });
});

/** Crossed groups of fewer than `below` respondents whose size follows from the bases that are published. */
function recoveredSizes(publish: readonly Result[], table: FrequencyTable, below: number): string[] {
  const sums: Equation[] = [];
  for (const [key, size] of table.usable)
    if (!key.includes(';') && !key.endsWith('=')) sums.push({ factors: new Map([[key, 1]]), equals: size });
  for (const { cells, tally } of publish) {
    const [questionnaire, question = '', dims] = (cells[0] ?? '').split('|');
    if (tally !== null && dims?.includes(';') && !question.startsWith('pooled'))
      sums.push({
        factors: new Map([[`${questionnaire}|${dims}`, 1]]),
        equals: tally.asked + tally.notAsked,
      });
  }
  const crossed = [...table.usable.keys()].filter((key) => key.includes(';'));
  for (const [group, size] of table.usable) {
    const members = crossed.filter((key) =>
      key
        .split('|')[1]
        ?.split(';')
        .includes(group.split('|')[1] ?? ''),
    );
    if (members.length > 0) sums.push({ factors: new Map(members.map((key) => [key, 1])), equals: size });
  }
  const recovered = solveExactly(sums);
  return crossed.filter((key) => {
    const size = table.usable.get(key) ?? 0;
    const empty = (key.split('|')[1] ?? '')
      .split(';')
      .some((one) => table.usable.get(`staff-1|${one}`) === 0);
    return size < below && !empty && recovered.has(key);
  });
}

/**
 * What is known of an item: each published tally, sizes of groups of one dimension, and that groups, options and questions
 * add up (in these data everyone is in a group). Unknowns are `question|dims|part of the tally`.
 */
function attack(publish: readonly Result[], table: FrequencyTable, item: string) {
  const sums: Equation[] = [];
  const secret = new Set<string>();
  const seen = new Map<string, Cell>();
  const equation = (plus: string[], less: string[], equals: number) =>
    sums.push({
      factors: new Map([...plus.map((n) => [n, 1] as const), ...less.map((n) => [n, -1] as const)]),
      equals,
    });
  for (const result of publish) {
    const [questionnaire, question, dims] = (result.cells[0] ?? '').split('|');
    if (result.item !== item || question === undefined || dims === undefined) continue;
    const cell = `${question}|${dims}`;
    if (seen.has(cell)) continue;
    seen.set(cell, { key: cell, question, dims, groups: dims.split(';'), names: namesOf(dims) });
    const parts = [...options(item), 'blank'];
    if (result.shorthand === '[c]') {
      const empty = dims.split(';').some((group) => table.usable.get(`${questionnaire}|${group}`) === 0);
      for (const part of parts) if (!empty) secret.add(`${cell}|${part}`);
    } else {
      const counts = [...(result.tally?.counts ?? []), result.tally?.blank ?? 0];
      for (const [at, part] of parts.entries()) equation([`${cell}|${part}`], [], counts[at] ?? 0);
    }
    const size = table.usable.get(`${questionnaire}|${dims}`);
    if (!question.startsWith('pooled') && !dims.includes(';') && size !== undefined)
      equation(
        parts.map((part) => `${cell}|${part}`),
        [],
        size,
      );
  }
  const cells = [...seen.values()];
  const parts = [...options(item), 'blank'];
  const add = (parent: Cell, children: readonly Cell[]) => {
    for (const part of parts)
      equation(
        children.map(({ key }) => `${key}|${part}`),
        [`${parent.key}|${part}`],
        0,
      );
  };
  for (const parent of cells) {
    for (const finer of ['area', 'job', 'area;job']) {
      if (finer === parent.names) continue;
      const children = cells.filter(
        ({ question, names, groups }) =>
          question === parent.question &&
          names === finer &&
          parent.groups.every((group) => group === '' || groups.includes(group)),
      );
      if (children.length > 0) add(parent, children);
    }
    if (parent.question.startsWith('pooled'))
      add(
        parent,
        cells.filter(({ question, dims }) => question !== parent.question && dims === parent.dims),
      );
  }
  return { sums, secret };
}

interface Cell {
  readonly key: string;
  readonly question: string;
  readonly dims: string;
  readonly groups: readonly string[];
  /** The dimensions of its groups. */
  readonly names: string;
}

function options(item: string): string[] {
  return study.scales[item === 'job' ? 'job' : 'agreement']?.options.map(({ id }) => id) ?? [];
}

function namesOf(dims: string): string {
  return dims
    .split(';')
    .map((group) => group.split('=')[0])
    .join(';');
}
