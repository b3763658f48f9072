import { describe, expect, it } from 'vitest';
import { lintSpreadsheet, RULES } from '../audit/spreadsheets/lint-spreadsheet.ts';
import type { SheetCell, WorkbookModel } from '../render/sheets/sheet-model.ts';
import { type HandMadeSheet, odsRows, xlsxRows } from './testing/hand-made.ts';
import {
  type Format,
  odsElement,
  sampleWorkbook,
  withLine,
  withParts,
  withTable,
  withTableSheet,
  writeSample,
  xlsxCell,
} from './testing/sample-workbook.ts';

type Changes = Readonly<Record<string, (xml: string) => string>>;

/** A rule broken: in the model, or in the parts of each format; and where it has to be found. */
interface Broken {
  readonly model?: WorkbookModel;
  readonly xlsx?: Changes;
  readonly ods?: Changes;
  readonly at: readonly (readonly [sheet: string | null, cell: string | null])[];
  /** How it is broken where no table of the sheet is marked up; 'mark-up' where it is about nothing else. The same where absent. */
  readonly unmarked?: Omit<Broken, 'unmarked'> | 'mark-up';
}

const SHEET = 'xl/worksheets/sheet4.xml';
const TABLE = 'xl/tables/table3.xml';
const S1 = 'Table_S.1';
const ALL = ['Cover', 'Contents', 'Notes', S1, 'Table_S.2'];
const put = (from: string | RegExp, to: string) => (xml: string) => xml.replace(from, to);
const all = (from: string, to: string) => (xml: string) => xml.replaceAll(from, to);
const attributes = (added: string) => (opening: string) => opening.replace(/(?=\/?>$)/, ` ${added}`);
const without = (name: string): WorkbookModel => ({
  ...sampleWorkbook,
  sheets: sampleWorkbook.sheets.filter((sheet) => sheet.name !== name),
});
const same = (text: string): string => text;
/** A text in place of the figure 58 of B12. */
const withText = (text: string): WorkbookModel =>
  withTable(
    same,
    (cell, row, column): SheetCell => (row === 0 && column === 1 ? { kind: 'text', text, link: null } : cell),
  );
const withHeader = (at: number, header: (all: readonly string[]) => string): WorkbookModel =>
  withTable(
    (text, column, headers) => (column === at ? header(headers) : text),
    (cell) => cell,
  );
const styled = (style: string) => put('<office:automatic-styles>', `<office:automatic-styles>${style}`);
const both =
  (...changes: ((xml: string) => string)[]) =>
  (xml: string): string =>
    changes.reduce((text, change) => change(text), xml);
const range = (change: (xml: string) => string) => (xml: string) =>
  xml.replace(/<table:database-range table:name="table_S_1"[^>]*\/>/, change);

/** Rows added below the last of Table_S.1, which is row 13. */
const below = (rows: HandMadeSheet['rows']): Pick<Broken, 'xlsx' | 'ods'> => ({
  xlsx: { [SHEET]: put('</sheetData>', `${xlsxRows(rows, 14)}</sheetData>`) },
  ods: {
    'content.xml': put(/(<table:table table:name="Table_S.1".*?)(<\/table:table>)/s, `$1${odsRows(rows)}$2`),
  },
});

const BROKEN: Readonly<Record<string, Broken>> = {
  'document-title': { model: { ...sampleWorkbook, title: '' }, at: [[null, null]] },
  'document-language': {
    xlsx: { 'docProps/core.xml': put('<dc:language>en-GB</dc:language>', '') },
    ods: {
      'meta.xml': put('<dc:language>en-GB</dc:language>', ''),
      'styles.xml': put('fo:language="en" fo:country="GB"', 'fo:language="none"'),
    },
    at: [[null, null]],
  },
  'cover-sheet': { model: without('Cover'), at: [[null, null]] },
  'contents-sheet': { model: without('Contents'), at: [[null, null]] },
  'notes-sheet': { model: without('Notes'), at: [[null, null]] },
  macros: {
    xlsx: { 'xl/vbaProject.bin': () => 'x' },
    ods: { 'Basic/Standard/Module1.xml': () => '<module/>' },
    at: [[null, null]],
  },
  'sheet-name': { model: withTableSheet((sheet) => ({ ...sheet, name: 'Sheet4' })), at: [['Sheet4', null]] },
  'hidden-sheet': {
    xlsx: { 'xl/workbook.xml': put('<sheet name="Table_S.1"', '<sheet name="Table_S.1" state="hidden"') },
    ods: {
      'content.xml': both(
        styled(
          '<style:style style:name="hid" style:family="table"><style:table-properties table:display="false"/></style:style>',
        ),
        put(
          'table:name="Table_S.1" table:style-name="sheet"',
          'table:name="Table_S.1" table:style-name="hid"',
        ),
      ),
    },
    at: [[S1, null]],
  },
  'hidden-row': {
    xlsx: {
      [SHEET]: both(
        put('<row r="12"', '<row r="12" hidden="1"'),
        put('<row r="13"', '<row r="13" hidden="true"'),
      ),
    },
    ods: {
      'content.xml': both(
        ...[12, 13].map((row) => odsElement('table-row', row, attributes('table:visibility="collapse"'))),
      ),
    },
    at: [[S1, '12:13']],
  },
  'hidden-column': {
    xlsx: { [SHEET]: put('<col min="3"', '<col hidden="1" min="3"') },
    ods: { 'content.xml': odsElement('table-column', 3, attributes('table:visibility="collapse"')) },
    at: [[S1, 'C:C']],
  },
  'freeze-panes': {
    xlsx: {
      [SHEET]: put(
        '<sheetView workbookViewId="0"/>',
        '<sheetView workbookViewId="0"><pane xSplit="1" ySplit="11" topLeftCell="B12" state="frozen"/></sheetView>',
      ),
    },
    ods: {
      'settings.xml': () =>
        '<a><config:config-item-map-named config:name="Tables"><config:config-item-map-entry config:name="Table_S.1">' +
        ['Horizontal', 'Vertical']
          .map(
            (way, at) =>
              `<config:config-item config:name="${way}SplitMode">2</config:config-item><config:config-item config:name="${way}SplitPosition">${[1, 11][at]}</config:config-item>`,
          )
          .join('') +
        '</config:config-item-map-entry></config:config-item-map-named></a>',
    },
    at: [[S1, 'B12']],
  },
  drawing: {
    xlsx: { [SHEET]: put('<tableParts', '<drawing r:id="rId9"/><tableParts') },
    ods: {
      'content.xml': put(
        /(<table:table table:name="Table_S.1"[^>]*>)/,
        '$1<table:shapes><draw:frame/></table:shapes>',
      ),
    },
    at: [[S1, null]],
  },
  'title-in-a1': { model: withLine(1, () => ''), at: [[S1, 'A1']] },
  'title-heading': {
    model: withTableSheet((sheet) => ({
      ...sheet,
      lines: sheet.lines.map((line) => ({ ...line, role: 'plain' })),
    })),
    at: [[S1, 'A1']],
  },
  'table-count': { model: withLine(2, () => 'This worksheet contains 1 table.'), at: [[S1, 'A2']] },
  'table-marked-up': {
    xlsx: { [SHEET]: put(/<tableParts.*<\/tableParts>/, '') },
    ods: { 'content.xml': range(() => '') },
    at: [[S1, 'A11:G13']],
  },
  'one-table': {
    xlsx: { [SHEET]: put('<tablePart r:id="rId1"/>', '<tablePart r:id="rId1"/><tablePart r:id="rId1"/>') },
    ods: { 'content.xml': range((found) => found + found) },
    at: [[S1, 'A11:G13']],
    unmarked: {
      ...below([[], ['Table 2'], ['Pathway', 'Yes', 'No'], ['Probation', 3, 4]]),
      at: [[S1, 'A16:C17']],
    },
  },
  'table-name': {
    model: withTableSheet((sheet) => ({
      ...sheet,
      table: sheet.table && { ...sheet.table, name: 'Table1' },
    })),
    at: [[S1, 'A11']],
    unmarked: 'mark-up',
  },
  'table-in-column-a': {
    xlsx: { [TABLE]: put('"A11:G13"', '"B11:G13"') },
    ods: { 'content.xml': range(put('A11', 'B11')) },
    at: [[S1, 'B11']],
    unmarked: {
      xlsx: {
        [SHEET]: both(...[11, 12, 13].map((row) => put(new RegExp(`<c r="A${row}".*?</c>`, 's'), ''))),
      },
      ods: {
        'content.xml': both(
          ...[11, 12, 13].map((row) =>
            odsElement(
              'table-cell',
              1,
              put('<table:table-cell', '<table:table-cell/><table:table-cell'),
              row,
            ),
          ),
        ),
      },
      at: [[S1, 'B11']],
    },
  },
  'content-outside-table': {
    xlsx: { [TABLE]: put('"A11:G13"', '"A11:F13"') },
    ods: { 'content.xml': range(put('G13', 'F13')) },
    at: [
      [S1, 'G11'],
      [S1, 'G12'],
      [S1, 'G13'],
    ],
    unmarked: {
      ...below([['Source: a survey'], [null, 'c']]),
      at: [
        [S1, 'A14'],
        [S1, 'B15'],
      ],
    },
  },
  'header-row': {
    xlsx: { [TABLE]: put('ref=', 'headerRowCount="0" ref=') },
    ods: { 'content.xml': range(put('contains-header="true"', 'contains-header="false"')) },
    at: [[S1, 'A11']],
    unmarked: {
      model: withTable(same, (cell, row) => (row === 0 ? { kind: 'text', text: 'Men', link: null } : cell)),
      at: [[S1, 'A12']],
    },
  },
  'header-empty': { model: withHeader(1, () => ''), at: [[S1, 'B11']] },
  'header-unique': { model: withHeader(2, ([, second = '']) => second.toUpperCase()), at: [[S1, 'C11']] },
  'merged-cells': {
    xlsx: {
      [SHEET]: put(
        '</sheetData>',
        '</sheetData><mergeCells count="1"><mergeCell ref="B12:C12"/></mergeCells>',
      ),
    },
    ods: { 'content.xml': odsElement('table-cell', 2, attributes('table:number-columns-spanned="2"'), 12) },
    at: [[S1, 'B12:C12']],
  },
  filter: {
    xlsx: { [TABLE]: put('<tableColumns', '<autoFilter ref="A11:G13"/><tableColumns') },
    ods: { 'content.xml': range(put('filter-buttons="false"', 'filter-buttons="true"')) },
    at: [[S1, 'A11:G13']],
    unmarked: {
      xlsx: { [SHEET]: put('</sheetData>', '</sheetData><autoFilter ref="A11:G13"/>') },
      ods: {
        'content.xml': range(
          both(
            put('table_S_1', '__Anonymous_Sheet_DB__3'),
            put('filter-buttons="false"', 'filter-buttons="true"'),
          ),
        ),
      },
      at: [[S1, 'A11:G13']],
    },
  },
  'blank-row': { model: withLine(5, () => ''), at: [[S1, '5:5']] },
  'blank-column': {
    model: withTable(
      (text, column) => (column === 2 ? '' : text),
      (cell, _, column) => (column === 2 ? { kind: 'text', text: '', link: null } : cell),
    ),
    at: [[S1, 'C:C']],
  },
  'blank-cell': { model: withText(''), at: [[S1, 'B12']] },
  formula: {
    xlsx: { [SHEET]: xlsxCell('B12', put('<v>', '<f>1+57</f><v>')) },
    ods: { 'content.xml': odsElement('table-cell', 2, attributes('table:formula="of:=1+57"'), 12) },
    at: [[S1, 'B12']],
  },
  'number-as-text': { model: withText('58'), at: [[S1, 'B12']] },
  'one-value': { model: withText('5.75 (1.82)'), at: [[S1, 'B12']] },
  'value-marker': { model: withText('91*'), at: [[S1, 'B12']] },
  'error-value': {
    xlsx: { [SHEET]: xlsxCell('B12', () => '<c r="B12" t="e"><f>1/0</f><v>#DIV/0!</v></c>') },
    ods: {
      'content.xml': odsElement(
        'table-cell',
        2,
        () =>
          '<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell><table:table-cell>',
        12,
      ),
    },
    at: [[S1, 'B12']],
  },
  'shorthand-alone': { model: withText('58 [c]'), at: [[S1, 'B12']] },
  'shorthand-symbol': { model: withText('–'), at: [[S1, 'B12']] },
  'shorthand-explained': { model: withText('[w]'), at: [[S1, 'B12']] },
  'note-marker': { model: withHeader(1, () => 'Probation*'), at: [[S1, 'B11']] },
  'note-explained': { model: withLine(1, (text) => `${text} [note 9]`), at: [[S1, 'A1']] },
  'number-format': {
    xlsx: { [SHEET]: xlsxCell('B12', put('<v>58</v>', '<v>57.5</v>')) },
    ods: { 'content.xml': odsElement('table-cell', 2, put('office:value="58"', 'office:value="57.5"'), 12) },
    at: [[S1, 'B12']],
  },
  'stored-value': {
    xlsx: { [SHEET]: xlsxCell('B12', put('<v>58</v>', '<v>abc</v>')) },
    ods: { 'content.xml': odsElement('table-cell', 2, put('office:value="58"', 'office:value="59"'), 12) },
    at: [[S1, 'B12']],
  },
  'font-sans-serif': {
    xlsx: { 'xl/styles.xml': all('"Arial"', '"Times New Roman"') },
    ods: {
      'styles.xml': put('svg:font-family="Arial"', 'svg:font-family="Times New Roman"'),
      'content.xml': put('svg:font-family="Arial"', 'svg:font-family="Times New Roman"'),
    },
    at: ALL.map((sheet) => [sheet, 'A1']),
  },
  'font-size': {
    xlsx: { 'xl/styles.xml': all('<sz val="12"/>', '<sz val="10"/>') },
    ods: { 'styles.xml': all('fo:font-size="12pt"', 'fo:font-size="10pt"') },
    at: ALL.map((sheet) => [sheet, 'A2']),
  },
  fill: {
    xlsx: {
      'xl/styles.xml': both(
        put(
          '</fills>',
          '<fill><patternFill patternType="solid"><fgColor rgb="FFFFFF00"/></patternFill></fill></fills>',
        ),
        put('<cellXfs', '<cellXfs data=""'),
        put(/(<cellXfs[^>]*>)<xf [^>]*fillId="0"/, '$1<xf numFmtId="0" fontId="0" fillId="2"'),
      ),
      [SHEET]: xlsxCell('B12', put(/ s="\d+"/, ' s="0"')),
    },
    ods: {
      'content.xml': both(
        styled(
          '<style:style style:name="yellow" style:family="table-cell" style:parent-style-name="Default"><style:table-cell-properties fo:background-color="#ffff00"/></style:style>',
        ),
        odsElement('table-cell', 2, put(/table:style-name="[^"]*"/, 'table:style-name="yellow"'), 12),
      ),
    },
    at: [[S1, 'B12']],
  },
  'wrapped-text': {
    model: withText('A text of more than thirty characters'),
    xlsx: { [SHEET]: xlsxCell('B12', put(/ s="\d+"/, ' s="0"')) },
    ods: {
      'content.xml': both(
        styled(
          '<style:style style:name="flat" style:family="table-cell" style:parent-style-name="Default"><style:table-cell-properties fo:wrap-option="no-wrap"/></style:style>',
        ),
        odsElement('table-cell', 2, put(/table:style-name="[^"]*"/, 'table:style-name="flat"'), 12),
      ),
    },
    at: [[S1, 'B12']],
  },
};

async function brokenFile(format: Format, { model, xlsx, ods }: Broken): Promise<Uint8Array> {
  const bytes = await writeSample(format, model ?? sampleWorkbook);
  const changes = format === 'xlsx' ? xlsx : ods;
  return changes === undefined ? bytes : withParts(bytes, changes);
}

/** The file with the table of Table_S.1 as it is but no longer marked up. */
function withoutMarkup(format: Format, bytes: Uint8Array): Uint8Array {
  const changes: Changes =
    format === 'xlsx'
      ? { [SHEET]: (xml) => `${xml.replace(/<tableParts.*<\/tableParts>/, '')} ` }
      : {
          'content.xml': (xml) =>
            `${xml.replace(/<table:database-range table:name="(?:table_S_1|Table1)"[^>]*\/>/g, '')} `,
        };
  return withParts(bytes, changes);
}

it('has a file that breaks each rule, and no others', () => {
  expect(Object.keys(BROKEN).sort()).toEqual(RULES.map(({ id }) => id).sort());
});

describe.each<Format>(['xlsx', 'ods'])('%s', (format) => {
  const expectFound = (bytes: Uint8Array, rule: string, at: Broken['at']): void => {
    const found = lintSpreadsheet('a', bytes).findings.filter((finding) => finding.rule === rule);
    expect(found.map(({ sheet, cell }) => [sheet, cell])).toEqual(at);
    for (const { expected, found: instead } of found) expect(`${expected} ${instead}`).toMatch(/\w+ .*\S/);
  };

  it('finds nothing in our own workbook', async () => {
    const { findings, format: read } = lintSpreadsheet('a', await writeSample(format, sampleWorkbook));
    expect([read, findings]).toEqual([format, []]);
  });

  it.each(Object.entries(BROKEN))('finds %s where it is broken', async (rule, broken) => {
    expectFound(await brokenFile(format, broken), rule, broken.at);
  });

  it('finds the table that is not marked up, and no other fault', async () => {
    const bytes = withoutMarkup(format, await writeSample(format, sampleWorkbook));
    expect(lintSpreadsheet('a', bytes).findings).toEqual([
      {
        rule: 'table-marked-up',
        sheet: S1,
        cell: 'A11:G13',
        expected: 'a marked-up table',
        found: 'one that is not marked up',
      },
    ]);
  });

  it.each(
    Object.entries(BROKEN).flatMap(([rule, { unmarked, ...broken }]) =>
      unmarked === 'mark-up' ? [] : [[rule, unmarked ?? broken] as const],
    ),
  )('finds %s without a marked-up table', async (rule, broken) => {
    expectFound(withoutMarkup(format, await brokenFile(format, broken)), rule, broken.at);
  });

  it.each([
    ['91*', 'value-marker'],
    ['45.2%¹', 'value-marker'],
    ['58 [note 1]', 'value-marker'],
    ['12 (3.4)', 'one-value'],
    ['3.4 [low]', 'shorthand-alone'],
    ['1,234', 'number-as-text'],
    ['#N/A', 'error-value'],
    ['#REF!', 'error-value'],
    ['n/a', 'shorthand-symbol'],
    ['–', 'shorthand-symbol'],
  ])('finds %s, with a marked-up table and without', async (text, rule) => {
    const bytes = await writeSample(format, withText(text));
    for (const file of [bytes, withoutMarkup(format, bytes)])
      expect(
        lintSpreadsheet('a', file)
          .findings.filter((finding) => !['table-marked-up', 'note-explained'].includes(finding.rule))
          .map((finding) => [finding.rule, finding.sheet, finding.cell]),
      ).toEqual([[rule, S1, 'B12']]);
  });

  it.each([
    ['a zero-width space', '\u200b'],
    ['a no-break space', '\u00a0'],
    ['other signs that show nothing', '\ufeff\u2060\u00ad \u2800'],
  ])('takes a cell of %s alone for a blank one', async (_, text) => {
    const found = lintSpreadsheet('a', await writeSample(format, withText(text))).findings;
    expect(found).toEqual([
      {
        rule: 'blank-cell',
        sheet: S1,
        cell: 'B12',
        expected: 'a value, or shorthand such as [x] or [z]',
        found: 'a blank cell',
      },
    ]);
  });

  it('finds a row without height and a column without width', async () => {
    const changes: Changes =
      format === 'xlsx'
        ? {
            [SHEET]: both(
              put(/<row r="12" ht="[^"]*"/, '<row r="12" ht="0"'),
              put(/<col min="3" max="3" width="[^"]*"/, '<col min="3" max="3" width="0"'),
            ),
          }
        : {
            'content.xml': both(
              styled(
                '<style:style style:name="flat" style:family="table-row"><style:table-row-properties style:row-height="0cm"/></style:style>' +
                  '<style:style style:name="thin" style:family="table-column"><style:table-column-properties style:column-width="0.00in"/></style:style>' +
                  '<style:style style:name="thin" style:family="table-row"><style:table-row-properties style:row-height="0cm" style:use-optimal-row-height="true"/></style:style>',
              ),
              odsElement('table-row', 12, put(/table:style-name="[^"]*"/, 'table:style-name="flat"')),
              odsElement('table-row', 13, put(/table:style-name="[^"]*"/, 'table:style-name="thin"')),
              odsElement('table-column', 3, put(/table:style-name="[^"]*"/, 'table:style-name="thin"')),
            ),
          };
    const { findings } = lintSpreadsheet('a', withParts(await writeSample(format, sampleWorkbook), changes));
    expect(findings).toEqual([
      {
        rule: 'hidden-row',
        sheet: S1,
        cell: '12:12',
        expected: 'rows that are shown',
        found: '1 hidden row',
      },
      {
        rule: 'hidden-column',
        sheet: S1,
        cell: 'C:C',
        expected: 'columns that are shown',
        found: '1 hidden column',
      },
    ]);
  });

  it('finds a stored value that is no number', async () => {
    const bytes = withParts(
      await writeSample(format, sampleWorkbook),
      format === 'xlsx'
        ? { [SHEET]: xlsxCell('B12', put('<v>58</v>', '<v>abc</v>')) }
        : { 'content.xml': odsElement('table-cell', 2, put('office:value="58"', 'office:value="abc"'), 12) },
    );
    expect(lintSpreadsheet('a', bytes).findings).toEqual([
      {
        rule: 'stored-value',
        sheet: S1,
        cell: 'B12',
        expected: 'a number',
        found: 'a value stored as one that is none',
      },
    ]);
  });

  it('finds a sheet’s name that another has', async () => {
    const change = put(/name="Table_S\.2"/, 'name="TABLE_S.1"');
    const bytes = withParts(
      await writeSample(format, sampleWorkbook),
      format === 'xlsx' ? { 'xl/workbook.xml': change } : { 'content.xml': change },
    );
    expectFound(bytes, 'sheet-name', [['TABLE_S.1', null]]);
  });
});

it('finds rows that an XLSX file hides by not listing them', async () => {
  const bytes = withParts(await writeSample('xlsx', sampleWorkbook), {
    [SHEET]: (xml) =>
      xml
        .replace(/<sheetFormatPr[^>]*\/>|(?=<cols>)/, '<sheetFormatPr defaultRowHeight="15" zeroHeight="1"/>')
        .replace(/<row r="4".*?<\/row>/, ''),
  });
  const found = lintSpreadsheet('a', bytes).findings.filter(({ rule }) => rule === 'hidden-row');
  expect(found.map(({ cell, found: instead }) => [cell, instead])).toEqual([
    ['4:4', '1 hidden row'],
    ['14:1048576', '1048563 hidden rows'],
  ]);
});
