import { describe, expect, it } from 'vitest';
import { nameLots, nameRows } from './tell-apart.ts';

const heading = (group: string | null, label: string) => ({ group, label });

describe('nameLots', () => {
  it('takes the upper heading of measures below groups, the lower one of groups below measures', () => {
    expect(
      nameLots([
        [heading('Probation', 'Mean'), heading('Probation', 'SD')],
        [heading('CRS', 'Mean'), heading('CRS', 'SD')],
      ]),
    ).toEqual(['Probation', 'CRS']);
    expect(
      nameLots([
        [heading('% agreement', 'Loans'), heading('Mean (SD)', 'Loans')],
        [heading('% agreement', 'Events'), heading('Mean (SD)', 'Events')],
      ]),
    ).toEqual(['Loans', 'Events']);
  });

  it('names single columns by their label, and by the upper heading where labels are alike', () => {
    expect(nameLots([[heading(null, 'ACC')], [heading(null, 'ETE')]])).toEqual(['ACC', 'ETE']);
    expect(nameLots([[heading('Probation', '%')], [heading('CRS', '%')]])).toEqual(['Probation', 'CRS']);
  });

  it('puts both together where neither tells the lots apart, and numbers those that are alike', () => {
    expect(
      nameLots([[heading('A', 'x')], [heading('A', 'y')], [heading('B', 'x')], [heading('B', 'y')]]),
    ).toEqual(['A · x', 'A · y', 'B · x', 'B · y']);
    expect(nameLots([[heading(null, '%')], [heading(null, '%')]])).toEqual(['%', '% (2)']);
    expect(nameLots([])).toEqual([]);
  });
});

describe('nameRows', () => {
  it('adds the stub where a label stands twice, and numbers what is still alike', () => {
    const row = (stub: string, label: string) => ({ stub: [stub], label });
    expect(nameRows([row('Loans', 'Slow'), row('Events', 'Slow'), row('', 'Dear')])).toEqual([
      'Loans · Slow',
      'Events · Slow',
      'Dear',
    ]);
    expect(nameRows([row('', 'Slow'), row('', 'Slow')])).toEqual(['Slow', 'Slow (2)']);
  });
});
