import { describe, expect, it } from 'vitest';
import { NO_FREQUENCIES } from '../../likert/merge-frequencies.ts';
import { themeCounter } from '../../qualitative/count-themes.ts';
import { codedBatch, codedStudy } from '../../qualitative/testing/coded-study.ts';
import { themeStudy } from '../../qualitative/theme-study.ts';
import type { CodingRecord, RunRecord } from '../run-record.ts';
import { contentOfThemes } from '../theme-content.ts';
import { codingMethod } from './coding-method.ts';
import type { RecordParts } from './record-parts.ts';

const study = codedStudy();
const { questionnaire, batch, coded } = codedBatch(study, [{ text: { comments: 'staff' } }]);
const counter = themeCounter(study, themeStudy(study), questionnaire);
counter.add(batch, coded);
const counts = counter.counts();
const run = {
  counts,
  codings: { rule: 1, person: 0, model: 0 },
  answers: 1,
  setAside: 0,
  decisions: null,
  reliability: null,
};
const themes = contentOfThemes(study, run, 10, { synthetic: false }, false);

const CODING: CodingRecord = {
  codebook: `abcdef123456${'0'.repeat(52)}`,
  codes: 3,
  rules: 1,
  decisions: null,
  others: [],
  quotes: null,
  answers: 1,
  coded: 1,
  setAside: 0,
  codings: run.codings,
  figures: { all: 1, suppressed: 0 },
};

function words(coding: CodingRecord | null, reliability: typeof themes.reliability = null): string {
  const record = { coding, questionnaires: [{ id: questionnaire.id }] } as unknown as RunRecord;
  const parts: RecordParts = {
    study,
    record,
    frequency: NO_FREQUENCIES,
    tables: [],
    screenings: [],
    problems: [],
    hiddenCells: { few: 0, linked: 0, mirror: 0 },
    disclosures: [],
    audit: null,
    themes: coding === null ? null : { ...themes, reliability },
  };
  return codingMethod(parts).join('\n');
}

describe('how open answers were coded, in words', () => {
  it('says that they were not, where there are open questions', () => {
    expect(words(null)).toBe('Open answers were not coded; nothing of them is in the results.');
  });

  it('names the codebook and its rules, and that nobody decided or measured anything', () => {
    expect(words(CODING)).toBe(
      'Open answers were coded with a codebook of 3 codes (version abcdef123456, the beginning of its SHA-256). 1 rule on the words of an answer proposes codes. No decisions of people on the proposed codes were given to this run. Answers in another language than that of the codebook’s rules are set aside, off every base, unless a person coded them. How far coders agree was not measured in this run.',
    );
    expect(words({ ...CODING, rules: 0 })).toContain('It has no rules: codes come from people alone.');
  });

  it('counts what became of people’s decisions, and other coders’ codings', () => {
    const decisions = {
      file: 'd.csv',
      sha256: '',
      applied: 1,
      partly: 5,
      overruled: 2,
      disputed: 3,
      stale: 4,
      outside: 0,
      absent: 0,
      purged: 0,
      again: 0,
    };
    const others = [{ file: 'o.csv', sha256: '', codings: 1 }];
    const text = words({ ...CODING, decisions, others }, [{ kind: 'paragraph', text: 'They agree.' }]);
    expect(text).toContain(
      'People decided on proposed codes: 1 decision applied, 5 applied to some of the answer’s codes, 2 overruled by an adjudication, 3 in dispute, where the proposal stands, 4 on a text that has changed since, not applied.',
    );
    expect(text).toContain('1 coding from 1 file of other coders is kept beside, and counts for no figure.');
    expect(text).toContain(
      'How far coders agree, and how well rules find what people find, stands with the themes.',
    );
    expect(text).not.toContain('not measured');
    expect(text).not.toMatch(/quote|nterview/);
  });

  it('says of quotes that a person ticked them, and of interviews nothing that counts people', () => {
    const quotes = { file: 'q.csv', sha256: '', published: 1 };
    const interviews = { sha256: ['', '', ''], turns: 17, coded: 13 };
    const text = words({ ...CODING, quotes, interviews });
    expect(text).toContain('1 quote is printed, which a person ticked for publication.');
    expect(text).toContain('Interviews were coded with the same codebook, and count for no figure.');
    expect(text).not.toMatch(/13|17/);
  });
});
