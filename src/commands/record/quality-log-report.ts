import type { Report, ReportBlock, ReportSection } from '../../render/contract.ts';
import { SYNTHETIC_BANNER } from '../synthetic-banner.ts';
import type { Log, LogEntry } from './log-entry.ts';
import type { RecordParts } from './record-parts.ts';

type Part = 'where' | 'basis' | 'result' | 'figure';

/** How one log is laid out: what its columns are called, and which ones people fill in. */
interface Layout {
  readonly title: string;
  readonly caption: string;
  readonly intro: string;
  readonly entry: string;
  readonly parts: readonly (readonly [part: Part, header: string])[];
  readonly blanks: readonly string[];
  /** Where the log has no entries. */
  readonly none: string;
}

// A record over the union, so that a new log won't compile until it is laid out.
const LAYOUTS: Readonly<Record<Log, Layout>> = {
  role: {
    title: 'Roles and sign-off',
    caption: 'Who answers for the analysis',
    intro:
      'Each role has one person who answers for it, though a team may fill it. The analyst and the assurer are never the same person. A program fills no role.',
    entry: 'Role',
    parts: [['basis', 'What it does']],
    blanks: ['Name and organisation', 'Signed off', 'Date'],
    none: '',
  },
  data: {
    title: 'Data log',
    caption: 'What the run read',
    intro: 'Every file that the run read. A file with the same SHA-256 has the same bytes.',
    entry: 'Data',
    parts: [
      ['where', 'What it holds'],
      ['basis', 'Source'],
      ['figure', 'Size'],
    ],
    blanks: ['Owner', 'Received'],
    none: '',
  },
  assumption: {
    title: 'Assumptions log',
    caption: 'What is taken to be so',
    intro:
      'What the study states, what it marks as inferred, and what the program takes to be so. How reliable each is, what it would change if it were wrong, and whether it is agreed is for people to say.',
    entry: 'Assumption',
    parts: [
      ['where', 'Where it is used'],
      ['basis', 'Basis'],
    ],
    blanks: ['Reliability and impact', 'Owner, agreed by, date'],
    none: 'No assumptions are recorded.',
  },
  decision: {
    title: 'Decisions log',
    caption: 'What was decided',
    intro: 'What was decided for this run and changes its figures, besides what the study defines.',
    entry: 'Decision',
    parts: [['where', 'Where it is made']],
    blanks: ['Why', 'Made by', 'Agreed by, date'],
    none: 'Nothing was decided for this run besides what the study defines.',
  },
  check: {
    title: 'Checks made',
    caption: 'What the program checked, and what came of it',
    intro:
      'Verification by the program in this run: that the figures are what the definitions say. It does not show that the definitions are right, nor what anybody should conclude.',
    entry: 'Check',
    parts: [
      ['basis', 'Made by'],
      ['result', 'Result'],
      ['figure', 'Figure'],
      ['where', 'More in'],
    ],
    blanks: ['Assurer’s comment'],
    none: '',
  },
  outstanding: {
    title: 'Checks not made in this run',
    caption: 'What is left to check',
    intro: 'What assurance may ask for and this run did not do, or no program can.',
    entry: 'Check',
    parts: [['basis', 'How, or by whom']],
    blanks: ['Made by, date', 'Outcome'],
    none: '',
  },
  limitation: {
    title: 'Known limitations',
    caption: 'What the figures cannot show',
    intro: 'An assurance statement refers to these.',
    entry: 'Limitation',
    parts: [['basis', 'Basis']],
    blanks: ['Comment'],
    none: 'The study states none.',
  },
};

/** A quality log as a report of its own, a section a log, with the columns that people fill in left empty. */
export function qualityLogReport(
  { study, record }: Pick<RecordParts, 'study' | 'record'>,
  entries: readonly LogEntry[],
): Report {
  return {
    title: `${study.title}: quality log`,
    subtitle: `In the form that the AQuA Book asks for. Of a run of ${record.program.name} ${record.program.version}. Internal: it gives small numbers as they are.`,
    banner: record.synthetic ? SYNTHETIC_BANNER : null,
    credit:
      'After: The AQuA Book, guidance on producing quality analysis for government (HM Treasury 2015; Government Analysis Function 2025).',
    sections: [...(Object.keys(LAYOUTS) as Log[]).map((log) => section(log, entries))],
  };
}

function section(log: Log, entries: readonly LogEntry[]): ReportSection {
  const { title, caption, intro, entry, parts, blanks, none } = LAYOUTS[log];
  const own = entries.filter((each) => each.log === log);
  const marked = own.filter(({ sha256 }) => sha256 !== '');
  const table = (
    of: string,
    headers: readonly string[],
    rows: readonly (readonly string[])[],
  ): ReportBlock => ({
    kind: 'plain-table',
    caption: of,
    headers,
    rows,
  });
  const blocks: ReportBlock[] = [{ kind: 'paragraph', text: intro }];
  if (own.length === 0) blocks.push({ kind: 'paragraph', text: none });
  else
    blocks.push(
      table(
        caption,
        [entry, ...parts.map(([, header]) => header), ...blanks],
        own.map((each) => [
          `${each.id}. ${each.entry}`,
          ...parts.map(([part]) => each[part]),
          ...blanks.map(() => ''),
        ]),
      ),
    );
  if (marked.length > 0)
    blocks.push(
      table(
        'SHA-256 of what the run read',
        [entry, 'SHA-256'],
        marked.map((each) => [`${each.id}. ${each.entry}`, each.sha256]),
      ),
    );
  return { id: log, title, blocks };
}
