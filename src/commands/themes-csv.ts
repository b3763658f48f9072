import { type Exact, ratio, toNumber } from '../exact/ratio.ts';
import { type Evidence, evidenceOf } from '../likert/evidence.ts';
import { type CellAddress, cellKey } from '../likert/frequency.ts';
import { namedLevels } from '../likert/scale.ts';
import { answeredResult, countResult, type Marks, shareResult } from '../likert/summarise.ts';
import type { ThemeCounts } from '../qualitative/count-themes.ts';
import { isAgreement, openId, SET_ASIDE } from '../qualitative/theme-study.ts';
import { csvField, writeCsv } from '../render/csv.ts';
import type { Study } from '../study/study.ts';

const COLUMNS = [
  ...['id', 'questionnaire', 'question', 'item', 'code', 'name'],
  ...['respondents', 'phase', 'pathway', 'region', 'dims'],
  ...['statistic', 'value', 'base', 'shorthand', 'synthetic'],
];

/** One figure: a line of themes.csv without what its cell says. */
interface ThemeFigure {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly statistic: 'answered' | 'respondents' | 'share' | 'mentions';
  readonly exact: Exact | null;
  readonly shorthand: string | null;
}

/**
 * Both forms of themes.csv in one pass. Of each cell (a question, or an item's questions pooled, in the whole or in a group)
 * its base (`answered`), then for each code in the order of the codebook how many `respondents` were given it, their `share`
 * of the base and its `mentions`; `(uncoded)` are those who answered and were given none. In groups of respondents, codes that
 * nobody there was given have no row, but for those by agreement, which stand beside each other in tables: there a code has a row if anybody who answered the question was given it. In the published form a hidden cell has the row of its base alone, which says `[c]`.
 * Gives the number of figures, and how many of them are hidden.
 */
export function writeThemesCsv(
  themes: Study,
  counts: ThemeCounts,
  hidden: { readonly has: (cell: string) => boolean },
  marks: Marks,
  to: { readonly internal: (text: string) => void; readonly publish: (text: string) => void },
): { readonly all: number; readonly suppressed: number } {
  const header = writeCsv([COLUMNS]);
  to.internal(header);
  to.publish(header);
  const numbers = { all: 0, suppressed: 0 };
  const names = new Map<string, string>();
  for (const { address } of counts.frequency.cells.values()) {
    const evidence = evidenceOf(themes, counts.frequency, [address]);
    const key = cellKey(address);
    const base = baseOf(evidence, marks);
    const figures = [
      base,
      ...figuresOf(evidence, givenIn(counts, address), counts.mentions.get(key) ?? [], marks),
    ];
    const line = lineWriter(evidence, marks, names);
    const answered = String(evidence.tally.answered);
    const lines = figures.map((figure) => line(figure, answered)).join('');
    to.internal(lines);
    numbers.all += figures.length;
    if (hidden.has(key)) {
      numbers.suppressed += figures.length;
      to.publish(line({ ...base, exact: null, shorthand: '[c]' }, ''));
    } else to.publish(lines);
  }
  return numbers;
}

function baseOf(evidence: Evidence, marks: Marks): ThemeFigure {
  const { id, exact, shorthand } = answeredResult(evidence, marks);
  return { id, code: '', name: '', statistic: 'answered', exact, shorthand };
}

/** Of a cell how many were given each code, by which it has a row; in groups by agreement, of all who answered the question. */
function givenIn({ frequency }: ThemeCounts, address: CellAddress): readonly number[] {
  const compared = Object.keys(address.dims).some(isAgreement);
  const cell = frequency.cells.get(cellKey(compared ? { ...address, dims: {} } : address));
  return cell?.tally.counts ?? [];
}

function figuresOf(
  evidence: Evidence,
  given: readonly number[],
  mentions: readonly number[],
  marks: Marks,
): ThemeFigure[] {
  const inGroup = Object.keys(evidence.addresses[0]?.dims ?? {}).length > 0;
  return namedLevels(evidence.scale).options.flatMap((levels, at): ThemeFigure[] => {
    const option = evidence.scale.options[at];
    if (option === undefined || option.id === SET_ASIDE) return [];
    if (inGroup && (given[at] ?? 0) === 0) return [];
    const [count, share] = [countResult(evidence, levels, marks), shareResult(evidence, levels, marks)];
    const named = { code: option.id, name: option.label };
    const mentioned: ThemeFigure = {
      ...named,
      id: `${evidence.name}.mentions.${levels.name}${evidence.suffix}`,
      statistic: 'mentions',
      exact: count.exact === null ? null : ratio(mentions[at] ?? 0, 1),
      shorthand: count.shorthand,
    };
    return [
      { ...named, id: count.id, statistic: 'respondents', exact: count.exact, shorthand: count.shorthand },
      { ...named, id: share.id, statistic: 'share', exact: share.exact, shorthand: share.shorthand },
      ...(option.missing === null && !option.id.startsWith('(') ? [mentioned] : []),
    ];
  });
}

/** Writes lines of one cell, whose own fields are written once for all; `names` remembers those of codes. */
function lineWriter(
  evidence: Evidence,
  marks: Marks,
  names: Map<string, string>,
): (figure: ThemeFigure, base: string) => string {
  const [address] = evidence.addresses;
  const { respondents, phase, pathway, region, dims } = evidence.places;
  const which = fields([
    address?.questionnaire ?? '',
    openId(address?.question ?? ''),
    openId(evidence.item),
  ]);
  const where = fields([respondents, phase, pathway, region, dims]);
  const synthetic = marks.synthetic ? 'yes' : 'no';
  return ({ id, code, name, statistic, exact, shorthand }, base) => {
    const value = exact === null ? '' : String(toNumber(exact));
    const named = names.get(code) ?? fields([code, name]);
    names.set(code, named);
    return `${csvField(id)},${which},${named},${where},${statistic},${value},${base},${shorthand ?? ''},${synthetic}\r\n`;
  };
}

function fields(texts: readonly string[]): string {
  return texts.map(csvField).join(',');
}
