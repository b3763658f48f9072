import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lintSpreadsheet, RULES } from '../audit/spreadsheets/lint-spreadsheet.ts';
import { handMade } from './testing/hand-made.ts';
import { runCli } from './testing/run-cli.ts';
import { sampleWorkbook, withLine, withParts, writeSample, xlsxCell } from './testing/sample-workbook.ts';

let folder = '';
const lint = (...args: readonly string[]) => runCli(['lint', ...args], { cwd: folder });
const put = (name: string, bytes: Uint8Array | string): string => {
  writeFileSync(join(folder, name), bytes);
  return name;
};
const zipped = (parts: Readonly<Record<string, string>>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])));

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lint-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('crs-eval lint', () => {
  it('says what is broken and where, with exit code 1', async () => {
    const name = put(
      'a.ods',
      await writeSample(
        'ods',
        withLine(2, () => 'This worksheet contains 1 table.'),
      ),
    );
    expect(lint(name)).toEqual({
      code: 1,
      stdout:
        'a.ods: Table_S.1!A2: table-count: expected a line such as “This worksheet contains one table.”, found “1”\n',
      stderr: '1 file checked: 1 finding, of 1 rule.\n',
    });
    expect(JSON.parse(lint(name, '--json').stdout)).toEqual({
      files: [
        {
          file: 'a.ods',
          format: 'ods',
          findings: [
            {
              rule: 'table-count',
              sheet: 'Table_S.1',
              cell: 'A2',
              expected: 'a line such as “This worksheet contains one table.”',
              found: '“1”',
            },
          ],
        },
      ],
    });
  });

  it('passes our own files with exit code 0', async () => {
    const names = [
      put('good.xlsx', await writeSample('xlsx', sampleWorkbook)),
      put('good.ods', await writeSample('ods', sampleWorkbook)),
    ];
    expect(lint(...names)).toEqual({ code: 0, stdout: '', stderr: '2 files checked: no rule is broken.\n' });
  });

  it.each(['xlsx', 'ods'] as const)('names the cells of a table in %s that is not marked up', (format) => {
    const name = put(
      `bare.${format}`,
      handMade(format, [
        {
          name: 'Data',
          rows: [
            ['Cases by region'],
            ['This worksheet contains one table.'],
            ['Region', 'Men', 'men'],
            ['North', '91*', { error: '#DIV/0!' }],
            ['South', 5, null],
          ],
        },
      ]),
    );
    const { code, stdout } = lint(name);
    expect(code).toBe(1);
    expect(stdout.split('\n').filter((line) => /Data!(?!A1)/.test(line) && !/font-size/.test(line))).toEqual(
      [
        'A3:C5: table-marked-up: expected a marked-up table, found one that is not marked up',
        'C3: header-unique: expected a header of its own, found the one of B3',
        'C5: blank-cell: expected a value, or shorthand such as [x] or [z], found a blank cell',
        'B4: value-marker: expected a number alone, found a number with a marker beside it',
        'C4: error-value: expected a value, or shorthand such as [x] or [z], found the error “#DIV/0!”',
      ].map((line) => `${name}: Data!${line}`),
    );
  });

  it('counts one in the singular', async () => {
    const [cover, contents, ...others] = sampleWorkbook.sheets;
    if (cover === undefined || contents === undefined) throw new Error('the sample has a cover');
    const late = { ...sampleWorkbook, sheets: [contents, cover, ...others] };
    const bytes = withParts(await writeSample('xlsx', late), {
      'xl/worksheets/sheet4.xml': xlsxCell('B12', (cell) => cell.replace('<v>58</v>', '<v>57.5</v>')),
    });
    expect(lint(put('late.xlsx', bytes)).stdout.split('\n')).toEqual([
      'late.xlsx: Cover: cover-sheet: expected the cover sheet first, found 1 sheet before it',
      'late.xlsx: Table_S.1!B12: number-format: expected no more than the 0 decimals it shows, found 1 decimal stored',
      '',
    ]);
  });

  it('sees what is set as superscript', async () => {
    const runs = '<is><r><t>Men</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r></is>';
    const xlsx = withParts(await writeSample('xlsx', sampleWorkbook), {
      'xl/worksheets/sheet4.xml': xlsxCell('B11', () => `<c r="B11" t="inlineStr">${runs}</c>`),
      'xl/sharedStrings.xml': (xml) => {
        const first = /<si>(?:(?!<\/si>).)*(?=<\/si>)/s.exec(xml)?.[0] ?? '';
        return xml.replace(
          first,
          '<si><r><t>A title</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>2</t></r><r><rPr/><t/></r>',
        );
      },
    });
    const ods = withParts(await writeSample('ods', sampleWorkbook), {
      'content.xml': (xml) =>
        xml
          .replace(
            '<office:automatic-styles>',
            '<office:automatic-styles><style:style style:name="up" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>',
          )
          .replace(
            /(<table:table table:name="Table_S\.1".*?<text:p>)[^<]*/s,
            '$1Title <text:span text:style-name="up">1</text:span>',
          ),
    });
    const marked = (bytes: Uint8Array) =>
      lintSpreadsheet('a', bytes)
        .findings.filter(({ rule }) => rule === 'note-marker')
        .map(({ sheet, cell }) => `${sheet}!${cell}`);
    expect(marked(xlsx)).toEqual(['Cover!A1', 'Table_S.1!B11']);
    expect(marked(ods)).toEqual(['Table_S.1!A1']);
  });

  it('lists every rule with its source', () => {
    const { code, stdout } = lint('--rules');
    expect(code).toBe(0);
    for (const { id, source } of RULES) {
      expect(stdout).toContain(`\n${id}`);
      expect(stdout).toContain(`Source: ${source}`);
    }
    expect(JSON.parse(lint('--rules', '--json').stdout).rules).toHaveLength(RULES.length);
  });

  it('wants a file', () => {
    expect(lint()).toEqual({
      code: 2,
      stdout: '',
      stderr: "error: missing required argument 'files'\n(add --help for what it takes)\n",
    });
  });

  it('names every file that is not there, and every folder', () => {
    mkdirSync(join(folder, 'sheets'));
    expect(lint('sheets', 'none.ods')).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'error: sheets: expected a spreadsheet (.xlsx or .ods), found a folder — name a file in it\nerror: none.ods: expected a spreadsheet (.xlsx or .ods), found no such file — check the path\n2 faults found; nothing was written.\n',
    });
  });

  it('prints no sheet’s name that would act on a terminal', async () => {
    const bytes = withParts(await writeSample('xlsx', sampleWorkbook), {
      'xl/workbook.xml': (xml) =>
        xml.replace('name="Table_S.1"', 'name="a&#x1b;[31m&#x202e;" state="hidden"'),
    });
    expect(lint(put('colour.xlsx', bytes)).stdout).toContain(
      'colour.xlsx: a\ufffd[31m\ufffd: hidden-sheet: expected a sheet that is shown, found a hidden one\n',
    );
  });

  it('names every file that is no spreadsheet it can read', async () => {
    const good = await writeSample('xlsx', sampleWorkbook);
    const files: readonly (readonly [string, Uint8Array | string, string])[] = [
      ['empty.xlsx', '', 'an empty file — save it as XLSX or ODS'],
      ['text.xlsx', 'a,b\n1,2\n', 'another kind of file — save it as XLSX or ODS'],
      [
        'locked.xlsx',
        new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1]),
        'an encrypted workbook or the old XLS format — save it without a password as XLSX or ODS',
      ],
      ['cut.xlsx', good.slice(0, good.length >> 1), 'a broken archive — copy or save the file again'],
      ['other.zip', zipped({ 'a.txt': 'a' }), 'an archive of something else — save it as XLSX or ODS'],
      [
        'text.odt',
        zipped({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '<a/>' }),
        'an OpenDocument file of another kind — name a spreadsheet',
      ],
      [
        'locked.ods',
        zipped({ 'content.xml': 'x', 'META-INF/manifest.xml': '<manifest:encryption-data/>' }),
        'an encrypted spreadsheet — save it without a password',
      ],
      [
        'none.ods',
        zipped({ 'content.xml': '<a/>' }),
        'a spreadsheet without sheets — open it in a spreadsheet program and save it again',
      ],
      [
        'none.xlsx',
        zipped({ '_rels/.rels': '<a/>', 'xl/workbook.xml': '<a/>' }),
        'a workbook without worksheets — open it in a spreadsheet program and save it again',
      ],
      [
        'bomb.ods',
        zipped({ 'content.xml': ' '.repeat(100_000_001) }),
        'parts that unpack to more than 100 MB each or 300 MB together — check where the file came from',
      ],
    ];
    const { code, stdout, stderr } = lint(...files.map(([name, bytes]) => put(name, bytes)));
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr.split('\n')).toEqual([
      ...files.map(
        ([name, , found]) => `error: ${name}: expected a spreadsheet, XLSX or ODS, found ${found}`,
      ),
      `${files.length} faults found; nothing was written.`,
      '',
    ]);
  });

  it('refuses XML that could grow or does not nest, and ranges that repeat without end', () => {
    const table = (rows: string): string => `<o><table name="a">${rows}</table></o>`;
    const files = [
      put('entities.ods', zipped({ 'content.xml': '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>' })),
      put('nest.ods', zipped({ 'content.xml': '<a><b></a>' })),
      put(
        'repeat.ods',
        zipped({
          'content.xml': table(
            '<table-row number-rows-repeated="9999999"><table-cell value-type="string"><p>x</p></table-cell></table-row>',
          ),
        }),
      ),
    ];
    const { code, stderr } = lint(...files);
    expect(code).toBe(1);
    const advice = '— open the file in a spreadsheet program and save it again';
    expect(stderr.split('\n').slice(0, 3)).toEqual([
      `error: entities.ods: expected well-formed XML in its part content.xml, found a document type, at character 1 ${advice}`,
      `error: nest.ods: expected well-formed XML in its part content.xml, found an end tag that closes no element, at character 7 ${advice}`,
      'error: repeat.ods: expected a spreadsheet, XLSX or ODS, found more than 2000000 cells — check where the file came from',
    ]);
  });
});
