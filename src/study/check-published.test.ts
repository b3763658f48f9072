import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkPublished } from './check-published.ts';
import { InputError } from './problem.ts';
import { publishedId } from './published.ts';
import { readPublished } from './read-published.ts';

const LIKERT = [
  'table',
  'respondents',
  'statement',
  'group',
  'header_n',
  'percent_agree',
  'mean',
  'sd',
  'scale_min',
  'scale_max',
];

function faults(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  return 'no fault';
}

describe('checkPublished', () => {
  it('keeps figures as the texts they are, so that 5.4 is not 5.40', () => {
    const row = ['B.1/B.2', 'probation', 'Timely', 'WS', '28', '75', '5.40', '1.8', '1', '7'];
    const [figure] = checkPublished([{ file: 'likert.csv', records: [LIKERT, row] }]).likert;
    expect(figure).toMatchObject({ tables: ['B.1', 'B.2'], mean: '5.40', sd: '1.8', row: 2, headerN: '28' });
    expect(figure && publishedId(figure)).toBe('B.1/B.2|probation|WS|Timely');
  });

  it('knows a file by its header, whatever its name, and reads its columns in any order', () => {
    const header = ['percent', 'measure', 'group', 'respondents', 'phase', 'section'];
    const records = [
      header,
      ['58', 'works well', 'all', 'probation', 'Phase 1', '4.1'],
      ['', '', '', '', '', ''],
    ];
    const figures = checkPublished([{ file: 'quoted.csv', records }]);
    expect(figures.texts.map(publishedId)).toEqual(['4.1|Phase 1|probation|all|works well']);
    expect(figures.likert).toEqual([]);
  });

  it('takes an empty percentage as none printed', () => {
    const row = ['B.5', 'probation', 'Social value', 'WS', '28', '', '7.79', '2.23', '0', '10'];
    expect(checkPublished([{ file: 'l.csv', records: [LIKERT, row] }]).likert[0]?.percent).toBeNull();
  });

  it('reports all faults at once, each at its file, row and column', () => {
    const good = ['B.1', 'probation', 'Timely', 'WS', '28', '75', '5.40', '1.82', '1', '7'];
    const bad = ['B.1', 'probation', 'Other', 'WS', '0', '175', '8.1', '-1', '1', '7'];
    const short = ['B.1', 'probation'];
    const counts = ['table', 'phase', 'row', 'respondents', 'count', 'percent', 'statement'];
    const message = faults(() =>
      checkPublished([
        { file: 'likert.csv', records: [LIKERT, good, bad, short, good] },
        { file: 'counts.csv', records: [counts, ['A.1', 'Phase 1', '', 'crs', '1.5', '9', '']] },
        { file: 'notes.csv', records: [['note']] },
      ]),
    );
    expect(message.split('\n')).toEqual([
      'likert.csv:3: mean: expected a mean on the scale (1 to 7), found "8.1"',
      'likert.csv:3: header_n: expected a number above 0, found "0" — write figures as printed, as 5.40',
      'likert.csv:3: percent_agree: expected a percentage from 0 to 100, found "175"',
      'likert.csv:3: sd: expected a number, 0 or more, found "-1" — write figures as printed, as 5.40',
      'likert.csv:4: expected 10 cells, found "2 cells" — quote a text that has commas',
      'counts.csv:2: row: expected a text, found nothing',
      'counts.csv:2: count: expected a whole number, 0 or more, found "1.5" — write figures as printed, as 5.40',
      'notes.csv:1: expected one of these headers: table,respondents,statement,group,header_n,percent_agree,mean,sd,scale_min,scale_max or table,phase,row,respondents,count,percent,statement or section,phase,respondents,group,measure,percent, found note',
      'likert.csv:5: expected each published cell once, found the cell of likert.csv:2 again — remove one of the two rows',
    ]);
  });
});

describe('readPublished', () => {
  it('names every path that is not there', () => {
    expect(faults(() => readPublished(['no-such.csv', 'nor-this.csv']))).toBe(
      'no-such.csv: expected a file that can be read, found no such file\n' +
        'nor-this.csv: expected a file that can be read, found no such file',
    );
  });

  describe.skipIf(!existsSync('../shared'))(
    'the transcribed figures (skipped where ../shared is not)',
    () => {
      it('are 140 triples, six means without a percentage, 81 counts and 18 quoted percentages', () => {
        const { likert, counts, texts } = readPublished(['../shared/published']);
        expect(likert.filter((row) => row.percent !== null)).toHaveLength(140);
        expect(likert.filter((row) => row.percent === null)).toHaveLength(6);
        expect([counts.length, texts.length]).toEqual([81, 18]);
      });
    },
  );
});
