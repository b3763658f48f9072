import type { ReportSection } from '../../render/contract.ts';
import type { RunRecord } from '../run-record.ts';
import { librariesOf } from './software.ts';

/**
 * What the run was made from: software with versions, and the files it read with their SHA-256, so that it can be made again.
 * Interview transcripts, whose number is of people, stand in run.json and the quality log only.
 */
export function recordOfRun(record: RunRecord): ReportSection {
  const { program, study, corrections, readings, coding, settings } = record;
  const decisions = coding?.decisions ?? null;
  const quotes = coding?.quotes ?? null;
  return {
    id: 'record',
    title: 'The record of this run',
    blocks: [
      {
        kind: 'paragraph',
        text: `A SHA-256 is a fingerprint of a file: a file with the same one has the same bytes.${settings.strict ? ' The run was strict: what is otherwise a warning would have stopped it.' : ''}`,
      },
      {
        kind: 'plain-table',
        caption: 'Software and inputs',
        headers: ['What', 'Value'],
        rows: [
          ['Program', `${program.name} ${program.version}`],
          ...librariesOf(record).map(({ name, version, use }) => [
            `Library that ${use}`,
            `${name} ${version}`,
          ]),
          ['Study', `${study.title} (${study.id})`],
          ['Study SHA-256', study.sha256],
          ...(coding === null ? [] : [['Codebook SHA-256', coding.codebook]]),
          ...record.inputs.map((input) => [`SHA-256 of ${input.file}`, input.sha256]),
          ...(corrections === null ? [] : [[`SHA-256 of ${corrections.file}`, corrections.sha256]]),
          ...(readings === null ? [] : [[`SHA-256 of ${readings.file}`, readings.sha256]]),
          ...(decisions === null ? [] : [[`SHA-256 of ${decisions.file}`, decisions.sha256]]),
          ...(quotes === null ? [] : [[`SHA-256 of ${quotes.file}`, quotes.sha256]]),
          ...(coding?.others ?? []).map(({ file, sha256 }) => [`SHA-256 of ${file}`, sha256]),
        ],
      },
    ],
  };
}
