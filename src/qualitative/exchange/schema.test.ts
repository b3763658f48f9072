import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { loadBuiltInStudy } from '../../study/load.ts';
import { writeQdc } from './codebook-qdc.ts';
import { codebookSources } from './codebook-sources.ts';
import { projectOf } from './testing/coded-answers.ts';
import { writeQde } from './write-project.ts';

const schema = (name: string) =>
  readFileSync(new URL(`../../../fixtures/refi-qda/${name}.xsd`, import.meta.url), 'utf8');
const faultsOf = async (xml: string, xsd: string) =>
  (await validateXML({ xml: { fileName: 'a.xml', contents: xml }, schema: schema(xsd) })).errors.map(
    ({ message }) => message,
  );

it('a project by respondent or by question is valid against the schema of REFI-QDA', async () => {
  for (const by of ['respondent', 'question'] as const)
    expect(await faultsOf(writeQde(projectOf(by)), 'Project')).toEqual([]);
  const none = { answers: [], codings: [], respondents: [] };
  expect(await faultsOf(writeQde(projectOf('respondent', none)), 'Project')).toEqual([]);
});

it('a codebook is valid against the schema of REFI-QDA', async () => {
  const study = await loadBuiltInStudy();
  if (study.codebook === null) throw new Error('no codebook');
  expect(await faultsOf(writeQdc(codebookSources(study.codebook, study), 'crs-eval'), 'Codebook')).toEqual(
    [],
  );
});

it('the schema finds what is not valid', async () => {
  const xml = writeQde(projectOf('question'));
  expect(await faultsOf(xml.replace(/ startPosition="\d+"/, ''), 'Project')).toHaveLength(1);
});
