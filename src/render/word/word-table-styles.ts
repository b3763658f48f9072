import { AlignmentType, type IParagraphStyleOptions, LineRuleType } from '#docx';

/** Sizes of table text in points: as a rule, and in a table that would else not fit its page. */
export const TABLE_SIZES = { normal: 10, small: 9 } as const;

const SINGLE = { line: 240, lineRule: LineRuleType.AUTO } as const;

/** Header, text and number of a table's cells, in one size; the small ones follow the others but for that. */
export function tableText(suffix: string, size: number, base: string): readonly IParagraphStyleOptions[] {
  const name = suffix === '' ? '' : ` ${suffix}`;
  const basedOn = (id: string, otherwise: string) => (suffix === '' ? otherwise : id);
  const cell = { spacing: { before: 0, after: 0, ...SINGLE } };
  const run = { size: size * 2 };
  return [
    {
      id: `TableText${suffix}`,
      name: `Table Text${name}`,
      basedOn: basedOn('TableText', base),
      quickFormat: true,
      run,
      paragraph: cell,
    },
    {
      id: `TableNumber${suffix}`,
      name: `Table Number${name}`,
      basedOn: basedOn('TableNumber', 'TableText'),
      quickFormat: true,
      run,
    },
    {
      id: `TableNoValue${suffix}`,
      name: `Table No Value${name}`,
      basedOn: basedOn('TableNoValue', 'TableText'),
      quickFormat: true,
      run,
      paragraph: { alignment: AlignmentType.CENTER },
    },
    {
      id: `TableHeader${suffix}`,
      name: `Table Header${name}`,
      basedOn: basedOn('TableHeader', 'TableText'),
      quickFormat: true,
      run: { ...run, bold: true },
      paragraph: { keepNext: true },
    },
    {
      id: `TableHeaderNumber${suffix}`,
      name: `Table Header Number${name}`,
      basedOn: basedOn('TableHeaderNumber', 'TableHeader'),
      quickFormat: true,
      run,
      paragraph: { alignment: AlignmentType.CENTER },
    },
  ];
}

/** The table style; `docx` takes styles of tables only as a styles part of their own. */
export const TABLE_STYLES = [
  '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">',
  `<w:style w:type="table" w:customStyle="1" w:styleId="ResultsTable">`,
  '<w:name w:val="Results Table"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/><w:qFormat/>',
  '<w:tblPr><w:tblBorders>',
  '<w:top w:val="single" w:sz="8" w:space="0" w:color="000000"/>',
  '<w:bottom w:val="single" w:sz="8" w:space="0" w:color="000000"/>',
  '<w:insideH w:val="single" w:sz="4" w:space="0" w:color="BFBFBF"/>',
  '</w:tblBorders><w:tblCellMar>',
  '<w:top w:w="40" w:type="dxa"/><w:left w:w="60" w:type="dxa"/>',
  '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="60" w:type="dxa"/>',
  '</w:tblCellMar></w:tblPr>',
  '<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr><w:tcBorders>',
  '<w:bottom w:val="single" w:sz="8" w:space="0" w:color="000000"/>',
  '</w:tcBorders></w:tcPr></w:tblStylePr>',
  '</w:style></w:styles>',
].join('');
