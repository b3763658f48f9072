import type { EntryDraft } from './log-entry.ts';
import type { RecordParts } from './record-parts.ts';

/** What assurance asks for and this run did not do: what it was not given, what is another command's, and what only people can do. */
export function outstandingDrafts({ record, audit, themes }: RecordParts): readonly EntryDraft[] {
  const reliability = themes?.reliability ?? null;
  return [
    {
      entry: 'The figures against figures published or approved before',
      basis: 'crs-eval check RUN --against FOLDER, or --pinned FILE',
    },
    {
      entry: 'The same run on another machine gives the same bytes',
      basis: 'crs-eval analyse, then compare run.json',
    },
    {
      entry: 'An independent computation of the figures from the same files',
      basis: 'Another program or person; the SHA-256 of the data log say which files',
    },
    ...(audit === null
      ? [{ entry: 'Whether published tables are possible at all', basis: 'crs-eval analyse --audit FOLDER' }]
      : []),
    ...(record.coding === null || reliability !== null
      ? []
      : [
          {
            entry: 'How far coders agree, and how well rules find what people find',
            basis: 'crs-eval analyse --codings FILE --reference WHO',
          },
        ]),
    ...(record.coding !== null && record.coding.decisions === null
      ? [
          {
            entry: 'Review of the proposed codes by people',
            basis: 'crs-eval code review, crs-eval code decide',
          },
        ]
      : []),
    {
      entry: 'Whether the exports are whole and unfiltered',
      basis: 'People, against the platform',
    },
    {
      entry: 'Validation: whether questions, bases and tables answer what was commissioned',
      basis: 'People: analyst, assurer, commissioner',
    },
    {
      entry: 'Whether breakdowns, and cells that give answers away, may be published',
      basis: 'People, with internal/disclosure.csv',
    },
  ];
}
