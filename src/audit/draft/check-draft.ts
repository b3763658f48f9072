import { checkTable } from './check-draft-table.ts';
import { checkParagraph } from './check-paragraph.ts';
import { type Stem, type WordsOf, wordsWith } from './content-words.ts';
import type { Draft } from './draft.ts';
import { DRAFT_VERDICTS, type DraftPlace, type DraftVerdict, type Finding } from './finding.ts';
import { captionOf, type RunTable, runTables } from './match-table.ts';
import { type Lexicon, lexiconOf } from './mentions.ts';
import { type RecordCount, type RunPart, type Topics, topicsOf } from './run-topics.ts';
import { type FindValue, valuesOf } from './run-values.ts';

/** A run to hold a draft against. The first part is of the closed questions. */
export interface DraftRun {
  readonly parts: readonly RunPart[];
  readonly counts: readonly RecordCount[];
  readonly stem: Stem;
}

/** What every check of a draft needs of its run, made once. */
export interface DraftBasis {
  readonly lexicon: Lexicon;
  readonly topics: Topics;
  readonly tables: readonly RunTable[];
  readonly values: FindValue;
  readonly words: WordsOf;
}

/** A table of the draft and what it was matched to. */
export interface CheckedTable {
  readonly table: string;
  /** Id of the run's table; null for none, and then its cells were matched one by one. */
  readonly run: string | null;
  readonly by: 'id' | 'likeness' | null;
}

export interface DraftReport {
  readonly findings: readonly Finding[];
  readonly tables: readonly CheckedTable[];
  readonly summary: Readonly<Record<DraftVerdict, number>>;
}

/**
 * Every number of a draft, in its order, with how it stands to the run. Tables are matched with the run's tables and then
 * cell by cell through their rows' and columns' labels; what is in no such table, by the words around it.
 */
export function checkDraft(draft: Draft, run: DraftRun): DraftReport {
  const basis = basisOf(run);
  const found: Omit<Finding, 'number'>[] = [];
  const checked: CheckedTable[] = [];
  const headings: { level: number; text: string }[] = [];
  let position = 0;
  let notes = 0;
  let caption = '';
  draft.blocks.forEach((block, at) => {
    const above = headings.map(({ text }) => text);
    if (block.kind === 'table') {
      const next = draft.blocks[at + 1];
      const below =
        next?.kind === 'paragraph' && captionOf(next.text) !== null && !isCaptionOfNext(draft, at + 1)
          ? next.text
          : '';
      const place = { headings: above, position: `table ${checked.length + 1}` };
      const { findings, matched } = checkTable(block, caption === '' ? below : caption, place, basis);
      found.push(...findings);
      checked.push(matched);
      caption = '';
      return;
    }
    if (block.role === 'heading') {
      while ((headings.at(-1)?.level ?? 0) >= block.level) headings.pop();
      headings.push({ level: block.level, text: block.text });
      position = 0;
    } else position += 1;
    const isNote = block.role === 'footnote' || block.role === 'endnote';
    if (isNote) notes += 1;
    const where = isNote ? `note ${notes}` : block.role === 'heading' ? 'heading' : `paragraph ${position}`;
    found.push(...checkParagraph(block, { headings: isNote ? [] : above, position: where }, basis));
    caption = block.role === 'caption' || captionOf(block.text) !== null ? block.text : '';
  });
  const findings = found.map((finding, at): Finding => ({ number: at + 1, ...finding }));
  return { findings, tables: checked, summary: countDraftVerdicts(findings) };
}

const made = new WeakMap<DraftRun, DraftBasis>();

/** Made once a run: several drafts may be held against it. */
function basisOf(run: DraftRun): DraftBasis {
  const known = made.get(run);
  if (known !== undefined) return known;
  const [first] = run.parts;
  if (first === undefined) throw new RangeError('a run has at least one part');
  const lexicon = lexiconOf(first.study);
  const words = wordsWith(run.stem);
  const tables = runTables(
    run.parts.flatMap((part) => part.tables),
    lexicon,
  );
  const basis: DraftBasis = {
    lexicon,
    topics: topicsOf(run.parts, run.counts, words, lexicon),
    tables,
    values: valuesOf(tables),
    words,
  };
  made.set(run, basis);
  return basis;
}

/** Where a number stands, before it is known which. */
export type PlaceInDraft = Pick<DraftPlace, 'headings' | 'position'>;

/** Findings by verdict; verdicts that none has are 0. */
function countDraftVerdicts(findings: readonly Finding[]): Record<DraftVerdict, number> {
  return Object.fromEntries(
    DRAFT_VERDICTS.map((verdict) => [
      verdict,
      findings.filter((finding) => finding.verdict === verdict).length,
    ]),
  ) as Record<DraftVerdict, number>;
}

/** A caption between two tables is that of the one below it. */
function isCaptionOfNext(draft: Draft, at: number): boolean {
  return draft.blocks[at + 1]?.kind === 'table';
}
