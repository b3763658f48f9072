import { describe, expect, it } from 'vitest';
import { locateHeader } from './locate-header.ts';

const HEADER = ['Response ID', 'Response Status', 'Which?', ''];

describe('locateHeader', () => {
  it.each([0, 2, 3, 4])('finds the header under %i lines', (lines) => {
    const above = Array.from({ length: lines }, (_, at) =>
      at === 2 ? [''] : ['Data Export Generated on …'],
    );
    const place = locateHeader([...above, HEADER, ['1', 'Completed', '2', '']]);
    expect(place).toMatchObject({ preambleRows: lines, headerRows: 1, idColumns: [0] });
  });

  it('finds two header rows where the next row is blank under Response ID', () => {
    const place = locateHeader([HEADER, ['', '', 'One', 'Two'], ['1', 'Completed', '', '1']]);
    expect(place).toMatchObject({ headerRows: 2, subheaders: ['', '', 'One', 'Two'] });
  });

  it('does not take a blank row, or the end of the file, for a second header row', () => {
    expect(locateHeader([HEADER, ['', '', '', '']])?.headerRows).toBe(1);
    expect(locateHeader([HEADER])?.headerRows).toBe(1);
  });

  it('finds Response ID in any column, and every one of them', () => {
    expect(locateHeader([['Status', 'Response ID', 'ID de respuesta']])?.idColumns).toEqual([1, 2]);
  });

  it('makes the header as wide as the wider of its two rows', () => {
    const place = locateHeader([
      ['Response ID', 'Which?'],
      ['', 'One', 'Two'],
    ]);
    expect(place?.headers).toEqual(['Response ID', 'Which?', '']);
  });

  it('is null without the signature, and beyond the first 30 rows', () => {
    expect(locateHeader([['Name', 'Age']])).toBeNull();
    expect(locateHeader([...Array.from({ length: 30 }, () => ['']), HEADER])).toBeNull();
  });
});
