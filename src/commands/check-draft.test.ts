import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkDraft, type DraftReport, type DraftRun } from '../audit/draft/check-draft.ts';
import type { Finding } from '../audit/draft/finding.ts';
import { readWord } from '../audit/draft/read-word.ts';
import { docxOf, p, table } from '../audit/draft/testing/docx.ts';
import { cellText, columnText, figureText } from '../render/cell-text.ts';
import type { Table } from '../render/contract.ts';
import { InputError } from '../study/problem.ts';
import { checkDraftCommand } from './check-draft.ts';
import { draftRun } from './draft-run.ts';
import { EXIT } from './io.ts';
import { loadRun } from './load-run.ts';
import { readDraft } from './read-draft.ts';
import { ROOT } from './testing/run-cli.ts';

const RUN = join(ROOT, 'reports/crs-evaluation');
let run: DraftRun;
let tables: readonly Table[];
beforeAll(() => {
  const quiet = (): void => undefined;
  run = draftRun(loadRun(RUN, { stdout: quiet, stderr: quiet, cwd: ROOT, env: {} }));
  tables = run.parts.flatMap((part) => part.tables);
});

function check(body: string): DraftReport {
  const draft = readWord(docxOf(body), 'draft.docx');
  if ('severity' in draft) throw new Error(draft.found);
  return checkDraft(draft, run);
}
const verdicts = (body: string): string[] =>
  check(body)
    .findings.filter(({ verdict }) => verdict !== 'not figure')
    .map(({ text, verdict }) => `${text} ${verdict}`);
const only = (body: string): Finding => {
  const [finding] = check(body).findings.filter(({ verdict }) => verdict !== 'not figure');
  if (finding === undefined) throw new Error('no number');
  return finding;
};

/** A table as a draft has it. */
function asDraft({ stubHeaders, columns, rows }: Table): string[][] {
  const head = [
    ...stubHeaders,
    ...columns.map((column) => [column.group, columnText(column)].filter((part) => part !== null).join(': ')),
  ];
  return [head, ...rows.map((row) => [...row.stub, row.label, ...row.cells.map(cellText)])];
}
const caption = ({ id, caption: words }: Table): string => p(`Table ${id}: ${words}`, 'Caption');
const draftOf = (one: Table, rows: readonly (readonly string[])[] = asDraft(one)): string =>
  caption(one) + table(rows);

/** Sentences with a percentage of each plain percentage of the tables of statements by pathway. */
function sentences(): { readonly text: string; readonly value: string }[] {
  return tables
    .filter(({ id }) => ['B.1', 'B.4'].includes(id))
    .flatMap((one) =>
      one.rows.flatMap((row) =>
        row.cells.flatMap((cell, at) => {
          const [figure] = cell.figures;
          if (figure === undefined || figure.exact === null) return [];
          const value = figureText(figure);
          return [
            {
              value,
              text: `In Phase 1, ${value}% of probation staff agreed for ${one.columns[at]?.label ?? ''}: ${row.label}.`,
            },
          ];
        }),
      ),
    );
}

/** The number one unit of its last decimal on. */
function mutated(value: string, by: 1 | -1): string {
  const decimals = value.split('.')[1]?.length ?? 0;
  const units = Number(value.replace('.', '')) + by;
  return units < 0 ? mutated(value, 1) : (units / 10 ** decimals).toFixed(decimals);
}

describe('a draft whose every number comes from the run', () => {
  it('is right in all its tables', () => {
    const { findings, summary, tables: matched } = check(tables.map((one) => draftOf(one)).join(''));
    expect(findings.filter(({ verdict }) => verdict !== 'right' && verdict !== 'not figure')).toEqual([]);
    expect(summary.right).toBeGreaterThan(1000);
    expect(matched.map((one) => one.run)).toEqual(tables.map(({ id }) => id));
  });

  it('is found without captions, rows reversed and a column left out', () => {
    const some = tables.filter(({ id }) => /^B\.(1|4|8|9|10)$/.test(id));
    const bodies = some.map((one) => {
      const [head = [], ...rows] = asDraft(one);
      return table([head, ...rows.reverse()].map((cells) => cells.slice(0, -1)));
    });
    const { summary, tables: matched } = check(bodies.join(p('Some text between.')));
    expect(matched.map((one) => one.run)).toEqual(some.map(({ id }) => id));
    expect([summary.differs, summary.unmatched, summary.withheld]).toEqual([0, 0, 0]);
  });

  it.each([1, -1] as const)('shows every cell of its tables that is one unit off (%i)', (by) => {
    let changed = 0;
    const body = tables.map((one) => {
      const [head = [], ...rows] = asDraft(one);
      const labels = one.stubHeaders.length;
      const off = rows.map((cells) =>
        cells.map((cell, at) => {
          if (at < labels) return cell;
          return cell.replace(/\d+(?:\.\d+)?/g, (value) => {
            changed += 1;
            return mutated(value, by);
          });
        }),
      );
      return draftOf(one, [head, ...off]);
    });
    const inCells = check(body.join('')).findings.filter(
      ({ verdict, place }) => verdict !== 'not figure' && place.row !== '(heading)',
    );
    expect(inCells).toHaveLength(changed);
    expect(inCells.filter(({ verdict }) => verdict !== 'differs')).toEqual([]);
  });

  it('is right in sentences, and none that is one unit off is called right', () => {
    const all = sentences();
    const right = check(all.map(({ text }) => p(text)).join('')).summary;
    expect([right.right, right.differs, right.unmatched]).toEqual([all.length, 0, 0]);
    for (const by of [1, -1] as const) {
      const body = all.map(({ text, value }) => p(text.replace(`${value}%`, `${mutated(value, by)}%`)));
      const { summary } = check(body.join(''));
      expect([summary.right, summary.differs]).toEqual([0, all.length]);
    }
  });

  it('shows the one cell that was changed, whichever it is', () => {
    const [one] = tables.filter(({ id }) => id === 'B.8');
    if (one === undefined) throw new Error('B.8');
    const rows = asDraft(one);
    const places = rows.flatMap((cells, y) =>
      cells.flatMap((cell, x) => (y > 0 && x > 0 && /^\d/.test(cell) ? [{ x, y }] : [])),
    );
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.constantFrom(1 as const, -1 as const), ({ x, y }, by) => {
        const off = rows.map((cells, at) =>
          cells.map((cell, column) =>
            at === y && column === x ? cell.replace(/^[\d.]+/, (value) => mutated(value, by)) : cell,
          ),
        );
        const wrong = check(draftOf(one, off)).findings.filter(({ verdict }) => verdict === 'differs');
        expect(wrong.map(({ place }) => place.row)).toEqual([rows[y]?.[0]]);
      }),
      { numRuns: 10 },
    );
  });
});

describe('a sentence is matched by its words', () => {
  const sure = 'of CRS staff felt that self-referral was a positive option';
  it.each([
    [`76% ${sure}.`, ['76% right']],
    [`Seventy-six per cent ${sure}.`, ['Seventy-six per cent right']],
    [`75% ${sure}.`, ['75% differs']],
    [`76.5% ${sure}.`, ['76.5% differs']],
    [`Over 70% ${sure}.`, ['70% right']],
    [`Over 80% ${sure}.`, ['80% differs']],
    [
      '76% of CRS staff and 65% of probation staff felt that self-referral was a positive option.',
      ['76% right', '65% right'],
    ],
    [
      '65% of CRS staff and 76% of probation staff felt that self-referral was a positive option.',
      ['65% differs', '76% differs'],
    ],
    [
      'Delivery method was perceived to be appropriate by probation staff for WS and D&R (79% and 90% respectively).',
      ['79% right', '90% right'],
    ],
    [
      'Self-referral was a positive option: CRS staff (76%), probation staff (65%).',
      ['76% right', '65% right'],
    ],
    ['76% of CRS staff strongly agreed that self-referral is a positive option.', ['76% differs']],
    ['In a trial elsewhere, 76% of patients recovered.', ['76% unmatched']],
    ['The share rose by 5 percentage points.', ['5 unmatched']],
    ['There were 12 interviews.', ['12 unmatched']],
    ['In Phase 1, 173 probation staff gave usable responses.', ['173 right']],
  ])('%s', (text, expected) => {
    expect(verdicts(p(text))).toEqual(expected);
  });

  it('says what the run has, of what, on which words, and where', () => {
    expect(only(p('Enforcement', 'Heading2') + p(`Here. 75% ${sure}.`))).toMatchObject({
      verdict: 'differs',
      run: '76% (121 of 160)',
      result: 'crs-p1.self-referral.share.agree',
      sure: 'sure',
      matchedOn: ['respondents crs', 'selfrefer', 'option'],
      place: { headings: ['Enforcement'], position: 'paragraph 1', table: '', excerpt: `Here. 75% ${sure}.` },
    });
  });

  it('is not told to differ in a table of its own that does not say what it is of', () => {
    const statement = 'Self-referral is a positive option, CRS staff, Phase 1';
    const own = (heading: string) =>
      verdicts(
        table([
          ['Question', heading],
          [statement, '13'],
        ]),
      );
    expect(own('%')).toEqual(['13 unmatched']);
    expect(own('% agreement')).toEqual(['13 differs']);
  });

  it('takes an n beside a percentage for its count or base', () => {
    expect(verdicts(p(`76% (121 of 160) ${sure}.`))).toEqual(['76% right', '121 right', '160 right']);
    expect(verdicts(p(`76% (n = 161) ${sure}.`))).toEqual(['76% right', '161 differs']);
  });

  it('names at most three places of a value that nothing else speaks for', () => {
    expect(
      only(p('76% of the boxes were green.')).reason.split('; the run has 76% at ')[1]?.split('; '),
    ).toHaveLength(3);
  });
});

describe('what the run withholds', () => {
  it('is withheld whatever the draft prints, and what was counted is nowhere in the report', () => {
    const [one] = tables.filter(({ id }) => id === 'R.ACC');
    if (one === undefined) throw new Error('R.ACC');
    const rows = asDraft(one).map((cells) => cells.map((cell) => (cell === '[c]' ? '40' : cell)));
    const { findings } = check(draftOf(one, rows));
    const withheld = findings.filter(({ verdict }) => verdict === 'withheld');
    expect(withheld.length).toBe(
      one.rows.flatMap(({ cells }) => cells).filter(({ figures: [figure] }) => figure?.shorthand === '[c]')
        .length,
    );
    expect(new Set(withheld.map(({ run: value, reason }) => value + reason))).toEqual(
      new Set(['the run withholds it: take it out of the draft']),
    );
    expect(findings.filter(({ verdict }) => verdict === 'differs')).toEqual([]);
  });

  it('is withheld in a sentence too, and nothing of it is said beside an n', () => {
    const text =
      'In Wales, 40% (n = 5) of probation staff in Phase 1 agreed for ACC that CRS/GMIRS respond in a timely manner to referrals.';
    const found = check(p(text)).findings.filter(({ verdict }) => verdict !== 'not figure');
    expect(found.map(({ text: number, verdict, run: value }) => [number, verdict, value])).toEqual([
      ['40%', 'withheld', ''],
      ['5', 'withheld', ''],
    ]);
  });
});

describe('crs-eval check-draft', () => {
  let folder: string;
  let exitCode: typeof process.exitCode;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'crs-eval-draft-'));
  });
  beforeEach(() => {
    exitCode = process.exitCode;
  });
  afterEach(() => {
    process.exitCode = exitCode;
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function command(
    content: string | Uint8Array,
    name: string,
    ...args: string[]
  ): Promise<{ code: unknown; stdout: string }> {
    writeFileSync(join(folder, name), content);
    const out: string[] = [];
    const io = {
      stdout: (text: string) => void out.push(text),
      stderr: () => undefined,
      cwd: folder,
      env: {},
    };
    await checkDraftCommand(io).parseAsync([name, '--from', RUN, ...args], { from: 'user' });
    return { code: process.exitCode, stdout: out.join('') };
  }
  const WRONG =
    '# Enforcement\n\n75% of CRS staff felt that self-referral was a positive option. There were 12 boats.\n';
  const RIGHT = '76% of CRS staff felt that self-referral was a positive option.';

  it('ends with 1 where a number differs, and says it in one listing', async () => {
    expect(await command(WRONG, 'draft.md')).toEqual({
      code: EXIT.failed,
      stdout: `Enforcement
  differs   75%  [paragraph 1]  75% of CRS staff felt that self-referral was a positive option.…
            the run has 76% (121 of 160): “Self-referral is a positive option”, CRS staff, Phase 1, agree (crs-p1.self-referral.share.agree); sure, on respondents crs, selfrefer, option
            equal when truncated
  unmatched 12  [paragraph 1]  …felt that self-referral was a positive option. There were 12 boats.
            nothing says what it is

draft.md: 2 numbers checked: 0 right, 1 differ, 0 withheld, 1 unmatched; 0 are no figures
`,
    });
  });

  it('ends with 0 where all is right', async () => {
    expect((await command(docxOf(p(RIGHT)), 'draft.docx')).code).toBe(EXIT.done);
  });

  it('reads a draft by what is in it, whatever its name', async () => {
    const paragraph = { kind: 'paragraph', role: 'text', level: 0, text: RIGHT };
    for (const [name, content] of [
      ['draft.html', `<p>${RIGHT}</p>`],
      ['draft.txt', RIGHT],
      ['named.txt', docxOf(p(RIGHT))],
    ] as const) {
      writeFileSync(join(folder, name), content);
      expect(await readDraft(name, folder)).toEqual({ blocks: [paragraph] });
    }
  });

  it('ends with 1 for what is unmatched only where it is strict', async () => {
    expect((await command('There were 12 boats.', 'draft.md')).code).toBe(EXIT.done);
    expect((await command('There were 12 boats.', 'draft.md', '--strict')).code).toBe(EXIT.failed);
  });

  it('lists every number as JSON and as CSV', async () => {
    const json = JSON.parse((await command(WRONG, 'draft.md', '--json')).stdout);
    expect(json.summary).toEqual({ withheld: 0, differs: 1, right: 0, unmatched: 1, 'not figure': 0 });
    expect((await command(WRONG, 'draft.md', '--csv')).stdout.split('\r\n')[1]).toMatch(
      /^1,differs,75%,percent,76% \(121 of 160\),crs-p1\.self-referral\.share\.agree,/,
    );
  });

  it.each([
    [
      'no.docx',
      null,
      'no.docx: expected a draft (.docx, .html, .md, .txt), found no such file — check the path',
    ],
    ['.', null, '.: expected a draft (.docx, .html, .md, .txt), found a folder — name a file in it'],
    ['empty.md', '', 'empty.md: expected a draft with text, found none — check that it is the right file'],
    [
      'latin.txt',
      new Uint8Array([0xe9, 0x20]),
      'latin.txt: expected text in UTF-8, found bytes that are none — save it as UTF-8',
    ],
    [
      'odd.bin',
      'x',
      'odd.bin: expected a Word document (.docx), found something else — save the draft as a Word document (.docx)',
    ],
  ])('refuses %s', async (name, content, message) => {
    if (content !== null) writeFileSync(join(folder, name), content);
    const io = { stdout: () => undefined, stderr: () => undefined, cwd: folder, env: {} };
    const failed = checkDraftCommand(io).parseAsync([name, '--from', RUN], { from: 'user' });
    await expect(failed).rejects.toThrow(InputError);
    await expect(failed).rejects.toThrow(message);
  });
});
