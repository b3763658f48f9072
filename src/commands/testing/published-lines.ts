import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

type Line = Readonly<Record<string, string>>;

/**
 * Every line of a run's publish/results.csv and publish/themes.csv by its id. Lines of themes have the names that results.csv
 * gives to what their figures are made of: a share its `numerator` (those given the code) and `denominator`, a count its `numerator`.
 */
export function publishedLines(run: string): ReadonlyMap<string, Line> {
  const lines = [...linesOf(`${run}/publish/results.csv`), ...themeLines(`${run}/publish/themes.csv`)];
  return new Map(lines.map((line) => [line['id'] ?? '', line]));
}

function linesOf(path: string): readonly Line[] {
  return parse(readFileSync(path), { columns: true, bom: true });
}

function themeLines(path: string): readonly Line[] {
  const lines = linesOf(path);
  const values = new Map(lines.map(({ id, value: count }) => [id, count]));
  return lines.map((line) => ({
    ...line,
    numerator: values.get(line['id']?.replace('.codes.share.', '.codes.count.')) ?? '',
    denominator: line['statistic'] === 'share' ? (line['base'] ?? '') : '1',
    unit: line['statistic'] === 'share' ? 'share' : '',
  }));
}
