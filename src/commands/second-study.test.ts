import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { formatExact, ratio } from '../exact/ratio.ts';
import { ingestFiles } from '../ingest/ingest-files.ts';
import { countResponses } from '../likert/count.ts';
import { cellKey, type FrequencyTable, usableKey } from '../likert/frequency.ts';
import type { Result } from '../likert/result.ts';
import { summarise } from '../likert/summarise.ts';
import { loadStudy } from '../study/load.ts';
import type { Questionnaire } from '../study/study.ts';
import type { Io } from './io.ts';
import { openExports } from './read-inputs.ts';

const FOLDER = fileURLToPath(new URL('../../fixtures/second-study/', import.meta.url));
const IO: Io = { stdout: () => {}, stderr: () => {}, cwd: FOLDER, env: {} };

// Worked out by expected.py, which shares no code with the program.
const [header = '', ...lines] = readFileSync(`${FOLDER}expected.csv`, 'utf8').trim().split(/\r?\n/);
const names = header.split(',');
const expected = lines.map((line) =>
  Object.fromEntries(line.split(',').map((cell, at) => [names[at] ?? '', cell])),
);

describe('a study of another shape gives the figures that were worked out apart from the program', async () => {
  const study = await loadStudy(`${FOLDER}study`);
  const [members] = study.questionnaires as [Questionnaire];
  const sheets = await openExports(['exports/library.csv'], IO);
  const ingest = ingestFiles(sheets, study, {});
  const [answered] = ingest.questionnaires;
  const table = await countResponses(study, members, answered?.batches ?? []);
  const results = new Map(summarise(study, table, { synthetic: true }).map((result) => [result.id, result]));

  it.each(expected)('$item, $service in $district', (row) => {
    expect(figures(table, results, row)).toEqual(row);
  });
});

function figures(
  table: FrequencyTable,
  results: ReadonlyMap<string, Result>,
  row: Record<string, string>,
): Record<string, string> {
  const { item = '', service = '', district = '' } = row;
  const dims: Record<string, string> = district === '' ? {} : { district };
  const question = service === '' ? item : `${service.toLowerCase()}.${item}`;
  const tally = table.cells.get(cellKey({ questionnaire: 'members', question, item, dims }))?.tally;
  const suffix = district === '' ? '' : `@district=${district}`;
  const printed = (statistic: string, decimals: number) => {
    const exact = results.get(`members.${question}.${statistic}${suffix}`)?.exact ?? null;
    if (exact === null) return '';
    const shown = statistic.startsWith('share') ? ratio(exact.numerator * 100n, exact.denominator) : exact;
    return formatExact(shown, decimals);
  };
  const share = results.get(`members.${question}.share.agree${suffix}`);
  return {
    item,
    service,
    district,
    usable: String(table.usable.get(usableKey('members', dims))),
    asked: String(tally?.asked),
    answered: String(tally?.answered),
    missing: String((tally?.dontKnow ?? 0) + (tally?.otherMissing ?? 0)),
    blank: String(tally?.blank),
    not_asked: String(tally?.notAsked),
    agree: share === undefined ? '' : String(share.numerator),
    percent: printed('share.agree', 0),
    mean: printed('mean', 2),
    sd: printed('sd', 2),
  };
}
