import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { AnswerRow } from '../qualitative/coding.ts';
import type { RespondentRecord } from '../qualitative/exchange/compose-project.ts';
import { respondentDimensions } from '../study/lookup.ts';
import { InputError } from '../study/problem.ts';
import type { Run } from './load-run.ts';
import { readRecords } from './read-records.ts';
import { readTable } from './run-answers.ts';

const NAME = 'internal/respondents.csv';

/** Who a run's respondents are: labels of their groups by the labels of dimensions, and what headers of interviews say; none of an older run. */
export async function readRunRespondents({ folder, study }: Run): Promise<readonly RespondentRecord[]> {
  if (!existsSync(join(folder, NAME))) return [];
  const read = await readRecords(join(folder, NAME), NAME, 'a file of the run');
  if ('severity' in read) throw new InputError([read]);
  const [header = [], ...rows] = read[0]?.records ?? [];
  return rows.map(([questionnaire = '', responseId = '', , ...cells]) => ({
    questionnaire,
    responseId,
    attributes: Object.fromEntries(
      cells.flatMap((cell, at) => {
        const name = header[at + 3] ?? '';
        const dimension = study.dimensions.find(({ id }) => id === name);
        if (cell === '') return [];
        if (dimension === undefined) return [[titled(name), cell]];
        const labels = cell
          .split(';')
          .map((id) => dimension.groups.find((group) => group.id === id)?.label ?? id);
        return [[dimension.label, labels.join('; ')]];
      }),
    ),
  }));
}

function titled(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** The groups of a run's respondents, found by questionnaire, response and row; of one it does not have, none. Throws where the run has no such file. */
export async function readRespondentGroups(
  run: Run,
): Promise<(answer: AnswerRow) => Readonly<Record<string, readonly string[]>>> {
  const dimensions = respondentDimensions(run.study).map(({ id }) => id);
  const rows = await readTable(run, NAME);
  const groups = new Map(
    rows.map((cell) => [
      `${cell('questionnaire')}\n${cell('response_id')}\n${cell('row')}`,
      Object.fromEntries(
        dimensions.flatMap((name) => (cell(name) === '' ? [] : [[name, cell(name).split(';')] as const])),
      ),
    ]),
  );
  return ({ questionnaire, responseId, fileRow }) =>
    groups.get(`${questionnaire}\n${responseId}\n${fileRow}`) ?? {};
}
