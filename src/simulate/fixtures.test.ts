import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { ratio, roundToUnits, sampleSd } from '../exact/ratio.ts';
import { loadBuiltInStudy } from '../study/load.ts';
import { locatePublished, type PublishedLocation } from '../study/locate-published.ts';
import { readPublished } from '../study/read-published.ts';
import type { Question, Questionnaire, Study } from '../study/study.ts';
import { exportFile } from './export-file.ts';
import { type Simulation, simulate } from './simulate.ts';
import { readBanked } from './testing/read-banked.ts';
import { readExport } from './testing/read-export.ts';

/*
 * Every published figure recounted straight from the fixture files: rows screened by hand, whole-number arithmetic,
 * nothing of the generator or of the ingest.
 */

const FOLDER = 'fixtures/crs-evaluation';
const FILES: Record<string, string> = {
  'probation-p1': 'probation-p1.csv',
  'crs-p1': 'crs-p1.csv',
  'probation-p2': 'probation-p2.xlsx',
  'crs-p2': 'crs-p2.xlsx',
};

/** Of one question: the option positions of each counted respondent. */
type Columns = ReadonlyMap<string, readonly (readonly number[])[]>;

let study: Study;
let located: readonly PublishedLocation[];
const counted = new Map<string, { columns: Columns; rows: number }>();

beforeAll(async () => {
  study = await loadBuiltInStudy();
  located = locatePublished(study, readPublished([`${FOLDER}/published`])).located;
  for (const questionnaire of study.questionnaires) counted.set(questionnaire.id, count(questionnaire));
}, 60_000);

function count(questionnaire: Questionnaire): { columns: Columns; rows: number } {
  const corrections = readFileSync(`${FOLDER}/corrections.csv`, 'utf8').split('\n');
  const [, ...rest] = readExport(`${FOLDER}/exports/${FILES[questionnaire.id] ?? ''}`);
  const body = rest.filter((row) => row[0] !== '');
  const width = (question: Question) =>
    question.kind === 'multi' ? (study.scales[question.scale ?? '']?.options.length ?? 0) : 1;
  const labelled = questionnaire.id.startsWith('crs');
  const start = new Map<string, number>();
  let column = 17;
  for (const question of questionnaire.questions) {
    start.set(question.id, column);
    column += width(question);
  }
  const positions = (row: readonly string[], question: Question): number[] => {
    const options = study.scales[question.scale ?? '']?.options ?? [];
    const at = start.get(question.id) ?? 0;
    if (question.kind === 'multi') {
      return options.flatMap((_, index) => ((row[at + index] ?? '') === '' ? [] : [index + 1]));
    }
    const cell = row[at] ?? '';
    if (cell.startsWith('[Other]')) {
      const line = corrections.find((text) => text.startsWith(`${row[0]},${question.id},${cell},`));
      const meant = line?.split(',')[3];
      return options.flatMap((option, index) => (option.label === (meant ?? 'Other') ? [index + 1] : []));
    }
    if (cell === '') return [];
    return [labelled ? options.findIndex((option) => option.label === cell) + 1 : Number(cell)];
  };
  const asked = (row: readonly string[], question: Question): boolean => {
    const condition = questionnaire.questions.find(({ id }) => id === question.askedIf?.question);
    if (question.askedIf === null || condition === undefined) return question.askedIf === null;
    const options = study.scales[condition.scale ?? '']?.options ?? [];
    return positions(row, condition).some((at) =>
      question.askedIf?.options.includes(options[at - 1]?.id ?? ''),
    );
  };
  const seen = new Set<string>();
  const usable = body.filter((row) => {
    const id = row[0] ?? '';
    if (seen.has(id) || row[7] === 'test') return false;
    if (questionnaire.withdrawn.includes(id) || questionnaire.wrongQuestionnaire.includes(id)) return false;
    const consent = questionnaire.questions.find((question) => question.consent !== null);
    if (consent !== undefined && positions(row, consent)[0] !== 1) return false;
    const evaluative = questionnaire.questions.filter(
      (question) =>
        !question.routing &&
        questionnaire.sections.find(({ id }) => id === question.section)?.kind === 'evaluation' &&
        asked(row, question),
    );
    if (!evaluative.some((question) => (row[start.get(question.id) ?? 0] ?? '') !== '')) return false;
    seen.add(id);
    return true;
  });
  const columns = new Map(
    questionnaire.questions.map((question) => [
      question.id,
      usable.map((row) => (asked(row, question) ? positions(row, question) : [])),
    ]),
  );
  return { columns, rows: usable.length };
}

/** The chosen levels of the counted respondents who gave any, over all of a figure's questions. */
function answersTo(
  location: PublishedLocation,
): { ids: string[]; value: number | null; lean: number | null }[][] {
  return location.questions.flatMap(({ questionnaire, question }) => {
    const definition = study.questionnaires
      .find(({ id }) => id === questionnaire)
      ?.questions.find(({ id }) => id === question);
    const options = study.scales[definition?.scale ?? '']?.options ?? [];
    return (counted.get(questionnaire)?.columns.get(question) ?? [])
      .map((chosen) =>
        chosen.flatMap((at) => options[at - 1] ?? []).filter(({ missing }) => missing === null),
      )
      .filter((chosen) => chosen.length > 0)
      .map((chosen) => chosen.map(({ id, value, lean }) => ({ ids: [id], value, lean })));
  });
}

function agreed(location: PublishedLocation): { agree: number; answered: number } {
  const answers = answersTo(location);
  const { levels } = location.selection;
  const [first] = location.questions;
  const definition = study.questionnaires
    .find(({ id }) => id === first?.questionnaire)
    ?.questions.find(({ id }) => id === first?.question);
  const set = typeof levels === 'string' ? study.scales[definition?.scale ?? '']?.sets[levels] : levels;
  const within = answers.filter((chosen) =>
    chosen.some(({ ids, lean }) => (set === null ? lean === 1 : ids.some((id) => set?.includes(id)))),
  );
  return { agree: within.length, answered: answers.length };
}

const percentOf = (part: number, whole: number) => String(roundToUnits(ratio(100 * part, whole), 0));
const units = (text: string) => ({
  units: BigInt(text.replace('.', '')),
  decimals: text.includes('.') ? text.length - text.indexOf('.') - 1 : 0,
});

function tripleOf(location: PublishedLocation, meanText: string, sdText: string) {
  const values = answersTo(location).map(([only]) => only?.value ?? 0);
  const sum = values.reduce((a, b) => a + b, 0);
  const squares = values.reduce((a, b) => a + b * b, 0);
  const sd = sampleSd(values.length, sum, squares);
  return {
    mean: roundToUnits(ratio(sum, values.length), units(meanText).decimals) === units(meanText).units,
    sd: sd !== null && roundToUnits(sd, units(sdText).decimals) === units(sdText).units,
  };
}

describe('the synthetic exports, recounted from the files', () => {
  it('hold the usable respondents of Table A.1', () => {
    const rows = [...counted].map(([id, { rows: usable }]) => [id, usable]);
    expect(Object.fromEntries(rows)).toEqual({
      'probation-p1': 173,
      'crs-p1': 197,
      'probation-p2': 207,
      'crs-p2': 214,
    });
  });

  it('give 128 of the 140 published triples and all six social-value pairs, each at its decimals', () => {
    const misses: string[] = [];
    let triples = 0;
    let pairs = 0;
    for (const location of located) {
      const { published } = location;
      if (published.kind !== 'likert') continue;
      const { agree, answered } = agreed(location);
      const { mean, sd } = tripleOf(location, published.mean, published.sd);
      const share = published.percent === null || percentOf(agree, answered) === published.percent;
      if (!(mean && sd && share)) misses.push(location.id);
      else if (published.percent === null) pairs += 1;
      else triples += 1;
    }
    expect({ triples, pairs, misses: misses.length }).toEqual({ triples: 128, pairs: 6, misses: 12 });
  });

  it('give every published count with its percentage', () => {
    for (const location of located) {
      const { published } = location;
      if (published.kind !== 'count' || location.selection.item === null) continue;
      const { agree, answered } = agreed(location);
      const own = location.questions.map(({ questionnaire }) => counted.get(questionnaire)?.rows ?? 0);
      expect([location.id, String(agree)]).toEqual([location.id, published.count]);
      const base = published.table.startsWith('A.') ? (own[0] ?? 0) : answered;
      expect([location.id, percentOf(agree, base)]).toEqual([location.id, published.percent]);
    }
  });

  it('give every quoted percentage but the one that contradicts its table', () => {
    const misses = located.flatMap((location) => {
      const { published } = location;
      if (published.kind !== 'text') return [];
      const { agree, answered } = agreed(location);
      const found = percentOf(agree, answered);
      return found === published.percent ? [] : [`${published.measure}: ${found} for ${published.percent}`];
    });
    expect(misses).toEqual(['does not prefer co-commissioning: 56 for 57']);
  });

  it('have header ns as printed, except for Women’s Services', () => {
    const largest = new Map<string, number>();
    const printed = new Map<string, string>();
    for (const location of located) {
      const { published } = location;
      if (published.kind !== 'likert') continue;
      const key = `${published.tables.join('/')} ${published.group} ${published.respondents}`;
      largest.set(key, Math.max(largest.get(key) ?? 0, agreed(location).answered));
      printed.set(key, published.headerN ?? '');
    }
    const differing = [...largest].filter(([key, n]) => String(n) !== printed.get(key));
    expect(differing).toEqual([
      ['B.1/B.2 WS probation', 29],
      ['B.4/B.5 WS probation', 32],
    ]);
  });
});

describe('the reconstruction', () => {
  const BUILT_IN = 'src/simulate/built-in/crs-evaluation.yaml';
  const OVERLAP = `${FOLDER}/overlap/simulation.yaml`;
  const runs = new Map<string, Simulation>();
  const rerun = (file: string): Simulation => {
    const run = runs.get(file) ?? simulate(study, located, readBanked(file), 1);
    runs.set(file, run);
    return run;
  };

  it('writes the committed files byte for byte', () => {
    const folders = [
      [BUILT_IN, `${FOLDER}/exports`],
      [OVERLAP, `${FOLDER}/overlap`],
    ] as const;
    for (const [source, target] of folders) {
      for (const { file, sheet } of rerun(source).exports) {
        expect(Buffer.compare(readFileSync(`${target}/${file}`), exportFile(sheet)), file).toBe(0);
      }
    }
  });

  it('says SYNTHETIC in every file, and gives nobody an address outside the documentation ranges', () => {
    for (const { sheet } of [...rerun(BUILT_IN).exports, ...rerun(OVERLAP).exports]) {
      expect(sheet.survey).toMatch(/^SYNTHETIC/);
      const texts = sheet.rows.flat().flatMap((cell) => (cell?.kind === 'text' ? [cell.text] : []));
      const mail = texts.flatMap((text) => text.match(/[\w.]+@[\w.]*\w/g) ?? []);
      expect(mail.filter((address) => !address.endsWith('@example.org'))).toEqual([]);
      const addresses = texts.filter((text) => /^\d+\.\d+\.\d+\.\d+$/.test(text));
      expect(addresses.every((text) => text.startsWith('192.0.2.'))).toBe(true);
      expect(addresses.length).toBe(sheet.rows.length);
    }
  });

  it('uses no open answer more than three times in all exports, and Welsh ones in Wales only', () => {
    const { exports, text } = rerun(BUILT_IN);
    const bank = Object.values(text.banks).flat();
    const welsh = new Set(bank.filter(({ tags }) => tags.includes('welsh')).map((answer) => answer.text));
    const used = new Map<string, number>();
    for (const { rows, plan } of exports) {
      const region = plan.questions.find(({ question }) => question.id === 'region');
      const wales = (region?.scale?.options.findIndex(({ id }) => id === 'wales') ?? -1) + 1;
      for (const { answers } of rows)
        for (const said of answers.text.values()) {
          used.set(said, (used.get(said) ?? 0) + 1);
          const regions = answers.ticked.get('region') ?? [answers.chosen.get('region')];
          if (welsh.has(said)) expect(regions).toContain(wales);
        }
    }
    expect(new Set(bank.map((answer) => answer.text)).size).toBe(bank.length);
    expect(Math.max(...used.values())).toBe(3);
    expect(used.size).toBeGreaterThan(600);
    expect([...used.keys()].some((said) => welsh.has(said))).toBe(true);
  });

  it('has answers that hang together: who agrees with one statement agrees with the next', () => {
    const { columns } = counted.get('crs-p1') ?? { columns: new Map() };
    const first = columns.get('meeting-needs') ?? [];
    const second = columns.get('crs-positive-outcomes') ?? [];
    const pairs = first.flatMap(([x = 8]: number[], row: number) => {
      const [y = 8] = second[row] ?? [];
      return x === 8 || y === 8 ? [] : [[x, y] as const];
    });
    const n = pairs.length;
    const sum = (f: (x: number, y: number) => number) =>
      pairs.reduce((total: number, [x, y]: readonly [number, number]) => total + f(x, y), 0);
    const covariance = n * sum((x, y) => x * y) - sum((x) => x) * sum((_, y) => y);
    const spread = (f: (x: number, y: number) => number) => n * sum((x, y) => f(x, y) ** 2) - sum(f) ** 2;
    const r = covariance / Math.sqrt(spread((x) => x) * spread((_, y) => y));
    expect(n).toBeGreaterThan(150);
    expect(r).toBeGreaterThan(0.4);
    expect(r).toBeLessThan(0.95);
  });

  it('ticks a second region for some where regions overlap', () => {
    const [probation, crs] = rerun(OVERLAP).exports;
    const several = (rows: typeof probation) =>
      rows?.rows.filter(({ answers }) => (answers.ticked.get('region')?.length ?? 0) > 1).length ?? 0;
    expect(several(probation)).toBeGreaterThanOrEqual(23);
    expect(several(crs)).toBeGreaterThanOrEqual(31);
  });
});
