import { assumptionDrafts } from './log-assumptions.ts';
import { checkDrafts } from './log-checks.ts';
import { dataDrafts } from './log-data.ts';
import { decisionDrafts } from './log-decisions.ts';
import { type LogEntry, numberEntries } from './log-entry.ts';
import { outstandingDrafts } from './log-outstanding.ts';
import type { RecordParts } from './record-parts.ts';

/**
 * The roles of the AQuA Book (Government Analysis Function 2025, chapter 5) in its order, in our words. Who holds them is for
 * people to fill in.
 */
const ROLES = [
  {
    entry: 'Commissioner',
    basis: 'Asks for the analysis; accepts it, and its assurance, as fit for the purpose',
  },
  {
    entry: 'Analyst',
    basis: 'Designs and carries out the analysis and its own checks; acts on what the assurer finds',
  },
  {
    entry: 'Assurer',
    basis: 'Reviews the analyst’s checks and makes further ones; reports errors; is not the analyst',
  },
  {
    entry: 'Approver (senior responsible owner)',
    basis: 'Scrutinises the work of both; confirms that it was assured as it should be',
  },
] as const;

/** The quality log of a run, log by log: what the run knows. Everything that is for people to say is left out. */
export function qualityLog(parts: RecordParts): readonly LogEntry[] {
  const { study, record } = parts;
  return [
    ...numberEntries('role', 'R', ROLES),
    ...numberEntries('data', 'D', dataDrafts(record)),
    ...numberEntries('assumption', 'A', assumptionDrafts(parts)),
    ...numberEntries('decision', 'E', decisionDrafts(parts)),
    ...numberEntries('check', 'C', checkDrafts(parts)),
    ...numberEntries('outstanding', 'O', outstandingDrafts(parts)),
    ...numberEntries(
      'limitation',
      'L',
      study.limitations.map((entry) => ({ entry, basis: 'Stated by the study' })),
    ),
  ];
}
