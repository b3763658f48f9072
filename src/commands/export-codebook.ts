import { resolve } from 'node:path';
import { type CodebookSources, codebookSources } from '../qualitative/exchange/codebook-sources.ts';
import type { Study } from '../study/study.ts';
import { withCodebook } from './choose-codebook.ts';
import { chooseStudy } from './choose-study.ts';
import type { CodebookExport, CodebookFormat } from './codebook-export.ts';
import { counted } from './count-text.ts';
import type { Io } from './io.ts';
import { VERSION } from './version.ts';
import { writeTogether } from './write-together.ts';

/** Writes the codebook of a study as asked for; says what the format cannot carry. Throws an InputError where the study or its codebook is faulty. */
export async function exportCodebook(options: CodebookExport, io: Io): Promise<void> {
  const study = await withCodebook(await chooseStudy(options.study, io), options.codebook, io);
  const sources = sourcesOf(study);
  const content = await written(sources, options.format, options.out);
  writeTogether([{ path: resolve(io.cwd, options.out), content: [content] }]);
  io.stderr(lost(sources, options.format));
  io.stderr(`${counted(sources.codes.length, 'code')} written to ${options.out}\n`);
}

/** The codes of a study's codebook as its files say them; none without one. */
function sourcesOf(study: Study): CodebookSources {
  return study.codebook === null ? { codes: [], codeChanges: [] } : codebookSources(study.codebook, study);
}

async function written(
  sources: CodebookSources,
  format: CodebookFormat,
  out: string,
): Promise<string | Uint8Array> {
  if (format === 'qdc') {
    const { writeQdc } = await import('../qualitative/exchange/codebook-qdc.ts');
    return writeQdc(sources, `crs-eval ${VERSION}`);
  }
  if (format === 'yaml')
    return (await import('../qualitative/exchange/codebook-yaml.ts')).writeCodebookYaml(sources);
  const { codebookRows } = await import('../qualitative/exchange/codebook-table.ts');
  const rows = codebookRows(sources);
  if (format === 'xlsx') return (await import('./codebook-workbook.ts')).codebookWorkbook(rows, out);
  return (await import('../render/csv.ts')).writeCsv(rows);
}

function lost({ codes, codeChanges }: CodebookSources, format: CodebookFormat): string {
  if (format !== 'qdc') return '';
  const rules = codes.reduce((sum, code) => sum + (code.rules?.length ?? 0), 0);
  const losses = [
    ...(rules === 0 ? [] : [counted(rules, 'rule')]),
    ...(codeChanges.length === 0 ? [] : [`${counted(codeChanges.length, 'change')} of codes`]),
  ];
  const carried =
    'note: definitions, examples and questions of codes stand as paragraphs in their descriptions\n';
  if (losses.length === 0) return carried;
  return `${carried}note: a .qdc cannot carry ${losses.join(' and ')}: left out\n`;
}
