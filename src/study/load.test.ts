import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { compileStudy } from './compile.ts';
import { loadBuiltInStudy, loadStudy } from './load.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'crs-eval-study-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

test('the compiled study is the study, and the one built in', async () => {
  const target = join(folder, 'made', 'study.json');
  await compileStudy('src/study/crs-evaluation', target);
  const study = await loadStudy('src/study/crs-evaluation');
  expect(JSON.parse(await readFile(target, 'utf8'))).toEqual(study);
  expect(await loadBuiltInStudy()).toEqual(study);
});

test('only .yaml files of the folder are read', async () => {
  await writeFile(
    join(folder, 'a.yaml'),
    'study: { id: a, title: A }\nsource: { title: T, publisher: P, licence: L, credit: C }\n',
  );
  await writeFile(join(folder, 'notes.txt'), 'not: [yaml');
  expect(await loadStudy(folder)).toMatchObject({
    id: 'a',
    questionnaires: [],
    rules: { suppressBelow: 10 },
  });
});

test('a file in another encoding than UTF-8 is refused at each line and column, not read with letters lost', async () => {
  const text = 'study: { id: a, title: Café }\n# Ünter\n';
  await writeFile(join(folder, 'a.yaml'), Buffer.from(text, 'latin1'));
  await writeFile(join(folder, 'b.yaml'), Buffer.from(`\ufeff${text}`, 'utf16le'));
  await writeFile(join(folder, 'c.yaml'), Buffer.from('é: x'));
  await expect(loadStudy(folder)).rejects.toThrow(
    [
      'a.yaml:1: column 27: expected text in UTF-8, found a byte that is not UTF-8 (0xE9; another encoding, such as Windows-1252) — save it again with the encoding UTF-8',
      'a.yaml:2: column 3: expected text in UTF-8, found a byte that is not UTF-8 (0xDC; another encoding, such as Windows-1252) — save it again with the encoding UTF-8',
      'b.yaml: expected text in UTF-8, found UTF-16 — save it again with the encoding UTF-8',
    ].join('\n'),
  );
});

test('a file of a study that is a folder is refused by its name', async () => {
  await mkdir(join(folder, 'a.yaml'));
  await expect(loadStudy(folder)).rejects.toThrow('a.yaml: expected a file of the study, found a folder');
});

test('a folder without definitions, and none at all, are refused', async () => {
  await expect(loadStudy(folder)).rejects.toThrow(
    `${folder}: expected a folder with the study’s .yaml files, found none`,
  );
  const gone = join(folder, 'gone');
  await expect(loadStudy(gone)).rejects.toThrow(
    `${gone}: expected a folder with the study’s .yaml files, found no such folder`,
  );
  const file = join(folder, 'file');
  await writeFile(file, '');
  await expect(loadStudy(file)).rejects.toThrow(
    `${file}: expected a folder with the study’s .yaml files, found a file`,
  );
});
