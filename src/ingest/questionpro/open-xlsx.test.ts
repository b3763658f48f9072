import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openExport } from './open-export.ts';
import type { RawRow, RawSheet } from './raw-sheet.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'open-xlsx-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** A workbook of the sheets' XML, in the order given; optionally with shared strings. */
function workbook(sheets: Readonly<Record<string, string>>, strings: readonly string[] = []): Uint8Array {
  const names = Object.keys(sheets);
  const part = (body: string) => strToU8(`<?xml version="1.0" encoding="UTF-8"?>\n${body}`);
  const files: Record<string, Uint8Array> = {
    '[Content_Types].xml': part(
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
    ),
    '_rels/.rels': part(
      `<Relationships xmlns="${PACKAGE}"><Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
    'xl/workbook.xml': part(
      `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${names
        .map((name, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="s${at + 1}"/>`)
        .join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': part(
      `<Relationships xmlns="${PACKAGE}"><Relationship Id="x" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/>${names
        .map(
          (_, at) =>
            `<Relationship Id="s${at + 1}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
        )
        .join('')}</Relationships>`,
    ),
    'xl/sharedStrings.xml': part(
      `<sst xmlns="${MAIN}">${strings.map((text) => `<si>${text}</si>`).join('')}</sst>`,
    ),
  };
  for (const [at, name] of names.entries()) {
    files[`xl/worksheets/sheet${at + 1}.xml`] = part(
      `<worksheet xmlns="${MAIN}"><dimension ref="A1"/><sheetData>${sheets[name]}</sheetData></worksheet>`,
    );
  }
  return zipSync(files);
}

const inline = (ref: string, text: string) => `<c r="${ref}" t="inlineStr"><is><t>${text}</t></is></c>`;
const number = (ref: string, value: string) => `<c r="${ref}" t="n"><v>${value}</v></c>`;
const shared = (ref: string, at: number) => `<c r="${ref}" t="s"><v>${at}</v></c>`;
const row = (at: number, ...cells: readonly string[]) => `<row r="${at}">${cells.join('')}</row>`;

async function opened(bytes: Uint8Array): Promise<RawSheet> {
  const path = join(folder, 'export.xlsx');
  await writeFile(path, bytes);
  return openExport(path);
}

async function allRows(sheet: RawSheet): Promise<RawRow[]> {
  const rows: RawRow[] = [];
  for await (const batch of sheet.rows()) rows.push(...batch);
  return rows;
}

describe('openExport of an XLSX', () => {
  it('reads what Apache POI writes: inline strings, E notation, a date serial, a boolean, ragged rows', async () => {
    const sheet = await opened(
      workbook({
        Introduction: row(3, inline('B3', 'Survey'), inline('C3', 'Synthetic staff survey')),
        'Raw Data': [
          row(
            1,
            inline('A1', 'Response ID'),
            inline('B1', 'Timestamp (mm/dd/yyyy)'),
            inline('C1', 'Duplicate'),
            inline('D1', 'Which?'),
            inline('E1', 'Which?'),
            inline('F1', 'Why &amp; how&#xa0;?'),
          ),
          row(2, inline('A2', ''), inline('D2', 'One &amp;#61; 1'), inline('E2', 'Two')),
          row(
            3,
            number('A3', '2.0037035E7'),
            number('B3', '45376.636145833334'),
            '<c r="C3" t="b"><v>0</v></c>',
            number('E3', '1.0'),
            inline('F3', 'a &lt; b'),
          ),
          row(5, number('A5', '2.1E7'), number('D5', '0.5')),
        ].join(''),
      }),
    );
    expect(sheet).toMatchObject({
      format: 'xlsx',
      sheet: 'Raw Data',
      preambleRows: 0,
      headerRows: 2,
      surveyName: 'Synthetic staff survey',
      synthetic: true,
    });
    expect(sheet.columns.map((column) => `${column.header}|${column.subheader}`)).toEqual([
      'Response ID|',
      'Timestamp (mm/dd/yyyy)|',
      'Duplicate|',
      'Which?|One &#61; 1',
      'Which?|Two',
      'Why & how\u00a0?|',
    ]);
    expect(await allRows(sheet)).toEqual([
      { fileRow: 3, cells: ['20037035', '2024-03-25T15:16:03', '0', '', '1', 'a < b'] },
      { fileRow: 5, cells: ['21000000', '', '', '0.5', '', ''] },
    ]);
  });

  it('reads what Excel saves again: shared strings, also in runs, and a preamble', async () => {
    const sheet = await opened(
      workbook(
        {
          Notes: row(1, inline('A1', 'Response ID')),
          'Datos sin procesar': [
            row(1, shared('A1', 0)),
            row(3, shared('A3', 1), shared('B3', 2)),
            row(4, number('A4', '7'), shared('B4', 3)),
          ].join(''),
        },
        [
          '<t>Survey ID 99</t>',
          '<t>ID de respuesta</t>',
          '<r><t xml:space="preserve">How </t></r><r><rPr><b/></rPr><t>good</t></r><r><t>?</t></r>',
          '<t>Very</t>',
        ],
      ),
    );
    expect(sheet).toMatchObject({
      sheet: 'Datos sin procesar',
      preambleRows: 2,
      headerRows: 1,
      surveyId: '99',
    });
    expect(sheet.columns[1]?.header).toBe('How good?');
    expect(await allRows(sheet)).toEqual([{ fileRow: 4, cells: ['7', 'Very'] }]);
  });

  it('keeps an "Other" column that has neither header nor label', async () => {
    const sheet = await opened(
      workbook({
        'Raw Data':
          row(1, inline('A1', 'Response ID'), inline('B1', 'Which?')) +
          row(2, number('A2', '1'), number('B2', '3'), inline('C2', 'mine')),
      }),
    );
    expect((await allRows(sheet))[0]?.cells).toEqual(['1', '3', 'mine']);
    expect(sheet.columns).toHaveLength(3);
  });

  it('lists questions from the report sheets, and never what people wrote', async () => {
    const sheet = await opened(
      workbook({
        'Raw Data': row(1, inline('A1', 'Response ID'), inline('B1', 'Which?')),
        'Q1 - Q2': [
          row(3, inline('A3', 'Q1')),
          row(4, inline('A4', '')),
          row(5, inline('A5', 'Which &amp;#61; best?')),
          row(6, inline('A6', 'This'), number('B6', '9.0'), number('C6', '0.9')),
          row(7, inline('A7', 'That'), number('B7', '1.0'), number('C7', '0.1')),
          row(8, inline('A8', 'Total'), number('B8', '10.0')),
          row(12, inline('A12', 'Mean'), number('B12', '1.1')),
          row(16, inline('A16', 'Q2')),
          row(17, inline('A17', 'How much?')),
          row(
            19,
            inline('A19', 'Statement'),
            inline('B19', 'Little'),
            inline('C19', 'Much'),
            inline('D19', 'Overall'),
          ),
          row(20, inline('A20', 'Tired'), number('B20', '3.0'), number('C20', '4.0'), number('D20', '7.0')),
          row(21, number('B21', '0.43'), number('C21', '0.57'), inline('D21', 'n = 7')),
          row(22, inline('A22', 'Busy'), number('B22', '0.0'), number('C22', '7.0'), number('D22', '7.0')),
          row(25, inline('A25', 'Tired')),
          row(26, inline('A26', 'Little'), number('B26', '3.0')),
        ].join(''),
        Q3:
          row(1, inline('A1', 'Open Ended Text Data')) +
          row(2, inline('A2', 'Q3')) +
          row(4, inline('A4', 'Why?')) +
          row(5, inline('A5', 'Because')) +
          row(6, inline('A6', 'of this')),
      }),
    );
    expect(sheet.listed).toEqual([
      {
        code: 'Q1',
        text: 'Which = best?',
        options: [
          { label: 'This', count: 9 },
          { label: 'That', count: 1 },
        ],
        statements: [],
      },
      {
        code: 'Q2',
        text: 'How much?',
        options: [
          { label: 'Little', count: 3 },
          { label: 'Much', count: 11 },
        ],
        statements: [
          { label: 'Tired', counts: [3, 4] },
          { label: 'Busy', counts: [0, 7] },
        ],
      },
      { code: 'Q3', text: 'Why?', options: [], statements: [] },
    ]);
  });
});

const SAMPLE = '../shared/questionpro/xlsx-two-header-rows-matrix.xlsx';

describe.skipIf(!existsSync(SAMPLE))('the sample XLSX (skipped where ../shared is not there)', () => {
  it('gives every cell that its XML holds, read here with nothing but a regular expression', async () => {
    const sheet = await openExport(SAMPLE);
    const xml = strFromU8(unzipSync(readFileSync(SAMPLE))['xl/worksheets/sheet3.xml'] ?? new Uint8Array());
    const personal = new Set(
      sheet.columns.filter((column) => column.personal).map((column) => column.letter),
    );
    const cells = new Map((await allRows(sheet)).map((read) => [read.fileRow, read.cells]));
    const letters = new Map(sheet.columns.map((column) => [column.letter, column.index]));
    let compared = 0;
    for (const [, letter = '', at = '', kind = '', body = ''] of xml.matchAll(
      /<c r="([A-Z]+)(\d+)"[^>]*? t="(\w+)">(.*?)<\/c>/gs,
    )) {
      if (Number(at) < 3) continue;
      const raw = /<(?:t|v)>(.*?)<\/(?:t|v)>/s.exec(body)?.[1] ?? '';
      const text = kind === 'n' ? String(Number(raw)) : unescapeXml(raw);
      const index = letters.get(letter) ?? -1;
      const given = cells.get(Number(at))?.[index];
      if (personal.has(letter)) expect(given).toBe('');
      else if (letter !== 'D') expect(`${letter}${at} ${given}`).toBe(`${letter}${at} ${text}`);
      compared += 1;
    }
    expect(compared).toBeGreaterThan(10_000);
    expect(cells.get(3)?.[3]).toBe('2024-03-25T15:16:03');
  });

  it('has 170 columns under two header rows, 133 rows, and lists 33 questions', async () => {
    const sheet = await openExport(SAMPLE);
    expect(sheet).toMatchObject({
      sheet: 'Raw Data',
      preambleRows: 0,
      headerRows: 2,
      surveyName: 'EEG-VR-TSST Study Survey',
      generated: '2026-01-02T14:57:51',
    });
    expect(sheet.columns).toHaveLength(170);
    expect(await allRows(sheet)).toHaveLength(133);
    expect(sheet.listed).toHaveLength(33);
    expect(JSON.stringify(sheet)).not.toContain('account@example.org');
  });
});

function unescapeXml(text: string): string {
  return text
    .replace(/&#x([0-9a-f]+);/g, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}
