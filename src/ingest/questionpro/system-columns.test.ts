import { describe, expect, it } from 'vitest';
import { columnLetter, isResponseId, nameColumns } from './system-columns.ts';

const STANDARD = [
  'Response ID',
  'Response Status',
  'IP Address',
  'Timestamp (mm/dd/yyyy)',
  'Duplicate',
  'Time Taken to Complete (Seconds)',
  'Seq. Number',
  'External Reference',
  'Custom Variable 1',
  'Respondent Email',
  'Email List',
  'Country Code',
  'Region',
];

function roles(headers: readonly string[], sample: readonly (readonly string[])[] = []): string[] {
  return nameColumns(headers, [], sample).map(
    (column) => `${column.system ?? 'survey'}${column.personal ? '*' : ''}`,
  );
}

describe('nameColumns', () => {
  it("knows the platform's columns, and which hold personal data (marked *)", () => {
    expect(roles([...STANDARD, 'Your role'])).toEqual([
      'response-id',
      'status',
      'personal*',
      'timestamp',
      'duplicate',
      'seconds',
      'sequence',
      'external-reference*',
      'personal*',
      'personal*',
      'personal*',
      'technical*',
      'technical*',
      'survey',
    ]);
  });

  it('knows them in any order, with some missing, and by their other date format', () => {
    expect(roles(['Region', 'Country Code', 'Timestamp (dd/mm/yyyy)', 'Response ID', 'Q1'])).toEqual([
      'technical*',
      'technical*',
      'timestamp',
      'response-id',
      'survey',
    ]);
  });

  it('knows the Spanish names', () => {
    expect(
      roles([
        'ID de respuesta',
        'Estado de respuesta',
        'Dirección IP',
        'Variable personalizada 2',
        'Código de país',
        'Región',
        '¿Edad?',
      ]),
    ).toEqual(['response-id', 'status', 'personal*', 'personal*', 'technical*', 'technical*', 'survey']);
  });

  it('knows 255 custom variables by their numbers', () => {
    const custom = Array.from({ length: 255 }, (_, at) => `Custom Variable ${at + 1}`);
    const named = roles(['Response ID', ...custom, 'Q1']);
    expect(named.filter((role) => role === 'personal*')).toHaveLength(255);
    expect(named.at(-1)).toBe('survey');
  });

  it('takes headers between the columns about the response and about the address for renamed custom variables', () => {
    expect(
      roles([
        'Response ID',
        'External Reference',
        'Team',
        'Line manager',
        'Respondent Email',
        'Region',
        'Your role',
      ]),
    ).toEqual([
      'response-id',
      'external-reference*',
      'personal*',
      'personal*',
      'personal*',
      'survey',
      'survey',
    ]);
  });

  it('leaves the survey alone where system columns stand after it', () => {
    expect(roles(['Response ID', 'Response Status', 'Your role', 'Your area', 'Device', 'Browser'])).toEqual([
      'response-id',
      'status',
      'survey',
      'survey',
      'technical',
      'technical',
    ]);
    expect(roles(['Response ID', 'Your role', 'Language']).at(-1)).toBe('survey');
    expect(roles(['Response ID', 'Your role', '', 'Respondent Email', 'Language'])).toEqual([
      'response-id',
      'survey',
      'survey',
      'personal*',
      'technical',
    ]);
  });

  it("keeps the survey's region question apart from the system's Region", () => {
    const both = roles(['Response ID', 'Country Code', 'Region', 'Region', 'Weight']);
    expect(both).toEqual(['response-id', 'technical*', 'technical*', 'survey', 'survey']);
  });

  it('without a country code takes Region for the system one only where it holds codes such as VA', () => {
    const headers = ['Response ID', 'Email List', 'Region', 'Your role'];
    expect(
      roles(headers, [
        ['1', '', 'VA', '2'],
        ['2', '', 'ENG', '1'],
        ['3', '', '', ''],
      ])[2],
    ).toBe('technical*');
    expect(
      roles(headers, [
        ['1', '', '4', '2'],
        ['2', '', '12', '1'],
      ])[2],
    ).toBe('survey');
    expect(roles(headers, [['1', '', 'Wales', '2']])[2]).toBe('survey');
    expect(roles(headers)[2]).toBe('survey');
  });

  it('takes a Region that has options below it for a question', () => {
    const columns = nameColumns(['Response ID', 'Country Code', 'Region'], ['', '', 'Wales'], []);
    expect(columns.map((column) => column.system)).toEqual(['response-id', 'technical', null]);
  });
});

describe('isResponseId', () => {
  it.each(['Response ID', 'response id', ' Response\u00a0ID ', 'ID de respuesta'])('is %j', (header) => {
    expect(isResponseId(header)).toBe(true);
  });
  it.each(['Response', 'Response ID of the first survey', '', 'ID'])('is not %j', (header) => {
    expect(isResponseId(header)).toBe(false);
  });
});

describe('columnLetter', () => {
  it.each([
    [0, 'A'],
    [25, 'Z'],
    [26, 'AA'],
    [169, 'FN'],
    [701, 'ZZ'],
    [702, 'AAA'],
  ])('names column %i %s', (index, letter) => {
    expect(columnLetter(index)).toBe(letter);
  });
});
